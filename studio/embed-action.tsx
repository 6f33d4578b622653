import { CodeIcon } from '@sanity/icons/Code'
import type { DocumentActionComponent } from 'sanity'
import { wordsOf } from '#src/i18n.ts'
import { studioLocale, t } from './language.ts'
import { settings } from './settings.ts'

const embedded = new Set(['edition', 'part', 'session', 'room', 'contributor'])

/** Whether the pages of a type of document are shown on other sites. */
export const isEmbedded = (schemaType: string): boolean => embedded.has(schemaType)

/** The action that opens the site's page with the code for other sites, at this document. */
export const embedPage: DocumentActionComponent = ({ id, published }) => {
  const site = settings()?.siteUrl
  if (site === undefined) return null
  return {
    label: t('studio.embed.action'),
    icon: CodeIcon,
    disabled: published === null,
    ...(published === null && { title: t('studio.embed.unpublished') }),
    onHandle: () =>
      window.open(
        new URL(
          `${studioLocale}/${wordsOf(studioLocale)('path.webmasters')}/#${encodeURIComponent(id)}`,
          site,
        ),
        '_blank',
        'noopener',
      ),
  }
}
