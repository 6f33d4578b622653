import type { Locale } from '#src/locales.ts'
import { referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsOfEdition } from '../../edition-documents.ts'
import { publishedId } from '../../ids.ts'
import { isFilled, languageItems } from '../../schema/localized-fields.ts'
import { dateOfDay, daysOfText, type EditionFields } from '../edition-fields.ts'
import type { Plan } from '../plan.ts'
import { type PlannedDraft, plannedDrafts } from '../plan-drafts.ts'
import { foldForMatching } from '../vocabulary.ts'
import { type Aspect, aspects, aspectText, importedEntry, importedOf, isImportedType } from './imported.ts'
import { matchedItems } from './matched-items.ts'

/**
 * Something that a document and a text say differently. `sure`: the text has changed since the last import, and the document has
 * not; `changedHere`: both have; `unknown`: no import has recorded what the document had from a text.
 */
export type Difference = { aspect: Aspect; before: string; after: string; certainty: Certainty }
export type Certainty = 'sure' | 'changedHere' | 'unknown'

/** What would become of one document. Lines have the same ids each time that an update of the same text is made. */
export type UpdateLine = { id: string } & (
  | { kind: 'new'; draft: RawDocument }
  | {
      kind: 'moved' | 'changed' | 'cancelled'
      document: RawDocument
      wanted: RawDocument
      differences: readonly Difference[]
    }
  /** A session or a break that the text has no more, or never had. */
  | { kind: 'gone'; document: RawDocument }
)
export const updateKinds = ['new', 'moved', 'changed', 'cancelled', 'gone'] as const

/** What a text would change in an edition. */
export type EditionUpdate = {
  locale: Locale
  lines: readonly UpdateLine[]
  /** Drafts of rooms, people and parts that do not exist yet, by their ids: each is created with the first line that refers to it. */
  along: ReadonlyMap<string, RawDocument>
  /** How many documents are as the text has them. */
  unchanged: number
  /** How many texts of these documents were changed here and not in the text: they stay. */
  kept: number
}

/**
 * Compares the plan of a text with an edition that exists, in the language of the plan. What the text does not say is no difference.
 * The same input with the same `newId` gives the same update.
 */
export function editionUpdate(
  plan: Plan,
  edition: RawDocument,
  { existing, newId }: { existing: readonly RawDocument[]; newId: () => string },
): EditionUpdate {
  const own = documentsOfEdition(existing, edition._id)
  // Days without a date are counted from the day that the text gives, which may be the second of the edition alone.
  const firstDay = daysOfText(plan).firstDay || (typeof edition.firstDay === 'string' ? edition.firstDay : '')
  const documents = knownDocuments(plan, edition, { existing, own, firstDay })
  const known = new Map([...documents].map(([of, { _id }]) => [of, _id]))
  const drafts = plannedDrafts(withStatedParts(plan, documents), fieldsOf(plan, firstDay), {
    existing,
    newId,
    known,
    usedSlugs: own.flatMap(slugsOf),
  })

  const along = new Map<string, RawDocument>()
  const lines: UpdateLine[] = []
  let [unchanged, kept] = [0, 0]
  const madeHere = new Set(plan.parts.filter(({ isStated }) => !isStated).map(({ id }) => id))
  for (const { of, draft } of drafts.filter((one) => !(madeHere.has(one.of) && documents.has(one.of)))) {
    const document = documents.get(of)
    if (document === undefined) {
      if (goesAlong.has(draft._type)) along.set(publishedId(draft._id), draft)
      else if (draft._type !== 'forum') lines.push({ id: of, kind: 'new', draft })
      continue
    }
    const found = compared(document, draft, plan.locale, along)
    kept += found.kept
    if (found.differences.length > 0)
      lines.push({ id: document._id, kind: kindOf(found.differences), document, wanted: draft, ...found })
    else if (isImportedType(document._type)) unchanged += 1
  }
  return { locale: plan.locale, lines: [...lines, ...gone(own, documents, drafts)], along, unchanged, kept }
}

const goesAlong: ReadonlySet<string> = new Set(['room', 'contributor', 'part'])

/** The documents that a plan is about already, by what it calls them. */
function knownDocuments(
  plan: Plan,
  edition: RawDocument,
  {
    existing,
    own,
    firstDay,
  }: { existing: readonly RawDocument[]; own: readonly RawDocument[]; firstDay: string },
): ReadonlyMap<string, RawDocument> {
  const known = new Map([['edition', edition]])
  const named = (type: string, documents: readonly RawDocument[]) => {
    const byName = new Map(
      documents
        .filter(({ _type }) => _type === type)
        .flatMap((document) => namesOf(document).map((name) => [foldForMatching(name), document])),
    )
    return (name: string) => byName.get(foldForMatching(name))
  }
  const add = (of: string, document: RawDocument | undefined) => {
    if (document) known.set(of, document)
  }
  const [roomNamed, partNamed, sectionNamed] = [
    named('room', own),
    named('part', own),
    named('strategySection', existing),
  ]
  for (const name of plan.rooms) add(`room:${name}`, roomNamed(name))
  for (const { id, title } of plan.parts) if (title !== '') add(id, partNamed(title))
  const parts = own.filter(({ _type }) => _type === 'part')
  for (const { id, ordinal, isStated } of plan.parts) {
    if (known.has(id)) continue
    const other = isStated ? parts.find((one) => one.ordinal === ordinal) : parts.length === 1 && parts[0]
    if (other && ![...known.values()].includes(other)) known.set(id, other)
  }
  for (const { title } of plan.strategy) add(`section:${title}`, sectionNamed(title))
  const items = plan.items.map(({ id, kind, title, start, day, rooms }) => {
    const name = plan.days[day]
    return { id, type: kind, title, start, rooms, date: (name && dateOfDay(name, firstDay)) ?? '' }
  })
  const roomNames = new Map(
    own.filter(({ _type }) => _type === 'room').map((room) => [room._id, namesOf(room)]),
  )
  const roomsOf = ({ rooms }: RawDocument) => referencedIds(rooms).flatMap((id) => roomNames.get(id) ?? [])
  for (const [id, document] of matchedItems(items, own, { locale: plan.locale, roomsOf }))
    known.set(id, document)
  return known
}

/**
 * A plan whose sessions stay in their parts where the text names none: sessions that are new go into the part that the importer would
 * make, where the edition has it.
 */
function withStatedParts(plan: Plan, documents: ReadonlyMap<string, RawDocument>): Plan {
  const unstated = new Set(plan.parts.filter(({ isStated }) => !isStated).map(({ id }) => id))
  const items = plan.items.map(({ part, ...item }) =>
    part !== undefined && !(unstated.has(part) && (documents.has(item.id) || !documents.has(part)))
      ? { ...item, part }
      : item,
  )
  return { ...plan, items, parts: plan.parts.filter(({ id }) => !unstated.has(id) || documents.has(id)) }
}

const namesOf = ({ name, title }: RawDocument): string[] =>
  languageItems(name ?? title).flatMap(({ value }) =>
    typeof value === 'string' && value !== '' ? [value] : [],
  )

const slugsOf = ({ slug }: RawDocument): string[] =>
  languageItems(slug).flatMap(({ value }) =>
    typeof value === 'object' && value !== null && 'current' in value && typeof value.current === 'string'
      ? [value.current]
      : [],
  )

/** The fields of the edition as far as the text itself gives them: nothing is guessed for an edition that exists. */
const fieldsOf = ({ facts }: Plan, firstDay: string): EditionFields => ({
  title: facts.title ?? '',
  ordinal: '',
  slug: '',
  firstDay,
  lastDay: '',
  timeZone: facts.timeZone ?? '',
  city: facts.city ?? '',
  country: facts.country ?? '',
  venue: facts.venue ?? '',
  forumName: '',
  organisation: '',
  acronym: '',
})

/** In what a document differs from what a text says of it. */
function compared(
  document: RawDocument,
  wanted: RawDocument,
  locale: Locale,
  along: ReadonlyMap<string, RawDocument>,
): { differences: readonly Difference[]; kept: number } {
  const imported = importedOf(document)
  const isInNewLanguage = !isFilled(locale, document.title)
  const differences: Difference[] = []
  let kept = 0
  for (const aspect of isImportedType(document._type) ? aspects[document._type] : []) {
    const [before, after] = [aspectText(document, aspect, locale), aspectText(wanted, aspect, locale)]
    if (after === '' || after === before || isCompletedHere(aspect, before, after)) continue
    const [name, hash] = importedEntry(aspect, after, locale)
    const last = imported?.get(name)
    if (last === hash) kept += 1
    else {
      const certainty = certaintyOf(last, aspect, before, locale)
      // In its first text in another language, a room or a part of another name may be the same one.
      const isMaybeSame = before !== '' && isInNewLanguage && mentions(after, along)
      differences.push({ aspect, before, after, certainty: isMaybeSame ? 'unknown' : certainty })
    }
  }
  return { differences, kept }
}

const mentions = (text: string, documents: ReadonlyMap<string, RawDocument>) =>
  text.split(/\s/).some((word) => documents.has(word))

/** @param last the hash of what the last import had */
function certaintyOf(last: string | undefined, aspect: Aspect, before: string, locale: Locale): Certainty {
  if (before === '' || last === importedEntry(aspect, before, locale)[1]) return 'sure'
  return last === undefined ? 'unknown' : 'changedHere'
}

/** Whether a document only has more than a text that gives a session no end. */
const isCompletedHere = (aspect: Aspect, before: string, after: string) =>
  aspect === 'time' && after.split(' ').length < 3 && before.startsWith(after)

const kindOf = (differences: readonly Difference[]): 'moved' | 'changed' | 'cancelled' => {
  const all = new Set(differences.map(({ aspect }) => aspect))
  if (differences.some(({ aspect, after }) => aspect === 'status' && after === 'cancelled'))
    return 'cancelled'
  return all.has('time') || all.has('rooms') ? 'moved' : 'changed'
}

/**
 * What a text has no more: sessions and breaks of an earlier import on the days that the text has; where nothing is known of imports, all of
 * these days.
 */
function gone(
  own: readonly RawDocument[],
  documents: ReadonlyMap<string, RawDocument>,
  drafts: readonly PlannedDraft[],
): readonly UpdateLine[] {
  const found = new Set(documents.values())
  const items = own.filter(isItem)
  const isRecorded = items.some((one) => importedOf(one) !== undefined)
  const read = drafts.map(({ draft }) => draft).filter(isItem)
  const days = new Set([...read, ...[...found].filter(isItem)].map(({ date }) => date))
  return items
    .filter((one) => !found.has(one) && one.status !== 'cancelled' && days.has(one.date))
    .filter((one) => !isRecorded || importedOf(one) !== undefined)
    .map((document) => ({ id: document._id, kind: 'gone', document }))
}

const isItem = ({ _type }: RawDocument) => _type === 'session' || _type === 'break'
