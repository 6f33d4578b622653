import { expect, it } from 'vitest'
import { type ScheduledVersion, scheduledId, storedScheduled } from '#src/model/scheduled-version.ts'
import { examinePublic } from '#src/rules/examine-public.ts'
import { changed, stored, words } from '../seed/stored.ts'

const at = Date.parse('2019-11-12T12:00:00Z')
const version = (document: string, set: Readonly<Record<string, unknown>>, unset: string[] = []) =>
  storedScheduled({
    ...{ _id: scheduledId(document), document, documentType: 'session', isNew: false },
    ...{ from: '2019-11-12T12:00:00.000Z', by: 'Ana', approvedAt: '2019-11-11T09:00:00.000Z' },
    change: { set, unset },
  } satisfies ScheduledVersion)
const titleOf = (examined: ReturnType<typeof examinePublic>, id: string) =>
  examined.snapshot?.sessions.find(({ _id }) => _id === id)?.title.en
const good = version('session-sendai', { title: words({ en: 'Approved' }) })

it('a version that brings a fault is held back, alone, and what was public stays', () => {
  const bad = version('session-opening', { title: words({ en: 'Refused' }), start: '99:99' })
  const examined = examinePublic([...stored, good, bad], at)
  expect(examined.faults).toEqual([])
  expect(examined.heldBack.map(({ document }) => document)).toEqual(['session-opening'])
  expect(examined.heldFaults.map(({ documentId, path }) => `${documentId} ${path}`)).toContain(
    'session-opening start',
  )
  expect(titleOf(examined, 'session-sendai')).toBe('Approved')
  expect(titleOf(examined, 'session-opening')).not.toBe('Refused')
})

it('nothing is held back before its time', () => {
  const bad = version('session-opening', { start: '99:99' })
  const { faults, heldBack, times } = examinePublic([...stored, bad], at - 1)
  expect([faults, heldBack, times]).toEqual([[], [], [at]])
})

it('faults of what is published are told, whatever waits', () => {
  const faulty = changed('session-opening', { start: '99:99' })
  const { faults } = examinePublic([...faulty, good], at)
  expect(faults.map(({ documentId, path }) => `${documentId} ${path}`)).toEqual(['session-opening start'])
})

it('a version that asks for the address of another document is held back', () => {
  const slug = stored.find(({ _id }) => _id === 'session-sendai')?.slug
  const examined = examinePublic([...stored, version('session-opening', { slug }), good], at)
  expect(examined.faults).toEqual([])
  expect(titleOf(examined, 'session-opening')).toBeDefined()
  expect(examined.heldBack.map(({ document }) => document)).toContain('session-opening')
})
