import type { Ledger } from '#src/addresses/ledger.ts'
import { isPublished, type StoredDocument, strongReferences } from '#src/lake/index.ts'
import { isRecord } from '#src/model/fields.ts'
import { type Left, migrated } from '#src/model/migration.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'
import type { ArchivedDocument, Line } from './archive.ts'
import { canonical } from './canonical.ts'
import { isAsset } from './lake-content.ts'

/** What an import does with documents that exist and differ. */
export type ExistingPolicy = 'refuse' | 'replace' | 'keep'

export type ImportPlan = {
  readonly create: readonly ArchivedDocument[]
  /** Each with the revision that it was compared with. */
  readonly replace: readonly { readonly document: ArchivedDocument; readonly revision: string }[]
  readonly same: number
  /** Documents that exist, differ, and stay unchanged. */
  readonly kept: readonly ArchivedDocument[]
  /** How many documents only the lake has; they stay. */
  readonly onlyInLake: number
  /** The faults of all documents that would be published after the import. */
  readonly faults: readonly Fault[]
}

/**
 * Documents that exist and differ stop the import; nothing was changed. `titles` is undefined where somebody changed
 * the content during the import.
 */
export class ExistingContentError extends Error {
  readonly titles: readonly string[] | undefined
  constructor(titles: readonly string[] | undefined) {
    super('The lake has documents that differ from those of the import')
    this.name = 'ExistingContentError'
    this.titles = titles
  }
}

/** The ids of asset documents by the names of their files in the archive. */
export type AssetIds = ReadonlyMap<string, string>

/**
 * Replaces the file names of assets by references to their documents.
 * @param problems gets a sentence for each one that cannot be imported
 */
export function withAssets(lines: readonly Line[], assets: AssetIds, problems: string[]): readonly Line[] {
  return lines.map(({ number, document }) => {
    const replaceAssets = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(replaceAssets)
      if (!isRecord(value)) return value
      const { _sanityAsset, ...rest } = value
      const fields = Object.fromEntries(
        Object.entries(rest).map(([name, inner]) => [name, replaceAssets(inner)]),
      )
      if (_sanityAsset === undefined) return fields
      const { kind, id, problem } = assetNamed(_sanityAsset, assets)
      if (problem !== undefined) problems.push(`Line ${number}: ${problem}.`)
      return { _type: kind, ...fields, asset: { _type: 'reference', _ref: id } }
    }
    const { _id, _type } = document
    return { number, document: { ...(replaceAssets(document) as object), _id, _type } }
  })
}

/** Finds the asset that a document names by its file. @example 'image@file://./images/<sha1>-800x600.png' */
function assetNamed(
  value: unknown,
  assets: AssetIds,
): { kind?: string | undefined; id?: string | undefined; problem?: string } {
  const [, kind, name = ''] =
    /^(image|file)@file:\/\/(?:\.?\/)*((?:images|files)\/[^/]+)$/.exec(String(value)) ?? []
  const id = assets.get(name)
  if (kind === undefined)
    return { problem: `${JSON.stringify(value)} is not an image or file of the archive` }
  if (id === undefined) return { kind, problem: `${name} is not in the archive` }
  return id.startsWith(kind)
    ? { kind, id }
    : { kind, id, problem: `${name} is not ${kind === 'image' ? 'an image' : 'a file'}` }
}

/**
 * The lines of an archive with documents in the present shape, and with the rooms that they need in addition.
 * @param existing all documents of the lake, by id
 */
export function inPresentShapeAmong(
  lines: readonly Line[],
  existing: ReadonlyMap<string, StoredDocument>,
): { lines: readonly Line[]; migrated: number; left: readonly Left[] } {
  const before = lines.map(({ document }) => document)
  const { documents, added, left } = migrated(before, [...existing.values()])
  const after = lines.map(({ number, document }, at) => ({ number, document: documents[at] ?? document }))
  return {
    lines: [...after, ...added.map((document) => ({ number: 0, document }))],
    migrated: documents.filter((document, at) => document !== before[at]).length,
    left,
  }
}

/** What the plan of an import depends on besides its documents. */
type ImportContext = {
  /** All documents of the lake, with those of assets, by id. */
  readonly existing: ReadonlyMap<string, StoredDocument>
  readonly assets: AssetIds
  readonly ledger: Ledger
  readonly onExisting: ExistingPolicy
}

/**
 * Plans an import: what to create, to replace and to keep. Changes nothing.
 * @param problems gets a sentence for each document that cannot be imported
 */
export function planImport(lines: readonly Line[], context: ImportContext, problems: string[]): ImportPlan {
  const { existing, assets, ledger, onExisting } = context
  const available = new Set([
    ...existing.keys(),
    ...assets.values(),
    ...lines.map(({ document }) => document._id),
  ])
  problems.push(...lines.flatMap((line) => problemsOf(line, available)))
  const { create, replace, kept } = compare(lines, existing, onExisting)
  const outcome = new Map(existing)
  for (const document of [...create, ...replace.map(({ document }) => document)])
    outcome.set(document._id, asStored(document))
  const published = [...outcome.values()].filter(({ _id }) => isPublished(_id))
  const ids = new Set(lines.map(({ document }) => document._id))
  return {
    create,
    replace,
    kept,
    same: lines.length - create.length - replace.length - kept.length,
    onlyInLake: [...existing.values()].filter((document) => !ids.has(document._id) && !isAsset(document))
      .length,
    faults: problems.length > 0 ? [] : examine(published, ledger).faults,
  }
}

/** The problems of one document; `available` are the ids of all documents after the import. */
function problemsOf({ number, document }: Line, available: ReadonlySet<string>): string[] {
  const stored = asStored(document)
  const problem = isAsset(document)
    ? 'this document belongs to an image or a file; export without --raw'
    : undefined
  const dangling = [...strongReferences(stored)].filter((target) => !available.has(target))
  return [
    ...(problem === undefined ? [] : [`Line ${number}: ${problem}.`]),
    ...dangling.map(
      (target) =>
        `Line ${number}: "${document._id}" refers to "${target}", which is neither in the archive nor in the lake.`,
    ),
  ]
}

/** Sorts documents into new ones, and those that exist and differ. */
function compare(
  lines: readonly Line[],
  existing: ReadonlyMap<string, StoredDocument>,
  onExisting: ExistingPolicy,
): Pick<ImportPlan, 'create' | 'replace' | 'kept'> {
  const create: ArchivedDocument[] = []
  const replace: ImportPlan['replace'][number][] = []
  const kept: ArchivedDocument[] = []
  for (const { document } of lines) {
    const current = existing.get(document._id)
    if (current === undefined) create.push(document)
    else if (comparable(current) === comparable(document)) continue
    else if (onExisting === 'keep') kept.push(document)
    else replace.push({ document, revision: current._rev })
  }
  return { create, replace, kept }
}

/** The content to compare: without the revision and times, which each lake sets itself. */
function comparable({ _rev, _createdAt, _updatedAt, ...content }: Readonly<Record<string, unknown>>): string {
  return canonical(content)
}

/** A document as the lake would store it. Documents from other sources may have no times. */
function asStored(document: ArchivedDocument): StoredDocument {
  const time = (value: unknown) => (typeof value === 'string' ? value : '1970-01-01T00:00:00Z')
  const { _createdAt, _updatedAt } = document
  return { ...document, _rev: '', _createdAt: time(_createdAt), _updatedAt: time(_updatedAt) }
}
