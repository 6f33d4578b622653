import { type Words, wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import { fieldsOf, type LocalizedItem, localizedItems } from '#src/model/fields.ts'
import { contributorsIn } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { translationsOf } from '#src/rules/review.ts'
import { documentsOfEdition, timedDocuments } from '../../edition-documents.ts'
import { fieldNames } from '../../translation/pack/pack-words.ts'
import { type Naming, nameIn } from './programme-cells.ts'
import { hashOfWords, type WordPlace, wordHead, wordsInCell, wordsMark, wordsText } from './sent-words.ts'

/** A sheet of words: the first column is hidden, and tells of what each row is; the second says it; texts stand in the others. */
export type WordSheet = { name: string; rows: readonly (readonly (string | null)[])[] }

/**
 * The words of an edition in all languages: of its rooms and of its people, a row each; and those of all others, of the strategy and of the
 * pages, a row for each text. Only texts that some language has; a person's name is the same in all, and stands beside them.
 */
export function wordSheets(
  edition: RawDocument,
  documents: readonly RawDocument[],
  naming: Naming,
): Readonly<Record<'rooms' | 'people' | 'texts', WordSheet>> {
  const t = wordsOf(naming.locale)
  const own = documentsOfEdition(documents, edition._id)
  const ofType = (type: string, all = own) => all.filter(({ _type }) => _type === type)
  const inOrder = (type: string) =>
    ofType(type, [...documents]).sort((one, other) => Number(one.order ?? 0) - Number(other.order ?? 0))
  const inUse = new Set(own.flatMap(contributorsIn))
  const people = documents.filter(({ _id }) => inUse.has(_id))
  const texts = [
    ...[edition, ...ofType('part'), ...timedDocuments(own)],
    ...[...inOrder('strategySection'), ...inOrder('page')],
  ]
  const sheet = { mark: wordsMark(edition._id, naming.locale), ...naming }
  return {
    rooms: { name: t('studio.desk.rooms'), rows: rowsOfEach(ofType('room'), sheet) },
    people: { name: t('field.contributors'), rows: rowsOfEach(people, sheet) },
    texts: { name: t('studio.workbook.texts'), rows: rowsOfTexts(texts, sheet) },
  }
}

type Sheet = Naming & { mark: string }

/** A row for each document, with a column for each of its fields in each language. */
function rowsOfEach(documents: readonly RawDocument[], { mark, locale }: Sheet): WordSheet['rows'] {
  const words = documents.map((document) => ({ document, fields: new Map(textsOf(document)) }))
  const paths = [...new Set(words.flatMap(({ fields }) => [...fields.keys()]))]
  const places = paths.flatMap((path) =>
    languagesFrom(locale).map((own): WordPlace => ({ path, locale: own })),
  )
  return [
    [mark, wordsOf(locale)('field.name'), ...places.map((place) => wordHead(locale, place))],
    ...words.map(({ document, fields }) =>
      rowOf(
        document,
        nameIn(locale, document),
        places.map((place) => ({ ...place, items: fields.get(place.path) })),
        wordsOf(locale),
      ),
    ),
  ]
}

/** A row for each text, with a column for each language. */
function rowsOfTexts(documents: readonly RawDocument[], { mark, locale }: Sheet): WordSheet['rows'] {
  const t = wordsOf(locale)
  const languages = languagesFrom(locale)
  return [
    [mark, t('studio.workbook.where'), ...languages.map((own) => wordHead(locale, { locale: own }))],
    ...documents.flatMap((document) =>
      textsOf(document).map(([path, items]) =>
        rowOf(
          document,
          [nameIn(locale, document), ...fieldNames(path, t)].join(' · '),
          languages.map((own) => ({ path, locale: own, items })),
          t,
        ),
      ),
    ),
  ]
}

function rowOf(
  document: RawDocument,
  where: string,
  places: readonly (WordPlace & { items: readonly LocalizedItem[] | undefined })[],
  t: Words,
): readonly (string | null)[] {
  const cells = places.map(({ path, locale, items }) => {
    const words = wordsInCell(items?.find(({ language }) => language === locale)?.value)
    const text = words.length > maxCell ? t('studio.workbook.tooLong') : words
    const isFixed =
      text !== words || !(items !== undefined || (isOwnField(path) && document[path] === undefined))
    return { path, locale, text, hash: hashOfWords(text), isFixed }
  })
  return [wordsText(document._id, cells), where, ...cells.map(({ text }) => text || null)]
}

/** Whether a text can be written where a document has none in any language yet. */
const isOwnField = (path: string): boolean => /^\w+$/.test(path)

/** What spreadsheets hold in a cell, and not more. */
const maxCell = 32_000

/** The texts of a document by their paths. What people do in a session stands in the programme. */
const textsOf = (document: RawDocument): readonly (readonly [string, readonly LocalizedItem[]])[] => {
  const translated = new Set(translationsOf(document).map(({ path }) => path))
  return fieldsOf(document).flatMap(({ path, value }) => {
    const items = localizedItems(value)
    const isText = items?.some((item) => typeof item.value === 'string' || Array.isArray(item.value))
    return items && isText && translated.has(path) && !/^contributors\b|\s/.test(path)
      ? [[path, items] as const]
      : []
  })
}

const languagesFrom = (locale: Locale): readonly Locale[] => [
  ...new Set([locale, ...locales.map((language) => language.locale)]),
]
