import { describe, expect, it } from 'vitest'
import { contentOf, permanentSubjects } from '#src/content/content.ts'
import { examine } from '#src/content/rules/examine.ts'
import { emptyLedger, type Ledger, LostAddressError } from '#src/content/rules/ledger.ts'
import type { RawDocument } from '#src/content/rules/schema.ts'
import { changed, stored } from './stored.ts'

const slug = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([language, current]) => ({ _key: language, language, value: { current } }))

function release(documents: readonly RawDocument[], ledger: Ledger = emptyLedger) {
  const { snapshot } = examine(documents, ledger)
  if (!snapshot) throw new Error('The content has faults.')
  return contentOf({ snapshot, ledger })
}
const first = release(stored)

describe('the ledger', () => {
  it('holds every address of the first release, and nothing is retired', () => {
    expect(Object.keys(first.ledger.addresses)).toEqual(
      first.addresses.entries.map(({ address }) => address).sort(),
    )
    expect(first.retired).toEqual([])
    expect(first.ledger.addresses['/fr/2019/programme/cadre-de-sendai/']).toMatchObject({
      kind: 'session',
      id: 'session-sendai',
    })
  })

  it('sends a renamed address to the present one, in its language alone', () => {
    const renamed = changed('session-sendai', {
      slug: slug({ en: 'sendai', fr: 'sendai', es: 'marco-de-sendai' }),
    })
    const second = release(renamed, first.ledger)
    expect(second.retired.map(({ address, target }) => [address, target])).toEqual([
      ['/en/2019/programme/sendai-framework/', '/en/2019/programme/sendai/'],
      ['/fr/2019/programme/cadre-de-sendai/', '/fr/2019/programme/sendai/'],
    ])
  })

  it('never chains: after two renames both old addresses lead to the present one', () => {
    const second = release(changed('session-sendai', { slug: slug({ fr: 'sendai-deux' }) }), first.ledger)
    const third = release(changed('session-sendai', { slug: slug({ fr: 'sendai-trois' }) }), second.ledger)
    const french = third.retired.filter(({ locale }) => locale === 'fr')
    expect(french.map(({ address, target }) => [address, target])).toEqual([
      ['/fr/2019/programme/cadre-de-sendai/', '/fr/2019/programme/sendai-trois/'],
      ['/fr/2019/programme/sendai-deux/', '/fr/2019/programme/sendai-trois/'],
    ])
  })

  it('says what became of a deleted session, under its last title, and keeps its permalink', () => {
    const second = release(
      stored.filter(({ _id }) => _id !== 'session-way-ahead'),
      first.ledger,
    )
    expect(
      second.retired.map(({ locale, claim, target }) => [locale, claim.id, claim.titles.en, target]),
    ).toEqual(['en', 'es', 'fr'].map((locale) => [locale, 'session-way-ahead', 'The way ahead?', undefined]))
    expect(permanentSubjects(second).map(({ id }) => id)).toContain('session-way-ahead')
  })

  it('refuses an address that another document once had, naming its owner', () => {
    const without = release(
      stored.filter(({ _id }) => _id !== 'session-way-ahead'),
      first.ledger,
    )
    const address = first.addresses.of('en', 'session', 'session-way-ahead') ?? ''
    const wanted = changed('session-sendai', { slug: slug({ en: address.split('/')[4] ?? '' }) }).filter(
      ({ _id }) => _id !== 'session-way-ahead',
    )
    const english = examine(wanted, without.ledger).faults.filter(({ locale }) => locale === 'en')
    expect(english.map(({ documentId, code, facts }) => ({ documentId, code, ...facts }))).toEqual([
      { documentId: 'session-sendai', code: 'addressTaken', address, owner: 'The way ahead?' },
    ])
  })

  it('gives a restored document its own address back', () => {
    const without = release(
      stored.filter(({ _id }) => _id !== 'session-way-ahead'),
      first.ledger,
    )
    expect(release(stored, without.ledger).retired).toEqual([])
  })

  it('fails where a language that had addresses is no longer there, and says which', () => {
    const ledger: Ledger = {
      version: 1,
      addresses: { '/de/2019/': { kind: 'edition', id: 'edition-2019', titles: {} } },
      permalinks: {},
    }
    expect(() => release(stored, ledger)).toThrow(new LostAddressError(['/de/2019/']))
  })
})
