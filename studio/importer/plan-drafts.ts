import { type Locale, locales } from '#src/locales.ts'
import { referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { unusedSlug } from '#src/model/slugs.ts'
import { draftId, isDraftId } from '../ids.ts'
import { draftReference, type LocalizedKind, localizedItem } from '../new-drafts.ts'
import { languageItems } from '../schema/localized-fields.ts'
import { slugOf } from '../slug.ts'
import { dateOfDay, type EditionFields } from './edition-fields.ts'
import type { Paragraph, Plan, PlannedItem } from './plan.ts'
import { foldForMatching } from './vocabulary.ts'

/**
 * The drafts that a plan becomes, in the language of the plan: an edition with its parts, sessions and breaks,
 * strategy sections and rooms, and the forum where there is none among the `existing` documents. Ids come from `newId`;
 * existing rooms are used again. An empty field stays out, and the content rules ask for it.
 */
export function draftsOfPlan(
  plan: Plan,
  form: EditionFields,
  { existing, newId }: { existing: readonly RawDocument[]; newId: () => string },
): RawDocument[] {
  const texts = textsIn(plan.locale)
  const edition = newId()
  const inEdition = { edition: draftReference('edition', edition) }
  const rooms = roomsOf(plan.rooms, existing, newId)
  const partIds = new Map(plan.parts.map(({ id }) => [id, newId()]))
  const dates = plan.days.map((day) => dateOfDay(day, form.firstDay) ?? '')
  const lastOrder = Math.max(
    0,
    ...existing.map((one) => (one._type === 'strategySection' && Number(one.order)) || 0),
  )

  const session = ({ part = '', title, text, room }: PlannedItem, when: Fields) => {
    const partId = partIds.get(part)
    return draft(newId(), 'session', {
      ...(partId !== undefined && { part: draftReference('part', partId) }),
      title: texts.line(title),
      slug: texts.slug(title),
      description: texts.rich(text),
      ...when,
      ...(room !== undefined && { room: rooms.get(room)?.reference }),
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
    ...[...rooms].flatMap(([name, { newRoom }]) =>
      newRoom === undefined
        ? []
        : [draft(newRoom, 'room', { name: texts.line(name), directions: texts.empty('Text') })],
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

/** For each room of the plan, a reference to it, and the id of a new document where no existing room has its name. */
function roomsOf(
  names: readonly string[],
  existing: readonly RawDocument[],
  newId: () => string,
): ReadonlyMap<string, { reference: object; newRoom?: string }> {
  const byName = new Map(
    existing
      .filter(({ _type }) => _type === 'room')
      .flatMap((room) =>
        languageItems(room.name).map(({ value }) => [foldForMatching(String(value ?? '')), room] as const),
      ),
  )
  return new Map(
    names.map((name) => {
      const room = byName.get(foldForMatching(name))
      if (room !== undefined) return [name, { reference: roomReference(room) }]
      const newRoom = newId()
      return [name, { newRoom, reference: draftReference('room', newRoom) }]
    }),
  )
}

/** A reference to an existing room, which may be only a draft. */
const roomReference = ({ _id, _originalId }: RawDocument) =>
  isDraftId(String(_originalId)) ? draftReference('room', _id) : referenceTo(_id)

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
