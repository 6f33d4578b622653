import { expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import { imageOf, keptPage, notedPage, noteText, type OfflinePack } from '#src/feeds/offline-format.ts'
import { keepableEditions, type PackPlan, packPlans, packText } from '#src/feeds/offline-pack.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored } from '../seed/stored.ts'

const contentWith = (documents: readonly RawDocument[] = stored) => {
  const { snapshot } = examine(documents)
  if (snapshot === undefined) throw new Error('No snapshot')
  return contentOf({ snapshot, ledger: emptyLedger })
}
const plan = (locale: string, documents?: readonly RawDocument[]): PackPlan => {
  const found = packPlans(contentWith(documents)).find((one) => one.locale === locale)
  if (found === undefined) throw new Error(`No pack in ${locale}`)
  return found
}
const common = { texts: new Map([['now.js', 'tick()']]), assets: ['_astro/a.js'] }
const packOf = (files: Readonly<Record<string, string>>, of = plan('fr')): OfflinePack =>
  JSON.parse(
    packText({ ...of, pages: Object.keys(files), texts: [] }, new Map(Object.entries(files)), common),
  )

it('the current edition can be kept, and later ones, where they have sessions', () => {
  const ids = (documents?: readonly RawDocument[]) =>
    keepableEditions(contentWith(documents).documents).map(({ _id }) => _id)
  expect(ids()).toEqual(['edition-2019'])
  expect(ids(changed('forum', { currentEdition: { _ref: 'edition-2022' } }))).toEqual([])
  expect(
    ids(
      changed('session-sendai', { edition: { _ref: 'edition-2022' }, part: undefined, date: '2022-10-11' }),
    ),
  ).toEqual(['edition-2019', 'edition-2022'])
})

it('a pack has every page of an edition in its language, those of its people, and what the header leads to', () => {
  const { address, pages, texts } = plan('fr')
  expect(address).toBe('/fr/feeds/edition-2019/offline.json')
  expect(pages.toSorted()).toEqual(
    [
      ...['/fr/', '/fr/strategie/', '/fr/recherche/', '/fr/2019/', '/fr/2019/programme/'],
      ...['mon-programme', 'changements'].map((slug) => `/fr/2019/${slug}/`),
      ...['introduction', 'agendas-mondiaux', 'entre-pairs'].map((slug) => `/fr/2019/programme/${slug}/`),
      ...['ouverture', 'regles-du-jeu', 'bilan', 'cadre-de-sendai', 'modules', 'elements-cles'].map(
        (slug) => `/fr/2019/programme/${slug}/`,
      ),
      ...['dialogue', 'voie-a-suivre'].map((slug) => `/fr/2019/programme/${slug}/`),
      '/fr/personnes/',
      ...pages.filter((page) => /^\/fr\/personnes\/./.test(page)),
      '/fr/feeds/edition-2019/offline/',
    ].sort(),
  )
  expect(pages).toContain('/fr/personnes/onu-habitat/')
  expect(texts).toEqual([
    ...['/mark.svg', '/favicon.svg', '/fr/search.json', '/fr/words.json', '/fr/app.webmanifest'],
    '/fr/2019/mon-programme/sessions.json',
  ])
})

it('somebody who takes part in no session of the edition is not in its pack', () => {
  const other = {
    ...changed('un-habitat', {}).find(({ _id }) => _id === 'un-habitat'),
    _id: 'nobody',
  }
  const { pages } = plan('en', [
    ...stored,
    { ...other, _type: 'contributor', slug: undefined } as RawDocument,
  ])
  expect(pages.filter((page) => page.includes('nobody'))).toEqual([])
})

it('pages come out of it as they went in, without what only machines read of their heads', () => {
  const style = `<style>${'p{color:red}'.repeat(10)}</style>`
  const page = (text: string) =>
    `<!DOCTYPE html><head>${style}<title>${text}</title></head><body><main><p>${text}</p></main>`
  const machines =
    '<link rel="canonical" href="/a"><meta property="og:title" content="x"><script type="application/ld+json">{"a":1}</script>'
  const { pages, shared } = packOf({
    '/fr/a/': page('Premier').replace('<title>', `${machines}<title>`),
    '/fr/b/': page('Deuxième'),
  })
  expect(shared).toEqual([style])
  expect(keptPage(pages['fr/a/'] ?? [], shared)).toBe(page('Premier'))
  expect(keptPage(pages['fr/b/'] ?? [], shared)).toBe(page('Deuxième'))
})

it('of each image it names the smallest form', () => {
  const html =
    '<img src="/forum/images/a1-0-0-480-480-384.webp"><img src="/forum/images/a1-0-0-480-480-112.webp"><source srcset="/forum/images/b2-0-0-9-9-640.avif 640w"><source srcset="/forum/images/b2-0-0-9-9-640.webp 640w, /forum/images/b2-0-0-9-9-960.webp 960w">'
  expect(packOf({ '/fr/': html }).images).toEqual([
    'images/a1-0-0-480-480-112.webp',
    'images/b2-0-0-9-9-640.webp',
  ])
  expect(imageOf('images/a1-0-0-480-480-384.webp')).toBe('images/a1-0-0-480-480')
})

it('its version differs where anything in it does, and its length is told at its beginning', () => {
  const [one, same, other] = ['Un', 'Un', 'Deux'].map((text) => packOf({ '/fr/': text }))
  expect(one).toEqual(same)
  expect(one?.version).not.toBe(other?.version)
  const text = packText({ ...plan('fr'), pages: [], texts: [] }, new Map(), common)
  const [, before = '', length] = /^(.*?"characters":(\d+),)/.exec(text) ?? []
  expect(text.length - before.length).toBe(Number(length))
})

it('a kept page says as of when it is, by the clock of the edition, with the date on another day', () => {
  const pack = packOf({ '/fr/': '' })
  const at = (time: string) => Date.parse(`2019-11-${time}+02:00`)
  expect(noteText(pack, at('12T10:42'), at('12T23:50'))).toBe(
    'Le réseau ne répond pas. Dernier état connu\u00a0: 10:42 (heure locale, Durban).',
  )
  expect(noteText(pack, at('12T10:42'), at('13T00:10'))).toContain('12 novembre à 10:42')
  expect(noteText(packOf({ '/en/': '' }, plan('en')), at('12T10:42'), at('13T00:10'))).toBe(
    'The network does not answer: this is as of 12 November at 10:42 (time in Durban).',
  )
  expect(noteText(packOf({ '/es/': '' }, plan('es')), at('12T10:42'), at('13T00:10'))).toContain(
    '12 de noviembre a las 10:42 (hora local, Durban)',
  )
  expect(notedPage('<main id="content" tabindex="-1"><h1>A</h1></main>', 'Not <b>')).toBe(
    '<main id="content" tabindex="-1"><p class="note" data-kept>Not &lt;b></p><h1>A</h1></main>',
  )
})
