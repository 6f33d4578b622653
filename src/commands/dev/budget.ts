import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { hasNow } from '#src/addresses/embedded.ts'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { type Config, readConfig } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { isPicture, RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { SiteContent } from '#src/release/site-content.ts'
import { reference } from '#src/seed/write.ts'
import { openLake } from '../local-lake.ts'
import { run } from '../run.ts'
import { inventedPeople, moreSessions } from './invented.ts'
import { type Weight, weigh } from './weights.ts'

/**
 * The size limits of a page, in bytes compressed with brotli; of a font, in bytes of its file; of frames with their script,
 * with 14 sessions: `frame` of the programme, `now` of what is on and what comes next; of what sites load that have frames.
 */
const limits = {
  ...{ page: 14_000, session: 6_000, contributor: 5_000, script: 1_024, font: 25_000 },
  ...{ frame: 6_000, now: 3_000, element: 1_500 },
}

/**
 * `npm run budget`: measures the largest page of each type, with 14 sessions, with 300, and of the congress; fails where one
 * exceeds a limit.
 */
await run(
  {
    call: 'npm run budget',
    about: 'Measures the size of the pages, with 14 sessions, with 300, and of the congress.',
  },
  async () => {
    const over: string[] = []
    for (const sessions of [14, 300, 'congress'] as const) {
      const heading = sessions === 'congress' ? 'the congress' : `${sessions} sessions`
      console.log(
        `\n${heading.padEnd(27)}HTML+CSS   script     font   (bytes, brotli; the largest of its type)`,
      )
      for (const [kind, weight] of await largestPages(sessions)) {
        console.log(row(kind, weight))
        over.push(...excess(kind, weight, sessions === 14))
      }
    }
    console.log(
      `\nlimits: page ${limits.page}, session page ${limits.session}, person ${limits.contributor}, script ${limits.script}, font ${limits.font}, frame of 14 sessions ${limits.frame}, of 14 sessions and now ${limits.now}, embed.js ${limits.element}`,
    )
    if (over.length > 0) throw new StepFailedError('The budget', over.join('\n'))
  },
)

type PageWeight = Weight & { path: string }

function row(kind: string, { path, page, script, font }: PageWeight): string {
  const bytes = [page, script, font].map((count) => String(count).padStart(9))
  return [kind.padEnd(22), ...bytes, `  ${path}`].join('')
}

function excess(kind: string, { path, page, script, font }: PageWeight, isSmall: boolean): string[] {
  const own: Readonly<Record<string, number | undefined>> = {
    ...{ session: limits.session, contributor: limits.contributor },
    ...{
      embed: isSmall ? limits.frame : limits.page,
      now: isSmall ? limits.now : limits.page,
      'embed.js': limits.element,
    },
  }
  // Of a frame it is in the page.
  const isOver = script > limits.script && kind !== 'myProgramme' && kind !== 'now'
  const checks: [boolean, string][] = [
    [page > (own[kind] ?? limits.page), `${page} bytes of HTML and CSS`],
    [isOver, `${script} bytes of script`],
    [font > limits.font, `${font} bytes of font`],
  ]
  return checks.flatMap(([tooMuch, what]) => (tooMuch ? [`${path}: ${what}`] : []))
}

async function largestPages(sessions: number | 'congress'): Promise<Map<string, PageWeight>> {
  const folder = await mkdtemp(join(tmpdir(), 'budget-'))
  try {
    const config = readConfig({
      DATA_DIR: join(folder, 'data'),
      DEFAULT_CONTENT: sessions === 'congress' ? 'congress' : 'yes',
    })
    if (config.lake.kind !== 'embedded') return new Map()
    const lake = await openLake(config, { ...config.lake, url: 'http://localhost:0' })
    try {
      const lakeConfig = { ...config, lake: { ...config.lake, url: lake.url } }
      if (sessions !== 'congress') await addSessions(lakeConfig, sessions)
      return await measurePages(lakeConfig, join(folder, 'site'))
    } finally {
      await lake.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measurePages(config: Config, outDir: string): Promise<Map<string, PageWeight>> {
  const ledger = await makePages(config, outDir)
  const largest = new Map<string, PageWeight>()
  const pages = Object.entries(ledger.addresses).map(([address, { kind }]) => ({
    kind,
    path: `${address}index.html`,
  }))
  const permalinks = Object.values(ledger.permalinks)
  const idOf = (kind: string) => permalinks.find((record) => record.kind === kind)?.id
  const others = [
    { kind: '/index.html', path: '/index.html' },
    { kind: '/404.html', path: '/404.html' },
    { kind: 'embed.js', path: '/embed.js' },
    { kind: 's', path: `/s/${idOf('session')}/index.html` },
    { kind: 'embed', path: `/fr/embed/${idOf('edition')}/index.html` },
    ...permalinks.filter(hasNow).map(({ id }) => ({ kind: 'now', path: `/fr/embed/${id}/now/index.html` })),
  ]
  for (const { kind, path } of await candidates([...pages, ...others], outDir)) {
    const weight = { ...(await weigh(outDir, path, '')), path }
    const known = largest.get(kind)
    if (!known || weight.page > known.page) largest.set(kind, weight)
  }
  return largest
}

/** Makes the pages of a release, without its pictures: these take most of the time, and no page is heavier for them. */
async function makePages(config: Config, outDir: string): Promise<Ledger> {
  const source = new SiteContent(config)
  const { content } = await source.read(async () => emptyLedger)
  const site = new RenderedSite(await openRenderer(config), source.assetsFolder, { isForOne: true })
  const sink = async (path: string, bytes: Uint8Array) => {
    await mkdir(dirname(join(outDir, path)), { recursive: true })
    await writeFile(join(outDir, path), bytes)
  }
  await site.update(content, sink, { later: (path) => isPicture(path) || path.startsWith('files/') })
  return JSON.parse(await readFile(join(outDir, 'addresses.json'), 'utf8'))
}

/** The pages that may be the largest of their type, by a fast compression: the best one takes long. */
async function candidates(pages: readonly Page[], folder: string): Promise<readonly Page[]> {
  const sized = await Promise.all(
    pages.map(async (page) => ({
      page,
      size: (await fastBrotli(await readFile(join(folder, page.path)))).length,
    })),
  )
  return [...Map.groupBy(sized, ({ page }) => page.kind).values()].flatMap((ofKind) =>
    ofKind
      .toSorted((a, b) => b.size - a.size)
      .slice(0, 12)
      .map(({ page }) => page),
  )
}
type Page = { kind: string; path: string }
function fastBrotli(bytes: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
}

/**
 * Adds invented sessions, on three days where they are many, until there are `count` sessions. Where they are many, there
 * are 150 people and organisations, and the sessions are theirs.
 */
async function addSessions(config: Config, count: number): Promise<void> {
  const client = lakeClient(config)
  const existing: number = await client.fetch('count(*[_type == "session"])')
  const people = count > 100 ? inventedPeople(142) : []
  const transaction = client.transaction()
  transaction.patch('edition-2019', { set: { lastDay: '2019-11-14' } })
  for (const document of people) transaction.create<RawDocument>(document)
  for (const [index, document] of moreSessions(count - existing).entries()) {
    const own = [0, 1].flatMap((nth) => people[(index * 2 + nth) % people.length]?._id ?? [])
    transaction.create<RawDocument>({ ...document, ...(own.length > 0 && contributionsOf(own)) })
  }
  await transaction.commit()
}

function contributionsOf(ids: readonly string[]) {
  return {
    contributors: ids.map((id) => ({ _key: id, _type: 'contribution', contributor: reference(id) })),
  }
}
