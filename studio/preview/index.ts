import { definePlugin, type PluginOptions } from 'sanity'
import { type DocumentResolver, presentationTool } from 'sanity/presentation'
import { studioLocale, t } from '../language.ts'
import { locations } from './locations.ts'
import { presentationInFrench } from './presentation-fr.ts'

/** The site as it is being written, beside the form; `previewUrl` is where the preview's server shows it. */
export function previewTool(previewUrl: string): PluginOptions {
  const { origin, pathname } = new URL(previewUrl)
  const tool = presentationTool({
    name: 'preview',
    title: t('studio.preview'),
    allowOrigins: [origin],
    previewUrl: {
      initial: new URL(`${studioLocale}/`, previewUrl).href,
      previewMode: { enable: `${pathname}api/preview/enable/`, shareAccess: false },
    },
    resolve: { mainDocuments: mainDocuments(pathname.slice(0, -1)), locations: locations(previewUrl) },
  })
  return definePlugin({ name: 'preview', i18n: { bundles: [presentationInFrench] }, plugins: [tool] })()
}

/** Which document a page is about, by its address, so that the form beside it is that document's. */
const mainDocuments = (base: string): DocumentResolver[] => [
  page(`${base}/:locale/:edition/:programme/:item`, [
    `_type == "session" && part->edition->slug.current == $edition && ${named('item')}`,
    `_type == "part" && edition->slug.current == $edition && ${named('item')}`,
  ]),
  page(`${base}/:locale/:edition/:programme`, ['_type == "edition" && slug.current == $edition']),
  page(`${base}/:locale/:slug`, [
    '_type == "edition" && slug.current == $slug',
    `_type == "page" && ${named('slug')}`,
  ]),
  page(`${base}/:locale`, ['_type == "forum"']),
]

/** Addresses end in a slash, which a route does not match by itself. */
const page = (route: string, filters: readonly string[]): DocumentResolver => ({
  route: [route, `${route}/`],
  filter: filters.map((filter) => `(${filter})`).join(' || '),
  params: ({ params }) => params,
})

const named = (parameter: string) =>
  `($${parameter} in slug[].value.current || _id in [$${parameter}, "drafts." + $${parameter}])`
