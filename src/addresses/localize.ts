import { type Locale, languageOf, locales, sourceLocale } from '#src/locales.ts'
import { type Localized, shownLocale } from '#src/model/localized.ts'
import { dayOfId, dayTitle } from '#src/programme/days.ts'
import type { Documents } from '#src/programme/documents.ts'
import type { Subject } from './paths.ts'

/** A value with the BCP 47 tag of its language, which may differ from the page's. */
export type Shown<T> = { value: T; lang: string }

/** The value to show in a locale (`shownLocale`); undefined where there is none. */
export function shown<T>(value: Localized<T> | undefined, locale: Locale): Shown<T> | undefined {
  const found = shownLocale(value, locale)
  const text = found && value?.[found]
  return found === undefined || text === undefined ? undefined : { value: text, lang: languageOf(found).lang }
}

/**
 * Whether a page falls back: the title or a text of its subject exists in other languages but not in this one, and its
 * page in another language is the one that search engines are told of. The texts of documents that the page only lists
 * do not count.
 */
export const fallsBack = (subject: Subject, locale: Locale, documents: Documents): boolean =>
  canonicalLocale(subject, locale, documents) !== locale

/**
 * The language of the page that search engines are told of: the page's own where it lacks no text, else the one that
 * lacks fewest, of several the first in the order of `locales`.
 */
export function canonicalLocale(subject: Subject, locale: Locale, documents: Documents): Locale {
  const texts = ownTexts(subject, documents)
  const lacking = (one: Locale) => texts.filter((text) => isLacking(text, one)).length
  if (lacking(locale) === 0) return locale
  const counts = locales.map((language) => lacking(language.locale))
  return locales[counts.indexOf(Math.min(...counts))]?.locale ?? sourceLocale
}

/** The tags of the languages in which a page shows texts of its subject that lack its own; none where it lacks nothing. */
export function languagesInstead(subject: Subject, locale: Locale, documents: Documents): readonly string[] {
  const instead = ownTexts(subject, documents)
    .filter((text) => isLacking(text, locale))
    .flatMap((text) => shown(text, locale)?.lang ?? [])
  return [...new Set(instead)]
}

/** Whether a text exists, but not in this language. */
const isLacking = (text: Localized<unknown> | undefined, locale: Locale): boolean =>
  (shownLocale(text, locale) ?? locale) !== locale

/** The localized title of a page's subject; empty for pages of which there is one, which have none. */
export const titleOf = ({ kind, id }: Subject, documents: Documents): Localized<string> =>
  titles[kind](documents, id) ?? {}

type TitleOf = (documents: Documents, id: string) => Localized<string> | undefined
const ofEdition: TitleOf = (documents, id) => documents.edition(id)?.title
const titles: Readonly<Record<Subject['kind'], TitleOf>> = {
  forum: ({ forum }) => forum.name,
  strategy: () => undefined,
  edition: ofEdition,
  programme: ofEdition,
  day: (_documents, id) => dayTitle(dayOfId(id)?.date ?? ''),
  myProgramme: ofEdition,
  changes: ofEdition,
  search: () => undefined,
  feeds: () => undefined,
  webmasters: () => undefined,
  part: (documents, id) => documents.part(id)?.title,
  session: (documents, id) => documents.session(id)?.title,
  rooms: ofEdition,
  room: (documents, id) => documents.room(id)?.name,
  people: () => undefined,
  contributor: (documents, id) => documents.contributor(id)?.name,
  page: (documents, id) => documents.page(id)?.title,
}

function ownTexts({ kind, id }: Subject, documents: Documents): readonly (Localized<unknown> | undefined)[] {
  switch (kind) {
    case 'forum': {
      const { name, brief, linesOfAction } = documents.forum
      return [name, brief, ...linesOfAction.flatMap(({ title, text }) => [title, text])]
    }
    case 'strategy':
      return documents.strategySections.flatMap(({ title, text }) => [title, text])
    case 'edition': {
      const edition = documents.edition(id)
      return [edition?.title, edition?.lead, edition?.brief, edition?.objectives, edition?.outcomes]
    }
    case 'programme': {
      const edition = documents.edition(id)
      return [edition?.title, edition?.lead]
    }
    // These pages have no texts of their own, only words of the interface.
    case 'day':
    case 'myProgramme':
    case 'changes':
    case 'rooms':
    case 'people':
    case 'search':
    case 'feeds':
    case 'webmasters':
      return []
    case 'part': {
      const part = documents.part(id)
      return [part?.title, part?.summary]
    }
    case 'session': {
      const session = documents.session(id)
      return [session?.title, session?.description, session?.recap]
    }
    case 'room': {
      const room = documents.room(id)
      return [room?.name, room?.floor, room?.directions]
    }
    case 'contributor': {
      const one = documents.contributor(id)
      // A person has one name in all languages.
      const name = one?.kind === 'person' ? undefined : one?.name
      return [name, one?.position, one?.affiliation, one?.biography]
    }
    case 'page': {
      const page = documents.page(id)
      return [page?.title, page?.text]
    }
  }
}
