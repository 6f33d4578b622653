import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Ledger, parsedLedger } from '#src/addresses/ledger.ts'
import type { Locale } from '#src/locales.ts'
import { documentTitle } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { stored } from '../seed/stored.ts'
import { begun, broken, edit, published, type State, slugIn } from './histories.ts'

/** A small forum: what has addresses, without what does not matter to them. */
const small: readonly RawDocument[] = stored.flatMap((document): RawDocument[] => {
  const { brief: _b, objectives: _o, outcomes: _c, text: _t, linesOfAction: _l, ...bare } = document
  if (['forum', 'edition', 'strategySection'].includes(document._type)) return [{ ...bare, image: undefined }]
  const { _id, _type, _updatedAt, title, slug, part, edition, ordinal, date } = bare
  const time = date === undefined ? {} : { date, start: '09:00', end: '10:00' }
  const shown =
    ['part', 'session', 'page'].includes(_type) && !['session-modules', 'legal', 'contact'].includes(_id)
  return shown ? [{ _id, _type, _updatedAt, title, slug, part, edition, ordinal, ...time }] : []
})
const first = begun(small)

it('through any history of edits each address that was ever published goes on meaning the same thing', () => {
  const tally = { accepted: 0, refused: 0, taken: 0, gone: 0, led: 0, swaps: 0 }
  fc.assert(
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: what holds after each step is said in the order of the steps.
    fc.property(fc.array(edit, { minLength: 20, maxLength: 20 }), (edits) => {
      let state = first
      for (const one of edits) {
        frozen(state.table.ledger)
        const { state: next, step } = published(state, one)
        const forAddress = (step.refused ?? []).filter(({ code }) => code === 'addressTaken')
        if (step.refused) {
          expect(next).toBe(state)
          tally.refused += 1
        }
        // A document with another fault asks for nothing, so then the addresses may be free.
        if (!step.refused || step.refused.length === forAddress.length) {
          if (forAddress.length > 0 !== step.contested)
            expect([one, forAddress]).toEqual([one, step.contested])
        }
        const [mine, theirs] = step.touched
        if (one.do === 'swap' && mine && theirs && isSwap(state, one.locale, mine, theirs)) {
          const told = forAddress.filter(({ locale }) => locale === one.locale)
          for (const [asking, owner] of [
            [mine, theirs],
            [theirs, mine],
          ] as const) {
            if (asking.takesOver === true) continue
            tally.swaps += 1
            const found = told.find(({ documentId }) => documentId === asking._id)
            expect(found?.facts.owner).toBe(documentTitle(owner))
          }
        }
        state = next
        const problems = broken(state)
        if (problems.length > 0) expect([one, problems]).toEqual([one, []])
        if (!step.refused) tally.accepted += 1
      }
      expect(parsedLedger(JSON.stringify(state.table.ledger))).toEqual(state.table.ledger)
      tally.taken += Object.values(state.table.ledger.addresses).filter(({ before }) => before).length
      tally.gone += state.table.retired.filter(({ target }) => target === undefined).length
      tally.led += state.table.retired.filter(({ target }) => target !== undefined).length
    }),
    { numRuns: 500 },
  )
  // Each thing that may happen did, and often.
  expect(Object.entries(tally).filter(([, count]) => count < 100)).toEqual([])
}, 120_000)

/** Whoever writes into an earlier ledger is told so at once. */
function frozen({ addresses, permalinks }: Ledger): void {
  for (const table of [addresses, permalinks]) {
    for (const one of Object.values(table)) Object.freeze(one)
    Object.freeze(table)
  }
}

/** Whether two sessions that exchange their words in a language exchange their addresses. */
function isSwap({ table }: State, locale: Locale, ...sessions: [RawDocument, RawDocument]): boolean {
  const folders = sessions.map(({ _id }) =>
    table.addresses.of(locale, 'session', _id)?.replace(/[^/]+\/$/, ''),
  )
  return folders[0] === folders[1] && sessions.every((one) => slugIn(one, locale) !== undefined)
}
