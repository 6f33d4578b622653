import { type Shown, shown } from '#src/addresses/localize.ts'
import type { Address } from '#src/addresses/paths.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import type { Contributor, Edition, Session } from '#src/model/schema.ts'
import { isoSpan, type Times } from '#src/model/time.ts'
import type { Content } from './content.ts'

/**
 * A piece of a page: what it is made of, and what it shows of that. Two pages differ where a piece shows something else;
 * where a piece is made of the same, that need not be looked at.
 */
export type Piece = { readonly of: readonly unknown[]; readonly show: () => unknown }

/** The content and the language of a page. */
export type PieceSource = Pick<Content, 'documents' | 'addresses' | 'moment'> & { locale: Locale }

export const piece = (of: readonly unknown[], show: () => unknown): Piece => ({ of, show })
export const fact = (value: string | number | boolean | undefined): Piece => ({
  of: [value],
  show: () => value,
})

/** The title of a document, with where it leads. */
export const titled = (
  document: { title: Localized<string> } | undefined,
  address: Address | undefined,
  locale: Locale,
): Piece => piece([document, address], () => [shown(document?.title, locale), address])

/** The start and the end as pages write them for programs, with the offset of the edition's zone. */
export const instants = (timed: Times, { timeZone }: Edition) => isoSpan(timed, timeZone)

export const contributorsOf = (
  { contributors }: Session,
  { documents }: PieceSource,
): readonly Contributor[] =>
  contributors.flatMap(({ contributor }) => documents.contributor(contributor) ?? [])

/** How a contributor is named beside a session. */
export const byLine = ({ acronym, name }: Contributor, locale: Locale) =>
  shown(acronym, locale) ?? shown(name, locale)

/** A name as pages mark it: that of a person is in no language. */
export const marked = (name: Shown<string> | undefined, { kind }: Contributor, locale: Locale): unknown =>
  kind === 'person' || name?.lang === languageOf(locale).lang ? name?.value : name
