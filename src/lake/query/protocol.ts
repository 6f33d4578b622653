import type { ExprNode } from 'groq-js'
import type { StoredDocument } from '../document.ts'
import type { Perspective } from '../perspectives.ts'
import type { Query } from './syntax.ts'

/** What is asked of a worker, and what each question is answered with. */
export type Questions = {
  /** The result as JSON, and whether it holds as long as the documents stay as they are. */
  answer: {
    ask: { readonly query: Query; readonly perspective: Perspective; readonly identity: string }
    reply: { readonly json: Uint8Array<ArrayBuffer>; readonly isLasting: boolean }
  }
  /** Ids of the stored documents that a query gives, as they are or in objects with `_id`. */
  ids: { ask: { readonly query: Query; readonly identity: string }; reply: readonly string[] }
  /** The filter of a listener, when it can be tried in no time; undefined when it is to be tried here. */
  filter: { ask: { readonly query: Query }; reply: ExprNode | undefined }
  /** For each document, whether a listener's query selects it. */
  selects: {
    ask: {
      readonly query: Query
      readonly documents: readonly (StoredDocument | undefined)[]
      readonly identity: string
    }
    reply: readonly boolean[]
  }
}

export type Kind = keyof Questions

export type ToWorker =
  /** Documents that were there before the worker was; `last` says that these were the last of them. */
  | { readonly type: 'load'; readonly documents: readonly StoredDocument[]; readonly last: boolean }
  | {
      readonly type: 'change'
      readonly changes: readonly { readonly id: string; readonly after: StoredDocument | undefined }[]
    }
  | { readonly type: 'ask'; readonly kind: Kind; readonly ask: Questions[Kind]['ask'] }

/** A worker answers one question at a time, so an answer need not say to which. */
export type FromWorker =
  | { readonly type: 'loaded' }
  | { readonly type: 'reply'; readonly reply: unknown }
  | { readonly type: 'refusal'; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly type: 'failure'; readonly error: unknown }
