import type { Config } from '#src/config.ts'
import { clock } from './terminal.ts'

/** Something that happened, in words and as data. */
export type LogLine = {
  readonly event: string
  readonly text: string
  readonly level?: 'info' | 'error'
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Writes what happened: for people as a time and a text, or as one line of JSON. Errors go to the error output. */
export function logIn(form: Config['log']): (line: LogLine | undefined) => void {
  return (line) => {
    if (line === undefined) return
    const { event, text, level = 'info', facts } = line
    const written =
      form === 'json'
        ? JSON.stringify({ time: new Date().toISOString(), level, event, ...facts, text })
        : `${clock()}  ${text}`
    if (level === 'error') console.error(form === 'json' ? written : `${written}\n`)
    else console.log(written)
  }
}
