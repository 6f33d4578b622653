import { wordsOf } from '#src/i18n.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { sourceWords } from '#src/rules/review.ts'
import { languageItems } from '../../schema/localized-fields.ts'
import { type Naming, nameIn } from './programme-cells.ts'

/**
 * The texts of an edition, of the strategy and of the pages, in one language: what each paragraph is of, and the paragraph. They are to
 * read: texts with marks and links go out and come back as packs.
 */
export function textRows(
  edition: RawDocument,
  documents: readonly RawDocument[],
  { locale }: Pick<Naming, 'locale'>,
): [where: string, paragraph: string][] {
  const t = wordsOf(locale)
  const inOrder = (type: string) =>
    documents
      .filter(({ _type }) => _type === type)
      .sort((one, other) => Number(one.order ?? 0) - Number(other.order ?? 0))
  const texts: [string, unknown][] = [
    ...(['lead', 'brief', 'objectives', 'outcomes'] as const).map((field): [string, unknown] => [
      t(`field.${field}`),
      edition[field],
    ]),
    ...[...inOrder('strategySection'), ...inOrder('page')].map((one): [string, unknown] => [
      nameIn(locale, one),
      one.text,
    ]),
  ]
  return texts.flatMap(([where, field]) =>
    sourceWords(languageItems(field).find(({ language }) => language === locale)?.value)
      .split('\n')
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph): [string, string] => [where, paragraph]),
  )
}
