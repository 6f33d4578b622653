import { describe, expect, it } from 'vitest'
import { initialStatus, publicStatus, type SiteStatus } from '#src/content/site-status.ts'
import type { Fault } from '#src/rules/findings.ts'
import { heldBack } from '#studio/publishing/held-back.ts'

const fault = (documentId: string, code: Fault['code'], title: string): Fault => ({
  documentId,
  documentType: 'session',
  title,
  path: 'end',
  code,
  facts: {},
})
const time = '2026-11-26T08:00:00Z'
const failed = (kind: 'faults' | 'lake' | 'listening' | 'program', faults: readonly Fault[] = []) =>
  publicStatus(
    { ...initialStatus, state: 'heldBack', failure: { kind, time, text: '', faults } } as SiteStatus,
    { number: 1, time },
  )
const titleOf = (id: string) => `The ${id}`

describe('what holds the site back', () => {
  it('is nothing without faults, with or without a status', () => {
    expect(heldBack([], undefined, titleOf)).toBeUndefined()
    expect(
      heldBack([], publicStatus({ ...initialStatus, state: 'live' }, undefined), titleOf),
    ).toBeUndefined()
  })

  it('are the faults of what is published, also where the site does not tell its status', () => {
    const faults = [fault('opening', 'endsBeforeStart', 'Opening')]
    expect(heldBack(faults, undefined, titleOf)).toEqual({ faults })
  })

  it('are faults that only a release finds, under the titles that the Studio knows', () => {
    const known = fault('opening', 'endsBeforeStart', 'Opening')
    const found = fault('sendai', 'noAsset', 'never sent')
    expect(heldBack([known], failed('faults', [known, found]), titleOf)).toEqual({
      faults: [known, { ...found, title: 'The sendai', facts: { found: 'The sendai' } }],
      shownSince: time,
    })
  })

  it.each(['lake', 'listening', 'program'] as const)(
    'is a failure that is not in the content: %s',
    (reason) => {
      expect(heldBack([], failed(reason), titleOf)).toEqual({ faults: [], reason, shownSince: time })
    },
  )

  it('is a publisher that has ended', () => {
    const status = publicStatus({ ...initialStatus, state: 'notListening' }, undefined)
    expect(heldBack([], status, titleOf)).toEqual({ faults: [], reason: 'listening' })
  })
})
