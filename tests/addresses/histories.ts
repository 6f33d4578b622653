import fc from 'fast-check'
import { emptyLedger, type PastSubject } from '#src/addresses/ledger.ts'
import { type Address, addressesOf, localeOf } from '#src/addresses/paths.ts'
import { type AddressTable, addressTable } from '#src/addresses/table.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'

/** One edit that an editor may publish. Numbers are taken modulo the number of documents, so that each edit is possible. */
export type Edit =
  | { do: 'rename'; which: number; locale: Locale; word: string }
  | { do: 'take over'; which: number; from: number }
  | { do: 'clear slug'; which: number; locale: Locale }
  | { do: 'swap'; which: number; other: number; locale: Locale }
  | { do: 'move'; which: number; to: number }
  | { do: 'unpublish' | 'delete' | 'restore'; which: number }
  | { do: 'new edition' | 'rename edition'; which: number; word: string }

const locale = fc.constantFrom(...locales.map((language) => language.locale))
const which = fc.nat(30)
// Few words, so that documents often ask for the same one.
const word = fc.constantFrom('alpha', 'beta', 'gamma', 'opening', 'ouverture', '2019', '2030', 'strategie')

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('rename' as const), which, locale, word }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take over' as const), which, from: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear slug' as const), which, locale }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('swap' as const), which, other: which, locale }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), which, to: which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('unpublish' as const, 'delete' as const), which }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('new edition' as const), which, word }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename edition' as const), which, word }) },
)

/** The published documents, the removed ones that may return, and the addresses of the last release. */
export type State = {
  documents: readonly RawDocument[]
  removed: readonly RawDocument[]
  table: AddressTable
  /** The owner of each address that was ever published, computed without the ledger from the written rule. */
  owners: ReadonlyMap<Address, string>
}

export type Step = {
  edit: Edit
  /** The documents that the edit changes. */
  touched: readonly RawDocument[]
  /** The faults for which it was refused; undefined where it was published. */
  refused: readonly Fault[] | undefined
  /** Whether the written rule refuses it because of an address. */
  contested: boolean
}

/** The state after the first release of these documents. */
export function initialState(documents: readonly RawDocument[]): State {
  const { snapshot, faults } = examine(documents)
  if (!snapshot || faults.length > 0) throw new Error('The content has faults.')
  const table = addressTable(snapshot, emptyLedger)
  const owners = new Map(table.addresses.entries.map((entry) => [entry.address, nameOf(entry.subject)]))
  return { documents, removed: [], table, owners }
}

/** Publishes one edit. If it is refused, the state stays the same. */
export function publishEdit(
  state: State,
  edit: Edit,
): { state: State; step: Step; wanted: readonly RawDocument[] } {
  const { documents, removed, touched } = edited(state, edit)
  const { snapshot, faults } = examine(documents, state.table.ledger)
  const requested = snapshot ? addressesOf(snapshot).entries : []
  const takingOver = new Set(documents.filter(({ takesOver }) => takesOver === true).map(({ _id }) => _id))
  const newOwners = new Map<Address, string>()
  let contested = false
  for (const { address, subject } of requested) {
    const name = nameOf(subject)
    const owner = state.owners.get(address)
    if (newOwners.has(address)) contested = true
    if (owner !== undefined && owner !== name && !takingOver.has(subject.id)) contested = true
    newOwners.set(address, name)
  }
  const step = { edit, touched, refused: faults.length > 0 ? faults : undefined, contested }
  if (!snapshot || faults.length > 0) return { state, step, wanted: documents }
  const table = addressTable(snapshot, state.table.ledger)
  return {
    state: { documents, removed, table, owners: new Map([...state.owners, ...newOwners]) },
    step,
    wanted: documents,
  }
}

/** The problems of the addresses: none where each still has the same meaning. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: every way in which an address can be broken, in one list.
export function addressProblems({ table: { addresses, past, ledger }, owners }: State): string[] {
  const { retired } = past
  const old = new Map(retired.map((item) => [item.address, item]))
  const today = new Map(
    addresses.entries.map(({ locale, subject, address }) => [`${locale} ${nameOf(subject)}`, address]),
  )
  const problems: string[] = []
  for (const [address, owner] of owners) {
    const page = addresses.at(address)
    const entry = old.get(address)
    const [kind = '', id = ''] = owner.split(' ')
    if (page) {
      if (entry) problems.push(`${address} is a page and retired`)
      if (nameOf(page.subject) !== owner)
        problems.push(`${address} of ${owner} shows ${nameOf(page.subject)}`)
      continue
    }
    if (!entry) {
      problems.push(`${address} of ${owner} is lost`)
      continue
    }
    const present = today.get(`${localeOf(address)} ${owner}`)
    if (nameOf(entry.claim) !== owner)
      problems.push(`${address} of ${owner} belongs to ${nameOf(entry.claim)}`)
    if (entry.target !== present) {
      problems.push(`${address} of ${owner} leads to ${entry.target}, not to ${present}`)
    }
    if (entry.target !== undefined && old.has(entry.target)) problems.push(`${address} leads to a redirect`)
    const permanent = kind === 'edition' || kind === 'part' || kind === 'session' || kind === 'page'
    if (permanent && ledger.permalinks[id]?.kind !== kind) problems.push(`${owner} has no permalink`)
  }
  if (addresses.entries.length + retired.length !== owners.size) {
    problems.push(
      `${addresses.entries.length} pages and ${retired.length} retired of ${owners.size} addresses`,
    )
  }
  return problems
}

const nameOf = ({ kind, id }: PastSubject) => `${kind} ${id}`

const hasSlug = new Set(['part', 'session', 'page'])

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one case an edit, each read on its own.
function edited({ documents, removed, table }: State, edit: Edit) {
  const ofType = (...types: string[]) => documents.filter(({ _type }) => types.includes(_type))
  const replaced = (...changed: readonly RawDocument[]) => ({
    documents: documents.map((document) => changed.find(({ _id }) => _id === document._id) ?? document),
    removed,
    touched: changed,
  })
  const nothing = { documents, removed, touched: [] }
  switch (edit.do) {
    case 'rename': {
      const document = pick(ofType(...hasSlug), edit.which)
      return document
        ? replaced({ ...document, slug: withSlug(document, edit.locale, edit.word), takesOver: false })
        : nothing
    }
    case 'take over': {
      const from = pick(table.past.retired, edit.from)
      const [, folder, last] = /^(.*\/)([^/]+)\/$/.exec(from?.address ?? '') ?? []
      const near = table.addresses.entries.filter(
        ({ address, locale }) => locale === from?.locale && address.replace(/[^/]+\/$/, '') === folder,
      )
      const entry = pick(near, edit.which)
      const document = ofType(...hasSlug).find(({ _id }) => _id === entry?.subject.id)
      return from && document
        ? replaced({ ...document, slug: withSlug(document, from.locale, last), takesOver: true })
        : nothing
    }
    case 'clear slug': {
      const document = pick(ofType(...hasSlug), edit.which)
      return document ? replaced({ ...document, slug: withSlug(document, edit.locale, undefined) }) : nothing
    }
    case 'swap': {
      const [one, other] = [pick(ofType('session'), edit.which), pick(ofType('session'), edit.other)]
      if (!one || !other || one === other) return nothing
      const [mine, theirs] = [slugIn(one, edit.locale), slugIn(other, edit.locale)]
      return replaced(
        { ...one, slug: withSlug(one, edit.locale, theirs) },
        { ...other, slug: withSlug(other, edit.locale, mine) },
      )
    }
    case 'move': {
      const document = pick(ofType('part', 'session'), edit.which)
      const field = document?._type === 'part' ? 'edition' : 'part'
      const to = pick(ofType(field), edit.to)
      return document && to
        ? replaced({ ...document, [field]: { _type: 'reference', _ref: to._id } })
        : nothing
    }
    case 'unpublish':
    case 'delete': {
      const gone = pick(ofType('edition', ...hasSlug), edit.which)
      if (!gone) return nothing
      const rest = documents.filter((document) => document !== gone)
      return { documents: rest, removed: [...removed, gone], touched: [gone] }
    }
    case 'restore': {
      const restored = pick(removed, edit.which)
      if (!restored) return nothing
      const rest = removed.filter((document) => document !== restored)
      return { documents: [...documents, restored], removed: rest, touched: [restored] }
    }
    case 'new edition': {
      const model = ofType('edition')[0]
      const all = [...documents, ...removed]
      const _id = ['edition-a', 'edition-b'].find((id) => all.every((document) => document._id !== id))
      if (!model || _id === undefined) return nothing
      const added = { ...model, _id, slug: { current: edit.word }, takesOver: false }
      return { documents: [...documents, added], removed, touched: [added] }
    }
    case 'rename edition': {
      const document = pick(ofType('edition'), edit.which)
      return document
        ? replaced({ ...document, slug: { current: edit.word }, takesOver: edit.which % 2 === 0 })
        : nothing
    }
  }
}

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length]

type Slug = { _key: string; language: string; value: { current: string } }
const slugsOf = ({ slug }: RawDocument): readonly Slug[] => (Array.isArray(slug) ? slug : [])

/** The slug of a document in a language. */
export const slugIn = (document: RawDocument, locale: string) =>
  slugsOf(document).find(({ language }) => language === locale)?.value.current

const withSlug = (document: RawDocument, locale: string, current: string | undefined) => [
  ...slugsOf(document).filter(({ language }) => language !== locale),
  ...(current === undefined ? [] : [{ _key: locale, language: locale, value: { current } }]),
]
