import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { applyPatch } from 'mendoza'
import { expect } from 'vitest'
import { test } from './lake.ts'
import { freePort, type LakeProcess, startProcess } from './process.ts'

/** How often the lake is killed, each time while four clients write and one uploads. */
const kills = process.env.LONG ? 110 : 10
/** `SEED=123 npx vitest run tests/lake/kill.test.ts` repeats the moments and the data of a run. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)

/** For each kill, how many writes are acknowledged before it, and how much later it comes. */
const moments = fc.sample(
  fc.record({ acknowledgements: fc.integer({ min: 0, max: 40 }), milliseconds: fc.nat(30) }),
  { seed, numRuns: kills },
)

type Writer = {
  readonly name: number
  /** Ids of the transactions that are stored, in order. */
  readonly transactions: string[]
  /** How many transactions were sent, acknowledged or not. */
  sent: number
}

type Uploader = {
  /** Ids of the asset documents that are stored. */
  readonly assets: string[]
  sent: number
}

test(`${kills} kills (seed ${seed}) lose nothing that was acknowledged and leave nothing incomplete`, {
  timeout: 60_000 + kills * 5000,
}, async ({ dataDir }) => {
  const writers = [0, 1, 2, 3].map((name): Writer => ({ name, transactions: [], sent: 0 }))
  const uploader: Uploader = { assets: [], sent: 0 }
  const lists = [...writers.map(({ transactions }) => transactions), uploader.assets]
  const total = () => lists.reduce((sum, { length }) => sum + length, 0)
  const port = await freePort()
  let lake = await startProcess(dataDir, port)
  for (const [nth, { acknowledgements, milliseconds }] of moments.entries()) {
    const wanted = total() + acknowledgements
    const stop = new AbortController()
    const work = Promise.all([
      ...writers.map((writer) => write(lake, writer, stop.signal)),
      upload(lake, uploader, stop.signal),
    ])
    // The last kill waits until each client has had an answer, however slow the machine is.
    const isLast = nth === kills - 1
    const isDue = () => total() >= wanted && (!isLast || lists.every(({ length }) => length > 0))
    await Promise.race([work, until(isDue)])
    await wait(milliseconds)
    await lake.end('SIGKILL')
    stop.abort()
    await work
    lake = await startProcess(dataDir, port)
    await checkTransactions(lake, writers)
    await checkAssets(lake, uploader, join(dataDir, 'assets'))
  }
  await checkHistories(lake, writers)
  await lake.end('SIGINT')
  expect(lists.map(({ length }) => length > 0)).toEqual([true, true, true, true, true])
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(2)
}

/** Sends one transaction after the other until the lake is gone, and notes those that were acknowledged. */
async function write(lake: LakeProcess, writer: Writer, stop: AbortSignal): Promise<void> {
  const { name, transactions } = writer
  while (!stop.aborted) {
    const id = `t${name}-${writer.sent++}`
    const counter = `counter-${name}`
    const mutations = [
      { createIfNotExists: { _id: counter, _type: 'counter', count: 0 } },
      { patch: { id: counter, inc: { count: 1 }, set: { last: id } } },
      ...['a', 'b', 'c'].map((letter) => ({
        create: { _id: `${id}-${letter}`, _type: 'part', writer: name, of: id },
      })),
      // Deletes something too: one of the parts of the transaction before.
      ...(transactions.length > 0 ? [{ delete: { id: `${transactions.at(-1)}-c` } }] : []),
    ]
    const body = JSON.stringify({ mutations, transactionId: id })
    const answer = await post(lake, '/v1/data/mutate/production', body, 'application/json')
    if (answer === undefined) return
    expect(answer).toEqual({ status: 200, body: { transactionId: id, results: [] } })
    transactions.push(id)
  }
}

async function upload(lake: LakeProcess, uploader: Uploader, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const bytes = Buffer.alloc(40_000, `upload ${uploader.sent++} of seed ${seed} `)
    const sha1hash = createHash('sha1').update(bytes).digest('hex')
    const path = '/v1/assets/files/production?filename=upload.bin'
    const answer = await post(lake, path, new Uint8Array(bytes), 'application/octet-stream')
    if (answer === undefined) return
    const _id = `file-${sha1hash}-bin`
    expect(answer).toMatchObject({ status: 200, body: { document: { _id, sha1hash, size: 40_000 } } })
    uploader.assets.push(_id)
  }
}

/** @returns undefined when the lake was killed before all of its answer had arrived */
async function post(lake: LakeProcess, path: string, body: BodyInit, contentType: string) {
  try {
    const headers = { 'Content-Type': contentType }
    const answer = await fetch(lake.url + path, { method: 'POST', body, headers })
    return { status: answer.status, body: (await answer.json()) as unknown }
  } catch (error) {
    // How fetch reports a broken connection. An answer that is not JSON is a SyntaxError.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

async function query<Row>(lake: LakeProcess, groq: string): Promise<Row[]> {
  const address = new URL('/v2025-02-19/data/query/production', lake.url)
  address.searchParams.set('query', groq)
  address.searchParams.set('perspective', 'raw')
  return (await (await fetch(address)).json()).result
}

/** Every acknowledged transaction is stored. One that was not acknowledged is stored completely or not at all. */
async function checkTransactions(lake: LakeProcess, writers: readonly Writer[]) {
  const parts = await query<{ _id: string; of: string }>(lake, '*[_type == "part"]')
  const lettersOf = new Map<string, string[]>()
  for (const { _id, of } of parts) lettersOf.set(of, [...(lettersOf.get(of) ?? []), _id.slice(of.length + 1)])
  const counters = await query<{ _id: string; count: number; last: string }>(lake, '*[_type == "counter"]')
  for (const { name, transactions } of writers) {
    const counter = counters.find(({ _id }) => _id === `counter-${name}`)
    // One more transaction may be stored than was acknowledged.
    if (counter !== undefined && counter.last !== transactions.at(-1)) transactions.push(counter.last)
    expect(counter?.count ?? 0).toBe(transactions.length)
    for (const [place, id] of transactions.entries()) {
      const letters = place === transactions.length - 1 ? ['a', 'b', 'c'] : ['a', 'b']
      expect([id, ...(lettersOf.get(id) ?? [])]).toEqual([id, ...letters])
      lettersOf.delete(id)
    }
  }
  expect([...lettersOf]).toEqual([])
}

/** Every acknowledged asset is stored, every asset document has a complete file, and no incomplete file is left. */
async function checkAssets(lake: LakeProcess, { assets }: Uploader, folder: string) {
  const documents = await query<{ _id: string; sha1hash: string }>(
    lake,
    '*[_type == "sanity.fileAsset"]{_id, sha1hash}',
  )
  expect(documents.map(({ _id }) => _id)).toEqual(expect.arrayContaining(assets))
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { name } of files.filter(({ name }) => !checkedFiles.has(name))) {
    const digest = createHash('sha1')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    expect(name).toBe(`${digest}.bin`)
    checkedFiles.add(name)
  }
  const names = files.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(documents.map(({ sha1hash }) => `${sha1hash}.bin`)))
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
}

const checkedFiles = new Set<string>()

/** All effects of a document, applied in turn to nothing, give the document; reverted in turn, nothing. */
async function checkHistories(lake: LakeProcess, writers: readonly Writer[]) {
  const documents = await query<{ _id: string; _rev: string }>(lake, '*[_type == "counter"]')
  expect(documents.length).toBe(writers.length)
  for (const { _rev, ...document } of documents) {
    const path = `/v1/data/history/production/transactions/${document._id}`
    const answer = await fetch(`${lake.url}${path}?excludeContent=true&effectFormat=mendoza`)
    const transactions: HistoryLine[] = (await answer.text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
    const effects = transactions.map(({ effects }) => effects[document._id] ?? { apply: [], revert: [] })
    expect(transactions.at(-1)?.id).toBe(_rev)
    const last = effects.reduce<unknown>((before, { apply }) => applyPatch(before, [...apply]), null)
    expect(last).toEqual(document)
    const first = effects.reduceRight<unknown>((after, { revert }) => applyPatch(after, [...revert]), last)
    expect(first).toBe(null)
  }
}

type HistoryLine = {
  readonly id: string
  readonly effects: Readonly<Record<string, { readonly apply: unknown[]; readonly revert: unknown[] }>>
}
