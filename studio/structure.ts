import { CalendarIcon } from '@sanity/icons/Calendar'
import { HomeIcon } from '@sanity/icons/Home'
import { PauseIcon } from '@sanity/icons/Pause'
import { PresentationIcon } from '@sanity/icons/Presentation'
import { StackCompactIcon } from '@sanity/icons/StackCompact'
import type { ComponentType } from 'react'
import { distinctUntilChanged, map } from 'rxjs'
import type { SortOrderingItem } from 'sanity'
import type {
  InitialValueTemplateItemBuilder,
  StructureBuilder,
  StructureResolver,
  StructureResolverContext,
} from 'sanity/structure'
import { apiVersion } from '#src/config.ts'
import { byTime } from './schema/time.ts'

/** The desk: the forum, the editions with their programmes, then what editions have in common. */
export const structure: StructureResolver = (S, context) =>
  S.list()
    .id('desk')
    .title('Content')
    .items([
      S.listItem()
        .id('forum')
        .title('Forum')
        .icon(HomeIcon)
        .child(S.document().schemaType('forum').documentId('forum').title('Forum')),
      S.listItem()
        .id('editions')
        .title('Editions')
        .icon(CalendarIcon)
        .child(
          S.documentList()
            .id('editions')
            .title('Editions')
            .schemaType('edition')
            .apiVersion(apiVersion)
            .filter('_type == "edition"')
            .defaultOrdering([{ field: 'firstDay', direction: 'desc' }])
            // An edition opens its desk here; a link to one of its fields opens its form.
            .canHandleIntent(() => false)
            .child((id) => editionDesk(S, context, id)),
        ),
      S.divider(),
      inOrder(S, 'strategySection', 'Strategy sections'),
      S.documentTypeListItem('contributor').title('Contributors'),
      S.documentTypeListItem('room').title('Rooms'),
      inOrder(S, 'page', 'Pages'),
    ])

/** All documents of a type that says by a number where each stands. */
const inOrder = (S: StructureBuilder, type: string, title: string) =>
  S.documentTypeListItem(type)
    .title(title)
    .child(
      S.documentTypeList(type)
        .title(title)
        .defaultOrdering([{ field: 'order', direction: 'asc' }]),
    )

/** One edition: its own form, its programme as a whole, then part by part. */
function editionDesk(S: StructureBuilder, { documentStore }: StructureResolverContext, edition: string) {
  const parts = documentStore
    .listenQuery(
      '*[_type == "part" && edition._ref == $edition] | order(ordinal, _id)._id',
      { edition },
      { perspective: 'drafts', apiVersion },
    )
    .pipe(
      map((ids: unknown): string[] => (Array.isArray(ids) ? ids.map(String) : [])),
      // Only when a part comes, goes or changes its place: a new list closes what is open beside it.
      distinctUntilChanged((before, after) => before.join() === after.join()),
    )
  return parts.pipe(map((ids) => editionList(S, edition, ids)))
}

function editionList(S: StructureBuilder, edition: string, parts: readonly string[]) {
  const documents = ({ id, title, type, filter, params, order, template }: DocumentsOf) =>
    S.documentList()
      .id(id)
      .title(title)
      .schemaType(type)
      .apiVersion(apiVersion)
      .filter(`_type == "${type}" && ${filter}`)
      .params(params)
      .defaultOrdering(order)
      .initialValueTemplates([template])
  const item = (list: DocumentsOf, icon: ComponentType) =>
    S.listItem().id(list.id).title(list.title).icon(icon).child(documents(list))
  const sessions = { type: 'session', order: byTime }

  return S.list()
    .id(edition)
    .title('Edition')
    .items([
      S.listItem()
        .id('about')
        .title('About the edition')
        .icon(CalendarIcon)
        .child(S.document().schemaType('edition').documentId(edition).title('About the edition')),
      item(
        {
          id: 'parts',
          title: 'Parts',
          type: 'part',
          filter: 'edition._ref == $edition',
          params: { edition },
          order: [{ field: 'ordinal', direction: 'asc' }],
          template: S.initialValueTemplateItem('part-in-edition', { edition }),
        },
        StackCompactIcon,
      ),
      item(
        {
          ...sessions,
          id: 'sessions',
          title: 'All sessions',
          filter: 'part._ref in $parts',
          params: { parts },
          template: S.initialValueTemplateItem('session-in-edition', { edition }),
        },
        PresentationIcon,
      ),
      item(
        {
          id: 'breaks',
          title: 'Breaks',
          type: 'break',
          filter: 'edition._ref == $edition',
          params: { edition },
          order: byTime,
          template: S.initialValueTemplateItem('break-in-edition', { edition }),
        },
        PauseIcon,
      ),
      ...(parts.length === 0 ? [] : [S.divider().title('Sessions by part')]),
      ...parts.map((part) =>
        S.documentListItem()
          .id(part)
          .schemaType('part')
          .child(
            documents({
              ...sessions,
              id: part,
              title: 'Sessions of the part',
              filter: 'part._ref == $part',
              params: { part },
              template: S.initialValueTemplateItem('session-in-part', { part }),
            }),
          ),
      ),
    ])
}

/** A list of documents of one type, and what a new one in it starts with. */
type DocumentsOf = {
  id: string
  title: string
  type: string
  filter: string
  params: Record<string, unknown>
  order: SortOrderingItem[]
  template: InitialValueTemplateItemBuilder
}
