import { type Locale, languageOf, locales, sourceLocale } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import type { Snapshot } from '#src/model/schema.ts'
import type { Subject } from './paths.ts'

/** A value with the BCP 47 tag of its language, which may differ from the page's. */
export type Shown<T> = { value: T; lang: string }

/**
 * Chooses the value to show in a locale: the locale's own, else the source language's, else the first other in the
 * order of `locales`; undefined where there is none. Nothing else resolves translations.
 */
export function shown<T>(value: Localized<T> | undefined, locale: Locale): Shown<T> | undefined {
  for (const candidate of [locale, sourceLocale, ...locales.map((language) => language.locale)]) {
    const text = value?.[candidate]
    if (text !== undefined) return { value: text, lang: languageOf(candidate).lang }
  }
  return undefined
}

/**
 * Whether the title or a text of a subject exists in other languages but not in this one. The texts of documents that
 * the page only lists do not count. A page in the source language never falls back.
 */
export function fallsBack(subject: Subject, locale: Locale, snapshot: Snapshot): boolean {
  if (locale === sourceLocale) return false
  return ownTexts(subject, snapshot).some(
    (text) => text !== undefined && text[locale] === undefined && Object.keys(text).length > 0,
  )
}

/** The localized title of a page's subject; empty for the strategy and the search, which have none. */
export function titleOf(subject: Subject, snapshot: Snapshot): Localized<string> {
  const { kind, id } = subject
  if (kind === 'forum') return snapshot.forum.name
  return (
    {
      strategy: undefined,
      edition: byId(snapshot.editions, id),
      programme: byId(snapshot.editions, id),
      myProgramme: byId(snapshot.editions, id),
      search: undefined,
      part: byId(snapshot.parts, id),
      session: byId(snapshot.sessions, id),
      page: byId(snapshot.pages, id),
    }[kind]?.title ?? {}
  )
}

/** The document with an id. */
export function byId<T extends { _id: string }>(list: readonly T[], id: string | undefined): T | undefined {
  return list.find(({ _id }) => _id === id)
}

function ownTexts({ kind, id }: Subject, snapshot: Snapshot): readonly (Localized<unknown> | undefined)[] {
  const { forum, strategySections, editions, parts, sessions, pages } = snapshot
  const edition = byId(editions, id)
  const part = byId(parts, id)
  const session = byId(sessions, id)
  const page = byId(pages, id)
  switch (kind) {
    case 'forum':
      return [forum.name, forum.brief, ...forum.linesOfAction.flatMap(({ title, text }) => [title, text])]
    case 'strategy':
      return strategySections.flatMap(({ title, text }) => [title, text])
    case 'edition':
      return [edition?.title, edition?.lead, edition?.brief, edition?.objectives, edition?.outcomes]
    case 'programme':
      return [edition?.title, edition?.lead]
    // These pages have no texts of their own, only words of the interface.
    case 'myProgramme':
    case 'search':
      return []
    case 'part':
      return [part?.title, part?.summary]
    case 'session':
      return [session?.title, session?.description, session?.recap]
    case 'page':
      return [page?.title, page?.text]
  }
}
