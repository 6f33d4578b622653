import { describe, expect, it } from 'vitest'
import {
  initialStatus,
  type PublisherEvent,
  parsedStatus,
  publicStatus,
  type SiteStatus,
  statusAfter,
} from '#src/content/site-status.ts'
import type { Fault } from '#src/rules/findings.ts'

const fault: Fault = {
  documentId: 'session-sendai',
  documentType: 'session',
  title: 'A title that nobody may read yet',
  path: 'end',
  code: 'endsBeforeStart',
  facts: { start: '11:00', end: 'a value' },
}
const began: PublisherEvent = { kind: 'began' }
const unchanged: PublisherEvent = { kind: 'unchanged' }
const released = (number: number, following = 0): PublisherEvent => ({
  kind: 'released',
  number,
  time: `2026-11-26T0${number}:00:00Z`,
  pages: 90,
  changed: 21,
  milliseconds: 170,
  steps: { read: 20, make: 100, store: 50 },
  following,
})
const failed = (
  failure: 'faults' | 'lake' | 'listening' | 'program',
  faults: readonly Fault[] = [],
): PublisherEvent => ({ kind: 'failed', failure, text: 'in /srv/data', faults })

/** The status after events at minute 0, 1, 2 … */
const statusOf = (...events: readonly PublisherEvent[]): SiteStatus =>
  events.reduce(
    (status, event, minute) => statusAfter(status, event, `2026-11-26T08:0${minute}:00Z`),
    initialStatus,
  )

describe('the status of the site', () => {
  it.each<[string, readonly PublisherEvent[], string, string | undefined]>([
    ['before the first release', [began], 'publishing', undefined],
    ['after a release', [began, released(1)], 'live', undefined],
    ['after a release with faults', [began, failed('faults', [fault])], 'heldBack', '2026-11-26T08:01:00Z'],
    ['while the next one is made', [failed('faults', [fault]), began], 'publishing', '2026-11-26T08:00:00Z'],
    [
      'after several failures: since the first',
      [failed('faults', [fault]), began, failed('program')],
      'heldBack',
      '2026-11-26T08:00:00Z',
    ],
    ['once it is mended', [failed('faults', [fault]), began, released(2)], 'live', undefined],
    [
      'once it is as it was before',
      [released(1), failed('faults', [fault]), began, unchanged],
      'live',
      undefined,
    ],
    ['without a lake', [began, failed('lake')], 'waitingForLake', '2026-11-26T08:01:00Z'],
    ['without a connection', [began, released(1), failed('listening')], 'notListening', undefined],
    [
      'when the connection ends during a release',
      [began, failed('listening'), released(1)],
      'notListening',
      undefined,
    ],
    ['when a release begins after that', [failed('listening'), began, released(1)], 'live', undefined],
  ])('%s', (_, events, state, since) => {
    const status = statusOf(...events)
    expect([status.state, status.heldBackSince]).toEqual([state, since])
    expect(status.failure === undefined).toBe(['live', 'publishing'].includes(state) && since === undefined)
  })

  it('counts the pictures that follow a release', () => {
    const pictures = (following: number): PublisherEvent => ({ kind: 'pictures', following })
    expect(statusOf(released(1, 918), pictures(910), pictures(798)).pictures).toEqual({ made: 120, of: 918 })
    expect(statusOf(released(1, 918), pictures(910), released(2)).pictures).toBeUndefined()
  })

  it('counts releases and failures', () => {
    expect(statusOf(released(1), failed('faults'), failed('faults'), released(2)).totals).toEqual({
      releases: 2,
      steps: { read: 40, make: 200, store: 100 },
      failures: { faults: 2, lake: 0, listening: 0, program: 0 },
    })
  })
})

describe('what anybody may read of it', () => {
  const status = publicStatus(statusOf(released(3), failed('faults', [{ ...fault, locale: 'fr' }])), {
    number: 2,
    time: '2026-11-26T02:00:00Z',
  })

  it('has the place and the code of each fault, and neither titles nor values nor texts', () => {
    expect(status).toEqual({
      state: 'heldBack',
      shown: { number: 2, time: '2026-11-26T02:00:00Z' },
      release: {
        number: 3,
        time: '2026-11-26T03:00:00Z',
        pages: 90,
        changed: 21,
        milliseconds: 170,
        steps: { read: 20, make: 100, store: 50 },
      },
      heldBackSince: '2026-11-26T08:01:00Z',
      failure: {
        kind: 'faults',
        time: '2026-11-26T08:01:00Z',
        faults: [
          {
            documentId: 'session-sendai',
            documentType: 'session',
            path: 'end',
            locale: 'fr',
            code: 'endsBeforeStart',
          },
        ],
      },
    })
  })

  it('is read again as it was written; anything else is not a status', () => {
    expect(parsedStatus(JSON.parse(JSON.stringify(status)))).toEqual(status)
    for (const other of [undefined, null, [], {}, { state: 'well' }, { ...status, shown: 2 }])
      expect(parsedStatus(other)).toBeUndefined()
  })
})
