import { hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { moreSessions } from '#src/commands/dev/invented.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { writeCached } from '#src/pictures/file-cache.ts'
import { RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer, type Renderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { type Edit, edit, initialState, publishEdit, type State } from '../addresses/histories.ts'
import { temporaryFolder } from '../commands/project.ts'
import { stored, words } from '../seed/stored.ts'

/** Rows of random edits: after each, the files that were made again and those that were kept are those of a whole release. */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let renderer: Renderer
beforeAll(async () => {
  const config = readConfig({ SITE_URL: 'https://example.org/forum/' })
  renderer = await openRenderer(config)
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#0b6b63' } })
    .png()
    .toBuffer()
  for (const image of images) await writeCached(join(folder, image), bytes)
}, 120_000)

const images = ['a', 'b'].map((letter) => `image-${letter.repeat(40)}-400x300-png`)
const room = (id: string, name: string): RawDocument => ({
  ...{ _id: id, _type: 'room', _updatedAt: '2019-11-01T08:00:00Z', slug: [] },
  edition: { _ref: 'edition-2019' },
  name: words({ en: name, fr: `Salle ${name}` }),
})

/** A notice of the day of the edition, from and until an hour. */
const notice = (texts: Readonly<Record<string, string>>, from: number, until?: number) => ({
  text: words(texts),
  from: { date: '2019-11-12', time: `${String(from).padStart(2, '0')}:00` },
  ...(until && { until: { date: '2019-11-12', time: `${until}:00` } }),
})

/** The default content with an image, rooms, a break, a second edition with sessions, and texts that lack languages. */
const documents: readonly RawDocument[] = [
  ...stored.map((document): RawDocument => {
    const { _id, _type } = document
    if (_type === 'forum') return { ...document, notice: notice({ en: 'To all' }, 8, 15) }
    if (_type === 'edition')
      return {
        ...{ ...document, image: { asset: { _ref: images[0] }, alt: words({ en: 'A hall' }) } },
        notice:
          _id === 'edition-2019'
            ? notice({ en: 'Late', fr: 'En retard' }, 10, 12)
            : notice({ es: 'Tarde' }, 11),
      }
    return _id === 'session-sendai'
      ? {
          ...document,
          rooms: [{ _key: 'a', _ref: 'room-a' }],
          status: 'moved',
          movedFrom: { start: '09:30' },
        }
      : document
  }),
  room('room-a', 'Umhlanga'),
  room('room-b', 'Ubuntu'),
  ...moreSessions(2).map((document) => ({
    ...document,
    ...{ _updatedAt: '2019-11-01T08:00:00Z', rooms: [{ _key: 'b', _ref: 'room-b' }] },
  })),
]

/** A field of a document gets the value that another document of its type has, or loses its value, or one language of it. */
type FieldEdit = { do: 'field'; which: number; field: number; from: number; language: number }
type AnyEdit =
  | Edit
  | FieldEdit
  | { do: 'image'; which: number; image: number }
  /** Nobody publishes anything, but it is another hour: clocks may be set back too. */
  | { do: 'time'; hour: number }

const anyEdit: fc.Arbitrary<AnyEdit> = fc.oneof(
  { weight: 2, arbitrary: edit },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ do: fc.constant('field' as const), which: fc.nat(200), field: fc.nat(40) },
      ...{ from: fc.nat(200), language: fc.nat(6) },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('image' as const), which: fc.nat(10), image: fc.nat(1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('time' as const), hour: fc.integer({ min: 6, max: 16 }) }),
  },
)

function withField(all: readonly RawDocument[], { which, field, from, language }: FieldEdit): RawDocument[] {
  const document = all[which % all.length]
  const others = all.filter(({ _type }) => _type === document?._type)
  const other = others[from % others.length]
  const names = Object.keys({ ...document, ...other }).filter((name) => !name.startsWith('_'))
  const name = names[field % names.length] ?? ''
  const value = other?.[name]
  const isOne = language < 3 && Array.isArray(value) && value.every((item) => 'language' in Object(item))
  const given = isOne ? value.filter((_, index) => index !== language) : language === 6 ? undefined : value
  return all.map((one) =>
    one === document ? { ...one, [name]: given, _updatedAt: `2019-11-${10 + (which % 20)}T08:00:00Z` } : one,
  )
}

const withImage = (all: readonly RawDocument[], which: number, image: number): RawDocument[] => {
  const editions = all.filter(({ _type }) => _type === 'edition')
  return all.map((one) =>
    one === editions[which % editions.length] ? { ...one, image: { asset: { _ref: images[image] } } } : one,
  )
}

/** The state after an edit; the same where its content has faults. */
function after(state: State, next: Exclude<AnyEdit, { do: 'time' }>): State {
  if (next.do !== 'field' && next.do !== 'image') return publishEdit(state, next).state
  const wanted =
    next.do === 'field'
      ? withField(state.documents, next)
      : withImage(state.documents, next.which, next.image)
  const { snapshot, faults } = examine(wanted, state.table.ledger)
  if (snapshot === undefined || faults.length > 0) return state
  const table = contentOf({ snapshot, ledger: state.table.ledger })
  return { ...state, documents: wanted, table }
}

function contentAt({ documents: all, table }: State, ledger: State['table']['ledger'], hour: number) {
  const { snapshot } = examine(all, ledger)
  if (snapshot === undefined) throw new Error('No snapshot')
  const now = Date.parse('2019-11-12T00:00+02:00') + hour * 3_600_000
  return contentOf({ snapshot, ledger: table.ledger, now })
}

const isSame = (then: State, state: State) => then === state || then.documents === state.documents

class Files {
  readonly site: RenderedSite
  readonly digests = new Map<string, string>()
  readonly #bytes = new Map<string, Uint8Array>()
  made = 0

  constructor(options?: { isForOne: boolean }) {
    const read = async (path: string) => this.#bytes.get(path) ?? new Uint8Array()
    this.site = new RenderedSite(renderer, folder, { ...options, read })
  }

  async update(content: ReturnType<typeof contentAt>): Promise<this> {
    const sink = async (path: string, bytes: Uint8Array) => {
      this.made += 1
      this.digests.set(path, hash('sha256', bytes))
      this.#bytes.set(path, bytes)
    }
    // Cards, at their earlier addresses.
    await this.site.update(content, sink, { later: (path) => path.startsWith('share/') })
    for (const path of this.digests.keys()) if (!this.site.has(path)) this.digests.delete(path)
    return this
  }
}

it('what changes make, one after another, is what a whole release makes', {
  timeout: process.env.LONG ? 7_200_000 : 600_000,
}, async () => {
  const tally = { steps: 0, kept: 0, made: 0, times: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { minLength: 20, maxLength: 20 }), async (edits) => {
      let state = initialState(documents)
      let hour = 9
      const increments = await new Files().update(contentAt(state, state.table.ledger, hour))
      for (const next of edits) {
        const isTime = next.do === 'time'
        if (isTime) hour = next.hour
        const then = isTime ? state : after(state, next)
        if (!isTime && isSame(then, state)) continue
        const content = contentAt(then, state.table.ledger, hour)
        increments.made = 0
        await increments.update(content)
        const whole = await new Files({ isForOne: true }).update(content)
        const wrong = [...whole.digests].filter(([path, digest]) => increments.digests.get(path) !== digest)
        expect([next, wrong.map(([path]) => path)]).toEqual([next, []])
        expect(increments.digests.size).toBe(whole.digests.size)
        tally.steps += 1
        tally.times += Number(isTime && increments.made > 0)
        tally.made += increments.made
        tally.kept += whole.digests.size - increments.made
        state = then
      }
    }),
    process.env.LONG ? { numRuns: 200, endOnFailure: true } : { numRuns: 5, seed: 11, endOnFailure: true },
  )
  console.log(tally)
  expect(tally.steps).toBeGreaterThan(10)
  expect(tally.times).toBeGreaterThan(3)
  expect(tally.kept).toBeGreaterThan(tally.made)
})
