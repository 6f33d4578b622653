/**
 * A date of which the parts are given, in words. French writes the first of a month as an ordinal, which `Intl` does
 * not. For code that runs in browsers too, it imports nothing.
 * @example dateText(new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long' }).formatToParts(…), 'fr') → '1er janvier'
 */
export const dateText = (parts: readonly DatePart[], intl: string): string =>
  parts
    .map(({ type, value }) => (type === 'day' && value === '1' && /^fr\b/.test(intl) ? '1er' : value))
    .join('')

type DatePart = Readonly<Pick<Intl.DateTimeFormatPart, 'type' | 'value'>>
