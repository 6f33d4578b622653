import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { type Config, readConfig } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { makeRelease } from '#src/release/release.ts'
import { openLake } from '../local-lake.ts'
import { run } from '../run.ts'
import { inventedSession } from './invented.ts'
import { type Weight, weigh } from './weights.ts'

/** Bytes of brotli that a page may weigh; a font as it is. */
const limits = { page: 14_000, session: 6_000, script: 1_024, font: 25_000 }

/** `npm run budget`: the heaviest page of each type, with 14 sessions and with 300; fails when one is too heavy. */
await run(
  { call: 'npm run budget', about: 'Weighs the pages of the site, with 14 sessions and with 300.' },
  async () => {
    const over: string[] = []
    for (const sessions of [14, 300]) {
      console.log(
        `\n${sessions} sessions${' '.repeat(15)}HTML+CSS   script     font   (bytes, brotli; the heaviest of its type)`,
      )
      for (const [kind, weight] of await heaviest(sessions)) {
        console.log(row(kind, weight))
        over.push(...excess(kind, weight))
      }
    }
    console.log(
      `\nlimits: ${limits.page} a page, ${limits.session} a session, ${limits.script} of script, ${limits.font} of font`,
    )
    if (over.length > 0) throw new StepFailedError('The budget', over.join('\n'))
  },
)

type PageWeight = Weight & { path: string }

const row = (kind: string, { path, page, script, font }: PageWeight) =>
  [kind.padEnd(22), ...[page, script, font].map((bytes) => String(bytes).padStart(9)), `  ${path}`].join('')

function excess(kind: string, { path, page, script, font }: PageWeight): string[] {
  const most = kind === 'session' ? limits.session : limits.page
  const found: [boolean, string][] = [
    [page > most, `${page} bytes of HTML and CSS`],
    [script > limits.script && kind !== 'myProgramme', `${script} bytes of script`],
    [font > limits.font, `${font} bytes of font`],
  ]
  return found.flatMap(([isOver, what]) => (isOver ? [`${path}: ${what}`] : []))
}

async function heaviest(sessions: number): Promise<Map<string, PageWeight>> {
  const folder = await mkdtemp(join(tmpdir(), 'budget-'))
  try {
    const config = readConfig({ DATA_DIR: join(folder, 'data') })
    if (config.lake.kind !== 'embedded') return new Map()
    const lake = await openLake(config, { ...config.lake, url: 'http://localhost:0' })
    try {
      const own = { ...config, lake: { ...config.lake, url: lake.url } }
      await addSessions(own, sessions)
      return await weighed(own, join(folder, 'site'))
    } finally {
      await lake.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function weighed(config: Config, outDir: string): Promise<Map<string, PageWeight>> {
  await makeRelease(config, { outDir, earlierLedger: async () => emptyLedger })
  const ledger: Ledger = JSON.parse(await readFile(join(outDir, 'addresses.json'), 'utf8'))
  const heaviest = new Map<string, PageWeight>()
  const pages = Object.entries(ledger.addresses).map(([address, { kind }]) => ({
    kind,
    path: `${address}index.html`,
  }))
  const others = [
    '/index.html',
    '/404.html',
    '/s/session-sendai/index.html',
    '/fr/embed/edition-2019/index.html',
  ]
  for (const { kind, path } of [
    ...pages,
    ...others.map((path) => ({ kind: path.split('/').at(-3) ?? path, path })),
  ]) {
    const weight = { ...(await weigh(outDir, path, '')), path }
    const known = heaviest.get(kind)
    if (!known || weight.page > known.page) heaviest.set(kind, weight)
  }
  return heaviest
}

/** Adds sessions until there are so many: three days, several at a time, in all languages, no two alike. */
async function addSessions(config: Config, wanted: number): Promise<void> {
  const client = lakeClient(config)
  const standing: number = await client.fetch('count(*[_type == "session"])')
  const transaction = client.transaction()
  transaction.patch('edition-2019', { set: { lastDay: '2019-11-14' } })
  for (let index = standing; index < wanted; index += 1)
    transaction.create<RawDocument>(inventedSession(index))
  await transaction.commit()
}
