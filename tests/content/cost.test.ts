import { expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { inventedContent } from '#src/commands/dev/invented.ts'
import { type Content, contentOf } from '#src/content/content.ts'
import { type Noted, Reads } from '#src/content/reads.ts'
import { alternatesOf, canonicalOf } from '#src/feeds/alternates.ts'
import { structuredText } from '#src/feeds/structured.ts'
import { summaryOf } from '#src/feeds/words.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { cardOf } from '#src/pictures/share-card.ts'
import { shareAddress } from '#src/pictures/share-image.ts'
import { examine } from '#src/rules/examine.ts'

/** The content of a site with this many sessions in one edition, whose lists count what is read of them. */
function counted(sessions: number): { content: Content; reads: () => number } {
  const documents = inventedContent(sessions).map((document) => ({
    ...document,
    _updatedAt: '2029-01-01T00:00:00Z',
  }))
  const { snapshot } = examine(documents)
  if (snapshot === undefined) throw new Error('No snapshot')
  let count = 0
  const counting = <T extends object>(list: T): T =>
    new Proxy(list, {
      get: (target, key) => {
        count += 1
        return Reflect.get(target, key)
      },
    })
  const content = contentOf({ snapshot, ledger: emptyLedger })
  const { forum, ...lists } = content.documents.snapshot
  const watched = Object.fromEntries(Object.entries(lists).map(([type, list]) => [type, counting(list)]))
  Object.assign(content.documents.snapshot, { forum, ...watched } as Snapshot)
  count = 0
  return { content, reads: () => count }
}

/** What the head of a page, its share image and the links beside it need of the content. */
async function ask(content: Content, subject: Subject): Promise<void> {
  const { documents } = content
  const summary = summaryOf(subject, 'fr', documents)
  const context = { ...content, absolute: (address: string) => address, summary, image: '' }
  await structuredText(subject, 'fr', context, (_name, make) => make())
  alternatesOf(subject, content)
  canonicalOf(subject, 'fr', content)
  cardOf(subject, 'fr', documents)
  shareAddress(subject, 'fr', documents)
  documents.sessionsAround(subject.id)
  documents.sessionsBeside(subject.id)
  documents.partsAround(subject.id)
  content.past.record(subject.id)
  content.past.retiredAt('/fr/2030/programme/parti/')
}

/** How many questions and fields the page of the session in the middle reads. */
async function readsOf(sessions: number): Promise<{ questions: number; lists: number }> {
  const { content, reads } = counted(sessions)
  const { _id: id } = content.documents.sessionsOf('edition-2030')[Math.floor(sessions / 2)] ?? { _id: '' }
  expect(content.documents.session(id)).toBeDefined()
  await ask(content, { kind: 'session', id })
  const lists = reads()
  let noted: Noted | undefined
  const scope = {
    getStore: () => noted,
    run: <T>(next: Noted, work: () => T): T => {
      noted = next
      return work()
    },
  }
  await new Reads(content, scope).noting('page', async (wrapped) => ask(wrapped, { kind: 'session', id }))
  return { questions: noted?.numbers.length ?? 0, lists }
}

it('the page of a session reads as much where there are 300 sessions as where there are 60', async () => {
  const [few, many] = [await readsOf(60), await readsOf(300)]
  expect(many).toEqual(few)
  // No list of all documents.
  expect(few.lists).toBe(0)
  expect(few.questions).toBeGreaterThan(20)
})
