import type { RawDocument } from '#src/model/schema.ts'
import { draftReference } from '../new-drafts.ts'
import { draft, type Fields, filled, textsIn } from './draft-texts.ts'
import { dateOfDay, type EditionFields } from './edition-fields.ts'
import { peopleDrafts } from './people-drafts.ts'
import type { Plan, PlannedItem } from './plan.ts'

/**
 * The drafts that a plan becomes, in the language of the plan: an edition with its parts, sessions and breaks,
 * rooms, people, strategy sections, and the forum where there is none among the `existing` documents. Ids come from `newId`. An
 * empty field stays out, and the content rules ask for it.
 */
export function draftsOfPlan(
  plan: Plan,
  form: EditionFields,
  { existing, newId }: { existing: readonly RawDocument[]; newId: () => string },
): RawDocument[] {
  const texts = textsIn(plan.locale)
  // Rooms have addresses of their own.
  const roomTexts = textsIn(plan.locale)
  const edition = newId()
  const inEdition = { edition: draftReference('edition', edition) }
  const roomIds = new Map(plan.rooms.map((name) => [name, newId()]))
  const partIds = new Map(plan.parts.map(({ id }) => [id, newId()]))
  const dates = plan.days.map((day) => dateOfDay(day, form.firstDay) ?? '')
  const lastOrder = Math.max(
    0,
    ...existing.map((one) => (one._type === 'strategySection' && Number(one.order)) || 0),
  )

  const people = peopleDrafts(plan, { existing, newId })

  const session = (item: PlannedItem, when: Fields) => {
    const { part = '', title, text, rooms, spoken, interpreted, links } = item
    const partId = partIds.get(part)
    return draft(newId(), 'session', {
      ...inEdition,
      ...(partId !== undefined && { part: draftReference('part', partId) }),
      title: texts.line(title),
      slug: texts.slug(title),
      description: texts.rich(text),
      ...when,
      ...(rooms.length > 0 && {
        rooms: rooms.map((room, index) => ({
          _key: `room-${index + 1}`,
          ...draftReference('room', roomIds.get(room) ?? ''),
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
      status: 'scheduled',
      recap: texts.rich([]),
    })
  }

  return [
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
    ...(existing.some(({ _type }) => _type === 'forum')
      ? []
      : [
          draft('forum', 'forum', {
            name: texts.line(form.forumName),
            organisation: texts.line(form.organisation),
            acronym: texts.line(form.acronym),
            brief: texts.rich(plan.brief),
            ...filled({ hashtag: plan.facts.hashtag ?? '' }),
            currentEdition: draftReference('edition', edition),
          }),
        ]),
    ...plan.strategy.map(({ title, text }, index) =>
      draft(newId(), 'strategySection', {
        title: texts.line(title),
        text: texts.rich(text),
        order: lastOrder + index + 1,
      }),
    ),
    ...[...roomIds].map(([name, id]) =>
      draft(id, 'room', {
        ...inEdition,
        name: texts.line(name),
        slug: roomTexts.slug(name),
        floor: texts.empty('String'),
        directions: texts.empty('Text'),
      }),
    ),
    ...people.drafts,
    ...plan.parts.map(({ id, ordinal, title }) =>
      draft(partIds.get(id) ?? '', 'part', {
        ...inEdition,
        ordinal,
        title: texts.line(title),
        slug: texts.slug(title),
        summary: texts.empty('Text'),
      }),
    ),
    ...plan.items.map((item) => {
      const when = filled({ date: dates[item.day] ?? '', start: item.start, end: item.end ?? '' })
      return item.kind === 'break'
        ? draft(newId(), 'break', { ...inEdition, title: texts.line(item.title), ...when })
        : session(item, when)
    }),
  ]
}
