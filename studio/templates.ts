import type { ConfigContext, Template, TemplateResolver } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { byText } from '#src/model/order.ts'
import { referencedId, referencesTo, referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isTime } from '#src/model/time.ts'
import { currentEdition, documentsOfEdition } from './edition-documents.ts'
import { t } from './language.ts'
import { nextFreeTimes } from './next-free-times.ts'
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
    ...inEdition(content, referencedId(content.byId.get(part)?.edition), part),
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

/** An edition, its first day, and there the next free time. @param part puts it after what the part has already, on that day */
function inEdition(
  { byId, documents }: ContentVersions,
  edition: string | undefined,
  part?: string,
): Record<string, unknown> {
  if (edition === undefined) return {}
  const placed = documentsOfEdition(documents, edition).filter(isPlaced)
  const own = placed.filter((one) => part !== undefined && referencedId(one.part) === part)
  const firstDay = byId.get(edition)?.firstDay
  const date =
    own
      .map((one) => one.date)
      .sort(byText)
      .at(-1) ?? firstDay
  const ofDay = placed.filter((one) => one.date === date)
  const after = own.length > 0 ? own.filter((one) => one.date === date) : ofDay
  return {
    edition: referenceTo(edition),
    ...(typeof date === 'string' && { date, ...nextFreeTimes({ after, like: ofDay }) }),
  }
}

type Placed = { date: string; start: string; end: string }

const isPlaced = <T extends RawDocument>(one: T): one is T & Placed =>
  one._type === 'session' &&
  isText(one.date) &&
  isText(one.start) &&
  isText(one.end) &&
  isTime(one.start) &&
  isTime(one.end)

const isText = (value: unknown): value is string => typeof value === 'string'
