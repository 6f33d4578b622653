import { describe, expect, it } from 'vitest'
import {
  publicAt,
  type ScheduledVersion,
  scheduledFrom,
  scheduledId,
  storedScheduled,
} from '#src/model/scheduled-version.ts'
import { stored } from '../seed/stored.ts'

const at = Date.parse('2019-11-12T12:00:00Z')
const version: ScheduledVersion = {
  ...{ _id: scheduledId('session-sendai'), document: 'session-sendai', documentType: 'session' },
  ...{ from: '2019-11-12T12:00:00.000Z', by: 'Ana', approvedAt: '2019-11-11T09:00:00.000Z', isNew: false },
  change: { set: { start: '10:05', documents: [document('file-abc-pdf')] }, unset: ['part'] },
}

function document(asset: string) {
  return { _key: 'a', file: { _type: 'file', asset: { _type: 'reference', _ref: asset } } }
}
const session = { ...version, _id: scheduledId('late'), document: 'late', isNew: true }
const fresh: ScheduledVersion = {
  ...session,
  change: { set: { edition: { _ref: 'edition-2019' } }, unset: [] },
}
const find = (documents: ReturnType<typeof publicAt>['documents'], id: string) =>
  documents.find(({ _id }) => _id === id)

describe('what is public', () => {
  it('is what was public before the time, and has no version of its own among it', () => {
    const { documents, due, times } = publicAt([...stored, storedScheduled(version)], at - 1)
    expect(documents).toEqual(stored)
    expect([due, times]).toEqual([[], [at]])
  })

  it('is what was approved from the time on, with what was published meanwhile', () => {
    const meanwhile = stored.map((one) => (one._id === 'session-sendai' ? { ...one, end: '11:50' } : one))
    const { documents, due } = publicAt([...meanwhile, storedScheduled(version)], at)
    expect(due).toHaveLength(1)
    const found = find(documents, 'session-sendai')
    expect(found).toMatchObject({ start: '10:05', end: '11:50', _updatedAt: version.from })
    expect(found).not.toHaveProperty('part')
  })

  it('has a new document from its time on, unless it was published otherwise', () => {
    const all = [...stored, storedScheduled(fresh)]
    expect(find(publicAt(all, at - 1).documents, 'late')).toBeUndefined()
    expect(find(publicAt(all, at).documents, 'late')).toEqual({
      ...{ _id: 'late', _type: 'session', _updatedAt: version.from, edition: { _ref: 'edition-2019' } },
    })
    const published = { _id: 'late', _type: 'session', title: [] }
    expect(find(publicAt([...all, published], at).documents, 'late')).toBe(published)
  })

  it('does not bring back what was withdrawn meanwhile', () => {
    const without = stored.filter(({ _id }) => _id !== 'session-sendai')
    expect(
      find(publicAt([...without, storedScheduled(version)], at).documents, 'session-sendai'),
    ).toBeUndefined()
  })

  it('is the same objects each time, so that what is made of them is kept', () => {
    const all = [...stored, storedScheduled(version)]
    const [one, other] = [publicAt(all, at), publicAt(all, at + 5)]
    expect(one.documents.every((document, index) => document === other.documents[index])).toBe(true)
  })
})

it('a version comes back as it was stored, with the names and sizes of its files where the lake tells them', () => {
  const raw = storedScheduled(version)
  expect(scheduledFrom(raw)).toEqual(version)
  expect(raw.files).toEqual([{ _key: 'file-abc-pdf', _type: 'reference', _ref: 'file-abc-pdf' }])
  const read = scheduledFrom({ ...raw, files: [{ _id: 'file-abc-pdf', name: 'Plan.pdf', size: 12 }] })
  expect(read?.change.set.documents).toEqual([
    { ...document('file-abc-pdf'), file: { ...document('file-abc-pdf').file, name: 'Plan.pdf', size: 12 } },
  ])
})

it.each([undefined, null, []])('a version needs no files, which the lake may tell as %s', (files) => {
  expect(scheduledFrom({ ...storedScheduled(version), files })?.change).toEqual(version.change)
})

it('a version changes no id and no type', () => {
  const change = JSON.stringify({ set: { _id: 'forum', _type: 'forum', end: '12:00' }, unset: ['_rev'] })
  expect(scheduledFrom({ ...storedScheduled(version), change })?.change).toEqual({
    ...{ set: { end: '12:00' }, unset: [] },
  })
})

it.each([
  ['another id', { _id: 'scheduled.other' }],
  ['no time', { from: 'soon' }],
  ['a change that is no text', { change: { set: {} } }],
  ['a change that is no JSON', { change: '{' }],
  ['a change of another shape', { change: '[]' }],
  ['no files', { files: 'none' }],
])('what is no version is not taken: %s', (_, fields) => {
  const raw = { ...storedScheduled(version), ...fields }
  expect(scheduledFrom(raw)).toBeUndefined()
  expect(publicAt([...stored, raw], at).documents).toEqual(stored)
})
