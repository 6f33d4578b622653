import { AddIcon } from '@sanity/icons/Add'
import { CalendarIcon } from '@sanity/icons/Calendar'
import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { ClipboardIcon } from '@sanity/icons/Clipboard'
import { ClockIcon } from '@sanity/icons/Clock'
import { CommentIcon } from '@sanity/icons/Comment'
import { HomeIcon } from '@sanity/icons/Home'
import { distinctUntilChanged, map, type Observable } from 'rxjs'
import type { SortOrderingItem } from 'sanity'
import type {
  ComponentBuilder,
  InitialValueTemplateItemBuilder,
  StructureBuilder,
  StructureResolver,
  StructureResolverContext,
} from 'sanity/structure'
import { apiVersion } from '#src/config.ts'
import { currentEdition, editionsLatestFirst } from './edition-documents.ts'
import { FindingsPane } from './findings/FindingsPane.tsx'
import { draftId } from './ids.ts'
import { t } from './language.ts'
import { EditionNotes } from './notes/EditionNotes.tsx'
import { PeopleList } from './people/PeopleList.tsx'
import { ProgrammeList } from './programme-list/ProgrammeList.tsx'
import { ScheduledList } from './scheduling/ScheduledList.tsx'
import { contentChanges, currentContent } from './store/content-store.ts'

/**
 * The desk, in the order of the editors' work: the current edition, the forum, then other editions, the latest first.
 * Every document is two clicks away.
 */
export const structure: StructureResolver = (S, context) =>
  editionIds(context).pipe(map(({ current, others }) => desk(S, context, current, others)))

function desk(
  S: StructureBuilder,
  context: StructureResolverContext,
  current: string | undefined,
  others: readonly string[],
) {
  // A link is for the lists below: the desk itself would look for the form of any edition at the list of that edition.
  return S.list()
    .id('desk')
    .title(t('studio.desk'))
    .canHandleIntent(() => false)
    .items([
      ...(current === undefined
        ? []
        : [S.divider().title(t('studio.desk.current')), ...editionItems(S, context, current)]),
      S.documentTypeListItem('contributor').title(t('field.contributors')).child(peopleList(S)),
      S.listItem()
        .id('unplaced')
        .title(t('studio.desk.unplaced'))
        .icon(ClipboardIcon)
        .child(unplacedList(S, context)),
      S.listItem()
        .id('scheduled')
        .title(t('studio.schedule.list'))
        .icon(CalendarIcon)
        .child(scheduledList(S, context)),
      S.divider().title(t('studio.desk.forum')),
      S.listItem()
        .id('forum')
        .title(t('forum.glance'))
        .icon(HomeIcon)
        .child(S.document().schemaType('forum').documentId('forum').title(t('studio.desk.forum'))),
      inOrder(S, 'strategySection', t('forum.strategy')),
      inOrder(S, 'page', t('studio.desk.pages')),
      S.documentTypeListItem('term').title(t('studio.desk.terms')),
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

/** The form of an edition, its programme by days, its parts and its rooms, and what is found and noted about them. */
function editionItems(S: StructureBuilder, context: StructureResolverContext, edition: string) {
  /** A list of what is told about documents, whose forms open beside it. */
  const beside = (list: ComponentBuilder) =>
    list
      .options({ edition })
      .canHandleIntent(() => false)
      .child(async (id) =>
        S.document()
          .documentId(id)
          .schemaType(await typeOf(id, context)),
      )
  return [
    S.documentListItem()
      .id(edition)
      .schemaType('edition')
      .child(S.document().schemaType('edition').documentId(edition)),
    S.listItem()
      .id('programme')
      .title(t('edition.programme'))
      .icon(ClockIcon)
      .child(
        S.component(ProgrammeList)
          .id('programme')
          .title(t('edition.programme'))
          .options({ edition })
          .canHandleIntent(
            (intent, { type }) => intent === 'edit' && (type === 'session' || type === 'break'),
          )
          .child(async (id, { params }) =>
            S.document()
              .documentId(id)
              .schemaType(params?.template === 'break-in-edition' ? 'break' : await typeOf(id, context)),
          ),
      ),
    S.documentTypeListItem('part')
      .id('parts')
      .title(t('studio.desk.parts'))
      .child(
        editionList(S, {
          type: 'part',
          title: t('studio.desk.parts'),
          filter: 'edition._ref == $edition',
          edition,
          order: [{ field: 'ordinal', direction: 'asc' }],
          templates: [S.initialValueTemplateItem('part-in-edition', { edition })],
        }),
      ),
    S.documentTypeListItem('room')
      .id('rooms')
      .title(t('studio.desk.rooms'))
      .child(
        editionList(S, {
          type: 'room',
          title: t('studio.desk.rooms'),
          // A room that was not migrated yet has no edition.
          filter: 'edition._ref == $edition || !defined(edition)',
          edition,
          order: [{ field: 'name[0].value', direction: 'asc' }],
          templates: [S.initialValueTemplateItem('room-in-edition', { edition })],
        }),
      ),
    S.listItem()
      .id('findings')
      .title(t('studio.desk.findings'))
      .icon(CheckmarkCircleIcon)
      .child(beside(S.component(FindingsPane).id('findings').title(t('studio.desk.findings')))),
    S.listItem()
      .id('notes')
      .title(t('studio.notes'))
      .icon(CommentIcon)
      .child(beside(S.component(EditionNotes).id('notes').title(t('studio.notes')))),
  ]
}

/** People and organisations of all editions. What links to one, or makes a new one, opens here. */
const peopleList = (S: StructureBuilder) =>
  S.component(PeopleList)
    .id('contributor')
    .title(t('field.contributors'))
    .menuItems([
      S.menuItem()
        .title(t('studio.people.new'))
        .icon(AddIcon)
        .intent({ type: 'create', params: { type: 'contributor', template: 'contributor' } })
        .showAsAction(true),
    ])
    .canHandleIntent(
      (intent, { type }) => (intent === 'edit' || intent === 'create') && type === 'contributor',
    )
    .child((id) => S.document().schemaType('contributor').documentId(id))

/** What belongs to no edition yet, or has no day or time in one: it is on no page. What was not migrated yet has its place by its part. */
const unplacedList = (S: StructureBuilder, context: StructureResolverContext) =>
  S.documentList()
    .id('unplaced')
    .title(t('studio.desk.unplaced'))
    .apiVersion(apiVersion)
    .filter(
      `_type in $timed && (!(defined(edition) || defined(part)) || !defined(date) || !defined(start) || !defined(end))
        || _type in $others && !defined(edition)`,
    )
    .params({ timed: ['session', 'break'], others: ['part', 'room'] })
    .defaultOrdering([{ field: '_createdAt', direction: 'desc' }])
    .child(async (id) =>
      S.document()
        .documentId(id)
        .schemaType(await typeOf(id, context)),
    )

/** What is approved and becomes public at a time. */
const scheduledList = (S: StructureBuilder, context: StructureResolverContext) =>
  S.component(ScheduledList)
    .id('scheduled')
    .title(t('studio.schedule.list'))
    .child(async (id) =>
      S.document()
        .documentId(id)
        .schemaType(await typeOf(id, context)),
    )

/** The type of a document. A deleted document keeps its type, so that its form opens and it can be restored. */
async function typeOf(id: string, { getClient }: StructureResolverContext): Promise<string> {
  const client = getClient({ apiVersion })
  const document = (await currentContent(client)).byId.get(id)
  if (document) return document._type
  const { dataset } = client.config()
  const past = await client.request<{ documents: { _type: string }[] }>({
    url: `/data/history/${dataset}/documents/${id},${draftId(id)}?lastRevision=true`,
  })
  return past.documents[0]?._type ?? 'session'
}

/** An edition that is not the current one: the same lists, in a list of its own. */
const otherEdition = (S: StructureBuilder, context: StructureResolverContext, edition: string) =>
  S.list()
    .id(edition)
    .title(t('field.edition'))
    // Its own form opens in the list of editions.
    .canHandleIntent(() => false)
    .items(editionItems(S, context, edition))

function editionList(S: StructureBuilder, { type, title, filter, edition, order, templates }: EditionList) {
  return S.documentList()
    .id(`${type}s`)
    .title(title)
    .apiVersion(apiVersion)
    .filter(`_type == $type && (${filter})`)
    .params({ type, edition })
    .defaultOrdering(order)
    .initialValueTemplates(templates)
    .canHandleIntent(() => false)
}

/** All documents of a type with a field `order`, in that order. */
const inOrder = (S: StructureBuilder, type: string, title: string) =>
  S.documentTypeListItem(type)
    .title(title)
    .child(
      S.documentTypeList(type)
        .title(title)
        .defaultOrdering([{ field: 'order', direction: 'asc' }]),
    )

/** The ids of the current edition and of all others; emitted only when they change, since a new list closes what is open beside it. */
const editionIds = ({ getClient }: StructureResolverContext): Observable<EditionIds> =>
  contentChanges(getClient({ apiVersion })).pipe(
    map((content) => {
      const current = currentEdition(content)
      const all = editionsLatestFirst(content.documents).map(({ _id }) => _id)
      return { current, others: all.filter((id) => id !== current) }
    }),
    distinctUntilChanged((before, after) => JSON.stringify(before) === JSON.stringify(after)),
  )

type EditionIds = { current: string | undefined; others: readonly string[] }

/** A list of documents of one edition, with the templates of new ones. */
type EditionList = {
  type: 'part' | 'room'
  title: string
  filter: string
  edition: string
  order: SortOrderingItem[]
  templates: InitialValueTemplateItemBuilder[]
}
