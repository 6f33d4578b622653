import { parentPort, workerData } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import { isRecord, type StoredDocument } from '../document.ts'
import { HttpError } from '../errors.ts'
import type { Perspective } from '../perspectives.ts'
import { evaluateAnyToJson, evaluateToValue, listenerFilter } from './evaluate.ts'
import { PerspectiveView } from './perspective-view.ts'
import type { FromWorker, RequestKind, Response, ToWorker, WorkerRequests } from './protocol.ts'
import type { QueryContext } from './syntax.ts'

/** How many perspectives have a view. A view has its own indexes, and is updated with each change. */
const maxViews = 6

/** For a smaller result, copying it is quicker than transferring it. */
const minTransferBytes = 2 ** 16

/** The project and the dataset, which are the same for all queries. */
const sanity: QueryContext['sanity'] = workerData

const documents = new Map<string, StoredDocument>()
const views = new LRUCache<string, PerspectiveView>({ max: maxViews })
const get = (id: string) => documents.get(id)

const handlers: {
  readonly [K in RequestKind]: (
    input: WorkerRequests[K]['input'],
  ) => WorkerRequests[K]['output'] | Promise<WorkerRequests[K]['output']>
} = {
  evaluate: ({ query, perspective, identity, sourceMap }) =>
    evaluateAnyToJson(query, viewOf(perspective), { identity, sanity }, sourceMap),
  findIds: async ({ query, identity }) => {
    const result = await evaluateToValue(query, viewOf('raw'), { identity, sanity })
    const list: readonly unknown[] = Array.isArray(result) ? result : [result]
    return list.map((item) => (isRecord(item) ? item._id : item)).filter((id) => typeof id === 'string')
  },
  cheapFilter: ({ query }) => listenerFilter(query),
  select: async ({ query, documents: candidates, identity }) => {
    const selected: boolean[] = []
    for (const document of candidates) {
      const view = document && viewOfOne(document)
      selected.push(
        view !== undefined && isSelection(await evaluateToValue(query, view, { identity, sanity })),
      )
    }
    return selected
  },
}

parentPort?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'request':
      void handle(message.kind, message.input)
      break
    case 'change':
      for (const { id, after } of message.changes) update(id, after)
      break
    case 'load':
      for (const document of message.documents) update(document._id, document)
      if (message.isLast) send({ type: 'loaded' })
  }
})

async function handle<K extends RequestKind>(kind: K, input: WorkerRequests[K]['input']): Promise<void> {
  const before = process.threadCpuUsage()
  const respond = (response: Response, transfer: readonly unknown[] = []) => {
    const { user, system } = process.threadCpuUsage(before)
    send({ ...response, busyMilliseconds: (user + system) / 1000 }, transfer)
  }
  try {
    const output = await handlers[kind](input)
    const isLarge =
      isRecord(output) && output.json instanceof Uint8Array && output.json.length > minTransferBytes
    respond({ type: 'response', output }, isLarge ? [output.json.buffer] : [])
  } catch (error) {
    if (error instanceof HttpError) respond({ type: 'httpError', status: error.status, body: error.body })
    else respond({ type: 'failure', error })
  }
}

function send(message: FromWorker, transfer: readonly unknown[] = []): void {
  parentPort?.postMessage(
    message,
    transfer.filter((item) => item instanceof ArrayBuffer),
  )
}

function update(id: string, after: StoredDocument | undefined): void {
  if (after === undefined) documents.delete(id)
  else documents.set(id, after)
  for (const view of views.values()) view.update(id)
}

function viewOf(perspective: Perspective): PerspectiveView {
  const key = JSON.stringify(perspective)
  const existing = views.get(key)
  if (existing !== undefined) return existing
  const view = new PerspectiveView(documents.keys(), get, perspective)
  views.set(key, view)
  return view
}

/** A view of one document only. Its references lead to the stored documents. */
function viewOfOne(document: StoredDocument): PerspectiveView {
  return new PerspectiveView([document._id], (id) => (id === document._id ? document : undefined), 'raw', get)
}

/** Whether the result of a listener's query means that the document is selected, whatever the query projects. */
const isSelection = (result: unknown): boolean =>
  Array.isArray(result) ? result.length > 0 : result !== null && result !== undefined && result !== false
