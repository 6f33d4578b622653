import { parentPort, workerData } from 'node:worker_threads'
import { isRecord, type StoredDocument } from '../document.ts'
import { HttpError } from '../errors.ts'
import type { Perspective } from '../perspectives.ts'
import { answer, filterOf, type QueryContext, resultOf } from './answer.ts'
import type { FromWorker, Kind, Questions, ToWorker } from './protocol.ts'
import { View } from './view.ts'

/** Perspectives that are kept up to date at a time; the one that was not asked for longest makes room. */
const maxViews = 6

const largeBytes = 2 ** 16

/** The project and the dataset, which are the same for all queries. */
const sanity: QueryContext['sanity'] = workerData

const documents = new Map<string, StoredDocument>()
const views = new Map<string, View>()
const get = (id: string) => documents.get(id)

const questions: { readonly [K in Kind]: (ask: Questions[K]['ask']) => Questions[K]['reply'] } = {
  answer: ({ query, perspective, identity }) => answer(query, viewOf(perspective), { identity, sanity }),
  ids: ({ query, identity }) => {
    const result = resultOf(query, viewOf('raw'), { identity, sanity })
    const list: readonly unknown[] = Array.isArray(result) ? result : [result]
    return list.map((item) => (isRecord(item) ? item._id : item)).filter((id) => typeof id === 'string')
  },
  filter: ({ query }) => filterOf(query),
  selects: ({ query, documents: asked, identity }) =>
    asked.map(
      (document) =>
        document !== undefined && isSomething(resultOf(query, alone(document), { identity, sanity })),
    ),
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'ask') return reply(message.kind, message.ask)
  if (message.type === 'change') {
    for (const { id, after } of message.changes) change(id, after)
    return
  }
  for (const document of message.documents) change(document._id, document)
  if (message.last) send({ type: 'loaded' })
})

function reply<K extends Kind>(kind: K, ask: Questions[K]['ask']): void {
  try {
    const made = questions[kind](ask)
    // Handing memory over takes longer than copying a little of it.
    const isLarge = isRecord(made) && made.json instanceof Uint8Array && made.json.length > largeBytes
    send({ type: 'reply', reply: made }, isLarge ? [made.json.buffer] : [])
  } catch (error) {
    if (error instanceof HttpError) send({ type: 'refusal', status: error.status, body: error.body })
    else send({ type: 'failure', error })
  }
}

function send(message: FromWorker, transfer: readonly unknown[] = []): void {
  parentPort?.postMessage(
    message,
    transfer.filter((item) => item instanceof ArrayBuffer),
  )
}

function change(id: string, after: StoredDocument | undefined): void {
  if (after === undefined) documents.delete(id)
  else documents.set(id, after)
  for (const view of views.values()) view.record(id)
}

function viewOf(perspective: Perspective): View {
  const name = JSON.stringify(perspective)
  const view = views.get(name) ?? new View(documents.keys(), get, perspective)
  views.delete(name)
  views.set(name, view)
  const [oldest] = views.keys()
  if (views.size > maxViews && oldest !== undefined) views.delete(oldest)
  return view
}

/** One document as if it were all there is, but for what it refers to. */
function alone(document: StoredDocument): View {
  return new View([document._id], (id) => (id === document._id ? document : undefined), 'raw', get)
}

/** The filter of a listener's query decides; what the query makes of the documents does not matter. */
const isSomething = (result: unknown): boolean =>
  Array.isArray(result) ? result.length > 0 : result !== null && result !== undefined && result !== false
