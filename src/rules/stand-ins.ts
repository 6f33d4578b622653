import type { Ledger } from '#src/addresses/ledger.ts'
import { wordsOf } from '#src/i18n.ts'
import { sourceLocale } from '#src/locales.ts'
import { isRecord, localizedItems } from '#src/model/fields.ts'
import { inPresentShape } from '#src/model/migration.ts'
import { editionOf } from '#src/model/references.ts'
import type { RawDocument, Snapshot } from '#src/model/schema.ts'
import { isDate, isTime } from '#src/model/time.ts'
import { examine } from './examine.ts'
import type { Fault } from './findings.ts'

export type WithStandIns = {
  snapshot: Snapshot
  /** The faults of the documents as they are stored. */
  faults: readonly Fault[]
  /** The fields that got a stand-in value, as `id field`. */
  standIns: ReadonlySet<string>
}

/**
 * Repairs unfinished documents so that the preview can show them; the result must never be published. A required field
 * without a usable value gets a stand-in, and wrong items of a list are left out. The snapshot then lacks only documents
 * without a place: a part, a session or a room without an edition.
 */
export function withStandIns(read: readonly RawDocument[], ledger?: Ledger): WithStandIns {
  const documents = inPresentShape(read)
  const first = examine(documents, ledger)
  const standIns = new Set<string>()
  let [current, examined] = [documents, first]
  // Several rounds: a value that was removed may then be missing, and a list may have several wrong items.
  for (let round = 0; round < rounds && examined.faults.some(isShapeFault); round += 1) {
    current = repair(current, examined.faults.filter(isShapeFault), standIns)
    examined = examine(current, ledger)
  }
  const { snapshot } = examined
  // The stored forum document is beyond repair. One made of stand-ins alone is always valid.
  if (snapshot === undefined)
    return { ...withStandIns(documents.filter(({ _type }) => _type !== 'forum')), faults: first.faults }
  return { snapshot, faults: first.faults, standIns }
}

const rounds = 4

/** Whether a fault alone keeps its document out of the snapshot. */
const isShapeFault = ({ code }: Fault) =>
  ![
    'brokenReference',
    'otherEdition',
    'endsBeforeStart',
    'lastDayBeforeFirst',
    'untilBeforeFrom',
    'noSuchTime',
    'addressTaken',
  ].includes(code)

function repair(
  documents: readonly RawDocument[],
  faults: readonly Fault[],
  standIns: Set<string>,
): readonly RawDocument[] {
  const all = documents.some(({ _type }) => _type === 'forum')
    ? documents
    : [...documents, { _id: 'forum', _type: 'forum', _updatedAt: '' }]
  return all.map((document) => {
    let result = document
    for (const { path } of faults.filter(({ documentId }) => documentId === document._id)) {
      const [, field = '', key, index] = /^(\w+)(?:\[(?:_key=="([^"]*)"|(\d+))\])?/.exec(path) ?? []
      const items = result[field]
      if (Array.isArray(items) && (key ?? index) !== undefined) {
        result = {
          ...result,
          [field]: items.filter((item, at) =>
            isRecord(item) && key ? item._key !== key : at !== Number(index),
          ),
        }
      } else if (field !== '') {
        result = { ...result, [field]: standIn(result, field, all) }
        standIns.add(`${document._id} ${field}`)
      }
    }
    return result
  })
}

/** A stand-in for a value that cannot be used; undefined where the field is optional. */
function standIn(document: RawDocument, field: string, all: readonly RawDocument[]): unknown {
  const textOf = (name: string) => (typeof document[name] === 'string' ? document[name] : undefined)
  switch (field) {
    case 'title':
    case 'name':
    // Of the forum a text; of a contributor a reference that may be absent.
    case 'organisation':
    case 'acronym':
    case 'city': {
      if (document._type === 'contributor' && field === 'organisation') return undefined
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
      return editionFirstDay(document, all) ?? noDay
    case 'firstDay':
      return isDate(textOf('lastDay') ?? '') ? textOf('lastDay') : noDay
    case 'lastDay':
      return isDate(textOf('firstDay') ?? '') ? textOf('firstDay') : noDay
    case 'start':
      return timeOrMidnight(textOf('end'))
    case 'end':
      return timeOrMidnight(textOf('start'))
    case 'currentEdition':
      return { _ref: 'none' }
    case '_updatedAt':
      return ''
    default:
      return undefined
  }
}

const noDay = '2000-01-01'
const timeOrMidnight = (text: string | undefined) => (isTime(text ?? '') ? text : '00:00')

/** The first day of the edition of a session or a break. */
function editionFirstDay(document: RawDocument, all: readonly RawDocument[]): string | undefined {
  const find = (id: string | undefined) => all.find(({ _id }) => _id === id)
  const edition = find(editionOf(document))
  return typeof edition?.firstDay === 'string' && isDate(edition.firstDay) ? edition.firstDay : undefined
}
