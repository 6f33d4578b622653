import type { Ledger } from '#src/addresses/ledger.ts'
import { documentProblem, isPublished, type StoredDocument } from '#src/lake/index.ts'
import { strongReferences } from '#src/lake/referential-integrity.ts'
import { isRecord } from '#src/model/fields.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'
import type { ArchivedDocument, Line } from './archive.ts'
import { canonical } from './canonical.ts'
import { isAsset } from './export-parts.ts'

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
      const [, kind, name = ''] =
        /^(image|file)@file:\/\/(?:\.?\/)*((?:images|files)\/[^/]+)$/.exec(String(_sanityAsset)) ?? []
      const id = assets.get(name)
      if (kind === undefined)
        problems.push(`Line ${number}: ${JSON.stringify(_sanityAsset)} is no image or file of the archive.`)
      else if (id === undefined) problems.push(`Line ${number}: ${name} is not in the archive.`)
      else if (!id.startsWith(kind)) problems.push(`Line ${number}: ${name} is no ${kind}.`)
      return { _type: kind, ...fields, asset: { _type: 'reference', _ref: id } }
    }
    const { _id, _type } = document
    return { number, document: { ...(replaced(document) as object), _id, _type } }
  })
}

/**
 * Says what there is to do.
 * @param existing what the lake holds, its assets included
 * @param problems gets a sentence for each document that cannot be brought in
 */
export function planImport(
  lines: readonly Line[],
  {
    existing,
    assets,
    ledger,
    onExisting,
  }: {
    existing: ReadonlyMap<string, StoredDocument>
    assets: AssetIds
    ledger: Ledger
    onExisting: Existing
  },
  problems: string[],
): ImportPlan {
  const here = new Set([...existing.keys(), ...assets.values(), ...lines.map(({ document }) => document._id)])
  for (const { number, document } of lines) {
    const stored = asStored(document)
    const wrong = isAsset(document)
      ? 'this document belongs to an image or a file; export without --raw'
      : documentProblem(stored)
    if (wrong !== undefined) problems.push(`Line ${number}: ${wrong}.`)
    for (const target of strongReferences(stored))
      if (!here.has(target))
        problems.push(
          `Line ${number}: "${document._id}" refers to "${target}", which is neither in the archive nor in the lake.`,
        )
  }
  const create: ArchivedDocument[] = []
  const replace: ImportPlan['replace'][number][] = []
  const kept: ArchivedDocument[] = []
  for (const { document } of lines) {
    const found = existing.get(document._id)
    if (found === undefined) create.push(document)
    else if (contentOf(found) === contentOf(document)) continue
    else if (onExisting === 'keep') kept.push(document)
    else replace.push({ document, revision: found._rev })
  }
  const outcome = new Map(existing)
  for (const document of [...create, ...replace.map((one) => one.document)])
    outcome.set(document._id, asStored(document))
  const published = [...outcome.values()].filter(({ _id }) => isPublished(_id))
  const ids = new Set(lines.map(({ document }) => document._id))
  return {
    create,
    replace,
    same: lines.length - create.length - replace.length - kept.length,
    kept,
    others: [...existing.values()].filter((one) => !ids.has(one._id) && !isAsset(one)).length,
    faults: problems.length > 0 ? [] : examine(published, ledger).faults,
  }
}

/** Revision and times are the lake's own, so they make no difference. */
function contentOf({ _rev, _createdAt, _updatedAt, ...content }: Readonly<Record<string, unknown>>): string {
  return canonical(content)
}

/** As the lake would hold it; documents from elsewhere may lack a time. */
function asStored(document: ArchivedDocument): StoredDocument {
  const time = (value: unknown) => (typeof value === 'string' ? value : '1970-01-01T00:00:00Z')
  const { _createdAt, _updatedAt } = document
  return { ...document, _rev: '', _createdAt: time(_createdAt), _updatedAt: time(_updatedAt) }
}
