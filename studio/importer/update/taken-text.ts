import { type Locale, languageOf } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { languageItems } from '../../schema/localized-fields.ts'
import { blocksIn } from '../../translation/pack/block-pairs.ts'
import { rewrittenBlocks } from '../../translation/rewritten-blocks.ts'

/**
 * The text of a field in a language as another document has it, with the marks and links of the words that stayed. `isLost`: some of them have
 * to be left out. Undefined as a value where neither has one.
 */
export function takenText(
  field: string,
  current: RawDocument,
  wanted: RawDocument,
  locale: Locale,
): { value: unknown; isLost: boolean } {
  const [before, after] = [current, wanted].map(
    (document) => languageItems(document[field]).find(({ language }) => language === locale)?.value,
  )
  if (!Array.isArray(before)) return { value: after, isLost: false }
  if (after === undefined) return { value: [], isLost: false }
  if (!Array.isArray(after)) return { value: after, isLost: false }
  const { blocks, isLost } = rewrittenBlocks(blocksIn(before), blocksIn(after), languageOf(locale).lang)
  return { value: blocks, isLost }
}
