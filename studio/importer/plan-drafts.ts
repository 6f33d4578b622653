import { type Locale, locales } from '#src/locales.ts'
import { referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId, isDraftId } from '../ids.ts'
import { draftReference, localizedItem } from '../new-drafts.ts'
import { languageItems } from '../schema/localized-fields.ts'
import { slugOf } from '../slug.ts'
import { dateOfDay, type EditionFields } from './edition-fields.ts'
import type { Paragraph, Plan } from './plan.ts'
import { fold } from './vocabulary.ts'

/**
 * The drafts that a plan becomes, in the language of the plan: an edition with its parts, sessions and breaks,
 * strategy sections and rooms, and the forum where `existing` has none. Ids come from `newId`; rooms that exist are used again.
 * What the form leaves empty stays out, and the content rules ask for it.
 */
export function draftsOfPlan(
  plan: Plan,
  form: EditionFields,
  { existing, newId }: { existing: readonly RawDocument[]; newId: () => string },
): RawDocument[] {
  const { locale } = plan
  const line = (text: string) => localized('String', text.trim() === '' ? undefined : text.trim(), locale)
  const rich = (text: readonly Paragraph[]) =>
    localized('RichText', text.length === 0 ? undefined : blocksOf(text), locale)
  const slug = slugsOf(locale)
  const edition = newId()

  const rooms = plan.rooms.map((name) => {
    const known = existing.find(
      (one) =>
        one._type === 'room' &&
        languageItems(one.name).some(({ value }) => fold(String(value ?? '')) === fold(name)),
    )
    return { name, id: known?._id ?? newId(), known }
  })
  const roomOf = (name: string | undefined) => {
    const room = rooms.find((one) => one.name === name)
    if (room === undefined) return {}
    // One that is no more than a draft may be referred to like those that are made here.
    const isDraft = room.known === undefined || isDraftId(String(room.known._originalId))
    return { room: isDraft ? draftReference('room', room.id) : referenceTo(room.id) }
  }
  const parts = plan.parts.map((part) => ({ ...part, documentId: newId() }))
  const partOf = (id: string | undefined) => parts.find((part) => part.id === id)?.documentId
  const order = Math.max(
    0,
    ...existing.map((one) => (one._type === 'strategySection' && Number(one.order)) || 0),
  )

  return [
    draft(edition, 'edition', {
      ...(/^[1-9]\d*$/.test(form.ordinal) && { ordinal: Number(form.ordinal) }),
      ...(form.slug !== '' && { slug: { _type: 'slug', current: form.slug } }),
      title: line(form.title),
      ...stated({ firstDay: form.firstDay, lastDay: form.lastDay, timeZone: form.timeZone }),
      city: line(form.city),
      country: line(form.country),
      venue: line(form.venue),
      congress: line(''),
      lead: localized('Text', undefined, locale),
      brief: rich(plan.brief),
      objectives: rich(plan.objectives),
      outcomes: rich(plan.outcomes),
    }),
    ...(existing.some(({ _type }) => _type === 'forum')
      ? []
      : [
          draft('forum', 'forum', {
            name: line(form.forumName),
            organisation: line(form.organisation),
            acronym: line(form.acronym),
            brief: rich(plan.brief),
            ...stated({ hashtag: plan.facts.hashtag ?? '' }),
            currentEdition: draftReference('edition', edition),
          }),
        ]),
    ...plan.strategy.map(({ title, text }, index) =>
      draft(newId(), 'strategySection', { title: line(title), text: rich(text), order: order + index + 1 }),
    ),
    ...rooms
      .filter(({ known }) => known === undefined)
      .map(({ name, id }) =>
        draft(id, 'room', { name: line(name), directions: localized('Text', undefined, locale) }),
      ),
    ...parts.map(({ documentId, ordinal, title }) =>
      draft(documentId, 'part', {
        edition: draftReference('edition', edition),
        ordinal,
        title: line(title),
        slug: slug(title),
        summary: localized('Text', undefined, locale),
      }),
    ),
    ...plan.items.map(({ kind, day, part, start, end, title, text, room }) => {
      const name = plan.days[day]
      const date = name && dateOfDay(name, form.firstDay)
      const when = stated({ date: date ?? '', start, end: end ?? '' })
      if (kind === 'break')
        return draft(newId(), 'break', {
          edition: draftReference('edition', edition),
          title: line(title),
          ...when,
        })
      const partId = partOf(part)
      return draft(newId(), 'session', {
        ...(partId !== undefined && { part: draftReference('part', partId) }),
        title: line(title),
        slug: slug(title),
        description: rich(text),
        ...when,
        ...roomOf(room),
        status: 'scheduled',
        recap: localized('RichText', undefined, locale),
      })
    }),
  ]
}

const draft = (id: string, type: string, fields: Record<string, unknown>): RawDocument => ({
  _id: draftId(id),
  _type: type,
  ...fields,
})

const stated = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))

/** A line for each language, as a new document has them, with a value in one. */
const localized = (kind: 'String' | 'Text' | 'RichText' | 'Slug', value: unknown, locale: Locale) =>
  locales.map(({ locale: language }) =>
    localizedItem(kind, language, language === locale ? value : undefined),
  )

/** Addresses made of titles, each different from those before it: an edition's parts and sessions share one namespace. */
function slugsOf(locale: Locale) {
  const taken = new Set<string>()
  return (title: string) => {
    const whole = slugOf(title)
    const base = whole.length <= 60 ? whole : whole.slice(0, 61).replace(/-[^-]*$/, '')
    let [current, count] = [base, 1]
    while (taken.has(current)) current = `${base}-${++count}`
    taken.add(current)
    return localized('Slug', current === '' ? undefined : { _type: 'slug', current }, locale)
  }
}

// A key of digits alone would be read as a position.
const blocksOf = (text: readonly Paragraph[]) =>
  text.map(({ text, as }, index) => ({
    _key: `block-${index + 1}`,
    _type: 'block',
    style: 'normal',
    ...(as !== 'paragraph' && { listItem: as, level: 1 }),
    // A list counts for itself, so its number would stand there twice.
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
