import fc from 'fast-check'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { type Address, addressesOf, localeOf, type Subject } from '#src/addresses/paths.ts'
import { type AddressTable, addressTable } from '#src/addresses/table.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'

/** One edit that an editor may publish. Numbers and words are taken modulo what there is, so that each makes sense. */
export type Edit =
  | { do: 'rename'; which: number; locale: Locale; word: string }
  | { do: 'take over'; which: number; from: number }
  | { do: 'clear slug'; which: number; locale: Locale }
  | { do: 'swap'; which: number; other: number; locale: Locale }
  | { do: 'move'; which: number; to: number }
  | { do: 'unpublish' | 'delete' | 'restore'; which: number }
  | { do: 'new edition' | 'rename edition'; which: number; word: string }

const locale = fc.constantFrom(...locales.map((one) => one.locale))
const which = fc.nat(30)
// Few words, so that documents want the same ones again and again.
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

/** What is published, what was taken away and may return, and the addresses of the last release. */
export type State = {
  documents: readonly RawDocument[]
  removed: readonly RawDocument[]
  table: AddressTable
  /** Whose each address is that was ever published, kept apart from the ledger and by the rule in words. */
  owners: ReadonlyMap<Address, string>
}

export type Step = {
  edit: Edit
  /** The documents that the edit touched. */
  touched: readonly RawDocument[]
  /** Why it may not be published; undefined for what was. */
  refused: readonly Fault[] | undefined
  /** Whether the rule in words has it refused for an address. */
  contested: boolean
}

export function begun(documents: readonly RawDocument[]): State {
  const { snapshot, faults } = examine(documents)
  if (!snapshot || faults.length > 0) throw new Error('The content has faults.')
  const table = addressTable(snapshot, emptyLedger)
  const owners = new Map(table.addresses.entries.map((entry) => [entry.address, nameOf(entry.subject)]))
  return { documents, removed: [], table, owners }
}

/** Publishes one edit, or is refused and changes nothing. */
export function published(
  state: State,
  edit: Edit,
): { state: State; step: Step; wanted: readonly RawDocument[] } {
  const { documents, removed, touched } = edited(state, edit)
  const { snapshot, faults } = examine(documents, state.table.ledger)
  const asked = snapshot ? addressesOf(snapshot).entries : []
  const takers = new Set(documents.filter((one) => one.takesOver === true).map(({ _id }) => _id))
  const asking = new Map<Address, string>()
  let contested = false
  for (const { address, subject } of asked) {
    const name = nameOf(subject)
    const owner = state.owners.get(address)
    if (asking.has(address)) contested = true
    if (owner !== undefined && owner !== name && !takers.has(subject.id)) contested = true
    asking.set(address, name)
  }
  const step = { edit, touched, refused: faults.length > 0 ? faults : undefined, contested }
  if (!snapshot || faults.length > 0) return { state, step, wanted: documents }
  const table = addressTable(snapshot, state.table.ledger)
  return {
    state: { documents, removed, table, owners: new Map([...state.owners, ...asking]) },
    step,
    wanted: documents,
  }
}

/** What is wrong with what became of the addresses: nothing, when each still means the same thing. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: every way in which an address can be broken, in one list.
export function broken({ table: { addresses, retired, ledger }, owners }: State): string[] {
  const old = new Map(retired.map((one) => [one.address, one]))
  const today = new Map(
    addresses.entries.map(({ locale, subject, address }) => [`${locale} ${nameOf(subject)}`, address]),
  )
  const problems: string[] = []
  for (const [address, owner] of owners) {
    const page = addresses.at(address)
    const one = old.get(address)
    const [kind = '', id = ''] = owner.split(' ')
    if (page) {
      if (one) problems.push(`${address} is a page and retired`)
      if (nameOf(page.subject) !== owner)
        problems.push(`${address} of ${owner} shows ${nameOf(page.subject)}`)
      continue
    }
    if (!one) {
      problems.push(`${address} of ${owner} is lost`)
      continue
    }
    const present = today.get(`${localeOf(address)} ${owner}`)
    if (nameOf(one.claim) !== owner)
      problems.push(`${address} of ${owner} is said to be ${nameOf(one.claim)}`)
    if (one.target !== present) {
      problems.push(`${address} of ${owner} leads to ${one.target}, not to ${present}`)
    }
    if (one.target !== undefined && old.has(one.target)) problems.push(`${address} leads to a redirect`)
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

const nameOf = ({ kind, id }: Subject) => `${kind} ${id}`

const hasSlug = new Set(['part', 'session', 'page'])

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one case an edit, each read on its own.
function edited({ documents, removed, table }: State, edit: Edit) {
  const of = (...types: string[]) => documents.filter(({ _type }) => types.includes(_type))
  const replaced = (...changed: readonly RawDocument[]) => ({
    documents: documents.map((one) => changed.find(({ _id }) => _id === one._id) ?? one),
    removed,
    touched: changed,
  })
  const nothing = { documents, removed, touched: [] }
  switch (edit.do) {
    case 'rename': {
      const one = pick(of(...hasSlug), edit.which)
      return one
        ? replaced({ ...one, slug: slugged(one, edit.locale, edit.word), takesOver: false })
        : nothing
    }
    case 'take over': {
      const from = pick(table.retired, edit.from)
      const [, folder, last] = /^(.*\/)([^/]+)\/$/.exec(from?.address ?? '') ?? []
      const near = table.addresses.entries.filter(
        ({ address, locale }) => locale === from?.locale && address.replace(/[^/]+\/$/, '') === folder,
      )
      const entry = pick(near, edit.which)
      const one = of(...hasSlug).find(({ _id }) => _id === entry?.subject.id)
      return from && one
        ? replaced({ ...one, slug: slugged(one, from.locale, last), takesOver: true })
        : nothing
    }
    case 'clear slug': {
      const one = pick(of(...hasSlug), edit.which)
      return one ? replaced({ ...one, slug: slugged(one, edit.locale, undefined) }) : nothing
    }
    case 'swap': {
      const [one, other] = [pick(of('session'), edit.which), pick(of('session'), edit.other)]
      if (!one || !other || one === other) return nothing
      const [mine, theirs] = [slugIn(one, edit.locale), slugIn(other, edit.locale)]
      return replaced(
        { ...one, slug: slugged(one, edit.locale, theirs) },
        { ...other, slug: slugged(other, edit.locale, mine) },
      )
    }
    case 'move': {
      const one = pick(of('part', 'session'), edit.which)
      const field = one?._type === 'part' ? 'edition' : 'part'
      const to = pick(of(field), edit.to)
      return one && to ? replaced({ ...one, [field]: { _type: 'reference', _ref: to._id } }) : nothing
    }
    case 'unpublish':
    case 'delete': {
      const gone = pick(of('edition', ...hasSlug), edit.which)
      if (!gone) return nothing
      const rest = documents.filter((one) => one !== gone)
      return { documents: rest, removed: [...removed, gone], touched: [gone] }
    }
    case 'restore': {
      const back = pick(removed, edit.which)
      if (!back) return nothing
      const rest = removed.filter((one) => one !== back)
      return { documents: [...documents, back], removed: rest, touched: [back] }
    }
    case 'new edition': {
      const model = of('edition')[0]
      const all = [...documents, ...removed]
      const _id = ['edition-a', 'edition-b'].find((id) => all.every((one) => one._id !== id))
      if (!model || _id === undefined) return nothing
      const fresh = { ...model, _id, slug: { current: edit.word }, takesOver: false }
      return { documents: [...documents, fresh], removed, touched: [fresh] }
    }
    case 'rename edition': {
      const one = pick(of('edition'), edit.which)
      return one
        ? replaced({ ...one, slug: { current: edit.word }, takesOver: edit.which % 2 === 0 })
        : nothing
    }
  }
}

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length]

type Slug = { _key: string; language: string; value: { current: string } }
const slugsOf = ({ slug }: RawDocument): readonly Slug[] => (Array.isArray(slug) ? slug : [])

/** The word that a document has for its address in a language. */
export const slugIn = (document: RawDocument, locale: string) =>
  slugsOf(document).find(({ language }) => language === locale)?.value.current

const slugged = (document: RawDocument, locale: string, current: string | undefined) => [
  ...slugsOf(document).filter(({ language }) => language !== locale),
  ...(current === undefined ? [] : [{ _key: locale, language: locale, value: { current } }]),
]
