import { type Ledger, takenIn } from '#src/addresses/ledger.ts'
import { type Address, addressesOf } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { examine } from '#src/rules/examine.ts'

/**
 * The address of the page on which readers see a document: its own, else the first that shows it; undefined where none
 * does. Costs one examination of what is published.
 * @param id a published id
 */
export function livePage(
  id: string,
  published: readonly RawDocument[],
  ledger: Ledger,
  locale: Locale,
): Address | undefined {
  const { snapshot } = examine(published, ledger)
  if (snapshot === undefined) return undefined
  const page = appearancesOf(id, snapshot).find(({ kind }) => kind !== 'myProgramme')
  return page && addressesOf(snapshot, takenIn(ledger)).of(locale, page.kind, page.id)
}
