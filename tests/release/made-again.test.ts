import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { inventedContent } from '#src/commands/dev/invented.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isPicture, RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer, type Renderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { temporaryFolder } from '../commands/project.ts'
import { words } from '../seed/stored.ts'

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let renderer: Renderer
beforeAll(async () => {
  renderer = await openRenderer(readConfig({ SITE_URL: 'https://example.org/' }))
}, 120_000)

type Edit = (documents: readonly RawDocument[], session: RawDocument) => readonly RawDocument[]

const changed =
  (change: (session: RawDocument) => object): Edit =>
  (documents, session) =>
    documents.map((document) => (document === session ? { ...session, ...change(session) } : document))

/** What editors publish most. The times do not meet others’. */
const edits: Readonly<Record<string, Edit>> = {
  'a title': changed(() => ({ title: titled('Another title') })),
  'a time, which changes the order': changed(() => ({ start: '23:30', end: '23:40' })),
  'a new session': (documents, session) => [
    ...documents,
    { ...session, _id: 'session-new', title: titled('New'), slug: undefined, start: '23:30', end: '23:40' },
  ],
  'a session that is withdrawn': (documents, session) => documents.filter((other) => other !== session),
}

const titled = (text: string) => words({ en: `${text} en`, fr: `${text} fr`, es: `${text} es` })

/** How many files each edit makes again, of a site of one edition with so many sessions. */
async function madeAgain(sessions: number): Promise<Record<string, number>> {
  const documents = inventedContent(sessions).map((document) => ({
    ...document,
    _updatedAt: '2029-01-01T00:00:00Z',
  }))
  const session = documents.filter(({ _type }) => _type === 'session')[Math.floor(sessions / 2)]
  if (session === undefined) throw new Error('no session')
  const counts: Record<string, number> = {}
  const site = new RenderedSite(renderer, join(folder, 'assets'))
  const update = async (content: readonly RawDocument[]) => {
    const { snapshot, faults } = examine(content)
    expect(faults).toEqual([])
    if (snapshot === undefined) throw new Error('no snapshot')
    let made = 0
    await site.update(contentOf({ snapshot, ledger: emptyLedger }), async () => void made++, {
      later: isPicture,
    })
    return made
  }
  const all = await update(documents)
  for (const [name, edit] of Object.entries(edits)) {
    counts[name] = await update(edit(documents, session))
    expect(counts[name], name).toBeLessThan(all / 2)
    await update(documents)
  }
  return counts
}

it('an edit makes hardly more files again where there are 120 sessions than where there are 60', {
  timeout: 120_000,
}, async () => {
  const [few, many] = [await madeAgain(60), await madeAgain(120)]
  // Of the 60 sessions more, in three languages, only those of the part concern it: they are listed beside it.
  for (const [name, count] of Object.entries(many)) expect(count - (few[name] ?? 0), name).toBeLessThan(30)
})
