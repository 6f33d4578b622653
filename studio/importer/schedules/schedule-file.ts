import type { Words } from '#src/i18n.ts'
import { UnreadableFileError } from '../docx.ts'
import type { TextSheet } from '../sheets/workbook-sheets.ts'
import { scheduleOfFrabJson, scheduleOfXml } from './frab-file.ts'
import { scheduleOfIndico } from './indico-file.ts'
import { jsonValue } from './json-values.ts'
import { isOwnProgramme, scheduleOfOwnProgramme } from './own-programme-file.ts'
import { type Schedule, scheduleSheet } from './schedule.ts'

/** The kinds of files in which other systems give a programme. */
export const scheduleKinds = ['ics', 'xml', 'json'] as const
export type ScheduleKind = (typeof scheduleKinds)[number]

/**
 * The schedule in a file of another system, as a table of sessions whose heads are in the language of `t`: iCalendar, the
 * `schedule.xml` and `schedule.json` of frab and pretalx, what Indico exports, or our own `programme.json`.
 * @throws {UnreadableFileError} broken, doctype, noSessions, otherVersion, tooMuch
 */
export async function sheetOfSchedule(text: string, kind: ScheduleKind, t: Words): Promise<TextSheet> {
  const schedule = await scheduleIn(text, kind)
  if (schedule.events.length === 0) throw new UnreadableFileError('noSessions')
  if (schedule.events.length > maxScheduled) throw new UnreadableFileError('tooMuch')
  return scheduleSheet(schedule, t)
}

async function scheduleIn(text: string, kind: ScheduleKind): Promise<Schedule> {
  if (kind === 'ics') return (await import('./calendar-file.ts')).scheduleOfCalendar(text)
  if (kind === 'xml') return scheduleOfXml(text)
  const file = parsedJson(text)
  if (isOwnProgramme(file)) return scheduleOfOwnProgramme(file)
  return jsonValue(file, 'schedule') === undefined ? scheduleOfIndico(file) : scheduleOfFrabJson(file)
}

/** @throws {UnreadableFileError} broken */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new UnreadableFileError('broken')
  }
}

/** More sessions than any programme has. */
const maxScheduled = 10_000
