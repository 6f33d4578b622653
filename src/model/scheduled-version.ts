import { z } from 'zod'
import { type Change, withItemChange } from './change.ts'
import { isRecord } from './fields.ts'
import { memoWith } from './memo.ts'
import { referencedId } from './references.ts'
import { documentTypes, type RawDocument } from './schema.ts'

/**
 * A version of a document that was approved, and becomes public at a time. It is stored apart, so that what is public
 * stays as it is until then, and can be edited and published meanwhile: at its time, what it changes is changed in what
 * is public then. Its id has a dot, so that a hosted project shows it to nobody without a token.
 */
export type ScheduledVersion = {
  readonly _id: string
  /** The published id of the document, and its type. */
  readonly document: string
  readonly documentType: string
  /** When it becomes public, in ISO 8601. */
  readonly from: string
  /** Who approved it, and when, in ISO 8601. */
  readonly by: string
  readonly approvedAt: string
  /** Whether the document was never published: the change makes all of it. */
  readonly isNew: boolean
  /** By the items of lists, so that others of them can change meanwhile. */
  readonly change: Change
}

export const scheduledType = 'scheduledVersion'

/** The types of what releases are made of: with those whose documents are stored apart. */
export const releaseTypes: readonly string[] = [...documentTypes, scheduledType]

const prefix = 'scheduled.'

export const scheduledId = (document: string): string => prefix + document

const stored = z.object({
  _id: z.string().startsWith(prefix),
  document: z.string(),
  documentType: z.string(),
  from: z.iso.datetime(),
  by: z.string(),
  approvedAt: z.string(),
  isNew: z.boolean(),
  change: z.string(),
  // What the lake knows of the files, where it was asked.
  files: z
    .array(
      z
        .object({ _id: z.string().optional(), name: z.unknown().optional(), size: z.unknown().optional() })
        .nullable(),
    )
    .nullish(),
})

const changeShape = z.object({ set: z.record(z.string(), z.unknown()), unset: z.array(z.string()) })

/** A version as the lake has it; undefined where it is none. The same object gives the same one. */
export const scheduledFrom = memoWith((document: RawDocument): ScheduledVersion | undefined => {
  const { data } = stored.safeParse(document)
  const change = data && changeShape.safeParse(parsed(data.change)).data
  if (data === undefined || change === undefined || data._id !== scheduledId(data.document)) return undefined
  const files = new Map((data.files ?? []).flatMap((file) => (file?._id ? [[file._id, file]] : [])))
  // What begins with `_` is the lake's, and never changed.
  const own = Object.entries(change.set).filter(([field]) => !field.startsWith('_'))
  const set = own.map(([field, value]) => [field, withFiles(value, files)] as const)
  const { files: _, ...version } = data
  return {
    ...version,
    change: { set: Object.fromEntries(set), unset: change.unset.filter((field) => !field.startsWith('_')) },
  }
})

/**
 * A version as it is stored. Its change is text, since what it refers to need not be public yet; its files are named
 * beside that, so that the lake keeps them.
 */
export const storedScheduled = ({ change, ...version }: ScheduledVersion): RawDocument => ({
  ...version,
  _type: scheduledType,
  change: JSON.stringify(change),
  files: [...new Set(filesIn(change.set))].map((id) => ({ _key: id, _type: 'reference', _ref: id })),
})

/** What is public at a moment, and of which scheduled versions that is. */
export type PublicContent = {
  readonly documents: readonly RawDocument[]
  /** The versions whose time has come, in the order of their ids. */
  readonly due: readonly ScheduledVersion[]
  /** When versions become or became public, in milliseconds since 1970. */
  readonly times: readonly number[]
}

/**
 * What is public at a moment: the documents with the versions whose time has come. Each document is the same object as
 * before, or made once, so that what is made of it can be kept with it.
 * @param stored documents and scheduled versions, as the lake has them
 * @param now milliseconds since 1970
 * @param without versions that are left out
 */
export function publicAt(
  stored: readonly RawDocument[],
  now: number,
  without: ReadonlySet<ScheduledVersion> = new Set(),
): PublicContent {
  const isScheduled = ({ _type }: RawDocument) => _type === scheduledType
  const versions = stored.filter(isScheduled).flatMap((one) => scheduledFrom(one) ?? [])
  if (versions.length === 0)
    return { documents: stored.filter((one) => !isScheduled(one)), due: [], times: [] }
  const documents = new Map(stored.flatMap((one) => (isScheduled(one) ? [] : [[one._id, one]])))
  const open = versions.filter((one) => isStillOpen(one, documents.has(one.document)))
  const due = open.filter((one) => Date.parse(one.from) <= now && !without.has(one))
  for (const version of due) {
    const before = documents.get(version.document)
    documents.set(version.document, before ? changedBy(version)(before) : newDocument(version))
  }
  return { documents: [...documents.values()], due, times: open.map(({ from }) => Date.parse(from)) }
}

/** Whether a version still has something to say: a new document was not published otherwise, and a changed one is there. */
export const isStillOpen = ({ isNew }: Pick<ScheduledVersion, 'isNew'>, isPublished: boolean): boolean =>
  isNew !== isPublished

const newDocument = memoWith(
  ({ document, documentType, from, change }: ScheduledVersion): RawDocument => ({
    ...change.set,
    ...{ _id: document, _type: documentType, _updatedAt: from },
  }),
)

const changedBy = memoWith(({ from, change }: ScheduledVersion) =>
  memoWith((before: RawDocument): RawDocument => {
    const changed = withItemChange(before, change)
    return { ...changed, _updatedAt: String(before._updatedAt) > from ? before._updatedAt : from }
  }),
)

type File = { readonly name?: unknown; readonly size?: unknown }

/** A value with the names and sizes of its files, as the snapshot has them. */
function withFiles(value: unknown, files: ReadonlyMap<string, File>): unknown {
  if (Array.isArray(value)) return value.map((item) => withFiles(item, files))
  if (!isRecord(value)) return value
  const { name, size } = files.get(referencedId(value.asset) ?? '') ?? {}
  const inner = Object.entries(value).map(([key, one]) => [key, withFiles(one, files)] as const)
  return { ...Object.fromEntries(inner), ...(name !== undefined && { name, size }) }
}

const filesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(filesIn)
  if (!isRecord(value)) return []
  const own = referencedId(value.asset)
  return [...(own?.startsWith('file-') ? [own] : []), ...Object.values(value).flatMap(filesIn)]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
