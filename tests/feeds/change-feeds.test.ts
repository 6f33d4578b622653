import { XMLParser } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import type { FeedSource } from '#src/feeds/feed-source.ts'
import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored } from '../seed/stored.ts'
import { feedText } from './feed-sources.ts'

function contentAfter(documents: readonly RawDocument[], ledger = emptyLedger) {
  const { snapshot, faults } = examine(documents, ledger)
  if (snapshot === undefined) throw new Error(JSON.stringify(faults))
  return contentOf({ snapshot, ledger })
}
const first = contentAfter(stored)
const moved = changed('session-sendai', {
  start: '11:10',
  status: 'cancelled',
  _updatedAt: '2019-11-02T08:00:00Z',
})
const second = contentAfter(moved, first.ledger)
const withdrawn = contentAfter(
  moved.filter(({ _id }) => _id !== 'session-opening'),
  second.ledger,
)
const source = (content: typeof first, locale: Locale): FeedSource => ({
  ...{ ...content, locale, piece: (_name, make) => make() },
  absolute: (address) => `https://example.org/forum${address}`,
})
const json = async (content: typeof first, locale: Locale = 'en') =>
  JSON.parse(await feedText('changes.json', 'edition-2019', source(content, locale)))

it('changes.json is a JSON Feed of what changed, the latest first', async () => {
  expect((await json(first)).items).toEqual([])
  expect(await json(withdrawn, 'fr')).toEqual({
    version: 'https://jsonfeed.org/version/1.1',
    title: expect.stringMatching(/^Ce qui a changé · /),
    home_page_url: 'https://example.org/forum/fr/2019/changements/',
    feed_url: 'https://example.org/forum/fr/feeds/edition-2019/changes.json',
    language: 'fr',
    authors: [{ name: 'Cités et Gouvernements Locaux Unis' }],
    items: [
      {
        id: 'https://example.org/forum/s/session-opening/#change-2019-11-02T08:00:01Z',
        url: 'https://example.org/forum/s/session-opening/',
        title: 'Ouverture et bienvenue',
        content_text: 'Retirée du programme',
        ...{ date_published: '2019-11-02T08:00:01Z', date_modified: '2019-11-02T08:00:01Z' },
        ...{ tags: ['withdrawn'], _session: 'session-opening' },
      },
      {
        id: 'https://example.org/forum/s/session-sendai/#change-2019-11-02T08:00:00Z',
        url: 'https://example.org/forum/fr/2019/programme/cadre-de-sendai/',
        title: expect.stringContaining('Sendai'),
        content_text: expect.stringMatching(/^Annulée\n/),
        ...{ date_published: '2019-11-02T08:00:00Z', date_modified: '2019-11-02T08:00:00Z' },
        ...{ tags: ['cancelled', 'moved'], _session: 'session-sendai' },
      },
    ],
  })
})

it('changes.atom says the same', async () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => name === 'entry',
  })
  const text = await feedText('changes.atom', 'edition-2019', source(withdrawn, 'fr'))
  const { feed } = parser.parse(text)
  const { items, feed_url, home_page_url } = await json(withdrawn, 'fr')
  const atom = feed_url.replace(/json$/, 'atom')
  expect(feed['@xml:lang']).toBe('fr')
  expect([feed.id, feed.updated, feed.author.name]).toEqual([
    ...[atom, '2019-11-02T08:00:01Z', 'Cités et Gouvernements Locaux Unis'],
  ])
  expect(feed.link.map((link: Readonly<Record<string, string>>) => [link['@rel'], link['@href']])).toEqual([
    ['self', atom],
    ['alternate', home_page_url],
  ])
  expect(
    feed.entry.map((entry: Readonly<Record<string, unknown>>) => [entry.id, entry.title, entry.updated]),
  ).toEqual(items.map((item: Readonly<Record<string, unknown>>) => [item.id, item.title, item.date_modified]))
  const before = parser.parse(await feedText('changes.atom', 'edition-2019', source(first, 'fr'))).feed
  expect([before.entry, before.updated]).toEqual([undefined, '2019-11-01T08:00:00Z'])
})
