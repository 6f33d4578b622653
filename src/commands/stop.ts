import { StoppedError } from './errors.ts'

/** Resolves when the terminal or the system asks this process to end. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => onStop(resolve))
}

/** Is aborted with a StoppedError when the terminal or the system asks this process to end. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  onStop(() => stop.abort(new StoppedError()))
  return stop.signal
}

function onStop(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
}
