import { expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { titleOf } from '#src/addresses/localize.ts'
import { nextBestPage } from '#src/addresses/table.ts'
import { contentOf } from '#src/content/content.ts'
import { sitemapOf } from '#src/feeds/sitemap.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { nightOf } from '#src/programme/days.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored } from '../seed/stored.ts'

const content = (documents: readonly RawDocument[], ledger = emptyLedger) => {
  const { snapshot } = examine(documents, ledger)
  if (snapshot === undefined) throw new Error('no snapshot')
  return contentOf({ snapshot, ledger })
}
const twoDays = changed('session-way-ahead', { date: '2019-11-13' })
const days = ({ addresses }: ReturnType<typeof content>) =>
  addresses.entries.filter(({ subject }) => subject.kind === 'day').map(({ address }) => address)

it('an edition of one day has no pages of days, one of several has a page for each, in each language', () => {
  expect(days(content(stored))).toEqual([])
  expect(days(content(twoDays))).toEqual([
    '/en/2019/programme/2019-11-12/',
    '/en/2019/programme/2019-11-13/',
    '/fr/2019/programme/2019-11-12/',
    '/fr/2019/programme/2019-11-13/',
    '/es/2019/programa/2019-11-12/',
    '/es/2019/programa/2019-11-13/',
  ])
})

it('a day is named in each language, has a permalink, and is in the sitemap with its other languages', async () => {
  const { addresses, documents, past } = content(twoDays)
  const subject = { kind: 'day', id: 'edition-2019.2019-11-13' } as const
  expect(titleOf(subject, documents)).toEqual({
    en: 'Wednesday, 13 November 2019',
    fr: 'mercredi 13 novembre 2019',
    es: 'miércoles, 13 de noviembre de 2019',
  })
  expect(past.record(subject.id)).toMatchObject({ kind: 'day', edition: 'edition-2019' })
  const sitemap = await sitemapOf({ addresses, documents }, (address) => address)
  expect(sitemap).toContain('hreflang="es" href="/es/2019/programa/2019-11-13/"')
})

it('the page of a day that is no more says so, and leads to the programme', () => {
  const { ledger } = content(twoDays)
  const after = content(stored, ledger)
  const address = '/en/2019/programme/2019-11-13/'
  expect(after.past.retiredAt(address)).toMatchObject({
    claim: { kind: 'day', id: 'edition-2019.2019-11-13' },
    target: undefined,
  })
  expect(nextBestPage(after, 'en', { kind: 'day', id: 'edition-2019.2019-11-13' }).address).toBe(
    '/en/2019/programme/',
  )
})

it('an evening leads to what starts after midnight only where it goes on until then', () => {
  const [session] = content(stored).documents.sessionsOf('edition-2019')
  if (session === undefined) throw new Error('no session')
  const at = (date: string, start: string, end: string) => ({ ...session, date, start, end })
  const late = at('2019-11-13', '00:45', '01:30')
  const morning = at('2019-11-13', '08:00', '09:00')
  expect(nightOf([at('2019-11-12', '21:30', '00:30')], [late, morning])).toEqual([late])
  expect(nightOf([at('2019-11-12', '17:00', '18:00')], [late, morning])).toEqual([])
})
