import { expect, test } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { addressTable } from '#src/addresses/table.ts'
import { countOf, pageChanges } from '#src/content/changes.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored, words } from '../seed/stored.ts'

const snapshotOf = (documents: readonly RawDocument[]) => {
  const { snapshot } = examine(documents)
  if (!snapshot) throw new Error('no forum')
  return snapshot
}
const published = snapshotOf(stored)
const ledger = addressTable(published, emptyLedger).ledger
const changesOf = (id: string, documents: readonly RawDocument[]) =>
  pageChanges([id], { before: published, after: snapshotOf(documents), ledger }, 'fr')
const inWords = (id: string, documents: readonly RawDocument[]) =>
  changesOf(id, documents).map(
    ({ kind, subject, languages }) =>
      `${kind} ${subject.kind} ${subject.id} ${languages.map(({ locale }) => locale).join(' ')}`,
  )
const sendai = stored.find(({ _id }) => _id === 'session-sendai')
const withFrench = (field: string, value: unknown) =>
  changed('session-sendai', {
    [field]: (Array.isArray(sendai?.[field]) ? sendai[field] : []).map((line) =>
      line.language === 'fr' ? { ...line, value } : line,
    ),
  })

test('a new French title changes only the French pages that show it, and those that say that something changed', () => {
  expect(inWords('session-sendai', withFrench('title', 'Sendai, vu de près'))).toEqual([
    'changed programme edition-2019 en fr es',
    'changed myProgramme edition-2019 en fr es',
    'changed edition edition-2019 en fr es',
    'changed session session-sendai fr',
    'changed part part-2 fr',
    'changed changes edition-2019 fr',
    'changed session session-taking-stock fr',
    'changed session session-modules fr',
    'changed search search fr',
    // The pages of those who take part in it.
    'changed contributor uclg-aspac fr',
    'changed contributor ungl fr',
    'changed contributor san-jose fr',
    'changed contributor uclg fr',
    'changed contributor un-habitat fr',
  ])
})

test('a new time changes pages in every language, and each is counted', () => {
  expect(inWords('session-sendai', changed('session-sendai', { end: '11:35' }))).toEqual([
    'changed session session-sendai en fr es',
    'changed part part-2 en fr es',
    'changed programme edition-2019 en fr es',
    'changed myProgramme edition-2019 en fr es',
    'changed changes edition-2019 en fr es',
    'changed edition edition-2019 en fr es',
    'changed search search en fr es',
    'changed contributor uclg-aspac en fr es',
    'changed contributor ungl en fr es',
    'changed contributor san-jose en fr es',
    'changed contributor uclg en fr es',
    'changed contributor un-habitat en fr es',
  ])
  expect(countOf(changesOf('session-sendai', changed('session-sendai', { end: '11:35' })))).toBe(36)
})

test('a new source title also changes pages that fall back to it', () => {
  const english = changed('session-sendai', { title: words({ en: 'Sendai', es: 'Sendai' }) })
  const after = english.map((one) =>
    one._id === 'session-sendai' ? { ...one, title: words({ en: 'Sendai anew', es: 'Sendai' }) } : one,
  )
  const changes = pageChanges(
    ['session-sendai'],
    { before: snapshotOf(english), after: snapshotOf(after), ledger },
    'en',
  )
  expect(changes[0]?.languages.map(({ locale }) => locale)).toEqual(['en', 'fr'])
})

test('a new slug lists the old and the new address of the page', () => {
  expect(changesOf('session-sendai', withFrench('slug', { current: 'sendai' }))[0]).toEqual({
    kind: 'moved',
    subject: { kind: 'session', id: 'session-sendai' },
    title: 'Apprendre d’un exemple\u00a0: localiser le Cadre de Sendai',
    languages: [
      // These pages link to it in French.
      {
        ...{ locale: 'en', before: '/en/2019/programme/sendai-framework/' },
        after: '/en/2019/programme/sendai-framework/',
      },
      { locale: 'fr', before: '/fr/2019/programme/cadre-de-sendai/', after: '/fr/2019/programme/sendai/' },
      {
        ...{ locale: 'es', before: '/es/2019/programa/marco-de-sendai/' },
        after: '/es/2019/programa/marco-de-sendai/',
      },
    ],
  })
})

test('a new session has new pages, and a deleted one links to the programme', () => {
  const session = { ...sendai, _id: 'new', slug: words({}), title: words({ en: 'A walk' }) }
  expect(changesOf('new', [...stored, { ...session, _type: 'session' }])[0]?.kind).toBe('new')
  const gone = changesOf(
    'session-sendai',
    stored.filter(({ _id }) => _id !== 'session-sendai'),
  )
  expect(gone[0]?.kind).toBe('gone')
  expect(gone[0]?.languages[1]).toEqual({
    locale: 'fr',
    before: '/fr/2019/programme/cadre-de-sendai/',
    leadsTo: '/fr/2019/programme/',
  })
})

test('an unchanged document changes no page', () => {
  expect(
    inWords('session-sendai', changed('session-sendai', { _updatedAt: '2020-01-01T00:00:00Z' })),
  ).toEqual([])
})

const blocks = (...texts: readonly string[]) =>
  texts.map((text, index) => ({
    ...{ _type: 'block', _key: `${index}`, style: 'normal', markDefs: [] },
    children: [{ _type: 'span', _key: 's', text, marks: [] }],
  }))
const lines = (...texts: readonly string[]) =>
  words({ en: '' }, 'RichText').map((one) => ({ ...one, value: blocks(...texts) }))

test('a description below its first line changes the page of the session alone', () => {
  const described = changed('session-sendai', { description: lines('First line.', 'Second line.') })
  const after = (description: unknown) =>
    described.map((one) => (one._id === 'session-sendai' ? { ...one, description } : one))
  const changes = (description: unknown) =>
    pageChanges(
      ['session-sendai'],
      { before: snapshotOf(described), after: snapshotOf(after(description)), ledger },
      'en',
    ).map(({ subject: { kind, id } }) => `${kind} ${id}`)
  expect(changes(lines('First line.', 'Something else.'))).toEqual(['session session-sendai'])
  expect(changes(lines('Another line.', 'Second line.'))).toEqual([
    'session session-sendai',
    'part part-2',
    'programme edition-2019',
  ])
  expect(changes(lines('First line.', 'Second line.'))).toEqual([])
})

test('a hashtag is in the footer of every page', () => {
  const all = addressTable(published, emptyLedger).addresses.entries.length
  expect(countOf(changesOf('forum', changed('forum', { hashtag: '#Another' })))).toBe(all)
})

test('the hosts that may embed are told to webmasters alone', () => {
  expect(inWords('forum', changed('forum', { embedHosts: ['https://example.org'] }))).toEqual([
    'changed webmasters webmasters en fr es',
  ])
})

test('a field that no page shows changes none', () => {
  expect(inWords('term-uclg', changed('term-uclg', { note: 'For those who write.' }))).toEqual([])
})
