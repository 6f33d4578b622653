import type { Address, Subject } from '#src/addresses/paths.ts'
import { fileIdsOf, fileName, imagesOf } from '#src/client/assets.ts'
import type { Content } from '#src/content/content.ts'
import { isLocale, type Locale, locales } from '#src/locales.ts'
import { type Variant, variantsOf } from '#src/pictures/images.ts'
import { shareImagesOf } from '#src/pictures/share-card.ts'
import { builtContent, getContent } from './content-source.ts'

type Params = Record<string, string | undefined>

/** The parameters of all addresses of a route that a release has. */
type Parameters = (content: Content) => readonly Params[]

const single: Parameters = () => [{}]
const perLocale: Parameters = () => locales.map(({ locale }) => ({ locale }))

/** A page for each subject of some kinds; `names` are the parameters of the segments of its address. */
const pagesOf =
  (kinds: readonly Subject['kind'][], ...names: readonly string[]): Parameters =>
  ({ addresses }) =>
    addresses.entries
      .filter(({ subject }) => kinds.includes(subject.kind))
      .map(({ address }) => {
        const segments = address.split('/').slice(1, -1)
        return Object.fromEntries(names.map((name, index) => [name, segments[index]]))
      })

/** Every route of the site, and which addresses of it there are. Of pages the addresses end in a slash. */
const routes = {
  '/': single,
  '/404/': single,
  '/[locale]/': pagesOf(['forum'], 'locale'),
  '/[locale]/[slug]/': pagesOf(['strategy', 'edition', 'page', 'search'], 'locale', 'slug'),
  '/[locale]/[slug]/[programme]/': pagesOf(['programme', 'myProgramme'], 'locale', 'slug', 'programme'),
  '/[locale]/[slug]/[programme]/[item]/': pagesOf(
    ['part', 'session'],
    ...['locale', 'slug', 'programme', 'item'],
  ),
  '/[locale]/[...retired]/': ({ past }) =>
    past.retired.map(({ address, locale }) => ({ locale, retired: address.slice(locale.length + 2, -1) })),
  '/[locale]/embed/[id]/': ({ past }) =>
    locales.flatMap(({ locale }) => past.subjects.filter(hasEmbed).map(({ id }) => ({ locale, id }))),
  '/s/[id]/': ({ ledger }) => Object.keys(ledger.permalinks).map((id) => ({ id })),
  '/[locale]/[slug]/[programme]/sessions.json': pagesOf(['myProgramme'], 'locale', 'slug', 'programme'),
  '/[locale]/search.json': perLocale,
  '/addresses.json': single,
  '/release.json': single,
  '/sitemap.xml': single,
  '/robots.txt': single,
  '/favicon.ico': single,
  '/embed.js': single,
  '/qr/[id].svg': ({ past }) => past.subjects.filter(hasQrCode).map(({ id }) => ({ id })),
  '/share/[locale]/[id].png': ({ documents }) =>
    shareImagesOf(documents).map(({ locale, subject: { id } }) => ({ locale, id })),
  '/images/[file]': (content) => [...imageVariants(content).keys()].map((file) => ({ file })),
  '/files/[file]': ({ documents: { snapshot } }) => fileIdsOf(snapshot).map((id) => ({ file: fileName(id) })),
} as const satisfies Readonly<Record<string, Parameters>>

export type Route = keyof typeof routes

/** The addresses of a route, for `getStaticPaths`. */
export const pathsOf = (route: Route): { params: Params }[] =>
  routes[route](builtContent()).map((params) => ({ params }))

/** Every address of a release that its content decides, with its route. */
export function* addressesOfRelease(content: Content): Generator<{ address: Address; route: Route }> {
  for (const [route, parameters] of Object.entries(routes) as [Route, Parameters][])
    for (const params of parameters(content))
      yield {
        address: route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_match, name: string) => params[name] ?? ''),
        route,
      }
}

/** Whether a subject, present or past, has a page for frames. */
export const hasEmbed = ({ kind }: { kind: string }): boolean => embedded.has(kind)
/** Whether a subject, present or past, has a QR code of its permalink. */
export const hasQrCode = (subject: { kind: string }): boolean => hasEmbed(subject)
const embedded = new Set(['edition', 'part', 'session'])

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
