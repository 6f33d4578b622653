import { isRecord, localizedItems } from '#src/model/fields.ts'
import { memoWith } from '#src/model/memo.ts'
import { contributorsIn, referencedId, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsOfEdition, type Indexed, timedDocuments } from '../edition-documents.ts'
import { isDraftId } from '../ids.ts'
import { foldForMatching } from '../importer/vocabulary.ts'
import { documentName, missingLanguages, studioText, timeRange } from '../schema/list-text.ts'
import type { EditedDocument } from '../store/versions.ts'

/** A session or a break as the desk lists it; it may be unfinished. */
export type ListedItem = {
  id: string
  type: 'session' | 'break'
  /** Its date as it is stored; empty where there is none. */
  date: string
  times: string
  title: string
  status: 'scheduled' | 'moved' | 'cancelled'
  isDraft: boolean
  /** Its part and its rooms. */
  places: readonly string[]
  /** The languages that its texts lack, in a sentence; empty where none does. */
  missing: string
  /** What a search looks in, folded: titles in all languages, people, rooms and part. */
  words: string
}

export type ListedDay = { date: string; items: readonly ListedItem[] }

/** The programme of an edition by days, in the order of time; what has no date comes first. Costs one look at each document. */
export function listedProgramme(
  { documents, byId }: Indexed<EditedDocument>,
  edition: string,
): readonly ListedDay[] {
  const nameOf = (id: string | undefined) => {
    const found = id === undefined ? undefined : byId.get(id)
    return found ? namesOf(found) : nobody
  }
  const items = timedDocuments(documentsOfEdition(documents, edition)).map((document): ListedItem => {
    const facts = factsOf(document)
    const places = [facts.part, ...facts.rooms].map(nameOf)
    const people = facts.people.map(nameOf)
    return {
      ...facts.item,
      places: places.map(({ shown }) => shown).filter(Boolean),
      words: [facts.words, ...[...places, ...people].map(({ words }) => words)].join(' '),
    }
  })
  return [...Map.groupBy(items, ({ date }) => date)].map(([date, own]) => ({ date, items: own }))
}

/** The days with what has every word of a search. */
export function programmeFound(days: readonly ListedDay[], search: string): readonly ListedDay[] {
  const wanted = foldForMatching(search).split(' ').filter(Boolean)
  if (wanted.length === 0) return days
  return days.flatMap(({ date, items }) => {
    const found = items.filter(({ words, times }) =>
      wanted.every((word) => words.includes(word) || times.startsWith(word)),
    )
    return found.length === 0 ? [] : [{ date, items: found }]
  })
}

const nobody = { shown: '', words: '' }

/** What a room, a part or a contributor is called: in the Studio's language, and in all for the search. */
const namesOf = memoWith((document: RawDocument) => ({
  shown: studioText(document.title ?? document.name),
  words: wordsIn(document.title, document.name, document.acronym),
}))

/** What is read of a document, kept with it: a key in a form changes one document of thousands. */
const factsOf = memoWith((document: EditedDocument) => {
  const { _id, _originalId, _type, date, start, end, status, title, description, recap } = document
  return {
    part: referencedId(document.part),
    rooms: referencedIds(document.rooms),
    people: contributorsIn(document),
    words: wordsIn(title),
    item: {
      id: _id,
      type: _type === 'break' ? ('break' as const) : ('session' as const),
      date: typeof date === 'string' ? date : '',
      times: timeRange(start, end, date),
      title: documentName(document),
      status: statusOf(status),
      isDraft: isDraftId(_originalId),
      missing: missingLanguages({ title, description, recap }),
    },
  }
})

const statusOf = (status: unknown): ListedItem['status'] =>
  status === 'cancelled' || status === 'moved' ? status : 'scheduled'

const wordsIn = (...fields: readonly unknown[]): string =>
  foldForMatching(
    fields
      .flatMap((field) => localizedItems(field) ?? [])
      .map((item) => (isRecord(item) && typeof item.value === 'string' ? item.value : ''))
      .join(' '),
  )
