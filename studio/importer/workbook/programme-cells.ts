import { type Words, wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { recordsIn } from '#src/model/fields.ts'
import { referencedId, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { languagesText } from '#src/programme/format.ts'
import { sourceWords } from '#src/rules/review.ts'
import { everyText, languageItems, textIn } from '../../schema/localized-fields.ts'
import { roleOfHead } from '../people.ts'
import { foldForMatching } from '../vocabulary.ts'
import type { PeopleColumn, SentCells, SentColumn } from './sent-rows.ts'

/** The language of a workbook, and the documents that its rows name. */
export type Naming = { locale: Locale; named(id: string): RawDocument | undefined }

/** The cells of a session or a break, as people read and write them: names a line each, days and times as `YYYY-MM-DD` and `HH:mm`. */
export function programmeCells(document: RawDocument, naming: Naming): SentCells {
  const { locale, named } = naming
  const t = wordsOf(locale)
  const nameOf = (id: string | undefined) => nameIn(locale, id === undefined ? undefined : named(id))
  const text = (field: unknown) =>
    sourceWords(languageItems(field).find(({ language }) => language === locale)?.value).trim()
  const languages = (tags: readonly unknown[]) =>
    languagesText(
      tags.filter((tag) => typeof tag === 'string'),
      locale,
    )
  const plain = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    kind: document._type === 'break' ? t('type.break') : '',
    ...{ date: plain(document.date), start: plain(document.start), end: plain(document.end) },
    // A title that this language lacks stands in another one: who translates it writes over it.
    ...{ title: nameIn(locale, document), part: nameOf(referencedId(document.part)) },
    room: referencedIds(document.rooms).map(nameOf).join('\n'),
    ...peopleCells(document, naming),
    spoken: languages(Array.isArray(document.spokenLanguages) ? document.spokenLanguages : []),
    interpreted: languages(recordsIn(document.interpretation).map(({ language }) => language)),
    description: text(document.description),
    link: recordsIn(document.links)
      .map(({ url }) => plain(url))
      .join('\n'),
    status: document.status === 'cancelled' ? t('session.cancelled') : '',
  }
}

/** What a document is called in a language, else in any; empty where it has no name. */
export const nameIn = (locale: Locale, document: RawDocument | undefined): string =>
  textIn(locale, document?.name ?? document?.title) || (everyText(document?.name ?? document?.title)[0] ?? '')

/** Who takes part, by the columns of their roles. */
function peopleCells(document: RawDocument, naming: Naming): SentCells {
  const all = recordsIn(document.contributors).map((contribution) => personLine(contribution, naming))
  return Object.fromEntries(
    [...Map.groupBy(all, ({ column }) => column)].map(([column, some]) => [
      column,
      some.map(({ text }) => text).join('\n'),
    ]),
  )
}

/** The line of somebody who takes part, and the column in which it stands; in that of others with the role before the name. */
export function personLine(
  contribution: Readonly<Record<string, unknown>>,
  { locale, named }: Naming,
): { column: PeopleColumn; text: string } {
  const name = nameIn(locale, named(referencedId(contribution.contributor) ?? ''))
  const role = textIn(locale, contribution.role)
  const column = columnOf(contribution, locale)
  return { column, text: column === 'otherPeople' && role !== '' ? `${role}: ${name}` : name }
}

/** The column of what somebody does in a session. */
const columnOf = ({ role }: Readonly<Record<string, unknown>>, locale: Locale): PeopleColumn =>
  columns[roleOfHead(foldForMatching(textIn(locale, role)))?.role ?? ''] ?? 'otherPeople'

const columns: Readonly<Record<string, PeopleColumn>> = {
  moderator: 'moderators',
  chair: 'chairs',
  speaker: 'speakers',
}

/** The head of a column, in a language: one that the importer knows. */
export const columnHead = (t: Words, column: SentColumn): string => t(`studio.workbook.column.${column}`)
