import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SanityClient } from '@sanity/client'
import { evaluateSync, parse } from 'groq-js'
import { UsageError } from '#src/commands/errors.ts'
import { run } from '#src/commands/run.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { freePort, type LakeProcess, startProcess } from '../lake/process.ts'
import { contentWith } from './stored-content.ts'

/**
 * `npm run bench:lake`: how quickly a lake answers over HTTP, compared with groq-js alone for the same query over the
 * same documents in memory. Nothing is asserted: the figures depend on the machine, the ratios less so.
 */

/** The longest time and the largest number of requests for one figure. */
const maxMilliseconds = 2_500
const maxCount = 500
/** The time and the largest number of requests before the measurement, to warm up the JIT compiler. */
const warmMilliseconds = 1_000
const warmCount = 300

type Ask = { readonly groq: string; readonly params?: Readonly<Record<string, unknown>> }
type Read = {
  readonly name: string
  readonly perspective: 'published' | 'drafts'
  /** Each request has another query. Then its result is never cached, and the content need not be changed in between. */
  readonly isUnique?: true
  /** The nth query. */
  readonly ask: (nth: number) => Ask
}

const reads: readonly Read[] = [
  { name: 'snapshot', perspective: 'published', ask: () => ({ groq: snapshotQuery }) },
  {
    name: 'session by slug',
    perspective: 'published',
    isUnique: true,
    ask: (nth) => ({
      groq: `*[_type == "session" && slug[language == $locale][0].value.current == $slug][0]{
        _id, title[]{language, value}, date, start, end, part->{_id, title[]{language, value}}
      }`,
      // An unused parameter makes each query different where there are few sessions.
      params: { locale: 'en', slug: slugOf(nth), nth },
    }),
  },
  // The Studio's list of the programme of an edition.
  {
    name: 'list of the Studio',
    perspective: 'drafts',
    ask: () => ({
      groq: `// findability-mvi:4
// findability-source: list
*[_type in $__types && (_type in $types && (edition._ref == $edition || part->edition._ref == $edition))] {_type, _id, _originalId, "orderings": [date, start, end]} | order(orderings[0] asc,orderings[1] asc,orderings[2] asc) [0...$__limit]`,
      params: {
        __types: ['session', 'break'],
        types: ['session', 'break'],
        edition,
        __limit: 100,
      },
    }),
  },
]

/** The sessions that the lake is filled with, and the edition whose list is asked for. */
let sessions: readonly RawDocument[] = []
let edition = ''
/** Another one each time. */
const session = (nth: number): RawDocument =>
  sessions[(nth * 7919) % sessions.length] ?? { _id: '', _type: '' }
const slugOf = (nth: number): string => {
  const { slug } = session(nth)
  const [first] = Array.isArray(slug) ? slug : []
  return first.value.current
}

async function measure(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-lake-'))
  const port = await freePort()
  let lake = await startProcess(folder, port)
  try {
    await fill(clientOf(lake), size)
    await lake.end('SIGINT')
    const began = performance.now()
    lake = await startProcess(folder, port)
    const started = performance.now() - began
    const client = clientOf(lake)
    const asking = performance.now()
    await get(lake, 'published', { groq: 'count(*)' })
    console.log(
      `\n${size} sessions: started in ${ms(started)}, first answer after another ${ms(performance.now() - asking)}; memory ${memory(lake)}`,
    )
    console.log(
      row([
        ...['', 'groq-js', 'fresh p50', 'p99', 'per s', 'ratio', 'inside', 'ratio'],
        ...['kept p50', 'p99', 'per s', 'ratio'],
      ]),
    )
    for (const read of reads) await compare(lake, client, read)
    console.log(row(['', '', 'p50', 'p99', 'per s']))
    await writes(client)
    await besideHeavyQueries(lake)
    console.log(`memory afterwards ${memory(lake)}`)
  } finally {
    await lake.end('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(client: SanityClient, size: number): Promise<void> {
  const documents = contentWith(size)
  sessions = documents.filter(({ _type }) => _type === 'session')
  edition = documents.findLast(({ _type }) => _type === 'edition')?._id ?? ''
  const ids = new Set(documents.map(({ _id }) => _id))
  for (let from = 0; from < documents.length; from += 500) {
    const transaction = client.transaction()
    // References to assets have no target, since nothing is uploaded.
    for (const document of documents.slice(from, from + 500))
      transaction.createOrReplace(weakened(document, ids))
    await transaction.commit({ visibility: 'async', returnDocuments: false })
  }
}

function weakened<T>(value: T, ids: ReadonlySet<string>): T {
  return JSON.parse(JSON.stringify(value), (_name, part) =>
    typeof part?._ref === 'string' && !ids.has(part._ref) ? { ...part, _weak: true } : part,
  )
}

/** One query: by groq-js alone, over HTTP with a result that is not cached, and over HTTP with a cached one. */
async function compare(lake: LakeProcess, client: SanityClient, read: Read): Promise<void> {
  const everything = await get(lake, read.perspective, { groq: '*' })
  const documents = JSON.parse(everything.body.toString()).result
  const plain = await timed((nth) => {
    const { groq, params = {} } = read.ask(nth)
    const byId = new Map<string, { _id: string }>(
      documents.map((document: { _id: string }) => [document._id, document]),
    )
    const tree = parse(groq, { params })
    const began = performance.now()
    evaluateSync(tree, { dataset: documents, dereference: ({ _ref }) => byId.get(_ref) })
    return performance.now() - began
  }, 40)
  let inside: number[] = []
  const askFresh = async (nth: number) => {
    if (!read.isUnique)
      await client
        .patch(session(0)._id)
        .set({ hashtag: `#${nth}` })
        .commit({ returnDocuments: false })
    return took(async () => {
      inside.push((await get(lake, read.perspective, read.ask(nth))).milliseconds)
    })
  }
  const began = performance.now()
  for (let nth = 0; nth < 4 || (nth < warmCount && performance.now() - began < warmMilliseconds); nth += 1)
    await askFresh(nth)
  inside = []
  const fresh = await timed((nth) => askFresh(nth + warmCount))
  inside.sort((a, b) => a - b)
  const kept = await timed(() => took(() => get(lake, read.perspective, read.ask(0))))
  const cells = (times: readonly number[]) => [
    ms(at(times, 0.5)),
    ms(at(times, 0.99)),
    perSecond(times),
    ratio(times),
  ]
  const ratio = (times: readonly number[]) => `${(at(plain, 0.5) / at(times, 0.5)).toFixed(1)}×`
  const within = [ms(at(inside, 0.5)), ratio(inside)]
  console.log(row([read.name, ms(at(plain, 0.5)), ...cells(fresh), ...within, ...cells(kept)]))
}

async function writes(client: SanityClient): Promise<void> {
  const cells = (times: readonly number[]) => [ms(at(times, 0.5)), ms(at(times, 0.99)), perSecond(times)]
  const mutations = await timed((nth) =>
    took(() =>
      client
        .patch(session(nth)._id)
        .set({ date: `2019-11-${12 + (nth % 3)}` })
        .commit({ returnDocuments: false }),
    ),
  )
  console.log(row(['mutation', '', ...cells(mutations)]))
  const publications = await timed(async (nth) => {
    const publishedId = session(nth)._id
    const draftId = `drafts.${publishedId}`
    const patch = { set: { start: `0${nth % 10}:00` } }
    await client.action({ actionType: 'sanity.action.document.edit', draftId, publishedId, patch })
    return took(() => client.action({ actionType: 'sanity.action.document.publish', draftId, publishedId }))
  })
  console.log(row(['publish', '', ...cells(publications)]))
}

/** Queries that take long, or never end. Each is sent again and again, with another number, so that none is cached. */
const heavyQueries: readonly ((nth: number) => string)[] = [
  (nth) => `count(*[!(_id in *[_type == "session"].part._ref)]) + ${nth}`,
  (nth) => `count(*[_type == "person" && count(*[_type == "session" && references(^._id)]) > 0]) + ${nth}`,
  (nth) => `*[_type == "session"]{_id, "n": count(*[_type == "session"]) + ${nth}}`,
  (nth) => `count(*[_type == "session"]{"same": *[_type == "session" && date == ^.date]._id}) + ${nth}`,
  (nth) => `count(*[count(*[title[0].value match ^.title[0].value + "*"]) > ${nth}])`,
  (nth) => `count(*[count(*[_createdAt < ^._createdAt]) > ${nth}])`,
  (nth) => `count(*[count(*[_type == ^._type && start > ^.start]) > ${nth}])`,
  (nth) =>
    `*[pt::text(description[0].value) match "*a*b*c*d*e*" || title[0].value match "*${nth}*"] | order(_id)`,
  (nth) => `${nth} + ${nestedLists(5, 30)}`,
  (nth) => `${nth} + ${nestedLists(8, 20)}`,
  (nth) => `${nth} + ${nestedLists(12, 20)}`,
  (nth) => `${nth} + ${'a.b['.repeat(60)}`,
]

function nestedLists(depth: number, length: number): string {
  const list = Array.from({ length }, (_, place) => place)
  let query = '1'
  for (let level = 0; level < depth; level += 1) query = `count([${list}][${query} > 0])`
  return query
}

/** The queries of an editor alone, and beside heavy ones that others send all the time. */
async function besideHeavyQueries(lake: LakeProcess): Promise<void> {
  const list = reads.find(({ name }) => name === 'list of the Studio')
  if (list === undefined) return
  // A parameter that nothing uses makes each query different.
  const asks: Readonly<Record<string, (nth: number) => Ask>> = {
    'list of the Studio': (nth) => ({ ...list.ask(nth), params: { ...list.ask(nth).params, nth } }),
    'one document': (nth) => ({ groq: '*[_id == $id][0]', params: { id: session(nth)._id, nth } }),
    'one plus one': (nth) => ({ groq: `1 + ${nth}` }),
  }
  const cells: Record<string, string[]> = {}
  let running = 0
  for (const heavy of [0, 8, 12]) {
    // Those that take long come first. They go on until the lake ends.
    const begun = heavyQueries.slice(heavyQueries.length - heavy, heavyQueries.length - running)
    for (const [place, query] of begun.entries()) void sendAllTheTime(lake, query, place)
    running = heavy
    for (const [name, ask] of Object.entries(asks)) {
      const times = await timed((nth) => took(() => get(lake, 'drafts', ask(nth + heavy * 1e6))))
      cells[name] = [...(cells[name] ?? []), ms(at(times, 0.5)), ms(at(times, 0.99)), ms(at(times, 1))]
    }
  }
  console.log(
    row(['', 'alone p50', 'p99', 'slowest', 'beside 8', 'p99', 'slowest', 'beside 12', 'p99', 'slowest']),
  )
  for (const [name, times] of Object.entries(cells)) console.log(row([name, ...times]))
}

/** Resolves when the lake has ended. Queries that take too long are answered with an error. */
async function sendAllTheTime(
  lake: LakeProcess,
  query: (nth: number) => string,
  place: number,
): Promise<void> {
  for (let nth = 0; ; nth += 1) {
    const groq = query(nth * 100 + place)
    const hasEnded = await get(lake, 'drafts', { groq }).then(
      () => false,
      (error) => error instanceof Error && 'code' in error,
    )
    if (hasEnded) return
  }
}

/** Milliseconds of each round, sorted, without the first rounds. */
async function timed(
  round: (nth: number) => number | Promise<number>,
  most = maxCount,
): Promise<readonly number[]> {
  const times: number[] = []
  const began = performance.now()
  for (let nth = 0; nth < most && (nth < 5 || performance.now() - began < maxMilliseconds); nth += 1)
    times.push(await round(nth))
  return times.slice(Math.min(10, times.length >> 2)).sort((a, b) => a - b)
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const agent = new Agent({ keepAlive: true })

/**
 * The bytes of an answer, not parsed, since parsing is the client's time; and the lake's own time from reading the query
 * to the bytes (`Server-Timing`), since HTTP costs the same for any server.
 */
function get(
  { url }: LakeProcess,
  perspective: string,
  { groq, params = {} }: Ask,
): Promise<{ readonly body: Buffer; readonly milliseconds: number }> {
  const address = new URL(`${url}/v2025-02-19/data/query/production`)
  const search = new URLSearchParams({ query: groq, perspective, returnQuery: 'false' })
  for (const [name, value] of Object.entries(params)) search.set(`$${name}`, JSON.stringify(value))
  address.search = search.toString()
  return new Promise((resolve, reject) => {
    request(address, { agent, family: 4 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        const timing = /dur=([\d.]+)/.exec(String(response.headers['server-timing']))
        if (response.statusCode === 200) resolve({ body, milliseconds: Number(timing?.[1]) })
        else reject(new Error(`${response.statusCode} ${body}`))
      })
    })
      .on('error', reject)
      .end()
  })
}

const clientOf = ({ url }: LakeProcess): SanityClient =>
  createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: url,
    useProjectHostname: false,
    useCdn: false,
  })

const memory = ({ pid }: LakeProcess): string =>
  `${Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024)} MB`

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN

const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`

const perSecond = (times: readonly number[]): string => {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  return (1000 / mean).toFixed(1000 / mean < 10 ? 1 : 0)
}

const row = (cells: readonly string[]): string =>
  cells.map((cell, place) => (place === 0 ? cell.padEnd(20) : cell.padStart(10))).join('')

await run(
  {
    call: 'npm run bench:lake',
    about: 'Measures how quickly the embedded lake answers, beside groq-js alone.',
    options: { sessions: { value: 'COUNTS', about: 'how many sessions it holds (14,3000,10000)' } },
  },
  async ({ sessions = '14,3000,10000' }) => {
    const sizes = sessions.split(',').map(Number)
    if (!sizes.every((size) => Number.isInteger(size) && size > 0))
      throw new UsageError(`--sessions is "${sessions}"; it must be whole numbers with commas between them.`)
    for (const size of sizes) await measure(size)
  },
)
