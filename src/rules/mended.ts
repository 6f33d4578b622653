import type { Ledger } from '#src/addresses/ledger.ts'
import { wordsOf } from '#src/i18n.ts'
import { sourceLocale } from '#src/locales.ts'
import { isRecord, localizedItems } from '#src/model/fields.ts'
import { editionOf } from '#src/model/references.ts'
import type { RawDocument, Snapshot } from '#src/model/schema.ts'
import { isDate, isTime } from '#src/model/time.ts'
import { examine } from './examine.ts'
import type { Fault } from './findings.ts'

export type Mended = {
  snapshot: Snapshot
  /** What is wrong with the documents as they are stored. */
  faults: readonly Fault[]
  /** The fields whose value in the snapshot was made up here, as `id field`. */
  standIns: ReadonlySet<string>
}

/**
 * Unfinished documents made fit to be looked at, and never to be published: what a document cannot do without
 * gets a stand-in, what is wrong in a list is left out of it. Of documents with faults only those are missing
 * from the snapshot that hang on nothing: a part without an edition, a session without a part.
 */
export function mended(documents: readonly RawDocument[], ledger?: Ledger): Mended {
  const first = examine(documents, ledger)
  const standIns = new Set<string>()
  let [current, examined] = [documents, first]
  // What was unset may then be missing, and a list may hold several wrong items.
  for (let round = 0; round < rounds && examined.faults.some(isOfShape); round += 1) {
    current = repaired(current, examined.faults.filter(isOfShape), standIns)
    examined = examine(current, ledger)
  }
  const { snapshot } = examined
  // A forum document of stand-ins alone always does.
  if (snapshot === undefined)
    return { ...mended(documents.filter(({ _type }) => _type !== 'forum')), faults: first.faults }
  return { snapshot, faults: first.faults, standIns }
}

const rounds = 4

/** Whether a fault keeps its document out of the snapshot by itself. */
const isOfShape = ({ code }: Fault) =>
  !['brokenReference', 'endsBeforeStart', 'noSuchTime', 'addressTaken'].includes(code)

function repaired(
  documents: readonly RawDocument[],
  faults: readonly Fault[],
  standIns: Set<string>,
): readonly RawDocument[] {
  const all = documents.some(({ _type }) => _type === 'forum')
    ? documents
    : [...documents, { _id: 'forum', _type: 'forum', _updatedAt: '' }]
  return all.map((document) => {
    let whole = document
    for (const { path } of faults.filter(({ documentId }) => documentId === document._id)) {
      const [, field = '', key, index] = /^(\w+)(?:\[(?:_key=="([^"]*)"|(\d+))\])?/.exec(path) ?? []
      const items = whole[field]
      if (Array.isArray(items) && (key ?? index) !== undefined) {
        whole = {
          ...whole,
          [field]: items.filter((item, at) =>
            isRecord(item) && key ? item._key !== key : at !== Number(index),
          ),
        }
      } else if (field !== '') {
        whole = { ...whole, [field]: standIn(whole, field, all) }
        standIns.add(`${document._id} ${field}`)
      }
    }
    return whole
  })
}

/** A value for what cannot be used; undefined where a page does without it. */
function standIn(document: RawDocument, field: string, all: readonly RawDocument[]): unknown {
  const other = (name: string) => (typeof document[name] === 'string' ? document[name] : undefined)
  switch (field) {
    case 'title':
    case 'name':
    case 'organisation':
    case 'acronym':
    case 'city': {
      const value = wordsOf(sourceLocale)('preview.untitled')
      return [...(localizedItems(document[field]) ?? []), { _key: 'stand-in', language: sourceLocale, value }]
    }
    case 'slug':
      return document._type === 'edition' ? { current: document._id.replace(/[^a-z0-9]+/g, '-') } : undefined
    case 'ordinal':
      return 1
    case 'timeZone':
      return 'UTC'
    case 'date':
      return firstDayAround(document, all) ?? noDay
    case 'firstDay':
      return isDate(other('lastDay') ?? '') ? other('lastDay') : noDay
    case 'lastDay':
      return isDate(other('firstDay') ?? '') ? other('firstDay') : noDay
    case 'start':
      return clock(other('end'))
    case 'end':
      return clock(other('start'))
    case 'currentEdition':
      return { _ref: 'none' }
    case '_updatedAt':
      return ''
    default:
      return undefined
  }
}

const noDay = '2000-01-01'
const clock = (text: string | undefined) => (isTime(text ?? '') ? text : '00:00')

/** The first day of the edition that a session or a break is in. */
function firstDayAround(document: RawDocument, all: readonly RawDocument[]): string | undefined {
  const find = (id: string | undefined) => all.find(({ _id }) => _id === id)
  const edition = find(editionOf(document, find))
  return typeof edition?.firstDay === 'string' && isDate(edition.firstDay) ? edition.firstDay : undefined
}
