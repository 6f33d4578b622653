import type { ExprNode } from 'groq-js'
import type { StoredDocument } from '../document.ts'
import type { Perspective } from '../perspectives.ts'
import type { JsonResult, SourceMapKind } from './evaluate.ts'
import type { Query } from './syntax.ts'

/** What a worker can be requested to do: the input and the output of each kind of request. */
export type WorkerRequests = {
  evaluate: {
    input: {
      readonly query: Query
      readonly perspective: Perspective
      readonly identity: string
      readonly sourceMap: SourceMapKind
    }
    output: JsonResult
  }
  /** Ids of the stored documents that a query selects. Its result is ids, or objects with `_id`. */
  findIds: { input: { readonly query: Query; readonly identity: string }; output: readonly string[] }
  /** The condition of a listener's query if it is cheap; undefined when a worker has to evaluate the query. */
  cheapFilter: { input: { readonly query: Query }; output: ExprNode | undefined }
  /** For each document, whether a listener's query selects it. */
  select: {
    input: {
      readonly query: Query
      readonly documents: readonly (StoredDocument | undefined)[]
      readonly identity: string
    }
    output: readonly boolean[]
  }
}

export type RequestKind = keyof WorkerRequests

/** A change of a stored document; `after` is undefined when it was deleted. */
export type DocumentUpdate = { readonly id: string; readonly after: StoredDocument | undefined }

export type ToWorker =
  /** Documents that existed before the worker; `isLast` with the last of them. */
  | { readonly type: 'load'; readonly documents: readonly StoredDocument[]; readonly isLast: boolean }
  | { readonly type: 'change'; readonly changes: readonly DocumentUpdate[] }
  | {
      readonly type: 'request'
      readonly kind: RequestKind
      readonly input: WorkerRequests[RequestKind]['input']
    }

/** A worker handles one request at a time, so a response does not name its request. */
export type FromWorker =
  | { readonly type: 'loaded' }
  /** `busyMilliseconds` is the processor's time, which does not depend on what else the machine does. */
  | ({ readonly busyMilliseconds: number } & Response)

export type Response =
  | { readonly type: 'response'; readonly output: unknown }
  | { readonly type: 'httpError'; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly type: 'failure'; readonly error: unknown }
