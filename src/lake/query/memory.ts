import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** So long V8 keeps what a thread has left, in case another one wants it; then the next collection gives it back. */
const milliseconds = 9_000

/**
 * Gives back to the system what a thread that was ended had taken: a collection of young garbage is enough, takes
 * about a millisecond, and would else not come while nobody asks anything.
 */
export function returnMemory(): NodeJS.Timeout {
  return setTimeout(() => collect({ type: 'minor' }), milliseconds).unref()
}

function collect(options: { readonly type: 'minor' }): void {
  // The only way to the collector without a flag for the whole process.
  setFlagsFromString('--expose-gc')
  const collector: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  if (typeof collector === 'function') collector(options)
}
