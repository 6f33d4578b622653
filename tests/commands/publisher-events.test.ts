import { afterEach, expect, it, vi } from 'vitest'
import { logIn } from '#src/commands/event-log.ts'
import { eventLines, publisherEvents } from '#src/commands/publisher-events.ts'
import type { PublisherEvent } from '#src/content/site-status.ts'
import { ContentFaultsError, LakeUnreachableError } from '#src/release/failures.ts'
import { NotListeningError } from '#src/release/publisher/publisher.ts'
import type { Fault } from '#src/rules/findings.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const fault: Fault = {
  documentId: 'session-sendai',
  documentType: 'session',
  title: 'Sendai',
  path: 'end',
  code: 'endsBeforeStart',
  facts: { start: '11:00', end: '10:00' },
}
const released: PublisherEvent = {
  kind: 'released',
  number: 12,
  time: '2026-11-26T08:00:00Z',
  pages: 90,
  changed: 21,
  milliseconds: 1700,
  steps: { read: 20, make: 100, store: 50 },
  following: 918,
}

it('a failure is told by its kind, with the faults of the content', () => {
  const events: PublisherEvent[] = []
  const { onError } = publisherEvents((event) => events.push(event))
  onError(new ContentFaultsError([fault], new URL('http://localhost:3333/')))
  onError(new LakeUnreachableError({ url: 'http://x', variable: 'LAKE_PORT', seconds: 1, found: 'nothing' }))
  onError(new NotListeningError(new Error('closed')))
  onError(new Error('disk'))
  expect(events.map((event) => event.kind === 'failed' && [event.failure, event.faults])).toEqual([
    ['faults', [fault]],
    ['lake', []],
    ['listening', []],
    ['program', []],
  ])
})

it('a release is told by what anybody may know of it, in whole milliseconds', () => {
  const events: PublisherEvent[] = []
  const { number, time, kind: _kind, ...facts } = released as typeof released & { kind: 'released' }
  publisherEvents((event) => events.push(event)).onRelease({
    ...facts,
    release: { number, time, count: 0, files: new Map(), headers: [], retired: [], about: null },
    isNew: true,
    span: { from: undefined, until: 5 },
    changedPages: 9,
    milliseconds: 1699.6,
    steps: { read: 20.2, make: 99.9, store: 50 },
  })
  expect(events).toEqual([{ ...released, changedPages: 9 }])
})

it('an event is a line for people, or a line of JSON', () => {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  const lineOf = eventLines()
  logIn('text')(lineOf(released))
  expect(out.mock.calls[0]?.[0]).toMatch(
    /^\d\d:\d\d:\d\d {2}The site shows what is published: 90 pages, 21 new or changed files in 1\.7 s$/,
  )
  logIn('json')(lineOf(released))
  logIn('json')(lineOf({ kind: 'began' }))
  logIn('json')(
    lineOf({ kind: 'failed', failure: 'faults', text: 'One fault\nin two lines', faults: [fault] }),
  )
  expect([out.mock.calls.length, errors.mock.calls.length]).toEqual([2, 1])
  const { text, ...line } = JSON.parse(out.mock.calls[1]?.[0])
  expect(line).toEqual({
    time: expect.stringMatching(/^\d{4}-/),
    level: 'info',
    event: 'released',
    release: 12,
    published: '2026-11-26T08:00:00Z',
    pages: 90,
    changed: 21,
    milliseconds: 1700,
    steps: { read: 20, make: 100, store: 50 },
    following: 918,
  })
  const failed: string = errors.mock.calls[0]?.[0]
  expect(failed).not.toContain('\n')
  expect(JSON.parse(failed)).toMatchObject({
    level: 'error',
    event: 'failed',
    failure: 'faults',
    faults: [{ documentId: 'session-sendai', documentType: 'session', path: 'end', code: 'endsBeforeStart' }],
    text: 'One fault\nin two lines',
  })
})

it('pictures that take long are told of every five seconds, and at the end; a few are not', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const lineOf = eventLines()
  const texts: (string | undefined)[] = []
  const pictures = (following: number, afterMilliseconds: number) => {
    vi.advanceTimersByTime(afterMilliseconds)
    texts.push(lineOf({ kind: 'pictures', following })?.text)
  }
  lineOf(released)
  pictures(910, 1000)
  pictures(798, 4500)
  pictures(790, 1000)
  pictures(0, 1000)
  lineOf({ ...released, following: 4 })
  pictures(0, 1000)
  expect(texts).toEqual([undefined, 'Pictures: 120 of 918', undefined, 'Pictures: 918 of 918', undefined])
})
