import type { Ledger } from '#src/addresses/ledger.ts'
import { documentProblem, isPublished, type StoredDocument, strongReferences } from '#src/lake/index.ts'
import { isRecord } from '#src/model/fields.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'
import type { ArchivedDocument, Line } from './archive.ts'
import { canonical } from './canonical.ts'
import { isAsset } from './lake-content.ts'

/** What becomes of documents that are there already and are not the same. */
export type Existing = 'refuse' | 'replace' | 'keep'

export type ImportPlan = {
  readonly create: readonly ArchivedDocument[]
  /** With the revision that each was compared with. */
  readonly replace: readonly { readonly document: ArchivedDocument; readonly revision: string }[]
  readonly same: number
  /** Those that are there, differ, and stay as they are. */
  readonly kept: readonly ArchivedDocument[]
  /** How many are there that the archive does not have; they stay. */
  readonly others: number
  /** What a build would refuse of all that is then published. */
  readonly faults: readonly Fault[]
}

/**
 * Documents that stand in the way of an import, by title; undefined when they came while it was being done.
 * Nothing was changed then.
 */
export class ContentInWayError extends Error {
  readonly titles: readonly string[] | undefined
  constructor(titles: readonly string[] | undefined) {
    super('Other content is in the way')
    this.name = 'ContentInWayError'
    this.titles = titles
  }
}

/** Ids of the documents that will stand for the archive's assets, by their names in it. */
export type AssetIds = ReadonlyMap<string, string>

/**
 * Puts the ids of assets in the place of their files.
 * @param problems gets a sentence for each thing that cannot be brought in
 */
export function withAssets(lines: readonly Line[], assets: AssetIds, problems: string[]): readonly Line[] {
  return lines.map(({ number, document }) => {
    const replaced = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(replaced)
      if (!isRecord(value)) return value
      const { _sanityAsset, ...rest } = value
      const fields = Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, replaced(inner)]))
      if (_sanityAsset === undefined) return fields
      const { kind, id, problem } = assetNamed(_sanityAsset, assets)
      if (problem !== undefined) problems.push(`Line ${number}: ${problem}.`)
      return { _type: kind, ...fields, asset: { _type: 'reference', _ref: id } }
    }
    const { _id, _type } = document
    return { number, document: { ...(replaced(document) as object), _id, _type } }
  })
}

/** The asset that a document names by its file in the archive. @example 'image@file://./images/<sha1>-800x600.png' */
function assetNamed(
  value: unknown,
  assets: AssetIds,
): { kind?: string | undefined; id?: string | undefined; problem?: string } {
  const [, kind, name = ''] =
    /^(image|file)@file:\/\/(?:\.?\/)*((?:images|files)\/[^/]+)$/.exec(String(value)) ?? []
  const id = assets.get(name)
  if (kind === undefined) return { problem: `${JSON.stringify(value)} is no image or file of the archive` }
  if (id === undefined) return { kind, problem: `${name} is not in the archive` }
  return id.startsWith(kind) ? { kind, id } : { kind, id, problem: `${name} is no ${kind}` }
}

/** What an import meets. */
type Surroundings = {
  /** What the lake holds, its assets included. */
  readonly existing: ReadonlyMap<string, StoredDocument>
  readonly assets: AssetIds
  readonly ledger: Ledger
  readonly onExisting: Existing
}

/**
 * Says what there is to do.
 * @param problems gets a sentence for each document that cannot be brought in
 */
export function planImport(lines: readonly Line[], around: Surroundings, problems: string[]): ImportPlan {
  const { existing, assets, ledger, onExisting } = around
  const here = new Set([...existing.keys(), ...assets.values(), ...lines.map(({ document }) => document._id)])
  problems.push(...lines.flatMap((line) => problemsOf(line, here)))
  const { create, replace, kept } = sorted(lines, existing, onExisting)
  const outcome = new Map(existing)
  for (const document of [...create, ...replace.map((one) => one.document)])
    outcome.set(document._id, asStored(document))
  const published = [...outcome.values()].filter(({ _id }) => isPublished(_id))
  const ids = new Set(lines.map(({ document }) => document._id))
  return {
    create,
    replace,
    kept,
    same: lines.length - create.length - replace.length - kept.length,
    others: [...existing.values()].filter((one) => !ids.has(one._id) && !isAsset(one)).length,
    faults: problems.length > 0 ? [] : examine(published, ledger).faults,
  }
}

/** What is wrong with one document; `here` are the ids that there will be. */
function problemsOf({ number, document }: Line, here: ReadonlySet<string>): string[] {
  const stored = asStored(document)
  const problem = isAsset(document)
    ? 'this document belongs to an image or a file; export without --raw'
    : documentProblem(stored)
  const dangling = [...strongReferences(stored)].filter((target) => !here.has(target))
  return [
    ...(problem === undefined ? [] : [`Line ${number}: ${problem}.`]),
    ...dangling.map(
      (target) =>
        `Line ${number}: "${document._id}" refers to "${target}", which is neither in the archive nor in the lake.`,
    ),
  ]
}

/** What is new, and what becomes of the documents that exist and differ. */
function sorted(
  lines: readonly Line[],
  existing: ReadonlyMap<string, StoredDocument>,
  onExisting: Existing,
): Pick<ImportPlan, 'create' | 'replace' | 'kept'> {
  const create: ArchivedDocument[] = []
  const replace: ImportPlan['replace'][number][] = []
  const kept: ArchivedDocument[] = []
  for (const { document } of lines) {
    const found = existing.get(document._id)
    if (found === undefined) create.push(document)
    else if (comparable(found) === comparable(document)) continue
    else if (onExisting === 'keep') kept.push(document)
    else replace.push({ document, revision: found._rev })
  }
  return { create, replace, kept }
}

/** Revision and times are the lake's own, so they make no difference. */
function comparable({ _rev, _createdAt, _updatedAt, ...content }: Readonly<Record<string, unknown>>): string {
  return canonical(content)
}

/** As the lake would hold it; documents from elsewhere may lack a time. */
function asStored(document: ArchivedDocument): StoredDocument {
  const time = (value: unknown) => (typeof value === 'string' ? value : '1970-01-01T00:00:00Z')
  const { _createdAt, _updatedAt } = document
  return { ...document, _rev: '', _createdAt: time(_createdAt), _updatedAt: time(_updatedAt) }
}
