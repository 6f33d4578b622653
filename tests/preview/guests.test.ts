import { describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import {
  answerLimits,
  isOpen,
  lastMinuteOf,
  type PreviewLink,
  previewLinkFrom,
  secretOf,
} from '#src/model/preview-link.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { withGuestBar } from '#src/preview/guest-bar.ts'
import { answerFrom, isShown } from '#src/preview/guests.ts'
import { withDraftsOf } from '#src/preview/one-edition.ts'
import type { Revision } from '#src/preview/revision.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { endOf } from '#studio/preview/preview-links.ts'
import { changed, stored } from '../seed/stored.ts'

/** Links that show an edition before it is public. */

const link: PreviewLink = {
  _id: 'preview-link.abcdefghijklmnop',
  edition: 'edition-2019',
  until: '2026-12-01T00:00:00.000Z',
  answers: [],
}

describe('a link', () => {
  it('is read from the lake as it was written, and from nothing else', () => {
    expect(previewLinkFrom({ ...link, _type: 'previewLink', locale: 'fr' })).toEqual({
      ...link,
      locale: 'fr',
    })
    expect(previewLinkFrom({ ...link, answers: null })).toEqual({ ...link, locale: undefined })
    for (const wrong of [
      undefined,
      {},
      { ...link, _id: 'session-a' },
      { ...link, locale: 'xx' },
      { ...link, until: 'soon' },
    ])
      expect(previewLinkFrom(wrong)).toBeUndefined()
    expect(secretOf(link)).toBe('abcdefghijklmnop')
  })

  it('works until the end of its last day, by the clock of the edition', () => {
    expect(new Date(endOf('2026-11-30', 'Africa/Johannesburg') ?? 0).toISOString()).toBe(
      '2026-11-30T22:00:00.000Z',
    )
    expect(endOf('2026-02-30', 'Africa/Johannesburg')).toBeUndefined()
    expect(isOpen(link, Date.parse(link.until) - 1)).toBe(true)
    expect(isOpen(link, Date.parse(link.until))).toBe(false)
    expect(new Date(lastMinuteOf(link)).toISOString()).toBe('2026-11-30T23:59:00.000Z')
  })

  it('shows its language alone, and what is in none', () => {
    const french = { ...link, locale: 'fr' as const }
    expect(['/fr/2019/', '/images/a.png', '/404/'].map((address) => isShown(french, address))).toEqual([
      true,
      true,
      true,
    ])
    expect(isShown(french, '/en/2019/')).toBe(false)
    expect(isShown(link, '/en/2019/')).toBe(true)
  })
})

describe('the drafts that a link shows', () => {
  const draft = (id: string, fields: Readonly<Record<string, unknown>>) =>
    changed(id, fields).find(({ _id }) => _id === id) as RawDocument
  const ids = (documents: readonly RawDocument[]) => documents.map(({ _id }) => _id).sort()

  it('are those of its edition and of who takes part in it', () => {
    const sendai = draft('session-sendai', { hashtag: 'draft' })
    const [person = ''] = (sendai.contributors as { contributor: { _ref: string } }[]).map(
      ({ contributor }) => contributor._ref,
    )
    const drafts = [
      ...stored.filter(({ _id }) => !['session-sendai', 'forum', person].includes(_id)),
      sendai,
      draft('forum', { hashtag: 'draft' }),
      draft(person, { url: 'https://example.org/draft' }),
      { _id: 'edition-new', _type: 'edition' } as RawDocument,
    ]
    const shown = withDraftsOf('edition-2019', stored, drafts)
    expect(ids(shown)).toEqual(ids(stored))
    const one = (id: string) => shown.find(({ _id }) => _id === id)
    expect(one('session-sendai')?.hashtag).toBe('draft')
    expect(one(person)?.url).toBe('https://example.org/draft')
    expect(one('forum')?.hashtag).not.toBe('draft')
  })

  it('of another edition leave this one as it is published', () => {
    const shown = withDraftsOf('edition-other', stored, changed('session-sendai', { start: '08:00' }))
    expect(shown.find(({ _id }) => _id === 'session-sendai')?.start).not.toBe('08:00')
  })

  it('are without what was taken out of the edition', () => {
    const drafts = stored.filter(({ _id }) => _id !== 'session-sendai')
    expect(ids(withDraftsOf('edition-2019', stored, drafts))).not.toContain('session-sendai')
  })
})

describe('an answer', () => {
  const now = Date.parse('2026-11-27T12:05:00Z')
  const answer = (fields: Readonly<Record<string, string>>) => answerFrom(new URLSearchParams(fields), now)

  it('has a name, and approves or says something', () => {
    expect(answer({ name: ' Ana ', text: '', do: 'approve' })).toEqual({
      ...{ name: 'Ana', text: '', isApproval: true, at: '2026-11-27T12:05:00.000Z' },
    })
    expect(answer({ name: 'Ana', text: 'a\r\nb', do: 'remark' })?.text).toBe('a\nb')
    expect(answer({ name: '', text: 'a', do: 'approve' })).toBeUndefined()
    expect(answer({ name: 'Ana', text: ' ', do: 'remark' })).toBeUndefined()
    expect(answer({ name: 'a'.repeat(999), do: 'approve' })?.name).toHaveLength(answerLimits.name)
  })

  it('is text on the page, whatever it says', () => {
    const revision = {
      content: contentOf({ snapshot: withStandIns(stored).snapshot, ledger: emptyLedger }),
      faults: [],
    } as unknown as Revision
    const hostile = { name: '<b>Ana</b>', isApproval: false, text: '"><script>', at: '2026-11-27T12:05:00Z' }
    const page = withGuestBar('<html><head></head><body><header class="top"></header></body></html>', {
      ...{ address: '/fr/2019/', action: '/api/preview/answer/', revision },
      link: { ...link, answers: [hostile] },
    })
    expect(page).toContain('Remarque de &lt;b&gt;Ana&lt;/b&gt;, vendredi 27 novembre, 14:05')
    expect(page).not.toContain('<script>')
    expect(page).toContain('action="/api/preview/answer/"')
    expect(page).toContain('jusqu’au mardi 1er décembre, 01:59')
  })

  it('goes by e-mail where it cannot be kept', () => {
    const documents = changed('forum', { email: 'forum@example.org' })
    const revision = {
      content: contentOf({ snapshot: withStandIns(documents).snapshot, ledger: emptyLedger }),
      faults: [],
    } as unknown as Revision
    const page = withGuestBar('<html><head></head><body></body></html>', {
      ...{ address: '/en/2019/', action: undefined, revision, link },
    })
    expect(page).toContain(
      '<a href="mailto:forum@example.org?subject=IV%20Learning%20Forum">Answer by e-mail</a>',
    )
    expect(page).not.toContain('<form')
  })
})
