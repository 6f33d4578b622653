import { map } from 'rxjs'
import type { DocumentLocation, DocumentLocationResolver } from 'sanity/presentation'
import { shown, titleOf } from '#src/addresses/localize.ts'
import { addressesOf, type Subject } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf, locales } from '#src/locales.ts'
import type { RawDocument, Snapshot } from '#src/model/schema.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { studioLocale, t } from '../language.ts'
import { studioContentChanges } from '../store/content-store.ts'

/** The pages on which the open document appears, as links into the preview at the head of its form. */
export const locations =
  (previewUrl: string): DocumentLocationResolver =>
  ({ id }) =>
    studioContentChanges.pipe(
      map(({ documents }) => {
        const found = locationsOf(id, documents, previewUrl)
        return found.length > 0
          ? { locations: found }
          : { message: t('studio.preview.nowhere'), tone: 'caution' as const }
      }),
    )

/**
 * Links to the pages that show a document: the first in each language, the others in one. An unfinished document
 * has the pages that it has in the preview.
 */
export function locationsOf(
  id: string,
  documents: readonly RawDocument[],
  previewUrl: string,
  locale: Locale = studioLocale,
): DocumentLocation[] {
  const { snapshot } = withStandIns(documents)
  const addresses = addressesOf(snapshot)
  const base = new URL(previewUrl).pathname.slice(0, -1)
  const [first, ...others] = appearancesOf(id, snapshot).filter(({ kind }) => kind !== 'myProgramme')
  const pages = [
    ...(first ? locales.map((language) => ({ subject: first, locale: language.locale })) : []),
    ...others.map((subject) => ({ subject, locale })),
  ]
  return pages.slice(0, maxLinks).flatMap(({ subject, locale: one }) => {
    const address = addresses.of(one, subject.kind, subject.id)
    const name = nameOf(subject, one, snapshot)
    return address === undefined ? [] : [{ title: `${name} · ${languageOf(one).name}`, href: base + address }]
  })
}

/** A longer list would be of no use. Sanity shows how many links there are. */
const maxLinks = 40

function nameOf(subject: Subject, locale: Locale, snapshot: Snapshot): string {
  const words = wordsOf(locale)
  const title = shown(titleOf(subject, documentsOf(snapshot)), locale)?.value ?? ''
  if (subject.kind === 'strategy') return words('forum.strategy')
  return subject.kind === 'programme' ? `${words('edition.programme')}, ${title}` : title
}
