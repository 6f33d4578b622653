import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { evaluate, parse } from 'groq-js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { addressesOf } from '#src/addresses/paths.ts'
import { lakeClient } from '#src/client/client.ts'
import { PublishedDocuments } from '#src/client/published-documents.ts'
import { openLake } from '#src/commands/local-lake.ts'
import { type Config, readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import { documentProblem, type Lake } from '#src/lake/index.ts'
import { locales } from '#src/locales.ts'
import { isBlank } from '#src/model/clean-text.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import { documentTypes, type RawDocument } from '#src/model/schema.ts'
import { ContentFaultsError, PageFailedError, StepFailedError } from '#src/release/failures.ts'
import { makeRelease } from '#src/release/release.ts'
import { examine } from '#src/rules/examine.ts'
import { type Fault, textOf } from '#src/rules/findings.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { drawnDocuments } from '../drawn-documents.ts'
import { stored } from '../seed/stored.ts'
import { temporaryFolder } from './project.ts'

/**
 * Whatever a document holds in any field of the schema: either it is published by a sound build, or it is refused with
 * its field named. What is drawn together is published together, since a build takes as long for one as for a hundred.
 */
const count = process.env.LONG ? 10_000 : 300
const together = 300
const seed = Number(process.env.SEED ?? 20_271_112)

const folder = temporaryFolder()
let config: Config
let lake: Lake
let assets: Parameters<typeof drawnDocuments>[0]
const room: RawDocument = {
  _id: 'drawn-room',
  _type: 'room',
  _updatedAt: '2019-11-01T08:00:00Z',
  edition: { _type: 'reference', _ref: 'edition-2019' },
  slug: [],
  name: [{ _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: 'Room' }],
}
const before = [...stored, room]
const isDrawn = ({ documentId }: Fault) => !before.some(({ _id }) => _id === documentId)

beforeAll(async () => {
  config = readConfig({ DATA_DIR: join(folder, 'data'), LAKE_PORT: '3935' })
  if (config.lake.kind !== 'embedded') throw new Error('A project id is set.')
  lake = await openLake(config, config.lake)
  const client = lakeClient(config)
  const tiny = readFileSync(new URL('../cases/content/tiny.png', import.meta.url))
  const image = await client.assets.upload('image', tiny, { filename: 'tiny.png' })
  const file = await client.assets.upload('file', Buffer.from('%PDF-1.4'), { filename: 'a.pdf' })
  assets = { image: image._id, file: file._id }
  await client.createOrReplace(room)
}, 60_000)

afterAll(async () => {
  await lake.close()
  rmSync(folder, { recursive: true, force: true })
})

const batches = Array.from({ length: Math.ceil(count / together) }, (_, index) => seed + index)

it.each(batches)(
  'what is drawn with seed %i is published or refused',
  async (batch) => {
    const drawn = fc.sample(drawnDocuments(assets), { seed: batch, numRuns: together })
    const refused = refusedInStudio(drawn)
    previewed(drawn)
    const published = await publishable(drawn)
    // Neither all nor nothing: else this would test nothing.
    expect(published.length).toBeGreaterThan(together / 5)
    expect(refused).toBeGreaterThan(together / 5)
    await publish(published)
  },
  900_000,
)

/** Judges each document among the default content, as the form does before it is published. @returns how many are refused */
function refusedInStudio(drawn: readonly RawDocument[]): number {
  let refused = 0
  for (const document of drawn) {
    const { faults } = named(document, () => examine(withOne(document)))
    if (faults.some(({ documentId }) => documentId === document._id)) refused += 1
    for (const fault of faults) {
      // A document may take an address from another, which is then told as well.
      if (fault.code !== 'addressTaken') expect([fault, fault.documentId]).toEqual([fault, document._id])
      for (const { locale } of locales) {
        const { field, wrong, todo } = textOf(fault, locale)
        expect([fault, wrong, todo].join('')).not.toMatch(/finding\./)
        expect([fault, fault.path === '' || field !== '']).toEqual([fault, true])
      }
    }
  }
  return refused
}

/** The preview shows all of them at once, with stand-ins. */
function previewed(drawn: readonly RawDocument[]): void {
  const { snapshot } = withStandIns([...before, ...drawn])
  contentOf({ snapshot, ledger: emptyLedger })
}

/** The drawn documents that a build would take all together: those that keep having faults are left out. */
async function publishable(drawn: readonly RawDocument[]): Promise<readonly RawDocument[]> {
  const query = parse(snapshotQuery)
  const storable = drawn.filter(canBeStored)
  const forums = storable.filter(({ _type }) => _type === 'forum')
  let left = [...new Map(storable.map((document) => [document._id, document])).values()].filter(
    ({ _type }) => _type !== 'forum',
  )
  const faultsAmong = async (documents: readonly RawDocument[]) => {
    const lists: Record<string, RawDocument[]> = await (await evaluate(query, { dataset: documents })).get()
    return examine(Object.values(lists).flat()).faults
  }
  for (;;) {
    const faults = await faultsAmong([...before, ...left])
    const wrong = new Set(faults.filter(isDrawn).map(({ documentId }) => documentId))
    if (wrong.size === 0) {
      expect(faults).toEqual([])
      break
    }
    left = left.filter(({ _id }) => !wrong.has(_id))
  }
  // There is one forum: the last one that a build takes stands in the place of the default one.
  for (const forum of forums.toReversed()) {
    const documents = [
      ...before.filter(({ _type }) => _type !== 'forum'),
      ...left,
      { ...forum, _id: 'forum' },
    ]
    if ((await faultsAmong(documents)).length === 0) return [...left, { ...forum, _id: 'forum' }]
  }
  return left
}

/** The lake has rules of its own, such as how deep a document may be. */
const canBeStored = (document: RawDocument): boolean =>
  documentProblem({ ...document, _updatedAt: '', _createdAt: '', _rev: '' }) === undefined

/** Publishes documents in a lake, and makes a release of them. */
async function publish(documents: readonly RawDocument[]): Promise<void> {
  const client = lakeClient(config, { perspective: 'raw' })
  // A connection that was kept while documents were judged may be closed by now; a read is tried again.
  await client.fetch('count(*)')
  const transaction = client.transaction()
  for (const document of documents) transaction.createOrReplace<RawDocument>(document)
  await transaction.commit({ visibility: 'sync' })
  const outDir = join(folder, 'dist')
  for (;;) {
    const found = await makeRelease(config, { outDir, now: 0, earlierLedger: async () => emptyLedger }).catch(
      (error: unknown) => error,
    )
    if (found instanceof PageFailedError) {
      const shown = documents.find(({ _id }) => _id === found.document?.documentId)
      throw new Error(`${found.address}: ${found.stack}\n${JSON.stringify(shown, null, 1)?.slice(0, 5000)}`)
    }
    if (!(found instanceof ContentFaultsError)) {
      if (found instanceof StepFailedError) throw new Error(found.output)
      if (found instanceof Error) throw found
      break
    }
    // Only the release itself can find that the bytes of an image or a file are gone.
    expect(found.faults.filter(({ code }) => code !== 'noAsset' && code !== 'brokenReference')).toEqual([])
    for (const { documentId } of found.faults) await client.delete(documentId)
  }
  await expectSound(outDir)
  await client.delete({
    query: '*[_type in $types && !(_id in $kept)]',
    params: { types: documentTypes, kept: before.map(({ _id }) => _id) },
  })
  await client.createOrReplace<RawDocument>(before.find(({ _type }) => _type === 'forum') ?? room)
}

/** Every page is there, with a title, and shows no value that is none. */
async function expectSound(outDir: string): Promise<void> {
  const { snapshot } = examine(await new PublishedDocuments(lakeClient(config)).read())
  if (snapshot === undefined) throw new Error('No snapshot')
  const wrong: string[] = []
  for (const { address } of addressesOf(snapshot).entries) {
    const file = join(outDir, address, 'index.html')
    if (!existsSync(file)) wrong.push(`${address} is missing`)
    else wrong.push(...problemsOf(readFileSync(file, 'utf8')).map((problem) => `${address}: ${problem}`))
  }
  expect(wrong).toEqual([])
  for (const { locale } of locales) JSON.parse(readFileSync(join(outDir, locale, 'search.json'), 'utf8'))
  expect(readFileSync(join(outDir, 'sitemap.xml'), 'utf8')).toMatch(/^<\?xml[\s\S]*<\/urlset>\s*$/)
}

function problemsOf(html: string): string[] {
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
  const shown = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ')
  return [
    ...(isBlank(title) ? ['has no title'] : []),
    ...(/\bundefined\b|\bNaN\b|\[object |Invalid Date|\bInfinity\b|native code/.exec(shown) ?? []),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
    ...(/[\0-\u0008\u000e-\u001f\u00ad\u200b\ufeff\ufffe\uffff]/u.test(html)
      ? ['has invisible characters']
      : []),
    ...(html.includes('</body></html>') ? [] : ['does not end']),
  ]
}

/** The default content with a document, or with it in the place of the forum. */
const withOne = (document: RawDocument): RawDocument[] => [
  ...before.filter(
    ({ _id, _type }) => _id !== document._id && (document._type !== 'forum' || _type !== 'forum'),
  ),
  document,
]

/** Runs a step for a document, and tells which where it throws. */
function named<T>(document: RawDocument, step: () => T): T {
  try {
    return step()
  } catch (cause) {
    throw new Error(`It throws for ${JSON.stringify(document).slice(0, 3000)}`, { cause })
  }
}
