import { map } from 'rxjs'
import type { DocumentLocation, DocumentLocationResolver } from 'sanity/presentation'
import { shown, titleOf } from '#src/addresses/localize.ts'
import { addressesOf, type Subject } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf, locales } from '#src/locales.ts'
import type { RawDocument, Snapshot } from '#src/model/schema.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { mended } from '#src/rules/mended.ts'
import { listenedDocuments } from '../documents.ts'
import { studioLocale, t } from '../language.ts'

/** Where the open document appears, kept up to date: what the form's head says, with links into the preview. */
export const locations =
  (previewUrl: string): DocumentLocationResolver =>
  ({ id }, { documentStore }) =>
    listenedDocuments(documentStore).pipe(
      map((documents) => {
        const found = locationsOf(id, documents, previewUrl)
        return found.length > 0
          ? { locations: found }
          : { message: t('studio.preview.nowhere'), tone: 'caution' as const }
      }),
    )

/**
 * The pages that show a document as links: the nearest in each language, the others in the Studio's. An unfinished
 * document has the pages that the preview gives it.
 */
export function locationsOf(
  id: string,
  documents: readonly RawDocument[],
  previewUrl: string,
  locale: Locale = studioLocale,
): DocumentLocation[] {
  const { snapshot } = mended(documents)
  const addresses = addressesOf(snapshot)
  const base = new URL(previewUrl).pathname.slice(0, -1)
  const [nearest, ...others] = appearancesOf(id, snapshot).filter(({ kind }) => kind !== 'myProgramme')
  const pages = [
    ...(nearest ? locales.map((language) => ({ subject: nearest, locale: language.locale })) : []),
    ...others.map((subject) => ({ subject, locale })),
  ]
  return pages.slice(0, most).flatMap(({ subject, locale: one }) => {
    const address = addresses.of(one, subject.kind, subject.id)
    const name = nameOf(subject, one, snapshot)
    return address === undefined ? [] : [{ title: `${name} · ${languageOf(one).name}`, href: base + address }]
  })
}

/** More pages than this are a list that nobody reads; the Studio counts those that it is given. */
const most = 40

function nameOf(subject: Subject, locale: Locale, snapshot: Snapshot): string {
  const words = wordsOf(locale)
  const title = shown(titleOf(subject, snapshot), locale)?.value ?? ''
  if (subject.kind === 'strategy') return words('forum.strategy')
  return subject.kind === 'programme' ? `${words('edition.programme')}, ${title}` : title
}
