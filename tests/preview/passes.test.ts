import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cookieIn, Passes, safeRedirect } from '#src/preview/passes.ts'

const now = Date.parse('2026-11-12T09:00:00Z')
const hours = (count: number) => count * 3_600_000
const local = new URL('http://localhost:4322/')
const passes = new Passes('a key', local)
const cookiesOf = (header: string) => header.split(';')[0]
const pass = cookiesOf(passes.issue(now))

describe('a pass to the preview', () => {
  it('is valid for twelve hours, and is renewed after six', () => {
    expect(passes.check(pass, now)).toBe('valid')
    expect(passes.check(`theme=dark; ${pass}`, now + hours(5))).toBe('valid')
    expect(passes.check(pass, now + hours(7))).toBe('renew')
    expect(passes.check(pass, now + hours(12))).toBe('none')
  })

  it('survives a restart, but not a change of the key', () => {
    expect(new Passes('a key', local).check(pass, now)).toBe('valid')
    expect(new Passes('another key', local).check(pass, now)).toBe('none')
  })

  it.each([
    'http://localhost:4323/',
    'http://127.0.0.1:4322/',
    'https://localhost:4322/',
    'http://localhost:4322/forum/',
  ])('is of no use at the preview at %s, though that has the same key', (address) => {
    const other = new Passes('a key', new URL(address))
    const carried = pass?.replace(passes.cookieName, other.cookieName)
    expect(other.check(carried, now)).toBe('none')
  })

  it.each([
    undefined,
    '',
    'preview_4322=',
    `preview_4322=${now + hours(1)}`,
    `preview_4322=${now + hours(1)}.`,
    `preview_4322=${now + hours(1)}.${'A'.repeat(43)}`,
    `preview_4322=${now + hours(1)}.${'é'.repeat(43)}`,
    pass?.replace('=', '=9'),
    pass?.replace('preview_4322', 'preview_4323'),
    pass?.replace('.', '.x'),
  ])('is not valid: %s', (cookies) => {
    expect(passes.check(cookies, now)).toBe('none')
  })

  it('is a cookie for the preview only, and not for scripts', () => {
    expect(passes.issue(now)).toMatch(/; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/)
    const far = new Passes('a key', new URL('https://preview.example.org/forum/'))
    expect(far.issue(now)).toMatch(
      /^preview_pass=\S+; Path=\/forum\/; Max-Age=43200; HttpOnly; SameSite=None; Secure; Partitioned$/,
    )
  })
})

it('a cookie is found by its whole name', () => {
  expect(cookieIn('a=1; ab=2; b=x=y', 'b')).toBe('x=y')
  expect(cookieIn('ab=2', 'a')).toBeUndefined()
})

describe('a redirect', () => {
  it.each([
    ['/fr/2019/?a=b#c', '/fr/2019/?a=b#c'],
    [undefined, '/'],
    ['//evil.example/', '/'],
    ['/x/..//evil.example/', '/'],
    ['/x/%2e%2e//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['http://localhost:4322/en/', '/en/'],
    ['http://[', '/'],
  ])('to %s leads to %s', (asked, address) => {
    expect(safeRedirect(asked, local)).toBe(address)
  })

  it('stays under the path of the site', () => {
    const base = new URL('https://preview.example.org/forum/')
    expect(safeRedirect('/forum/en/', base)).toBe('/forum/en/')
    expect(safeRedirect('/admin/', base)).toBe('/forum/')
  })

  it('never leaves the origin', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '..',
      '.',
      'en',
      'evil.example',
      '%2f',
      '%5c',
      '\t',
      '@',
      ':',
      '?',
      '#',
      'http:',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const found = safeRedirect(pieces.join(''), local)
        expect(new URL(found, local).origin).toBe(local.origin)
        expect(found.startsWith('//')).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
