import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { unusedSlug } from '#src/model/slugs.ts'
import { draftId } from '../ids.ts'
import { draftReference, type LocalizedKind, localizedItem } from '../new-drafts.ts'
import { dateOfDay, type EditionFields } from './edition-fields.ts'
import type { Paragraph, Plan, PlannedItem } from './plan.ts'

/**
 * The drafts that a plan becomes, in the language of the plan: an edition with its parts, sessions and breaks,
 * rooms, strategy sections, and the forum where there is none among the `existing` documents. Ids come from `newId`. An
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

  const session = ({ part = '', title, text, rooms }: PlannedItem, when: Fields) => {
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

type Fields = Readonly<Record<string, unknown>>

const draft = (id: string, type: string, fields: Record<string, unknown>): RawDocument => ({
  _id: draftId(id),
  _type: type,
  ...fields,
})

/** The fields with a value. */
const filled = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))

/**
 * Localized fields with a value in one language and an empty item for each other one, as new documents have them.
 * Slugs are made of titles and differ from each other: the parts and sessions of an edition share one namespace.
 */
function textsIn(locale: Locale) {
  const localized = (kind: LocalizedKind, value: unknown) =>
    locales.map(({ locale: language }) =>
      localizedItem(kind, language, language === locale ? value : undefined),
    )
  const taken = new Set<string>()
  return {
    line: (text: string) => localized('String', text.trim() || undefined),
    rich: (text: readonly Paragraph[]) =>
      localized('RichText', text.length === 0 ? undefined : blocksOf(text)),
    empty: (kind: LocalizedKind) => localized(kind, undefined),
    slug: (title: string) => {
      const current = unusedSlug(slugOf(title), taken)
      taken.add(current)
      return localized('Slug', current === '' ? undefined : { _type: 'slug', current })
    },
  }
}

/** Portable Text of paragraphs. Keys are no plain numbers, which Sanity would read as positions in a list. */
const blocksOf = (text: readonly Paragraph[]) =>
  text.map(({ text, as }, index) => ({
    _key: `block-${index + 1}`,
    _type: 'block',
    style: 'normal',
    ...(as !== 'paragraph' && { listItem: as, level: 1 }),
    // A numbered list shows its own numbers, so those of the text are removed.
    children: [
      {
        _key: `span-${index + 1}`,
        _type: 'span',
        text: as === 'number' ? text.replace(/^\(?(?:\d{1,2}|[a-z])[.)]\s+/, '') : text,
        marks: [],
      },
    ],
    markDefs: [],
  }))
