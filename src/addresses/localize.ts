import { type Locale, languageOf, locales, sourceLocale } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { dayOfId, dayTitle } from '#src/programme/days.ts'
import type { Documents } from '#src/programme/documents.ts'
import type { Subject } from './paths.ts'

/** A value with the BCP 47 tag of its language, which may differ from the page's. */
export type Shown<T> = { value: T; lang: string }

/**
 * Chooses the value to show in a locale: the locale's own, else the source language's, else the first other in the
 * order of `locales`; undefined where there is none. Nothing else resolves translations.
 */
export function shown<T>(value: Localized<T> | undefined, locale: Locale): Shown<T> | undefined {
  for (const candidate of orders[locale]) {
    const text = value?.[candidate]
    if (text !== undefined) return { value: text, lang: languageOf(candidate).lang }
  }
  return undefined
}

/** The locales in which a value is looked for, by the locale that is wanted. */
const orders = Object.fromEntries(
  locales.map(({ locale }) => [
    locale,
    [...new Set([locale, sourceLocale, ...locales.map((language) => language.locale)])],
  ]),
) as unknown as Readonly<Record<Locale, readonly Locale[]>>

/**
 * Whether the title or a text of a subject exists in other languages but not in this one. The texts of documents that
 * the page only lists do not count. A page in the source language never falls back.
 */
export function fallsBack(subject: Subject, locale: Locale, documents: Documents): boolean {
  if (locale === sourceLocale) return false
  return ownTexts(subject, documents).some(
    (text) => text !== undefined && !(locale in text) && Object.keys(text).length > 0,
  )
}

/** The localized title of a page's subject; empty for the strategy, the people and the search, which have none. */
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
  search: () => undefined,
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
    case 'rooms':
    case 'people':
    case 'search':
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
