import type { ConfigContext, Template, TemplateResolver } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { referenceTo } from '#src/model/references.ts'
import { t } from './language.ts'

/** Documents of which there is one: they are neither made nor taken away. */
export const singletons: ReadonlySet<string> = new Set(['forum'])

/**
 * What a new document starts with: one made inside an edition or a part belongs there from the start, and a
 * session or a break that is made anywhere else is one of the current edition's.
 */
export const templates: TemplateResolver = (defaults) => [
  ...defaults.filter(({ id }) => !singletons.has(id) && id !== 'session' && id !== 'break'),
  {
    id: 'session',
    schemaType: 'session',
    title: t('studio.new.session'),
    value: async (_: unknown, context: ConfigContext) =>
      dayOf(await read(context, currentEdition('firstDay'))),
  },
  {
    id: 'break',
    schemaType: 'break',
    title: t('studio.new.break'),
    value: async (_: unknown, context: ConfigContext) => {
      const edition = await read(context, currentEdition('_id'))
      return {
        ...(typeof edition === 'string' && { edition: referenceTo(edition) }),
        ...dayOf(await read(context, currentEdition('firstDay'))),
      }
    },
  },
  template('part-in-edition', 'part', t('studio.new.part'), 'edition', async (edition, context) => ({
    edition: referenceTo(edition),
    ordinal: (await read(context, `count(*[_type == "part" && edition._ref == $id]) + 1`, edition)) ?? 1,
  })),
  template('session-in-part', 'session', t('studio.new.session'), 'part', async (part, context) => ({
    part: referenceTo(part),
    ...dayOf(await read(context, `*[_id == $id][0].edition->firstDay`, part)),
  })),
  template('session-in-edition', 'session', t('studio.new.session'), 'edition', async (edition, context) =>
    dayOf(await read(context, firstDay, edition)),
  ),
  template('session-on-day', 'session', t('studio.new.session'), 'date', async (date) => dayOf(date)),
  template('break-in-edition', 'break', t('studio.new.break'), 'edition', async (edition, context) => ({
    edition: referenceTo(edition),
    ...dayOf(await read(context, firstDay, edition)),
  })),
]

const currentEdition = (field: string) => `*[_id == "forum"][0].currentEdition->${field}`

const firstDay = `*[_id == $id][0].firstDay`

const template = (
  id: string,
  schemaType: string,
  title: string,
  parameter: 'edition' | 'part' | 'date',
  value: (owner: string, context: ConfigContext) => Promise<Record<string, unknown>>,
): Template => ({
  id,
  schemaType,
  title,
  parameters: [{ name: parameter, title: t(`field.${parameter}`), type: 'string' }],
  value: (parameters: Record<string, unknown> | undefined, context: ConfigContext) =>
    value(String(parameters?.[parameter] ?? ''), context),
})

const read = (context: ConfigContext, query: string, id = ''): Promise<unknown> =>
  context.getClient({ apiVersion }).withConfig({ perspective: 'drafts' }).fetch(query, { id })

const dayOf = (date: unknown) => (typeof date === 'string' ? { date } : {})
