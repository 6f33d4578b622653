import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Room, Session } from '#src/model/schema.ts'
import type { Documents } from './documents.ts'
import { dayText, languagesText } from './format.ts'
import { type FormerStart, formerStartOf } from './former.ts'

/** How a session stands in a list. */
export type RowForm = {
  /**
   * `full` with its time, where sessions follow one another; `alone` the same, larger, among sessions side by side;
   * `strand` one of those that start together.
   */
  look: 'full' | 'alone' | 'strand'
  /** Of its heading. */
  level: 1 | 2 | 3 | 4
  /** Where there are many: without description and, side by side, without people. */
  isBrief: boolean
  /** Whether its part is named in it, since no heading does. */
  hasPart: boolean
  /** Whether it ends otherwise than those beside it. */
  hasOwnEnd: boolean
  /** Whether a reader can add it to their own programme here. */
  hasStar: boolean
  /** The spoken languages that most sessions of the list have, in their order, with spaces; not named in the row. */
  languages: string
  /** The room whose page it is on: not named where a session is in no other. */
  inRoom?: string | undefined
}

/** The rooms that a row names. */
export function roomsInRow(
  { _id: id }: Session,
  { inRoom }: RowForm,
  { roomsOf }: Pick<Documents, 'roomsOf'>,
): readonly Room[] {
  const rooms = roomsOf(id)
  return rooms.every(({ _id }) => _id === inRoom) ? [] : rooms
}

/** A form as text, for the name of a piece that is kept. */
export const formKey = (form: RowForm): string => Object.values(form).join(' ')

/** The spoken languages that most of these sessions have, with spaces; of as many, the first. */
export function usualLanguages(sessions: readonly Pick<Session, 'spokenLanguages'>[]): string {
  const counts = new Map<string, number>()
  for (const { spokenLanguages } of sessions) {
    const key = spokenLanguages.join(' ')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0] as const)[0]
}

/** In which languages a session is, in words; undefined where they are unknown, or as usual. */
export function differingLanguages(
  { spokenLanguages, interpretation }: Pick<Session, 'spokenLanguages' | 'interpretation'>,
  usual: string,
  locale: Locale,
): string | undefined {
  if (spokenLanguages.length === 0 || spokenLanguages.join(' ') === usual) return undefined
  const languages = languagesText(spokenLanguages, locale)
  const t = wordsOf(locale)
  return spokenLanguages.length === 1 && interpretation.length === 0
    ? t('session.inOneLanguage', { language: languages })
    : t('session.inLanguages', { languages })
}

/**
 * When a moved session was to start, with its day where that was another one; undefined where that is unknown, or when
 * it does start.
 */
export function formerStartText(
  session: Pick<Session, 'status' | 'date' | 'start' | 'movedFrom'>,
  locale: Locale,
): string | undefined {
  const former = formerStartOf(session)
  if (former === undefined || former.date === session.date) return former?.start
  return `${dayText(former.date, locale, { weekday: true, short: true })}, ${former.start}`
}

/** When a session starts now, as its old place says it: with its day where that is another one, and the word that it takes. */
export function presentStart(
  { date, start }: Pick<Session, 'date' | 'start'>,
  former: FormerStart | undefined,
  locale: Locale,
): { word: 'session.movedTo' | 'session.movedToDay'; text: string } {
  return former === undefined || former.date === date
    ? { word: 'session.movedTo', text: start }
    : { word: 'session.movedToDay', text: `${dayText(date, locale, { weekday: true })}, ${start}` }
}
