import type { ConfigContext, Template, TemplateResolver } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { referencedId, referencesTo, referenceTo } from '#src/model/references.ts'
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
  ...defaults.filter(({ id }) => !singletons.has(id) && id !== 'session' && id !== 'break' && id !== 'room'),
  {
    id: 'session',
    schemaType: 'session',
    title: t('studio.new.session'),
    value: async (_: unknown, context: ConfigContext) => {
      const content = await read(context)
      return inEdition(content, currentEdition(content))
    },
  },
  {
    id: 'room',
    schemaType: 'room',
    title: t('studio.new.room'),
    value: async (_: unknown, context: ConfigContext) => {
      const edition = currentEdition(await read(context))
      return edition ? { edition: referenceTo(edition) } : {}
    },
  },
  {
    id: 'break',
    schemaType: 'break',
    title: t('studio.new.break'),
    value: async (_: unknown, context: ConfigContext) => {
      const content = await read(context)
      const edition = currentEdition(content)
      return inEdition(content, edition)
    },
  },
  template('part-in-edition', 'part', t('studio.new.part'), 'edition', (edition, { documents }) => ({
    edition: referenceTo(edition),
    ordinal:
      1 + documents.filter((one) => one._type === 'part' && referencedId(one.edition) === edition).length,
  })),
  template('session-in-part', 'session', t('studio.new.session'), 'part', (part, content) => ({
    part: referenceTo(part),
    ...inEdition(content, referencedId(content.byId.get(part)?.edition)),
  })),
  template('session-in-edition', 'session', t('studio.new.session'), 'edition', (edition, content) =>
    inEdition(content, edition),
  ),
  {
    id: 'session-in-place',
    schemaType: 'session',
    title: t('studio.new.session'),
    parameters: (['edition', 'date', 'start', 'end', 'room', 'part'] as const).map(parameter),
    value: ({ edition, room, part, ...times }: Readonly<Record<string, string>> = {}) => ({
      ...times,
      edition: referenceTo(edition ?? ''),
      ...(room && { rooms: referencesTo([room]) }),
      ...(part && { part: referenceTo(part) }),
    }),
  },
  template('break-in-edition', 'break', t('studio.new.break'), 'edition', (edition, content) =>
    inEdition(content, edition),
  ),
  template('room-in-edition', 'room', t('studio.new.room'), 'edition', (edition) => ({
    edition: referenceTo(edition),
  })),
]

const template = (
  id: string,
  schemaType: string,
  title: string,
  name: 'edition' | 'part',
  value: (owner: string, content: ContentVersions) => Record<string, unknown>,
): Template => ({
  id,
  schemaType,
  title,
  parameters: [parameter(name)],
  value: async (parameters: Record<string, unknown> | undefined, context: ConfigContext) =>
    value(String(parameters?.[name] ?? ''), await read(context)),
})

const parameter = (name: 'edition' | 'part' | 'date' | 'start' | 'end' | 'room') => ({
  name,
  title: t(name === 'room' ? 'type.room' : `field.${name}`),
  type: 'string',
})

const read = ({ getClient }: ConfigContext) => currentContent(getClient({ apiVersion }))

/** An edition, and its first day. */
function inEdition({ byId }: ContentVersions, edition: string | undefined): Record<string, unknown> {
  if (edition === undefined) return {}
  const firstDay = byId.get(edition)?.firstDay
  return { edition: referenceTo(edition), ...(typeof firstDay === 'string' && { date: firstDay }) }
}
