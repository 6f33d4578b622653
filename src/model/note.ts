import { z } from 'zod'

/**
 * What staff write to each other about a document, or about a field of it. It is no content: nothing that is published,
 * sent out or shown to guests has it, a backup does. Its id has a dot, so that a hosted project shows it to nobody without
 * a token, even in a public dataset.
 */
export type Note = {
  readonly _id: string
  /** The published id of the document, and no reference: a note keeps nothing from being deleted. */
  readonly document: string
  /** The field that it is about, as Sanity writes paths; none for the document as a whole. @example 'title[_key=="fr"].value' */
  readonly path?: string | undefined
  readonly text: string
  readonly author: { readonly id: string; readonly name: string }
  /** When it was written, in ISO 8601. */
  readonly at: string
  readonly isDone: boolean
}

export const noteType = 'note'

const prefix = 'note.'

export const noteId = (key: string): string => prefix + key

/** How long a note may be, in characters. */
export const noteLimit = 2000

const stored = z.object({
  _id: z.string().startsWith(prefix),
  _type: z.literal(noteType),
  document: z.string(),
  path: z.string().nullish(),
  text: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
  isDone: z.boolean().nullish(),
})

/** A note as the lake has it; undefined where it is none. */
export function noteFrom(document: unknown): Note | undefined {
  const { data } = stored.safeParse(document)
  if (data === undefined) return undefined
  const { _type, ...note } = data
  return { ...note, path: note.path ?? undefined, isDone: note.isDone ?? false }
}
