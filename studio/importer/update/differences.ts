import type { Locale } from '#src/locales.ts'
import { recordsIn } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isFilled } from '../../schema/localized-fields.ts'
import { type Naming, personLine, programmeCells } from '../workbook/programme-cells.ts'
import { cellLines, hashesOf, peopleColumns, type SentItem } from '../workbook/sent-rows.ts'
import { type Aspect, aspects, aspectText, importedEntry, importedOf, isImportedType } from './imported.ts'
import { takenText } from './taken-text.ts'

/**
 * Something that a document and a text say differently. `sure`: the text has changed since the last import, and the document has
 * not; `changedHere`: both have; `unknown`: no import has recorded what the document had from a text; `outside`: the day is none of the
 * edition's; `twice`: a workbook says it in two places. `losesMarks`: it can be taken only without some of the marks and links that the
 * text here has.
 */
export type Difference = { aspect: Aspect } & Sides
export type Sides = { before: string; after: string; certainty: Certainty; losesMarks?: boolean }
type Certainty = 'sure' | 'changedHere' | 'unknown' | 'outside' | 'twice'

/** In what two documents differ; `kept` counts what only the one here has changed since the last import. */
type Compared = { differences: readonly Difference[]; kept: number }

/** In what a document differs from what a text says of it. */
export function compared(
  document: RawDocument,
  wanted: RawDocument,
  locale: Locale,
  along: ReadonlyMap<string, RawDocument>,
): Compared {
  const imported = importedOf(document)
  const isInNewLanguage = !isFilled(locale, document.title)
  const differences: Difference[] = []
  let kept = 0
  for (const aspect of isImportedType(document._type) ? aspects[document._type] : []) {
    const [before, after] = [aspectText(document, aspect, locale), aspectText(wanted, aspect, locale)]
    if (after === '' || after === before || isSaidHereAlone(aspect, before, after)) continue
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
  return { differences: withLosses(differences, document, wanted, locale), kept }
}

const withLosses = (
  differences: readonly Difference[],
  document: RawDocument,
  wanted: RawDocument,
  locale: Locale,
): readonly Difference[] =>
  differences.map((one) =>
    takenText(one.aspect, document, wanted, locale).isLost ? { ...one, losesMarks: true } : one,
  )

const mentions = (text: string, documents: ReadonlyMap<string, RawDocument>) =>
  text.split(/\s/).some((word) => documents.has(word))

/** The same for a row of a workbook of ours: in its cells that were edited, an empty one too. */
export function comparedCells(
  document: RawDocument | undefined,
  read: RawDocument,
  sent: SentItem,
  naming: Naming,
): (Compared & { wanted: RawDocument }) | undefined {
  if (document === undefined || !isImportedType(document._type)) return undefined
  const now = hashesOf(programmeCells(document, naming))
  const wanted = withOtherPeople(document, read, sent, naming)
  const differences = aspects[document._type].flatMap((aspect): Difference[] => {
    const edited = (aspect === 'contributors' ? peopleColumns : [aspect]).filter((one) =>
      sent.edited.has(one),
    )
    const [before, after] = [document, wanted].map((one) => aspectText(one, aspect, naming.locale))
    if (edited.length === 0 || before === undefined || after === undefined || before === after) return []
    if (after === '' && neverEmpty.has(aspect)) return []
    const isAsSent = edited.every((one) => now.get(one) === sent.hashes.get(one))
    return [{ aspect, before, after, certainty: isAsSent ? 'sure' : 'changedHere' }]
  })
  return { differences: withLosses(differences, document, wanted, naming.locale), kept: 0, wanted }
}

/**
 * What a row says, with the people of the columns that were not edited as they are here, and so those whose line in the others is
 * as it was: a table does not say all of what they do. New lines are as they were read; one without a role before the name has none.
 */
function withOtherPeople(
  document: RawDocument,
  read: RawDocument,
  sent: SentItem,
  naming: Naming,
): RawDocument {
  const here = recordsIn(document.contributors).map((one) => ({ one, ...personLine(one, naming) }))
  const isEdited = ({ column }: (typeof here)[number]) => sent.edited.has(column)
  const left = here.filter(isEdited)
  const lines = peopleColumns.flatMap((column) =>
    sent.edited.has(column) ? (sent.people.get(column) ?? []).map((text) => ({ column, text })) : [],
  )
  const matched = lines.map(({ column, text }) => {
    const at = left.findIndex((one) => one.column === column && cellLines(one.text).join() === text)
    return at < 0 ? undefined : left.splice(at, 1)[0]?.one
  })
  const unmatched = withoutMatched(recordsIn(read.contributors), matched, naming)
  const newOthers = new Set(
    lines.flatMap(({ column, text }, at) => (column === 'otherPeople' && !matched[at] ? [text] : [])),
  )
  const added = unmatched.map(({ role, ...one }) => {
    const { text } = personLine(one, naming)
    return newOthers.has(cellLines(text).join()) || role === undefined ? one : { ...one, role }
  })
  const people = matched.flatMap((one) => one ?? added.shift() ?? [])
  const first = here.findIndex(isEdited)
  const place = first < 0 ? here.length : first
  const others = (part: typeof here) => part.filter((one) => !isEdited(one)).map(({ one }) => one)
  return {
    ...read,
    contributors: [...others(here.slice(0, place)), ...people, ...added, ...others(here.slice(place))],
  }
}

/** Who is read, without one for each that is here already: the one with that role, where somebody has several. */
function withoutMatched(
  read: readonly Item[],
  matched: readonly (Item | undefined)[],
  naming: Naming,
): readonly Item[] {
  const left = [...read]
  for (const one of matched) {
    if (one === undefined) continue
    const isPerson = (other: Item) => referencedId(other.contributor) === referencedId(one.contributor)
    const { column } = personLine(one, naming)
    const exact = left.findIndex((other) => isPerson(other) && personLine(other, naming).column === column)
    const at = exact < 0 ? left.findIndex(isPerson) : exact
    if (at >= 0) left.splice(at, 1)
  }
  return left
}

type Item = Readonly<Record<string, unknown>>

const neverEmpty: ReadonlySet<Aspect> = new Set(['title', 'time'])

/** @param last the hash of what the last import had */
function certaintyOf(last: string | undefined, aspect: Aspect, before: string, locale: Locale): Certainty {
  if (before === '' || last === importedEntry(aspect, before, locale)[1]) return 'sure'
  return last === undefined ? 'unknown' : 'changedHere'
}

/** Whether a document only says more than a text: when a session ends, or that it is cancelled. */
const isSaidHereAlone = (aspect: Aspect, before: string, after: string) =>
  (aspect === 'time' && after.split(' ').length < 3 && before.startsWith(after)) ||
  (aspect === 'status' && before === 'cancelled')
