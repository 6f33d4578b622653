import { type DocumentFieldAction, definePlugin, type PluginOptions } from 'sanity'
import { type DocumentResolver, presentationTool } from 'sanity/presentation'
import { studioLocale, t } from '../language.ts'
import { locations } from './locations.ts'
import { presentationInFrench } from './presentation-fr.ts'

/** Sanity's Presentation tool with the preview of the site. @param previewUrl address of the preview server */
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
  return definePlugin({
    name: 'preview',
    i18n: { bundles: [presentationInFrench] },
    plugins: [tool],
    document: { unstable_fieldActions: (actions) => actions.map(inStudioLanguage) },
  })()
}

/** The tool writes the name of its action for fields in English itself. */
const inStudioLanguage = (action: DocumentFieldAction): DocumentFieldAction =>
  action.name === 'presentation/openInStructure'
    ? {
        ...action,
        useAction: (props) => ({
          ...action.useAction(props),
          title: t('studio.sanity.openIn', { tool: t('studio.desk') }),
        }),
      }
    : action

/** The document that a page is about, by its address, so that its form opens beside the page. */
const mainDocuments = (base: string): DocumentResolver[] => [
  page(`${base}/:locale/:edition/:programme/:item`, [
    `_type == "session" && $edition in [part->edition->slug.current, edition->slug.current] && ${hasSlug('item')}`,
    `_type in ["part", "room"] && edition->slug.current == $edition && ${hasSlug('item')}`,
    // A day of its programme.
    '_type == "edition" && slug.current == $edition && firstDay <= $item && $item <= lastDay',
  ]),
  page(`${base}/:locale/:edition/:programme`, [
    '_type == "edition" && slug.current == $edition',
    // Somebody's page stands beside the editions.
    `_type == "contributor" && ${hasSlug('programme')}`,
  ]),
  page(`${base}/:locale/:slug`, [
    '_type == "edition" && slug.current == $slug',
    `_type == "page" && ${hasSlug('slug')}`,
  ]),
  page(`${base}/:locale`, ['_type == "forum"']),
]

/** A route matches with and without the slash at the end of our addresses. */
const page = (route: string, filters: readonly string[]): DocumentResolver => ({
  route: [route, `${route}/`],
  filter: filters.map((filter) => `(${filter})`).join(' || '),
  params: ({ params }) => params,
})

const hasSlug = (parameter: string) =>
  `($${parameter} in slug[].value.current || _id in [$${parameter}, "drafts." + $${parameter}])`
