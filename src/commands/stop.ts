import { StoppedError } from './errors.ts'

/** Resolves when this process gets SIGINT, SIGTERM or SIGHUP. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => onStop(resolve))
}

/** A signal that is aborted with a StoppedError when this process gets SIGINT, SIGTERM or SIGHUP. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  onStop(() => stop.abort(new StoppedError()))
  return stop.signal
}

function onStop(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
}
