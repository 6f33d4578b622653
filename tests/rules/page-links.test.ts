import { describe, expect, it } from 'vitest'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { examine } from '#src/rules/examine.ts'
import { textOf } from '#src/rules/findings.ts'
import { changed } from '../seed/stored.ts'

/** The warnings about links, with a link in the text of a page. */
function warningsAbout(href: string, ledger: Ledger = emptyLedger) {
  const block = {
    ...{ _type: 'block', _key: 'b', style: 'normal' },
    markDefs: [{ _type: 'link', _key: 'l', href }],
    children: [{ _type: 'span', _key: 's', text: 'see there', marks: ['l'] }],
  }
  const text = ['en', 'fr', 'es'].map((language) => ({
    ...{ _key: language, _type: 'internationalizedArrayRichTextValue', language },
    value: [block],
  }))
  const documents = changed('contact', { text })
  return examine(documents, ledger).warnings.filter(({ code }) => /[lL]ink/.test(code))
}
const meantBy = (href: string) => warningsAbout(href).map(({ code, facts }) => facts.meant ?? code)[0]

describe('a link in a text', () => {
  it.each(['/', '/en/', '/en/2019/', '/fr/2019/programme/#a', '/es/2019/programa?x=1', '/en/people/uclg'])(
    'may lead to the page %s',
    (href) => {
      expect(warningsAbout(href)).toEqual([])
    },
  )

  it.each([
    ...['/s/session-opening/', '/files/a.pdf', '/en/feeds/edition-2019/calendar.ics', '/embed.js'],
    ...['/en/screen/edition-2019/', '/fr/embed/edition-2019/', 'https://example.org/en/none/'],
  ])('to %s is to no page, and is not looked at', (href) => {
    expect(warningsAbout(href)).toEqual([])
  })

  it.each([
    ['/en/2019/programm/', '/en/2019/programme/'],
    ['/fr/2019/programa/', '/fr/2019/programme/'],
    ['/en/uclg/', '/en/people/uclg/'],
    ['/2019/', '/en/2019/'],
    ['/EN/2019/', '/en/2019/'],
    ['/en/something-else-entirely/', 'deadLink'],
  ])('to %s, which no page has, is told, with what it probably means', (href, meant) => {
    expect(meantBy(href)).toBe(meant)
  })

  it('is told once for each language that has it, at its field, in words', () => {
    const warnings = warningsAbout('/en/2019/programm/')
    expect(warnings).toHaveLength(3)
    expect(warnings[0]).toMatchObject({ documentId: 'contact', path: expect.stringContaining('.href') })
    expect(warnings[0] && textOf(warnings[0], 'en').todo).toBe('It probably means /en/2019/programme/.')
  })

  it('may lead to an old address that leads on to a page, not to one whose page is gone', () => {
    const claim = (id: string) => ({ kind: 'session', id, titles: {} })
    const addresses = { '/en/2019/programme/was/': claim('session-opening'), '/en/gone/': claim('gone') }
    const ledger = { ...emptyLedger, addresses }
    expect(warningsAbout('/en/2019/programme/was/', ledger)).toEqual([])
    expect(warningsAbout('/en/gone/', ledger)).toHaveLength(3)
  })
})
