import { hash } from 'node:crypto'
import { shown } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import type { Content } from '#src/content/content.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf, locales } from '#src/locales.ts'
import type { Edition } from '#src/model/schema.ts'
import type { Documents } from '#src/programme/documents.ts'
import { isKeepable, placeInProgramme } from '#src/programme/programme.ts'
import { absentPageAddress, imageOf, type OfflinePack, offlinePackAddress } from './offline-format.ts'

/** The editions that readers can keep, where they have sessions. */
export const keepableEditions = (documents: Documents): readonly Edition[] =>
  documents.editions.filter(
    (edition) => isKeepable(edition, documents) && documents.sessionsOf(edition._id).length > 0,
  )

/** What a pack is made of: files of the release at these addresses. */
export type PackPlan = {
  readonly address: Address
  readonly locale: Locale
  readonly edition: Edition
  readonly pages: readonly Address[]
  readonly texts: readonly Address[]
}

/** The packs of a release. Looks once at each address of the site. */
export function packPlans({ documents, addresses }: Pick<Content, 'documents' | 'addresses'>): PackPlan[] {
  const editions = keepableEditions(documents)
  const ofEdition = new Map(editions.map(({ _id }) => [_id, documents.sessionsOf(_id)]))
  const people = new Map(
    [...ofEdition].map(([id, sessions]) => [
      id,
      new Set(sessions.flatMap(({ contributors }) => contributors.map(({ contributor }) => contributor))),
    ]),
  )
  const editionsOf = ({ kind, id }: Subject): readonly string[] => {
    if (ofAllEditions.has(kind)) return [...ofEdition.keys()]
    if (kind === 'contributor') return [...people].flatMap(([edition, ids]) => (ids.has(id) ? [edition] : []))
    return [placeInProgramme(documents, id).edition?._id ?? '']
  }
  const pages = new Map<string, Address[]>()
  if (editions.length > 0)
    for (const { locale, subject, address } of addresses.entries)
      for (const edition of editionsOf(subject)) {
        const key = offlinePackAddress(locale, edition)
        if (!ofEdition.has(edition)) continue
        const own = pages.get(key) ?? []
        own.push(address)
        pages.set(key, own)
      }
  return locales.flatMap(({ locale }) =>
    editions.map((edition) => {
      const address = offlinePackAddress(locale, edition._id)
      const mine = addresses.of(locale, 'myProgramme', edition._id)
      return {
        ...{ address, locale, edition },
        pages: [...(pages.get(address) ?? []), absentPageAddress(locale, edition._id)],
        texts: [
          ...[
            '/mark.svg',
            '/favicon.svg',
            `/${locale}/search.json`,
            `/${locale}/words.json`,
            `/${locale}/app.webmanifest`,
          ],
          ...(mine ? [`${mine}sessions.json`] : []),
        ],
      }
    }),
  )
}

/** Pages that the header of every page leads to. */
const ofAllEditions: ReadonlySet<Subject['kind']> = new Set(['forum', 'strategy', 'people', 'search'])

/**
 * A pack as text. The same files give the same text.
 * @param files the texts at the addresses of the plan
 * @param common what is the same in each release: texts by their paths, and the paths of what never changes under its name
 */
export function packText(
  { locale, edition, pages, texts }: PackPlan,
  files: ReadonlyMap<Address, string>,
  common: { texts: ReadonlyMap<string, string>; assets: readonly string[] },
): string {
  const html = pages.map((address) => [pathOf(address), files.get(address) ?? ''] as const)
  const pack: Omit<OfflinePack, 'format' | 'version' | 'characters'> = {
    ...{ zone: edition.timeZone, intl: languageOf(locale).intl, note: noteOf(edition, locale) },
    absent: pathOf(absentPageAddress(locale, edition._id)),
    texts: Object.fromEntries([
      ...texts.map((address) => [pathOf(address), files.get(address) ?? ''] as const),
      ...common.texts,
    ]),
    assets: common.assets,
    images: smallestImages(html.map(([, text]) => text)),
    ...inPieces(html.map(([path, text]) => [path, forReaders(text)])),
  }
  const rest = JSON.stringify(pack).slice(1)
  const version = hash('sha256', rest).slice(0, 16)
  return `{"format":1,"version":"${version}","characters":${rest.length},${rest}`
}

function noteOf({ city }: Edition, locale: Locale): string {
  const t = wordsOf(locale)
  const name = shown(city, locale)?.value
  return name === undefined
    ? t('offline.noteHere', { time: '{{time}}' })
    : t('offline.note', { time: '{{time}}', city: name })
}

const pathOf = (address: Address): string => address.slice(1)

/** A page without what only machines read of its head: a fifth of its size. */
const forReaders = (html: string): string => html.replace(forMachines, '')
const forMachines =
  /<script type="application\/ld\+json">[\s\S]*?<\/script>|<meta (?:property|name)="(?:og|twitter):[^>]*>|<link rel="(?:alternate|canonical)"[^>]*>/g

/**
 * Pages with what several of them have once. The compression of most hosts does not see as far back as the page before, so
 * this makes a pack a quarter smaller.
 */
function inPieces(
  pages: readonly (readonly [path: string, html: string])[],
): Pick<OfflinePack, 'pages' | 'shared'> {
  const cut = pages.map(([path, html]) => [path, html.split(betweenElements)] as const)
  const counts = new Map<string, number>()
  for (const [, pieces] of cut)
    for (const piece of pieces)
      if (piece.length >= leastShared) counts.set(piece, (counts.get(piece) ?? 0) + 1)
  const numbers = new Map<string, number>()
  const numberOf = (piece: string): number | undefined => {
    if ((counts.get(piece) ?? 0) < 2) return undefined
    const number = numbers.get(piece) ?? numbers.size
    numbers.set(piece, number)
    return number
  }
  const numbered = cut.map(([path, pieces]) => {
    const row: (string | number)[] = []
    for (const piece of pieces) {
      const [number, last] = [numberOf(piece), row.at(-1)]
      if (number === undefined && typeof last === 'string') row[row.length - 1] = last + piece
      else row.push(number ?? piece)
    }
    return [path, row] as const
  })
  return { pages: Object.fromEntries(numbered), shared: [...numbers.keys()] }
}

/** A shorter piece takes less room where it stands. */
const leastShared = 50
/** Any cut would do: the pieces together are the page. */
const betweenElements =
  /(?=<(?:li|header|footer|nav|main|section|style|script|p|a|h\d|div|ol|ul|link|meta|d[ltd])\b)|(?<=<\/(?:li|header|footer|nav|style|script|p|a|h\d|div|ol|ul|d[ltd])>)/

/** Of each image in some pages its smallest form. */
function smallestImages(pages: readonly string[]): string[] {
  const smallest = new Map<string, { path: string; width: number }>()
  for (const html of pages)
    for (const [path, size] of html.matchAll(/images\/[\w-]+-(\d+)\.webp/g)) {
      const width = Number(size)
      const image = imageOf(path)
      if (width < (smallest.get(image)?.width ?? Infinity)) smallest.set(image, { path, width })
    }
  return [...smallest.values()].map(({ path }) => path)
}
