import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { applyPatch } from 'mendoza'
import { expect } from 'vitest'
import { test } from './lake.ts'
import { freePort, type LakeProcess, startProcess } from './process.ts'

/** How often the lake is killed: each time while four write at once and one uploads. */
const kills = process.env.LONG ? 110 : 10
const writers = [0, 1, 2, 3]

type Acknowledged = {
  /** Ids of transactions, for each writer. */
  readonly transactions: Map<number, string[]>
  /** Ids of asset documents. */
  readonly assets: string[]
}

test(`of ${kills} power cuts none loses what was acknowledged, or leaves half of anything`, {
  timeout: 60_000 + kills * 5000,
}, async ({ dataDir }) => {
  const acknowledged: Acknowledged = { transactions: new Map(writers.map((w) => [w, []])), assets: [] }
  const port = await freePort()
  let lake = await startProcess(dataDir, port)
  for (let kill = 1; kill <= kills; kill += 1) {
    const stop = new AbortController()
    const work = [...writers.map((w) => write(lake, w, acknowledged, stop)), upload(lake, acknowledged, stop)]
    await wait(Math.random() * 400)
    await lake.end('SIGKILL')
    stop.abort()
    await Promise.all(work)
    lake = await startProcess(dataDir, port)
    await checkTransactions(lake, acknowledged)
    await checkAssets(lake, acknowledged, join(dataDir, 'assets'))
  }
  await checkChains(lake)
  await lake.end('SIGINT')
  expect(acknowledged.assets.length).toBeGreaterThan(0)
  for (const ids of acknowledged.transactions.values()) expect(ids.length).toBeGreaterThan(kills)
})

/** Writes one transaction after the other until the lake is gone, and notes those that it was told are stored. */
async function write(
  lake: LakeProcess,
  writer: number,
  { transactions }: Acknowledged,
  stop: AbortController,
) {
  const mine = transactions.get(writer) ?? []
  while (!stop.signal.aborted) {
    const id = `t${writer}-${randomBytes(8).toString('hex')}`
    const counter = `counter-${writer}`
    const mutations = [
      { createIfNotExists: { _id: counter, _type: 'counter', count: 0 } },
      { patch: { id: counter, inc: { count: 1 }, set: { last: id } } },
      ...['a', 'b', 'c'].map((half) => ({ create: { _id: `${id}-${half}`, _type: 'part', writer, of: id } })),
      // Something is deleted too: one of the parts of the transaction before.
      ...(mine.length > 0 ? [{ delete: { id: `${mine.at(-1)}-c` } }] : []),
    ]
    if (!(await sent(lake, '/v1/data/mutate/production', { mutations, transactionId: id }))) return
    mine.push(id)
  }
}

async function upload(lake: LakeProcess, { assets }: Acknowledged, stop: AbortController) {
  while (!stop.signal.aborted) {
    const answer = await sent(lake, '/v1/assets/files/production?filename=noise.bin', randomBytes(40_000))
    if (answer === undefined) return
    assets.push(answer.document._id)
  }
}

/** @returns undefined when the lake went away before it answered */
async function sent(lake: LakeProcess, path: string, body: object | Buffer) {
  const init = Buffer.isBuffer(body)
    ? { body: new Uint8Array(body), headers: { 'Content-Type': 'application/octet-stream' } }
    : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  let answer: Response
  let result: { document: { _id: string } }
  try {
    answer = await fetch(lake.url + path, { method: 'POST', ...init })
    result = await answer.json()
  } catch {
    return undefined
  }
  expect(result).toMatchObject({})
  expect(answer.status, JSON.stringify(result)).toBe(200)
  return result
}

async function query<Row>(lake: LakeProcess, groq: string): Promise<Row[]> {
  const address = new URL('/v2025-02-19/data/query/production', lake.url)
  address.searchParams.set('query', groq)
  address.searchParams.set('perspective', 'raw')
  return (await (await fetch(address)).json()).result
}

/** Every acknowledged transaction is there; those that were under way are there whole or not at all. */
async function checkTransactions(lake: LakeProcess, { transactions }: Acknowledged) {
  const parts = await query<{ _id: string; of: string; writer: number }>(lake, '*[_type == "part"]')
  const stored = new Map<string, Set<string>>()
  for (const { _id, of } of parts) stored.set(of, (stored.get(of) ?? new Set()).add(_id.slice(of.length + 1)))
  const counters = await query<{ _id: string; count: number; last: string }>(lake, '*[_type == "counter"]')
  for (const [writer, mine] of transactions) {
    const { count = 0, last = '' } = counters.find(({ _id }) => _id === `counter-${writer}`) ?? {}
    // One more than was acknowledged may have been stored, since its answer was lost.
    const lost = mine.length > 0 && last !== mine.at(-1) ? last : undefined
    if (lost === undefined && mine.length === 0 && last === '') continue
    const all = lost === undefined && mine.length > 0 ? mine : [...mine, last]
    expect(count).toBe(all.length)
    all.forEach((id, place) => {
      const whole = place === all.length - 1 ? ['a', 'b', 'c'] : ['a', 'b']
      expect([id, ...(stored.get(id) ?? [])]).toEqual([id, ...whole])
      stored.delete(id)
    })
    transactions.set(writer, mine)
    if (all.length > mine.length) mine.push(last)
  }
  expect([...stored]).toEqual([])
}

/** Every acknowledged asset is there with all its bytes, every document of one has its file, and no half file is left. */
async function checkAssets(lake: LakeProcess, { assets }: Acknowledged, folder: string) {
  const documents = await query<{ _id: string; sha1hash: string; url: string }>(
    lake,
    '*[_type == "sanity.fileAsset"]{_id, sha1hash, url}',
  )
  expect(documents.map(({ _id }) => _id)).toEqual(expect.arrayContaining(assets))
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { name } of files.filter(({ name }) => !checked.has(name))) {
    const digest = createHash('sha1')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    expect(name).toBe(`${digest}.bin`)
    checked.add(name)
  }
  const names = files.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(documents.map(({ sha1hash }) => `${sha1hash}.bin`)))
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
}

const checked = new Set<string>()

/** The history of each document, played from nothing, gives the document as it is, and back again nothing. */
async function checkChains(lake: LakeProcess) {
  const documents = await query<{ _id: string; _rev: string }>(lake, '*[_type == "counter"]')
  expect(documents.length).toBe(writers.length)
  for (const { _rev, ...document } of documents) {
    const path = `/v1/data/history/production/transactions/${document._id}`
    const answer = await fetch(`${lake.url}${path}?excludeContent=true&effectFormat=mendoza`)
    const steps: Step[] = (await answer.text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
    const effects = steps.map(({ effects }) => effects[document._id] ?? { apply: [], revert: [] })
    expect(steps.at(-1)?.id).toBe(_rev)
    const last = effects.reduce<unknown>((before, { apply }) => applyPatch(before, [...apply]), null)
    expect(last).toEqual(document)
    const first = effects.reduceRight<unknown>((after, { revert }) => applyPatch(after, [...revert]), last)
    expect(first).toBe(null)
  }
}

type Step = {
  readonly id: string
  readonly effects: Readonly<Record<string, { readonly apply: unknown[]; readonly revert: unknown[] }>>
}
