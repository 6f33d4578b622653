import type { ConfigContext, Template, TemplateResolver } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { referencedId, referenceTo } from '#src/model/references.ts'
import { currentEdition } from './edition-documents.ts'
import { t } from './language.ts'
import { currentContent } from './store/content-store.ts'
import type { ContentVersions } from './store/versions.ts'

/** Types with one document, which editors can neither create nor delete. */
export const singletons: ReadonlySet<string> = new Set(['forum'])

/**
 * The initial values of new documents. A document that is created inside an edition or a part belongs to it from the
 * start; a session or a break that is created anywhere else gets the first day of the current edition.
 */
export const templates: TemplateResolver = (defaults) => [
  ...defaults.filter(({ id }) => !singletons.has(id) && id !== 'session' && id !== 'break'),
  {
    id: 'session',
    schemaType: 'session',
    title: t('studio.new.session'),
    value: async (_: unknown, context: ConfigContext) => {
      const content = await read(context)
      return onFirstDay(content, currentEdition(content))
    },
  },
  {
    id: 'break',
    schemaType: 'break',
    title: t('studio.new.break'),
    value: async (_: unknown, context: ConfigContext) => {
      const content = await read(context)
      const edition = currentEdition(content)
      return { ...(edition && { edition: referenceTo(edition) }), ...onFirstDay(content, edition) }
    },
  },
  template('part-in-edition', 'part', t('studio.new.part'), 'edition', (edition, { documents }) => ({
    edition: referenceTo(edition),
    ordinal:
      1 + documents.filter((one) => one._type === 'part' && referencedId(one.edition) === edition).length,
  })),
  template('session-in-part', 'session', t('studio.new.session'), 'part', (part, content) => ({
    part: referenceTo(part),
    ...onFirstDay(content, referencedId(content.byId.get(part)?.edition)),
  })),
  template('session-in-edition', 'session', t('studio.new.session'), 'edition', (edition, content) =>
    onFirstDay(content, edition),
  ),
  template('session-on-day', 'session', t('studio.new.session'), 'date', (date) => ({ date })),
  template('break-in-edition', 'break', t('studio.new.break'), 'edition', (edition, content) => ({
    edition: referenceTo(edition),
    ...onFirstDay(content, edition),
  })),
]

const template = (
  id: string,
  schemaType: string,
  title: string,
  parameter: 'edition' | 'part' | 'date',
  value: (owner: string, content: ContentVersions) => Record<string, unknown>,
): Template => ({
  id,
  schemaType,
  title,
  parameters: [{ name: parameter, title: t(`field.${parameter}`), type: 'string' }],
  value: async (parameters: Record<string, unknown> | undefined, context: ConfigContext) =>
    value(String(parameters?.[parameter] ?? ''), await read(context)),
})

const read = ({ getClient }: ConfigContext) => currentContent(getClient({ apiVersion }))

function onFirstDay({ byId }: ContentVersions, edition = ''): { date?: string } {
  const firstDay = byId.get(edition)?.firstDay
  return typeof firstDay === 'string' ? { date: firstDay } : {}
}
