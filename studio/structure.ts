import { CalendarIcon } from '@sanity/icons/Calendar'
import { HomeIcon } from '@sanity/icons/Home'
import { PauseIcon } from '@sanity/icons/Pause'
import { PresentationIcon } from '@sanity/icons/Presentation'
import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { distinctUntilChanged, map } from 'rxjs'
import type { SortOrderingItem } from 'sanity'
import type { StructureBuilder, StructureResolver, StructureResolverContext } from 'sanity/structure'
import { apiVersion } from '#src/config.ts'

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
          S.documentTypeList('edition')
            .title('Editions')
            .defaultOrdering([{ field: 'firstDay', direction: 'desc' }])
            .child((id) => editionDesk(S, context, id)),
        ),
      S.divider(),
      S.documentTypeListItem('strategySection').title('Strategy sections'),
      S.documentTypeListItem('contributor').title('Contributors'),
      S.documentTypeListItem('room').title('Rooms'),
      S.documentTypeListItem('page').title('Pages'),
    ])

/** One edition: its own form, its programme as a whole, then part by part. */
function editionDesk(S: StructureBuilder, { documentStore }: StructureResolverContext, edition: string) {
  const itself = S.document().schemaType('edition').documentId(edition).title('About the edition')
  const partIds = documentStore
    .listenQuery(
      `*[_type == "part" && edition._ref == $edition] | order(ordinal, _id)._id`,
      { edition },
      { perspective: 'drafts', apiVersion },
    )
    .pipe(
      map((ids: unknown): string[] => (Array.isArray(ids) ? ids.map(String) : [])),
      // Only when a part comes, goes or changes its place: a new list closes what is open beside it.
      distinctUntilChanged((before, after) => before.join() === after.join()),
    )
  return partIds.pipe(
    map((parts) =>
      S.list()
        .id(edition)
        .title('Edition')
        .items([
          S.listItem().id('about').title('About the edition').icon(CalendarIcon).child(itself),
          S.listItem()
            .id('parts')
            .title('Parts')
            .icon(StackCompactIcon)
            .child(
              S.documentList()
                .id('parts')
                .title('Parts')
                .schemaType('part')
                .apiVersion(apiVersion)
                .filter('_type == "part" && edition._ref == $edition')
                .params({ edition })
                .defaultOrdering([{ field: 'ordinal', direction: 'asc' }])
                .initialValueTemplates([S.initialValueTemplateItem('part-in-edition', { edition })]),
            ),
          S.listItem()
            .id('sessions')
            .title('All sessions')
            .icon(PresentationIcon)
            .child(
              S.documentList()
                .id('sessions')
                .title('All sessions')
                .schemaType('session')
                .apiVersion(apiVersion)
                .filter('_type == "session" && part._ref in $parts')
                .params({ parts })
                .defaultOrdering(byTime)
                .initialValueTemplates([S.initialValueTemplateItem('session-in-edition', { edition })]),
            ),
          S.listItem()
            .id('breaks')
            .title('Breaks')
            .icon(PauseIcon)
            .child(
              S.documentList()
                .id('breaks')
                .title('Breaks')
                .schemaType('break')
                .apiVersion(apiVersion)
                .filter('_type == "break" && edition._ref == $edition')
                .params({ edition })
                .defaultOrdering(byTime)
                .initialValueTemplates([S.initialValueTemplateItem('break-in-edition', { edition })]),
            ),
          ...(parts.length > 0 ? [S.divider().title('Sessions by part')] : []),
          ...parts.map((part) =>
            S.documentListItem()
              .id(part)
              .schemaType('part')
              .child(
                S.documentList()
                  .id(part)
                  .title('Sessions of the part')
                  .schemaType('session')
                  .apiVersion(apiVersion)
                  .filter('_type == "session" && part._ref == $part')
                  .params({ part })
                  .defaultOrdering(byTime)
                  .initialValueTemplates([S.initialValueTemplateItem('session-in-part', { part })]),
              ),
          ),
        ]),
    ),
  )
}

const byTime: SortOrderingItem[] = [
  { field: 'date', direction: 'asc' },
  { field: 'start', direction: 'asc' },
  { field: 'end', direction: 'asc' },
]
