import { addressesOf } from '#src/addresses/paths.ts'
import type { PublicSettings } from '#src/config.ts'
import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'

/**
 * Gives the address of a page that shows a document in a language: on the site where the document is published and the
 * site has an address, else in the preview.
 * @param published the ids of published documents
 */
export function pageLinks(
  documents: readonly RawDocument[],
  published: ReadonlySet<string>,
  locale: Locale,
  { siteUrl, previewUrl }: Pick<PublicSettings, 'siteUrl' | 'previewUrl'>,
): (document: RawDocument) => string | undefined {
  const { snapshot } = withStandIns(documents)
  const addresses = addressesOf(snapshot)
  return ({ _id }) => {
    const base = (published.has(_id) ? siteUrl : undefined) ?? previewUrl
    const page = appearancesOf(_id, snapshot).find(({ kind }) => kind !== 'myProgramme')
    const address = page && addresses.of(locale, page.kind, page.id)
    return base === undefined || address === undefined ? undefined : new URL(`.${address}`, base).href
  }
}
