import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Ledger, parsedLedger } from '#src/addresses/ledger.ts'
import type { Locale } from '#src/locales.ts'
import { documentTitle } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { stored } from '../seed/stored.ts'
import { addressProblems, edit, initialState, publishEdit, type State, slugIn } from './histories.ts'

/** A small forum: the documents that have addresses, with only the fields that matter for them. */
const small: readonly RawDocument[] = stored.flatMap((document): RawDocument[] => {
  const { brief: _b, objectives: _o, outcomes: _c, text: _t, linesOfAction: _l, ...bare } = document
  if (['forum', 'edition', 'strategySection'].includes(document._type)) return [{ ...bare, image: undefined }]
  const { _id, _type, _updatedAt, title, slug, part, edition, ordinal, date } = bare
  const time = date === undefined ? {} : { date, start: '09:00', end: '10:00' }
  const shown =
    ['part', 'session', 'page'].includes(_type) && !['session-modules', 'legal', 'contact'].includes(_id)
  return shown ? [{ _id, _type, _updatedAt, title, slug, part, edition, ordinal, ...time }] : []
})
const first = initialState(small)

it('after any history of edits, each address that was ever published still has the same meaning', () => {
  const tally = { accepted: 0, refused: 0, takenOver: 0, gone: 0, redirected: 0, swaps: 0 }
  fc.assert(
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the checks after each step are in the order of the steps.
    fc.property(fc.array(edit, { minLength: 20, maxLength: 20 }), (edits) => {
      let state = first
      for (const nextEdit of edits) {
        freeze(state.table.ledger)
        const { state: next, step } = publishEdit(state, nextEdit)
        const forAddress = (step.refused ?? []).filter(({ code }) => code === 'addressTaken')
        if (step.refused) {
          expect(next).toBe(state)
          tally.refused += 1
        }
        // A document with another fault asks for no address, so the addresses may then be free.
        if (!step.refused || step.refused.length === forAddress.length) {
          if (forAddress.length > 0 !== step.contested)
            expect([nextEdit, forAddress]).toEqual([nextEdit, step.contested])
        }
        const [mine, theirs] = step.touched
        if (nextEdit.do === 'swap' && mine && theirs && isSwap(state, nextEdit.locale, mine, theirs)) {
          const inLanguage = forAddress.filter(({ locale }) => locale === nextEdit.locale)
          for (const [asking, owner] of [
            [mine, theirs],
            [theirs, mine],
          ] as const) {
            if (asking.takesOver === true) continue
            tally.swaps += 1
            const fault = inLanguage.find(({ documentId }) => documentId === asking._id)
            expect(fault?.facts.owner).toBe(documentTitle(owner))
          }
        }
        state = next
        const problems = addressProblems(state)
        if (problems.length > 0) expect([nextEdit, problems]).toEqual([nextEdit, []])
        if (!step.refused) tally.accepted += 1
      }
      expect(parsedLedger(JSON.stringify(state.table.ledger))).toEqual(state.table.ledger)
      tally.takenOver += Object.values(state.table.ledger.addresses).filter(({ before }) => before).length
      tally.gone += state.table.past.retired.filter(({ target }) => target === undefined).length
      tally.redirected += state.table.past.retired.filter(({ target }) => target !== undefined).length
    }),
    { numRuns: 500 },
  )
  // Each case must have occurred often.
  expect(Object.entries(tally).filter(([, count]) => count < 100)).toEqual([])
}, 120_000)

/** Freezes a ledger, so that code that changes an earlier ledger throws. */
function freeze({ addresses, permalinks }: Ledger): void {
  for (const table of [addresses, permalinks]) {
    for (const entry of Object.values(table)) Object.freeze(entry)
    Object.freeze(table)
  }
}

/** Whether two sessions that swap their slugs in a language also swap their addresses. */
function isSwap({ table }: State, locale: Locale, ...sessions: [RawDocument, RawDocument]): boolean {
  const folders = sessions.map(({ _id }) =>
    table.addresses.of(locale, 'session', _id)?.replace(/[^/]+\/$/, ''),
  )
  return folders[0] === folders[1] && sessions.every((session) => slugIn(session, locale) !== undefined)
}
