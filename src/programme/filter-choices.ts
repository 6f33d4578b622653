import { byText } from '#src/model/order.ts'
import type { Part, Room, Session } from '#src/model/schema.ts'
import type { Documents } from './documents.ts'

/** What the sessions of some days of an edition may be shown by: their parts, rooms and languages, each once. */
export function filterChoices(
  documents: Documents,
  edition: string,
  dates: readonly string[],
): { parts: readonly Part[]; rooms: readonly Room[]; languages: readonly string[] } {
  const sessions = dates.flatMap((date) => documents.sessionsOn(edition, date))
  const once = <T extends { _id: string }>(list: readonly T[]) => [
    ...new Map(list.map((one) => [one._id, one])).values(),
  ]
  return {
    parts: once(sessions.flatMap(({ part }) => documents.part(part) ?? [])),
    rooms: once(sessions.flatMap(({ _id }) => documents.roomsOf(_id))),
    languages: [...new Set(sessions.flatMap(languagesIn))].sort(byText),
  }
}

/** The languages in which people can follow a session: spoken, interpreted into, or signed; each once. */
export const languagesIn = ({
  spokenLanguages,
  interpretation,
  signedLanguages,
}: Pick<Session, 'spokenLanguages' | 'interpretation' | 'signedLanguages'>): readonly string[] => [
  ...new Set([...spokenLanguages, ...interpretation.map(({ language }) => language), ...signedLanguages]),
]
