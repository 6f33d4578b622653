import { ClockIcon } from '@sanity/icons/Clock'
import { HomeIcon } from '@sanity/icons/Home'
import { distinctUntilChanged, map } from 'rxjs'
import type { SortOrderingItem } from 'sanity'
import type {
  InitialValueTemplateItemBuilder,
  StructureBuilder,
  StructureResolver,
  StructureResolverContext,
} from 'sanity/structure'
import { apiVersion } from '#src/config.ts'
import { t } from './language.ts'
import { byTime } from './schema/time.ts'

/**
 * The desk, in the order of the editors' work: the current edition, the forum, then other editions, the
 * latest first. Every document is two clicks away.
 */
export const structure: StructureResolver = (S, context) =>
  editions(context).pipe(map(({ current, others }) => desk(S, context, current, others)))

function desk(
  S: StructureBuilder,
  context: StructureResolverContext,
  current: string | undefined,
  others: readonly string[],
) {
  return S.list()
    .id('desk')
    .title(t('studio.desk'))
    .items([
      ...(current === undefined ? [] : currentEdition(S, context, current)),
      S.divider().title(t('studio.desk.forum')),
      S.listItem()
        .id('forum')
        .title(t('forum.glance'))
        .icon(HomeIcon)
        .child(S.document().schemaType('forum').documentId('forum').title(t('studio.desk.forum'))),
      inOrder(S, 'strategySection', t('forum.strategy')),
      inOrder(S, 'page', t('studio.desk.pages')),
      S.divider().title(t('studio.desk.others')),
      ...others.map((edition) =>
        S.documentListItem()
          .id(edition)
          .schemaType('edition')
          .child(() => otherEdition(S, context, edition)),
      ),
      S.documentTypeListItem('edition')
        .id('editions')
        .title(t('studio.desk.editions'))
        .child(
          S.documentTypeList('edition')
            .id('editions')
            .title(t('studio.desk.editions'))
            .defaultOrdering([{ field: 'firstDay', direction: 'desc' }]),
        ),
    ])
}

/** Its form, its programme in the order of time with its breaks, then what the programme is made of. */
function currentEdition(S: StructureBuilder, context: StructureResolverContext, edition: string) {
  return [
    S.divider().title(t('studio.desk.current')),
    S.documentListItem()
      .id(edition)
      .schemaType('edition')
      .child(S.document().schemaType('edition').documentId(edition)),
    S.listItem()
      .id('programme')
      .title(t('edition.programme'))
      .icon(ClockIcon)
      .child(
        documents(S, {
          id: 'programme',
          title: t('edition.programme'),
          types: ['session', 'break'],
          filter: 'edition._ref == $edition || part->edition._ref == $edition',
          edition,
          order: byTime,
          templates: timedTemplates(S, edition),
        }).child(async (id) =>
          S.document()
            .documentId(id)
            .schemaType(await typeOf(id, context)),
        ),
      ),
    S.documentTypeListItem('part')
      .id('parts')
      .title(t('studio.desk.parts'))
      .child(
        documents(S, {
          id: 'parts',
          title: t('studio.desk.parts'),
          types: ['part'],
          filter: 'edition._ref == $edition',
          edition,
          order: [{ field: 'ordinal', direction: 'asc' }],
          templates: [S.initialValueTemplateItem('part-in-edition', { edition })],
        }),
      ),
    S.documentTypeListItem('contributor').title(t('field.contributors')),
    S.documentTypeListItem('room').title(t('studio.desk.rooms')),
  ]
}

/** The type of a document; what it was, of one that is deleted, so that it can be opened and restored. */
async function typeOf(id: string, { getClient }: StructureResolverContext): Promise<string> {
  const client = getClient({ apiVersion }).withConfig({ perspective: 'raw' })
  const ids = [id, `drafts.${id}`]
  const type = await client.fetch<string | null>('*[_id in $ids][0]._type', { ids })
  if (type) return type
  const { dataset } = client.config()
  const past = await client.request<{ documents: { _type: string }[] }>({
    url: `/data/history/${dataset}/documents/${ids.join(',')}?lastRevision=true`,
  })
  return past.documents[0]?._type ?? 'session'
}

/**
 * An edition that is not the current one, in one list: its form, its programme in the order of time, its
 * parts. It is made anew when documents come or go, not when a time changes: that would close the form in
 * which it is being changed.
 */
function otherEdition(S: StructureBuilder, { documentStore }: StructureResolverContext, edition: string) {
  const item = ({ _id, _type }: Listed) =>
    S.documentListItem().id(_id).schemaType(_type).child(S.document().schemaType(_type).documentId(_id))
  return documentStore
    .listenQuery(
      `{
        "timed": *[_type in ["session", "break"] && (edition._ref == $edition || part->edition._ref == $edition)]
          | order(date, start, end, _id) {_id, _type},
        "parts": *[_type == "part" && edition._ref == $edition] | order(ordinal, _id) {_id, _type}
      }`,
      { edition },
      { perspective: 'drafts', apiVersion },
    )
    .pipe(
      map(({ timed, parts }: { timed?: Listed[] | null; parts?: Listed[] | null }) => ({
        timed: timed ?? [],
        parts: parts ?? [],
      })),
      distinctUntilChanged((before, after) => idsIn(before) === idsIn(after)),
      map(({ timed, parts }) =>
        S.list()
          .id(edition)
          .title(t('field.edition'))
          .initialValueTemplates([
            ...timedTemplates(S, edition),
            S.initialValueTemplateItem('part-in-edition', { edition }),
          ])
          .items([
            item({ _id: edition, _type: 'edition' }),
            ...(timed.length === 0 ? [] : [S.divider().title(t('edition.programme')), ...timed.map(item)]),
            ...(parts.length === 0 ? [] : [S.divider().title(t('studio.desk.parts')), ...parts.map(item)]),
          ]),
      ),
    )
}

const timedTemplates = (S: StructureBuilder, edition: string) => [
  S.initialValueTemplateItem('session-in-edition', { edition }),
  S.initialValueTemplateItem('break-in-edition', { edition }),
]

const idsIn = (lists: Readonly<Record<string, readonly Listed[]>>) =>
  Object.values(lists)
    .flat()
    .map(({ _id }) => _id)
    .sort()
    .join(' ')

function documents(
  S: StructureBuilder,
  { id, title, types, filter, edition, order, templates }: DocumentsOf,
) {
  return S.documentList()
    .id(id)
    .title(title)
    .apiVersion(apiVersion)
    .filter(`_type in $types && (${filter})`)
    .params({ types, edition })
    .defaultOrdering(order)
    .initialValueTemplates(templates)
    .canHandleIntent(
      (intent, { type }) => intent === 'edit' && id === 'programme' && types.includes(type ?? ''),
    )
}

/** All documents of a type that says by a number where each stands. */
const inOrder = (S: StructureBuilder, type: string, title: string) =>
  S.documentTypeListItem(type)
    .title(title)
    .child(
      S.documentTypeList(type)
        .title(title)
        .defaultOrdering([{ field: 'order', direction: 'asc' }]),
    )

/** The ids of the current edition and of all others; told again only when they change, since a new list closes what is open beside it. */
function editions({ documentStore }: StructureResolverContext) {
  return documentStore
    .listenQuery(
      `{"current": *[_id == "forum"][0].currentEdition._ref, "all": *[_type == "edition"] | order(firstDay desc, _id)._id}`,
      {},
      { perspective: 'drafts', apiVersion },
    )
    .pipe(
      map(({ current, all }: { current?: string | null; all?: string[] | null }) => ({
        current: all?.find((id) => id === current),
        others: (all ?? []).filter((id) => id !== current),
      })),
      distinctUntilChanged((before, after) => JSON.stringify(before) === JSON.stringify(after)),
    )
}

type Listed = { _id: string; _type: string }

/** Documents of one edition, and what a new one among them starts with. */
type DocumentsOf = {
  id: string
  title: string
  types: readonly string[]
  filter: string
  edition: string
  order: SortOrderingItem[]
  templates: InitialValueTemplateItemBuilder[]
}
