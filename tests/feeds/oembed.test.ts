import { XMLParser } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { embeddedAt, embeddedIds } from '#src/addresses/embedded.ts'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import { oembedOf, oembedXml } from '#src/feeds/oembed.ts'
import type { Locale } from '#src/locales.ts'
import { locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored } from '../seed/stored.ts'

const absolute = (address: string) => `https://example.org/forum${address}`
const thumbnailOf = ({ id }: { id: string }) => ({ address: `/${id}.png`, width: 1200, height: 630 })

/** The content of a release of these documents, which follows one of the default content. */
function contentWith(documents: readonly RawDocument[]) {
  const read = (list: readonly RawDocument[], ledger = emptyLedger) => {
    const { snapshot, faults } = examine(list, ledger)
    if (!snapshot) throw new Error(JSON.stringify(faults))
    return contentOf({ snapshot, ledger })
  }
  return read(documents, read(stored).ledger)
}

function oembedIn(locale: Locale, id: string, documents: readonly RawDocument[] = stored) {
  const content = contentWith(documents)
  const embedded = embeddedAt(id, content.past)
  if (!embedded) throw new Error(`Nothing has the id ${id}`)
  return oembedOf(embedded, locale, content, { absolute, thumbnailOf })
}

it('a session has its frame, and before it the link that readers without scripts see', () => {
  expect(oembedIn('fr', 'session-sendai')).toEqual({
    version: '1.0',
    type: 'rich',
    title: expect.stringContaining('Sendai'),
    provider_name: 'Forum d\u2019apprentissage de CGLU',
    provider_url: 'https://example.org/forum/fr/',
    cache_age: 3600,
    html: expect.stringMatching(
      /^<blockquote><a href="https:\/\/example\.org\/forum\/fr\/2019\/programme\/cadre-de-sendai\/">[^<]+<\/a><\/blockquote><iframe src="https:\/\/example\.org\/forum\/fr\/embed\/session-sendai\/" width="600" height="300" title="[^"]+" frameborder="0"><\/iframe>$/,
    ),
    width: 600,
    height: 300,
    thumbnail_url: 'https://example.org/forum/session-sendai.png',
    thumbnail_width: 1200,
    thumbnail_height: 630,
  })
})

it.each([
  ['en', 'Cancelled'],
  ['fr', 'Annulé'],
  ['es', 'Cancelad'],
] as const)('a session that is cancelled says so in %s', (locale, word) => {
  const documents = changed('session-sendai', { status: 'cancelled' })
  expect(oembedIn(locale, 'session-sendai', documents).title).toContain(word)
})

it.each([
  ['en', 'This session is no longer in the programme'],
  ['fr', 'Cette session ne figure plus au programme'],
  ['es', 'Esta sesi\u00f3n ya no figura en el programa'],
] as const)('a session that is withdrawn says what its page says in %s', (locale, title) => {
  const documents = stored.filter(({ _id }) => _id !== 'session-sendai')
  const oembed = oembedIn(locale, 'session-sendai', documents)
  expect(oembed).toMatchObject({ title, height: 300 })
  expect(oembed.html).toContain(`<a href="https://example.org/forum/s/session-sendai/">${title}</a>`)
  expect(oembed).not.toHaveProperty('thumbnail_url')
})

it('everything that has a page or a permalink has one in each language, within bounds, without other markup', () => {
  const content = contentWith(stored)
  for (const id of embeddedIds(content.past))
    for (const { locale } of locales) {
      const oembed = oembedIn(locale, id)
      expect(oembed.title, id).not.toBe('')
      expect(oembed.height).toBeGreaterThanOrEqual(200)
      expect(oembed.height).toBeLessThanOrEqual(1000)
      expect(oembed.html.match(/<[a-z]+/g)).toEqual(['<blockquote', '<a', '<iframe'])
    }
  for (const { subject } of content.addresses.entries)
    expect(embeddedAt(subject.id, content.past), subject.id).toBeDefined()
})

it('what looks like markup in a title is text in both forms', () => {
  const title = [{ _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: '<b>&"' }]
  const oembed = oembedIn('en', 'session-sendai', changed('session-sendai', { title }))
  expect(oembed.html).not.toContain('<b>')
  const { oembed: parsed } = new XMLParser({ parseTagValue: false }).parse(oembedXml(oembed))
  expect(parsed).toMatchObject({ version: '1.0', title: '<b>&"', html: oembed.html, width: '600' })
})
