import { esESLocale } from '@sanity/locale-es-es'
import { frFRLocale } from '@sanity/locale-fr-fr'
import { visionTool } from '@sanity/vision'
import { defineConfig } from 'sanity'
import { structureTool } from 'sanity/structure'
import { internationalizedArray } from 'sanity-plugin-internationalized-array'
import { apiVersion } from '#src/config.ts'
import { localeFor, locales } from '#src/locales.ts'
import { boardTool } from '#studio/board/index.ts'
import { editorByName } from '#studio/editors/auth.ts'
import { NameNavbar } from '#studio/editors/NameNavbar.tsx'
import type { LakeConnection } from '#studio/editors/name.ts'
import { embedPage, isEmbedded } from '#studio/embed-action.tsx'
import { formComponents } from '#studio/form-components.tsx'
import { guideTool } from '#studio/guide/index.ts'
import { importTool } from '#studio/importer/index.ts'
import { downloadCsv, downloadWord, downloadWorkbook } from '#studio/importer/workbook/download-actions.tsx'
import { studioLocale, t } from '#studio/language.ts'
import { makeNextEdition } from '#studio/next-edition/action.tsx'
import { noteBadge, noteOnField, notesInspector } from '#studio/notes/notes-on-forms.ts'
import { forgetPeople, mergePeople } from '#studio/people/people-actions.tsx'
import { previewTool } from '#studio/preview/index.ts'
import { sharePreview } from '#studio/preview/share-action.tsx'
import { withOutlook } from '#studio/publishing/actions.tsx'
import { heldBackPlugin } from '#studio/publishing/HeldBackNavbar.tsx'
import { StudioLayout } from '#studio/StudioLayout.tsx'
import { ownSentences } from '#studio/sanity-words/own-sentences.ts'
import { sanityInSpanish } from '#studio/sanity-words/sanity-es.ts'
import { sanityInFrench } from '#studio/sanity-words/sanity-fr.ts'
import { schemaTypes } from '#studio/schema/index.ts'
import { localizedKinds, namedItems } from '#studio/schema/localized-fields.ts'
import { settings } from '#studio/settings.ts'
import { structure } from '#studio/structure.ts'
import { singletons, templates } from '#studio/templates.ts'
import { translationTool } from '#studio/translation/index.ts'
import { checkedSources } from '#studio/uploads/checked-source.ts'

const publicSettings = settings()
if (publicSettings === undefined)
  throw new Error('The Studio runs with the settings that sanity.cli.ts writes into it.')
const { projectId, dataset, apiHost, previewUrl } = publicSettings

export default defineConfig({
  name: 'default',
  title: 'Learning Forum',
  projectId,
  dataset,
  ...(apiHost === undefined ? {} : embedded({ projectId, dataset, apiHost })),
  plugins: [
    frFRLocale(),
    esESLocale(),
    structureTool({ title: t('studio.desk'), structure }),
    ...(previewUrl === undefined ? [] : [previewTool(previewUrl)]),
    internationalizedArray({
      languages: locales.map(({ locale, name }) => ({ id: locale, title: name })),
      fieldTypes: localizedKinds,
      languageDisplay: 'titleOnly',
      // Putting lines into order is a change, and looking at a document must not leave one behind.
      restoreOrder: false,
    }),
    heldBackPlugin(),
    visionTool({ title: t('studio.queries'), defaultApiVersion: apiVersion, defaultDataset: dataset }),
  ],
  // Where nobody has chosen a language, the last of the list counts.
  i18n: {
    bundles: [ownSentences, ...sanityInFrench, ...sanityInSpanish],
    locales: (all) => [...all].sort((a, b) => Number(isOwn(a)) - Number(isOwn(b))),
  },
  studio: {
    components: { layout: StudioLayout, ...(apiHost === undefined ? {} : { navbar: NameNavbar }) },
  },
  form: {
    components: formComponents,
    image: { assetSources: checkedSources('image') },
    file: { assetSources: checkedSources('file') },
  },
  tools: (ofPlugins) =>
    [...ofPlugins, boardTool, translationTool, importTool, guideTool].sort(
      (a, b) => toolOrder.indexOf(a.name) - toolOrder.indexOf(b.name),
    ),
  schema: { types: (ofPlugins) => [...namedItems(ofPlugins), ...schemaTypes], templates },
  document: {
    ...(apiHost === undefined ? {} : { comments: { enabled: false } }),
    actions: (actions, { schemaType }) =>
      withOutlook(
        actions.filter(
          ({ action = '' }) =>
            !singletons.has(schemaType) || !['delete', 'duplicate', 'unpublish'].includes(action),
        ),
        schemaType,
      ).concat(
        schemaType === 'edition'
          ? [makeNextEdition, sharePreview, downloadWorkbook, downloadWord, downloadCsv]
          : [],
        schemaType === 'contributor' ? [mergePeople, forgetPeople] : [],
        isEmbedded(schemaType) ? [embedPage] : [],
      ),
    inspectors: (ofPlugins) => [...ofPlugins, notesInspector],
    badges: (ofPlugins) => [...ofPlugins, noteBadge],
    unstable_fieldActions: (ofPlugins) => [...ofPlugins, noteOnField],
    newDocumentOptions: (options) => options.filter(({ templateId }) => !singletons.has(templateId)),
  },
})

/** In the order of the editors' work. */
const toolOrder = ['structure', 'board', 'translations', 'preview', 'import', 'guide', 'vision']

const isOwn = ({ id }: { id: string }) => localeFor([id]) === studioLocale

/** The embedded lake's address, and what it does not serve switched off. */
function embedded(lake: LakeConnection) {
  const off = { enabled: false }
  return {
    apiHost: lake.apiHost,
    auth: editorByName(lake),
    announcements: off,
    mediaLibrary: off,
    releases: off,
    scheduledDrafts: off,
    scheduledPublishing: off,
    tasks: off,
  }
}
