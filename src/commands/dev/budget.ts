import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { type Config, readConfig } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { makeRelease } from '#src/release/release.ts'
import { StepFailedError } from '../failures.ts'
import { openLake } from '../local-lake.ts'
import { run } from '../run.ts'
import { inventedSession } from './invented.ts'
import { type Weight, weigh } from './weights.ts'

/** Bytes of brotli that a page may weigh; a font as it is. */
const limits = { page: 14_000, session: 6_000, script: 1_024, font: 25_000 }

/** `npm run budget`: the heaviest page of each type, with 14 sessions and with 300; fails when one is too heavy. */
await run(async () => {
  const over: string[] = []
  for (const sessions of [14, 300]) {
    console.log(
      `\n${sessions} sessions${' '.repeat(15)}HTML+CSS   script     font   (bytes, brotli; the heaviest of its type)`,
    )
    for (const [kind, { path, page, script, font }] of await heaviest(sessions)) {
      console.log(
        [
          kind.padEnd(22),
          ...[page, script, font].map((bytes) => String(bytes).padStart(9)),
          `  ${path}`,
        ].join(''),
      )
      if (page > (kind === 'session' ? limits.session : limits.page))
        over.push(`${path}: ${page} bytes of HTML and CSS`)
      if (kind !== 'myProgramme' && script > limits.script) over.push(`${path}: ${script} bytes of script`)
      if (font > limits.font) over.push(`${path}: ${font} bytes of font`)
    }
  }
  console.log(
    `\nlimits: ${limits.page} a page, ${limits.session} a session, ${limits.script} of script, ${limits.font} of font`,
  )
  if (over.length > 0) throw new StepFailedError('The budget', over.join('\n'))
})

async function heaviest(sessions: number): Promise<Map<string, Weight & { path: string }>> {
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

async function weighed(config: Config, outDir: string): Promise<Map<string, Weight & { path: string }>> {
  await makeRelease(config, { outDir, earlierLedger: async () => emptyLedger })
  const ledger: Ledger = JSON.parse(await readFile(join(outDir, 'addresses.json'), 'utf8'))
  const heaviest = new Map<string, Weight & { path: string }>()
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
