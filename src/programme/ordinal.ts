import { isWordKey, wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Part } from '#src/model/schema.ts'

/** The ordinal of a part, in words. @example 'Part One', 'Première partie' */
export function ordinalText({ ordinal }: Pick<Part, 'ordinal'>, locale: Locale): string {
  const t = wordsOf(locale)
  const key = `part.ordinal.${ordinal}`
  return isWordKey(key) ? t(key) : t('part.ordinal', { ordinal })
}

/** The number of a part's colour, 1 to 3. @example colourOf({ ordinal: 4 }) → 1 */
export const colourOf = ({ ordinal }: Pick<Part, 'ordinal'>): number => ((ordinal - 1) % 3) + 1
