import { describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import { toldDays } from '#src/content/told-changes.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsTried, ledgerUntil, type Rehearsal } from '#src/preview/rehearsal.ts'
import { rehearsalAfter, rehearsalPanel } from '#src/preview/rehearsal-panel.ts'
import type { Revision } from '#src/preview/revision.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { stored } from '../seed/stored.ts'

/** What an editor tries in the preview, and how readers would see it. */

const real = Date.parse('2026-11-27T09:00:00Z')
const onTheDay = Date.parse('2019-11-12T10:40:00+02:00')
const edition = 'edition-2019'
const sendai = stored.find(({ _id }) => _id === 'session-sendai') as RawDocument

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields)
const sent = (fields: Readonly<Record<string, string>>, before?: Rehearsal) =>
  rehearsalAfter(form(fields), before, real)

function contentAt(rehearsal: Rehearsal) {
  const before = contentOf({ snapshot: withStandIns(stored).snapshot, ledger: emptyLedger })
  const { snapshot } = withStandIns(documentsTried(stored, rehearsal))
  const now = real + rehearsal.ahead
  return contentOf({ snapshot, ledger: ledgerUntil(before.ledger, now), now })
}

describe('the forms of the panel', () => {
  it('set the clock by the zone of the edition, also to a time that clocks skip', () => {
    const set = (moment: string, zone: string) => sent({ do: 'set', moment, zone })
    expect(set('2019-11-12T10:40', 'Africa/Johannesburg')).toEqual({ ahead: onTheDay - real, tried: [] })
    expect(set('2027-03-28T02:30', 'Europe/Paris')).toEqual(set('2027-03-28T03:30', 'Europe/Paris'))
    for (const [moment, zone] of [
      ['', 'Europe/Paris'],
      ['2027-02-30T10:00', 'Europe/Paris'],
      ['2027-02-20T24:00', 'Europe/Paris'],
      ['2027-02-20T10:00', 'Atlantis'],
    ] as const)
      expect(set(moment, zone)).toBeUndefined()
  })

  it('go on from what is tried, one change a session, and take it back', () => {
    const cancelled = sent({ do: 'cancel', session: 'a' }) as Rehearsal
    expect(cancelled).toEqual({ ahead: 0, tried: [{ session: 'a', at: real, to: 'cancelled' }] })
    const later = sent({ do: 'later' }, cancelled) as Rehearsal
    expect(later.ahead).toBe(900_000)
    const fields = { do: 'move', session: 'a', date: '2019-11-12', start: '10:15', end: '11:00' }
    const moved = sent({ ...fields, room: 'room-1' }, later) as Rehearsal
    expect(moved.tried).toEqual([
      {
        session: 'a',
        at: real + 900_000,
        to: { date: '2019-11-12', start: '10:15', end: '11:00', rooms: ['room-1'] },
      },
    ])
    expect(sent({ do: 'undo', session: 'a' }, moved)).toEqual({ ahead: 900_000, tried: [] })
    expect(sent({ do: 'end' }, moved)).toBe('ended')
  })

  it('are refused where they are none of the panel’s', () => {
    const fields = { do: 'move', session: 'a', date: '2019-11-12', start: '10:15', end: '11:00' }
    for (const [name, value] of [
      ['do', 'publish'],
      ['session', ''],
      ['date', '2019-13-12'],
      ['start', '9:00'],
      ['end', '<b>'],
      // It would go on for 23 hours.
      ['end', '09:15'],
    ] as const)
      expect(sent({ ...fields, [name]: value })).toBeUndefined()
    expect(sent({})).toBeUndefined()
  })
})

describe('what is tried', () => {
  it('is told as a change of that moment, and marked', () => {
    const to = { date: sendai.date as string, start: '10:15', end: '11:30' }
    const content = contentAt({
      ahead: onTheDay - real,
      tried: [{ session: 'session-sendai', at: onTheDay - 60_000, to }],
    })
    const session = content.documents.session('session-sendai')
    expect(session).toMatchObject({ ...to, status: 'moved', movedFrom: { start: sendai.start } })
    const [day] = toldDays(content.moment.changesIn(edition), 'Africa/Johannesburg', {
      documents: content.documents,
      locale: 'en',
    })
    expect(day?.date).toBe('2019-11-12')
    expect(day?.changes.map(({ session: id }) => id)).toEqual(['session-sendai'])
    expect(content.moment.changeOf('session-sendai')).toBeDefined()
  })

  it('stays in no document, and cancels in place', () => {
    const content = contentAt({ ahead: 0, tried: [{ session: 'session-sendai', at: real, to: 'cancelled' }] })
    expect(content.documents.session('session-sendai')).toMatchObject({
      status: 'cancelled',
      start: sendai.start,
    })
    expect(sendai.status).not.toBe('cancelled')
  })

  it('knows nothing of what was published after its moment', () => {
    const ledger = {
      ...emptyLedger,
      changes: {
        [edition]: ['2019-11-12T08:00:00Z', '2019-11-12T09:00:00Z'].map((at) => ({
          ...{ session: 'session-sendai', began: at, at },
          before: { isCancelled: false },
          after: { isCancelled: true },
        })),
      },
    }
    expect(ledgerUntil(ledger, onTheDay).changes[edition]?.map(({ at }) => at)).toEqual([
      '2019-11-12T08:00:00Z',
    ])
  })
})

describe('the panel', () => {
  const panelAt = (address: string, rehearsal?: Rehearsal) =>
    rehearsalPanel({
      address,
      revision: {
        content: contentAt(rehearsal ?? { ahead: 0, tried: [] }),
        view: { perspective: 'drafts', rehearsal },
      } as Revision,
      action: '/forum/api/preview/rehearsal/',
      now: real,
    })

  it('offers the beginning of a day of the edition, in the page’s language and by its clock', () => {
    expect(panelAt('/fr/2019/')).toMatch(/<aside [^>]*aria-label="Répétition"><details><summary>Répétition</)
    expect(panelAt('/fr/2019/')).toContain('value="2019-11-12T09:00"')
    expect(panelAt('/fr/2019/')).toContain('name="zone" value="Africa/Johannesburg"')
    expect(panelAt('/fr/2019/')).not.toContain('<fieldset>')
  })

  it('says the time while it is on, and offers to move the page’s session and to take back what is tried', () => {
    const rehearsal: Rehearsal = {
      ahead: onTheDay - real,
      tried: [{ session: 'session-sendai', at: onTheDay, to: 'cancelled' }],
    }
    const panel = panelAt('/en/2019/programme/sendai-framework/', rehearsal)
    expect(panel).toMatch(/Rehearsal: Tuesday 12 November, <time[^>]*>10:40<\/time>/)
    expect(panelAt('/fr/2019/', rehearsal)).toContain('Répétition\u00a0: mardi 12 novembre, <time')
    expect(panelAt('/fr/2019/', rehearsal)).toMatch(/Sendai\u00a0: Annulée/)
    const inAnotherYear = { ahead: Date.parse('2027-11-12T08:40:00Z') - real, tried: [] }
    expect(panelAt('/es/2019/', inAnotherYear)).toMatch(/Ensayo: viernes,? 12 de noviembre de 2027, <time/)
    expect(panel).toContain('name="session" value="session-sendai"')
    expect(panel).toContain(`name="start" required value="${sendai.start}"`)
    expect(panel).toContain('localizing the Sendai Framework: Cancelled')
  })

  it('has no markup of the content', () => {
    const hostile = { ahead: 0, tried: [{ session: '"><script>', at: real, to: 'cancelled' as const }] }
    expect(panelAt('/en/', hostile)).not.toContain('<script')
  })
})
