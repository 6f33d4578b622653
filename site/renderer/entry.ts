import { readFileSync } from 'node:fs'
import { createApp } from 'astro/app/entrypoint'
import type { Address } from '#src/addresses/paths.ts'
import type { Content } from '#src/content/content.ts'
import type { Pieces } from '#src/content/reads.ts'
import type { Revision } from '#src/preview/revision.ts'
import { InlineCode } from '../astro/inline-code.ts'
import { withNumberedIslands, withPolicy } from '../astro/postprocess.ts'
import { addressesOfRelease, type Route, routeAt } from '../routes.ts'
import { inlineCodeFile } from './inline-code-file.ts'

/** What pages are made from. */
export type Source = {
  readonly content: Content
  /** Has the images and files of the content, named by their asset ids; keeps pictures. */
  readonly assetsFolder: string
  /** Keeps a piece of a page under a name that says what it is made of. Where it is left out, pieces are made each time. */
  readonly piece?: Pieces
  /** Whether readers may keep editions for when they have no network. */
  readonly canKeep?: boolean
  /** For the preview alone: the attributes that link a field's element to its form. With them pages have no scripts for readers. */
  readonly attributes?: Revision['attributes']
}

/** An address of a release, without the path of SITE_URL. Of pages it ends in a slash. */
export type Place = { readonly address: Address; readonly route: Route }

const app = createApp({ streaming: false })
// What a page throws is thrown to who asked for it.
app.logger.options.level = 'silent'
const known: InlineCode['known'] = JSON.parse(
  readFileSync(inlineCodeFile(new URL('./', import.meta.url)), 'utf8'),
)
const ours = new InlineCode(...known)
const routes = new Map(app.manifest.routes.map(({ routeData }) => [routeData.route, routeData]))
const base = import.meta.env.BASE_URL.replace(/\/$/, '')

/** Every address of a release whose file `render` makes. The files of scripts and typefaces stand beside this module. */
export const placesOf = (content: Content): Iterable<Place> => addressesOfRelease(content)

/** The place at an address; undefined where there is none. Of pages it costs the same for any number of them. */
export function placeAt(content: Content, address: Address): Place | undefined {
  const route = routeAt(content, address)
  return route && { address, route }
}

/**
 * The bytes at an address of a release.
 * @throws what the page throws, and an Error where it gives another status than a page has, or markup of the content
 */
export async function render({ address, route }: Place, release: Source): Promise<Uint8Array> {
  const routeData = routes.get(route.length > 1 ? route.replace(/\/$/, '') : route)
  if (routeData === undefined) throw new Error(`No page answers for ${route}`)
  // Astro knows some files by addresses that end in a slash, as pages do.
  const path = routeData.pattern.test(address) ? address : `${address}/`
  const url = new URL(base + path, import.meta.env.SITE)
  const locals: App.Locals = { release }
  const response = await app.render(new Request(url), { routeData, locals })
  if (locals.failure !== undefined) throw locals.failure
  if (response.status !== (route === '/404/' ? 404 : 200))
    throw new Error(`${address} was answered with status ${response.status}`)
  if (!address.endsWith('/')) return new Uint8Array(await response.arrayBuffer())
  return Buffer.from(withPolicy(withNumberedIslands(await response.text()), ours, address.slice(1)))
}
