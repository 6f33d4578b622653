import { type Locale, languageOf, locales } from '#src/locales.ts'
import { isTimeZone } from '#src/model/time.ts'
import { UnreadableFileError } from '../docx.ts'
import { roleOfHead } from '../people.ts'
import { foldForMatching } from '../vocabulary.ts'
import { jsonItems, jsonText, jsonValue } from './json-values.ts'
import type { Schedule, ScheduledEvent } from './schedule.ts'

/** Whether a JSON file is the `programme.json` of a site of this kind, in any version. */
export const isOwnProgramme = (file: unknown): boolean =>
  /\/schemas\/programme-\d+\.json$/.test(jsonText(file, '$schema')) ||
  (jsonValue(file, 'version') !== undefined && ['edition', 'sessions'].every((name) => jsonValue(file, name)))

/**
 * The sessions and breaks of a `programme.json`, as `src/feeds/programme-format.ts` has it.
 * @throws {UnreadableFileError} otherVersion
 */
export function scheduleOfOwnProgramme(file: unknown): Schedule {
  if (jsonValue(file, 'version') !== knownVersion) throw new UnreadableFileError('otherVersion')
  const edition = jsonValue(file, 'edition')
  const [rooms, parts, people] = [
    namesIn(file, 'rooms', 'name'),
    namesIn(file, 'parts', 'title'),
    namesIn(file, 'contributors', 'name'),
  ]
  const [venue, city] = ['venue', 'city'].map((name) => wordsOf(edition, name))
  const zone = jsonText(edition, 'timeZone')
  const locale = localeOf(jsonText(file, 'lang'))
  const items = (name: string) => jsonItems(jsonValue(file, name))
  return {
    title: wordsOf(edition, 'title'),
    ...(isTimeZone(zone) && { zone }),
    ...(venue && { venue }),
    ...(city && { city }),
    ...(locale && { locale }),
    events: [
      ...items('sessions').map((session): ScheduledEvent => {
        const list = (name: string) => jsonItems(jsonValue(session, name))
        return {
          ...timedEvent(session),
          ...peopleIn(list('contributors'), people),
          rooms: list('rooms').flatMap((id) => rooms.get(String(id)) ?? []),
          track: parts.get(jsonText(session, 'part')),
          description: wordsOf(session, 'description'),
          languages: list('spokenLanguages').map(String),
          interpreted: list('interpretation').map((one) => jsonText(one, 'language')),
          links: list('links').map((one) => jsonText(one, 'url')),
          isCancelled: jsonText(session, 'status') === 'cancelled',
        }
      }),
      ...items('breaks').map((one) => ({ ...timedEvent(one), kind: 'Break' })),
    ],
  }
}

/** That of `programmeVersion`, which the Studio does not load. */
const knownVersion = 1

/** Dates and clock times are those of the edition's zone. */
function timedEvent(entry: unknown): ScheduledEvent {
  const [from, to] = ['startsAt', 'endsAt'].map((name) => Date.parse(jsonText(entry, name)))
  const minutes = ((to ?? 0) - (from ?? 0)) / 60_000
  return {
    ...{ id: jsonText(entry, 'id'), title: wordsOf(entry, 'title') },
    start: `${jsonText(entry, 'date')}T${jsonText(entry, 'start')}`,
    ...(minutes > 0 && { duration: minutes }),
  }
}

function peopleIn(contributions: readonly unknown[], names: ReadonlyMap<string, string>) {
  const found = { moderators: [] as string[], chairs: [] as string[], speakers: [] as string[] }
  for (const one of contributions) {
    const name = names.get(jsonText(one, 'contributor'))
    const role = roleOfHead(foldForMatching(wordsOf(one, 'role')))?.role
    const list = role === 'moderator' ? 'moderators' : role === 'chair' ? 'chairs' : 'speakers'
    if (name !== undefined) found[list].push(name)
  }
  return found
}

/** Texts have their words in `value`. */
const wordsOf = (of: unknown, name: string): string => jsonText(jsonValue(of, name), 'value')

const namesIn = (file: unknown, list: string, name: string): ReadonlyMap<string, string> =>
  new Map(jsonItems(jsonValue(file, list)).map((one) => [jsonText(one, 'id'), wordsOf(one, name)]))

const localeOf = (lang: string): Locale | undefined =>
  locales.find(({ locale }) => languageOf(locale).lang === lang)?.locale
