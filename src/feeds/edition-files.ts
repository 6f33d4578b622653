import type { Address } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'

/** The files that hold a whole edition, by their names at `/{locale}/feeds/{edition id}/`. What each is for: `feeds.…` in `locales/*.json`. */
export const editionFileNames = ['edition.html', 'edition.epub'] as const

export const editionFileAddress = (
  locale: Locale,
  edition: string,
  name: (typeof editionFileNames)[number],
): Address => `/${locale}/feeds/${edition}/${name}`

/** Whether a file of a release, by its path, holds a whole edition: one of these, or a paper to print of it. */
export const isEditionFile = (path: string): boolean =>
  /^[^/]+\/feeds\/[^/]+\/(edition\.(html|epub)|(doors|booths)\/index\.html)$/.test(path)
