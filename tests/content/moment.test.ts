import { describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentFrom, contentOf, contentText } from '#src/content/content.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { stored, words } from '../seed/stored.ts'

const at = (date: string, time: string) => ({ date, time })
const notices: Readonly<Record<string, unknown>> = {
  forum: { text: words({ en: 'For all', fr: 'Pour tous' }), from: at('2019-11-12', '08:00') },
  'edition-2019': {
    text: words({ fr: 'Est-ce clair?' }),
    from: at('2019-11-12', '09:00'),
    until: at('2019-11-12', '14:00'),
  },
  // In Daejeon, seven hours before.
  'edition-2022': { text: words({ en: 'Later' }), until: at('2019-11-12', '09:00') },
}
const documents: readonly RawDocument[] = stored.map((one) => ({ ...one, notice: notices[one._id] }))

function contentAt(time: string) {
  const { snapshot, faults } = examine(documents)
  expect(faults).toEqual([])
  if (snapshot === undefined) throw new Error('no snapshot')
  return contentOf({ snapshot, ledger: emptyLedger, now: Date.parse(time) })
}
const momentAt = (time: string) => contentAt(time).moment
const shownAt = (time: string, edition?: string) =>
  momentAt(time)
    .noticesOn(edition, 'en')
    .map(({ text }) => `${text.value} (${text.lang})`)

describe('the moment of a release', () => {
  it('shows the notices that stand then: on every page those of the forum, on those of an edition also its own', () => {
    expect(shownAt('2019-11-12T05:59Z', 'edition-2019')).toEqual([])
    expect(shownAt('2019-11-12T06:00Z', 'edition-2019')).toEqual(['For all (en)'])
    expect(shownAt('2019-11-12T07:00Z', 'edition-2019')).toEqual(['For all (en)', 'Est-ce clair\u202f? (fr)'])
    expect(shownAt('2019-11-12T12:00Z', 'edition-2019')).toEqual(['For all (en)'])
    expect(shownAt('2019-11-12T07:00Z')).toEqual(['For all (en)'])
  })

  it('shows to those who write also what is over and what is to come', () => {
    const all = momentAt('2031-01-01T00:00Z').everyNoticeOn('edition-2022', 'fr')
    expect(all.map(({ id, text }) => [id, text.value])).toEqual([
      ['forum', 'Pour tous'],
      ['edition-2022', 'Later'],
    ])
  })

  it('lasts from the last time at which something begins or ends to the next one', () => {
    const spanAt = (time: string) => {
      const { since, span } = momentAt(time)
      return [since, span.until && new Date(span.until).toISOString()]
    }
    expect(spanAt('2019-11-11T00:00Z')).toEqual([undefined, '2019-11-12T00:00:00.000Z'])
    expect(spanAt('2019-11-12T00:00Z')).toEqual(['2019-11-12T00:00:00.000Z', '2019-11-12T06:00:00.000Z'])
    expect(spanAt('2019-11-12T11:59Z')).toEqual(['2019-11-12T07:00:00.000Z', '2019-11-12T12:00:00.000Z'])
    expect(spanAt('2031-01-01T00:00Z')).toEqual(['2019-11-12T12:00:00.000Z', undefined])
  })

  it('goes to another process with the content', () => {
    const content = contentAt('2019-11-12T07:00Z')
    const { moment } = contentFrom(contentText(content))
    expect(moment.noticesOn('edition-2019', 'es')).toEqual(content.moment.noticesOn('edition-2019', 'es'))
    expect(moment.since).toBe(content.moment.since)
  })

  it('is nothing where no notice has a time', () => {
    const { snapshot } = examine(stored)
    if (snapshot === undefined) throw new Error('no snapshot')
    const { since, span } = contentOf({ snapshot, ledger: emptyLedger, now: Date.now() }).moment
    expect({ since, span }).toEqual({ since: undefined, span: { from: undefined, until: undefined } })
  })
})
