import { sourceLocale } from '#src/locales.ts'
import { type Localized, shownLocale } from './localized.ts'
import { byDocumentId } from './order.ts'

// Apart from the other orders, which scripts for readers use too: names bring the parser of documents with them.

/**
 * Rooms by name in the source language, where they have one, so that the order is the same in all; numbers in names as
 * numbers.
 */
export const byRoomName = (a: Named, b: Named): number =>
  collator.compare(nameOf(a), nameOf(b)) || byDocumentId(a, b)

const collator = new Intl.Collator('en', { numeric: true })
const nameOf = ({ name }: Named): string => name[shownLocale(name, sourceLocale) ?? sourceLocale] ?? ''

type Named = { readonly _id: string } & { readonly name: Localized<string> }
