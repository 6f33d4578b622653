import { contributorsIn, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { cancelled } from '#src/programme/move.ts'
import { isShownDocument, type RequestedChange, type WholeDrafts } from '../../store/transactions.ts'
import type { Difference } from './differences.ts'
import type { EditionUpdate, UpdateLine } from './edition-update.ts'
import type { Aspect } from './imported.ts'
import { type TextDifference, textsChange } from './text-updates.ts'
import { wantedChange } from './wanted-change.ts'

/** What an editor takes of an update: of lines without differences, all; of others, these differences. */
export type Chosen = {
  isTaken(line: UpdateLine): boolean
  isDifferenceTaken(line: UpdateLine, difference: LineDifference): boolean
}
export type LineDifference = Difference | TextDifference

/**
 * What is taken where the editor said nothing: what is new, and what only the text has changed. Nothing goes away by itself.
 * @param ticks what the editor said, by `tickId`
 */
export const chosenBy = (ticks: ReadonlyMap<string, boolean>): Chosen => ({
  isTaken: (line) => ticks.get(tickId(line)) ?? (line.kind === 'new' && line.isSure),
  isDifferenceTaken: (line, difference) =>
    ticks.get(tickId(line, difference)) ?? (difference.certainty === 'sure' && !difference.losesMarks),
})

export function tickId({ id }: UpdateLine, difference?: LineDifference): string {
  if (difference === undefined) return id
  return `${id} ${'aspect' in difference ? difference.aspect : `${difference.path} ${difference.locale}`}`
}

/** Whether a line can be taken: a break that readers know is not cancelled, but withdrawn in its form. */
export const isTakeable = (line: UpdateLine, isPublished: (id: string) => boolean): boolean =>
  line.kind !== 'gone' || line.document._type === 'session' || !isPublished(line.document._id)

/**
 * What is written of an update: changes, new drafts with what they and the changes refer to, and drafts that were never published and
 * that the text has no more.
 * @param newKey makes keys for new items of lists
 */
export function chosenChanges(
  { lines, along, locale }: EditionUpdate,
  { isTaken, isDifferenceTaken }: Chosen,
  { isPublished, newKey }: { isPublished(id: string): boolean; newKey: () => string },
): { requested: readonly RequestedChange[]; whole: Required<WholeDrafts> } {
  const create = lines.flatMap((line) => (line.kind === 'new' && isTaken(line) ? [line.draft] : []))
  const changed = lines.flatMap((line) => {
    if (!('wanted' in line) || !isShownDocument(line.document)) return []
    const taken = line.differences
      .filter((difference) => isDifferenceTaken(line, difference))
      .map(({ aspect }) => aspect)
    return taken.length === 0 ? [] : [{ shown: line.document, wanted: line.wanted, taken }]
  })
  const gone = lines
    .filter((line) => line.kind === 'gone' && isTakeable(line, isPublished) && isTaken(line))
    .flatMap((line) => ('document' in line && isShownDocument(line.document) ? [line.document] : []))
  const withdrawn = new Set(gone.filter(({ _id }) => !isPublished(_id)).map(({ _id }) => _id))
  const texts = lines.flatMap((line) => {
    if (line.kind !== 'words' || !isShownDocument(line.document) || withdrawn.has(line.document._id))
      return []
    const taken = line.texts.filter((difference) => isDifferenceTaken(line, difference))
    return taken.length === 0 ? [] : [{ shown: line.document, taken }]
  })
  const requested = inTurn([
    ...changed.map(({ shown, ...wanted }) => ({
      shown,
      change: (current: RawDocument, published: RawDocument | undefined) =>
        wantedChange(current, published, { ...wanted, locale, newKey }),
    })),
    ...gone.filter(({ _id }) => isPublished(_id)).map((shown) => ({ shown, change: cancelled })),
    ...texts.map(({ shown, taken }) => ({
      shown,
      change: (current: RawDocument, published: RawDocument | undefined) =>
        textsChange(current, published, taken, newKey),
    })),
  ])
  const referring = changed.map(({ wanted, taken }) => onlyOf(wanted, taken))
  const needed = new Set([...create, ...referring].flatMap(referredTo))
  const goingAlong = [...along].filter(([id]) => needed.has(id)).map(([, draft]) => draft)
  const neverPublished = gone.filter(({ _id }) => withdrawn.has(_id))
  return { requested, whole: { create: [...goingAlong, ...create], delete: neverPublished } }
}

/** One change for each document: its changes one after the other. */
const inTurn = (all: readonly RequestedChange[]): readonly RequestedChange[] =>
  [...Map.groupBy(all, ({ shown }) => shown)].map(([shown, own]) => ({
    shown,
    change: (document, published) => {
      let now = document
      const fields = new Set<string>()
      for (const { change } of own) {
        const { set, unset } = change(now, published)
        for (const field of [...Object.keys(set), ...unset]) fields.add(field)
        now = { ...now, ...set, ...Object.fromEntries(unset.map((field) => [field, undefined])) }
      }
      const [kept, gone] = [true, false].map((isSet) =>
        [...fields].filter((field) => (now[field] !== undefined) === isSet),
      )
      return { set: Object.fromEntries((kept ?? []).map((field) => [field, now[field]])), unset: gone ?? [] }
    },
  }))

/** How many lines something is taken of. */
export const takenCount = (
  { lines }: Pick<EditionUpdate, 'lines'>,
  { isTaken, isDifferenceTaken }: Chosen,
  isPublished: (id: string) => boolean,
): number =>
  lines.filter((line) => {
    const differences = differencesIn(line)
    if (differences === undefined) return isTakeable(line, isPublished) && isTaken(line)
    return differences.some((difference) => isDifferenceTaken(line, difference))
  }).length

/** What can be taken of a line one by one; undefined where the line is taken whole. */
export function differencesIn(line: UpdateLine): readonly LineDifference[] | undefined {
  if ('differences' in line) return line.differences
  return 'texts' in line ? line.texts : undefined
}

const onlyOf = ({ _id, _type, ...fields }: RawDocument, aspects: readonly Aspect[]): RawDocument => ({
  ...{ _id, _type },
  ...Object.fromEntries(aspects.map((aspect) => [aspect, fields[aspect]])),
})

/** Ids of rooms, people and parts that a document refers to. */
const referredTo = (document: RawDocument): readonly string[] => [
  ...referencedIds([document.part]),
  ...referencedIds(document.rooms),
  ...contributorsIn(document),
]
