import { explained } from './failures.ts'

/** Runs a command to its end. What goes wrong is told in plain words, and the process exits with 1. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(`\n${explained(error)}\n`)
    process.exitCode = 1
  }
}

/** Resolves when the terminal or the system asks this process to end. */
export function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}
