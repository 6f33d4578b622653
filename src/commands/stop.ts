import { StoppedError } from './errors.ts'

/** How long a command may take to close what is open. After that it ends as a killed one does, which loses nothing. */
const closeMilliseconds = 4500

/**
 * A signal that is aborted with a StoppedError when this process gets SIGINT, SIGTERM or SIGHUP. The process ends within
 * five seconds from then, and at once when it gets another one.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      if (stop.signal.aborted) return
      setTimeout(() => process.exit(1), closeMilliseconds).unref()
      stop.abort(new StoppedError())
    })
  return stop.signal
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
