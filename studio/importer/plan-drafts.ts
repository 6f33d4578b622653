import type { RawDocument } from '#src/model/schema.ts'
import { draft, type Fields, filled, referenceFrom, textsIn } from './draft-texts.ts'
import { dateOfItem, type EditionFields } from './edition-fields.ts'
import { peopleDrafts } from './people-drafts.ts'
import type { Plan, PlannedItem } from './plan.ts'
import { withImported } from './update/imported.ts'

/**
 * The drafts that a plan becomes, in the language of the plan: an edition with its parts, sessions and breaks,
 * rooms, people, strategy sections, and the forum where there is none among the `existing` documents. Ids come from `newId`. An
 * empty field stays out, and the content rules ask for it.
 */
export const draftsOfPlan = (
  plan: Plan,
  form: EditionFields,
  { existing, newId }: { existing: readonly RawDocument[]; newId: () => string },
): RawDocument[] => plannedDrafts(plan, form, { existing, newId }).map(({ draft }) => draft)

/** A draft of a plan; `of` is what it is of: `edition`, the id of a part or an item, `room:` and a name, `section:` and a title. */
export type PlannedDraft = { of: string; draft: RawDocument }

/**
 * The same, each with what it is of. What is `known` has the id of a document that exists, and references lead there.
 * @param usedSlugs those of parts and sessions that the edition has already
 */
export function plannedDrafts(
  plan: Plan,
  form: EditionFields,
  { existing, newId, known = new Map(), usedSlugs = [] }: PlannedDraftOptions,
): PlannedDraft[] {
  const texts = textsIn(plan.locale, usedSlugs)
  // Rooms have addresses of their own.
  const roomTexts = textsIn(plan.locale)
  const byId = new Map(existing.map((document) => [document._id, document]))
  const idOf = (of: string) => known.get(of) ?? newId()
  const reference = (type: string, id: string) => referenceFrom(byId.get(id), type, id)
  const edition = idOf('edition')
  const inEdition = { edition: reference('edition', edition) }
  const roomIds = new Map(plan.rooms.map((name) => [name, idOf(`room:${name}`)]))
  const partIds = new Map(plan.parts.map(({ id }) => [id, idOf(id)]))
  const lastOrder = Math.max(
    0,
    ...existing.map((one) => (one._type === 'strategySection' && Number(one.order)) || 0),
  )

  const people = peopleDrafts(plan, { existing, newId })

  const session = (item: PlannedItem, when: Fields) => {
    const { part = '', title, text, rooms, spoken, interpreted, links } = item
    const partId = partIds.get(part)
    return draft(idOf(item.id), 'session', {
      ...inEdition,
      ...(partId !== undefined && { part: reference('part', partId) }),
      title: texts.line(title),
      slug: texts.slug(title),
      description: texts.rich(text),
      ...when,
      ...(rooms.length > 0 && {
        rooms: rooms.map((room, index) => ({
          _key: `room-${index + 1}`,
          ...reference('room', roomIds.get(room) ?? ''),
        })),
      }),
      ...(item.contributions.length > 0 && { contributors: people.contributionsOf(item) }),
      ...(spoken.length > 0 && { spokenLanguages: spoken }),
      ...(interpreted.length > 0 && {
        interpretation: interpreted.map((language) => ({
          _key: `language-${language}`,
          _type: 'interpretation',
          language,
        })),
      }),
      ...(links.length > 0 && {
        links: links.map(({ url, title: name = '' }, index) => ({
          _key: `link-${index + 1}`,
          _type: 'sessionLink',
          title: texts.line(name),
          url,
        })),
      }),
      status: item.isCancelled ? 'cancelled' : 'scheduled',
      recap: texts.rich([]),
    })
  }

  const planned = (of: string, document: RawDocument): PlannedDraft => ({
    of,
    draft: withImported(document, plan.locale),
  })
  return [
    planned(
      'edition',
      draft(edition, 'edition', {
        ...(/^[1-9]\d*$/.test(form.ordinal) && { ordinal: Number(form.ordinal) }),
        ...(form.slug !== '' && { slug: { _type: 'slug', current: form.slug } }),
        title: texts.line(form.title),
        ...filled({ firstDay: form.firstDay, lastDay: form.lastDay, timeZone: form.timeZone }),
        city: texts.line(form.city),
        country: texts.line(form.country),
        venue: texts.line(form.venue),
        congress: texts.line(''),
        lead: texts.empty('Text'),
        brief: texts.rich(plan.brief),
        objectives: texts.rich(plan.objectives),
        outcomes: texts.rich(plan.outcomes),
      }),
    ),
    ...(existing.some(({ _type }) => _type === 'forum')
      ? []
      : [
          planned(
            'forum',
            draft('forum', 'forum', {
              name: texts.line(form.forumName),
              organisation: texts.line(form.organisation),
              acronym: texts.line(form.acronym),
              brief: texts.rich(plan.brief),
              ...filled({ hashtag: plan.facts.hashtag ?? '' }),
              currentEdition: reference('edition', edition),
            }),
          ),
        ]),
    ...plan.strategy.map(({ title, text }, index) =>
      planned(
        `section:${title}`,
        draft(idOf(`section:${title}`), 'strategySection', {
          title: texts.line(title),
          text: texts.rich(text),
          order: lastOrder + index + 1,
        }),
      ),
    ),
    ...[...roomIds].map(([name, id]) =>
      planned(
        `room:${name}`,
        draft(id, 'room', {
          ...inEdition,
          name: texts.line(name),
          slug: roomTexts.slug(name),
          floor: texts.empty('String'),
          directions: texts.empty('Text'),
        }),
      ),
    ),
    ...people.drafts.map((document) => planned(document._id, document)),
    ...plan.parts.map(({ id, ordinal, title }) =>
      planned(
        id,
        draft(partIds.get(id) ?? '', 'part', {
          ...inEdition,
          ordinal,
          title: texts.line(title),
          slug: texts.slug(title),
          summary: texts.empty('Text'),
        }),
      ),
    ),
    ...plan.items.map((item) => {
      const date = dateOfItem(item, plan, form.firstDay)
      const when = filled({ date, start: item.start, end: item.end ?? '' })
      return planned(
        item.id,
        item.kind === 'break'
          ? draft(idOf(item.id), 'break', { ...inEdition, title: texts.line(item.title), ...when })
          : session(item, when),
      )
    }),
  ]
}

type PlannedDraftOptions = {
  existing: readonly RawDocument[]
  newId: () => string
  /** Ids of documents, by what they are of. */
  known?: ReadonlyMap<string, string>
  usedSlugs?: Iterable<string>
}
