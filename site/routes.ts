import { embeddedAt, embeddedIds, hasNow, hasScreen } from '#src/addresses/embedded.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { fileIdsOf, imagesOf } from '#src/client/assets.ts'
import type { Content } from '#src/content/content.ts'
import { hasCalendar } from '#src/feeds/calendar.ts'
import { feedNames, isFeedName } from '#src/feeds/edition-feeds.ts'
import { keepableEditions } from '#src/feeds/offline-pack.ts'
import { isLocale, type Locale, locales } from '#src/locales.ts'
import { fileName } from '#src/model/downloads.ts'
import { appIconNames } from '#src/pictures/app-icon.ts'
import { type Variant, variantsOf } from '#src/pictures/images.ts'
import { hasCard, shareImagesOf } from '#src/pictures/share-card.ts'
import { builtContent, getContent } from './content-source.ts'

type Params = Record<string, string | undefined>

/** Which addresses of a route a release has. */
type Addressed = {
  /** The parameters of all of them. */
  readonly all: (content: Content) => readonly Params[]
  /** Whether one is among them. Of pages it costs the same for any number of them. */
  readonly has: (content: Content, params: Params, address: Address) => boolean
}

const single: Addressed = { all: () => [{}], has: () => true }
const perLocale: Addressed = {
  all: () => locales.map(({ locale }) => ({ locale })),
  has: (_content, { locale }) => isLocale(locale),
}

const perEdition: Addressed = {
  all: ({ documents: { editions } }) =>
    locales.flatMap(({ locale }) => editions.map(({ _id: id }) => ({ locale, id }))),
  has: ({ documents }, { locale, id }) => isLocale(locale) && documents.edition(id) !== undefined,
}

/** A file in each language for all that can stand in a frame. */
const embedded: Addressed = {
  all: ({ past }) => {
    const ids = embeddedIds(past)
    return locales.flatMap(({ locale }) => ids.map((id) => ({ locale, id })))
  },
  has: ({ past }, { locale, id }) => isLocale(locale) && embeddedAt(id, past) !== undefined,
}

/** A page in each language for the subjects, present and past, that have one of a kind. */
const having = (isOne: (subject: { kind: string } | undefined) => boolean): Addressed => ({
  all: ({ past }) =>
    locales.flatMap(({ locale }) => past.subjects.filter(isOne).map(({ id }) => ({ locale, id }))),
  has: ({ past }, { locale, id }) => isLocale(locale) && isOne(past.record(id)),
})

/** A page for each subject of some kinds; `names` are the parameters of the segments of its address. */
const pagesOf = (kinds: readonly Subject['kind'][], ...names: readonly string[]): Addressed => ({
  all: ({ addresses }) =>
    addresses.entries
      .filter(({ subject }) => kinds.includes(subject.kind))
      .map(({ address }) => {
        const segments = address.split('/').slice(1, -1)
        return Object.fromEntries(names.map((name, index) => [name, segments[index]]))
      }),
  has: ({ addresses }, _params, address) => {
    const kind = addresses.at(address)?.subject.kind
    return kind !== undefined && kinds.includes(kind)
  },
})

/** For the few files of a kind that the preview asks for: it looks at all of them. */
const listed = (all: Addressed['all']): Addressed => ({
  all,
  has: (content, params) =>
    all(content).some((one) => Object.entries(one).every(([name, value]) => params[name] === value)),
})

/** Every route of the site, and which addresses of it there are. Of pages the addresses end in a slash. */
const routes = {
  '/': single,
  '/404/': single,
  '/[locale]/': pagesOf(['forum'], 'locale'),
  '/[locale]/[slug]/': pagesOf(
    ['strategy', 'edition', 'people', 'page', 'search', 'feeds', 'webmasters'],
    ...['locale', 'slug'],
  ),
  '/[locale]/[slug]/[programme]/': pagesOf(
    ['programme', 'myProgramme', 'changes', 'rooms', 'contributor'],
    ...['locale', 'slug', 'programme'],
  ),
  '/[locale]/[slug]/[programme]/[item]/': pagesOf(
    ['day', 'part', 'session', 'room'],
    ...['locale', 'slug', 'programme', 'item'],
  ),
  '/[locale]/[...retired]/': {
    all: ({ past }) =>
      past.retired.map(({ address, locale }) => ({ locale, retired: address.slice(locale.length + 2, -1) })),
    has: ({ past }, _params, address) => past.retiredAt(address) !== undefined,
  },
  '/[locale]/embed/': perLocale,
  '/[locale]/embed/[id]/': embedded,
  '/[locale]/embed/[id]/now/': having(hasNow),
  '/[locale]/screen/[id]/': having(hasScreen),
  '/[locale]/feeds/[id]/doors/': having(hasScreen),
  '/[locale]/feeds/[id]/booths/': having((subject) => subject?.kind === 'edition'),
  '/[locale]/feeds/[id]/oembed.json': embedded,
  '/[locale]/feeds/[id]/oembed.xml': embedded,
  '/s/[id]/': {
    all: ({ past }) => past.ids.map((id) => ({ id })),
    has: ({ past }, { id }) => past.record(id) !== undefined,
  },
  '/[locale]/[slug]/[programme]/sessions.json': {
    ...pagesOf(['myProgramme'], 'locale', 'slug', 'programme'),
    has: ({ addresses }, _params, address) =>
      addresses.at(address.replace(/[^/]*$/, ''))?.subject.kind === 'myProgramme',
  },
  '/[locale]/search.json': perLocale,
  '/[locale]/words.json': perLocale,
  '/[locale]/feeds/[id]/[file]': {
    all: ({ documents: { editions } }) =>
      locales.flatMap(({ locale }) =>
        editions.flatMap(({ _id: id }) => feedNames.map((file) => ({ locale, id, file }))),
      ),
    has: ({ documents }, { locale, id, file }) =>
      isLocale(locale) && documents.edition(id) !== undefined && isFeedName(file),
  },
  '/[locale]/feeds/[id]/calendar.ics': having(hasCalendar),
  '/[locale]/feeds/[id]/offline/': {
    all: ({ documents }) =>
      locales.flatMap(({ locale }) => keepableEditions(documents).map(({ _id: id }) => ({ locale, id }))),
    has: ({ documents }, { locale, id }) =>
      isLocale(locale) && keepableEditions(documents).some(({ _id }) => _id === id),
  },
  '/[locale]/app.webmanifest': perLocale,
  '/icons/[file].png': listed(() => appIconNames.map((file) => ({ file }))),
  '/sw.js': single,
  '/[locale]/feeds/[id]/edition.html': perEdition,
  '/[locale]/feeds/[id]/edition.epub': perEdition,
  '/schemas/programme-1.json': single,
  '/addresses.json': single,
  '/release.json': single,
  '/sitemap.xml': single,
  '/robots.txt': single,
  '/favicon.ico': single,
  '/favicon.svg': single,
  '/apple-touch-icon.png': single,
  '/mark.svg': single,
  '/embed.js': single,
  '/qr/[id].svg': {
    all: ({ past }) => past.subjects.filter(hasQrCode).map(({ id }) => ({ id })),
    has: ({ past }, { id }) => hasQrCode(past.record(id)),
  },
  '/card/[locale]/[id].png': {
    all: ({ past }) =>
      locales.flatMap(({ locale }) =>
        ['forum', ...past.subjects.filter(hasCard).map(({ id }) => id)].map((id) => ({ locale, id })),
      ),
    has: ({ past }, { locale, id }) => isLocale(locale) && (id === 'forum' || hasCard(past.record(id))),
  },
  '/share/[locale]/[id].png': listed(({ documents }) =>
    shareImagesOf(documents).map(({ locale, subject: { id } }) => ({ locale, id })),
  ),
  '/images/[file]': listed((content) => [...imageVariants(content).keys()].map((file) => ({ file }))),
  '/files/[file]': listed(({ documents: { snapshot } }) =>
    fileIdsOf(snapshot).map((id) => ({ file: fileName(id) })),
  ),
} as const satisfies Readonly<Record<string, Addressed>>

export type Route = keyof typeof routes

/** The addresses of a route, for `getStaticPaths`. */
export const pathsOf = (route: Route): { params: Params }[] =>
  routes[route].all(builtContent()).map((params) => ({ params }))

/** The routes with the patterns of their addresses. */
const table = (Object.entries(routes) as [Route, Addressed][]).map(([route, addressed]) => ({
  ...{ route, ...addressed },
  pattern: new RegExp(
    `^${route
      .replaceAll('.', String.raw`\.`)
      .replace(/\[(\\\.\\\.\\\.)?(\w+)\]/g, (_match, rest: string | undefined, name: string) =>
        rest ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
      )}$`,
  ),
}))

/** The route of an address of a release that its content decides; undefined where there is no such address. */
export function routeAt(content: Content, address: Address): Route | undefined {
  return table.find(({ pattern, has }) => {
    const match = pattern.exec(address)
    return match !== null && has(content, match.groups ?? {}, address)
  })?.route
}

/** Every address of a release that its content decides, with its route. */
export function* addressesOfRelease(content: Content): Generator<{ address: Address; route: Route }> {
  for (const { route, all } of table) {
    // Texts and, between them, the names of parameters.
    const pieces = route.split(/\[(?:\.\.\.)?(\w+)\]/)
    for (const params of all(content)) {
      let address = ''
      for (const [index, piece] of pieces.entries())
        address += index % 2 === 0 ? piece : (params[piece] ?? '')
      yield { address, route }
    }
  }
}

/** Whether a subject, present or past, has a QR code of its permalink. */
export const hasQrCode = (subject: { kind: string } | undefined): boolean =>
  subject !== undefined && withQrCode.has(subject.kind)
const withQrCode = new Set(['edition', 'day', 'part', 'session'])

/** The variants of all images by their file names; each once, since two editions may show the same image. */
export const imageVariants = ({ documents: { snapshot } }: Content): ReadonlyMap<string, Variant> =>
  new Map(
    imagesOf(snapshot)
      .flatMap(variantsOf)
      .map((variant) => [variant.file, variant]),
  )

/** The locale and subject of the page with these segments; undefined where there is no such page. */
export function subjectAt(
  locals: App.Locals,
  ...segments: (string | undefined)[]
): { locale: Locale; subject: Subject } | undefined {
  return getContent(locals).addresses.at(`/${segments.join('/')}/`)
}

/** The locale in a page's parameters; undefined where it is not one of ours. */
export function localeIn({ locale }: Params): Locale | undefined {
  return isLocale(locale) ? locale : undefined
}
