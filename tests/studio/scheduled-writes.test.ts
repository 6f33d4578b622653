import { describe, expect, it } from 'vitest'
import { withoutReferencesTo } from '#src/model/references.ts'
import { publicAt, type ScheduledVersion, scheduledFrom } from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import {
  changedScheduled,
  contestedFields,
  draftsBefore,
  schedulingChanges,
  settlingChanges,
  takingBackChanges,
} from '#studio/scheduling/scheduled-writes.ts'
import type { StoredChange } from '#studio/store/stored-writes.ts'
import { contentVersions } from '#studio/store/versions.ts'

const approval = { from: '2027-06-07T12:00:00.000Z', by: 'Ana', approvedAt: '2027-06-01T09:00:00.000Z' }
const at = Date.parse(approval.from)
const talk = { _id: 'talk', _type: 'session', start: '10:00', end: '11:00', room: 'A' }
const draftOf = (document: RawDocument, fields: object = {}) => ({
  ...document,
  ...fields,
  _id: `drafts.${document._id}`,
})

/** The stored documents after some changes, in the order of ids. */
function afterChanges(
  stored: readonly RawDocument[],
  changes: readonly StoredChange[],
): readonly RawDocument[] {
  const all = new Map(stored.map((one) => [one._id, one]))
  for (const change of changes) {
    expect(all.get((change.before ?? change.after)?._id ?? '')).toEqual(change.before)
    if (change.after) all.set(change.after._id, change.after)
    else all.delete(change.before?._id ?? '')
  }
  return [...all.values()].sort((a, b) => (a._id < b._id ? -1 : 1))
}
const approved = (stored: readonly RawDocument[], ids: readonly string[], times = approval) =>
  afterChanges(stored, schedulingChanges(contentVersions(stored), ids, times))
const dueIn = (stored: readonly RawDocument[]): readonly ScheduledVersion[] =>
  [...contentVersions(stored).scheduled.values()].flatMap((one) => scheduledFrom(one) ?? [])
const settled = (stored: readonly RawDocument[]) =>
  afterChanges(stored, settlingChanges(contentVersions(stored), dueIn(stored)))
const withoutTimes = (documents: readonly RawDocument[]) =>
  documents.map(({ _updatedAt, ...document }) => document)

describe('a document that is public', () => {
  const stored = [talk, draftOf(talk, { end: '11:30', room: undefined, recap: 'All said.' })]
  const waiting = approved(stored, ['talk'])

  it('stays as it is, without a draft, and what was approved waits', () => {
    expect(contentVersions(waiting).published).toEqual([talk])
    expect(contentVersions(waiting).drafts.size).toBe(0)
    expect(dueIn(waiting)[0]?.change).toEqual({ set: { end: '11:30', recap: 'All said.' }, unset: ['room'] })
  })

  it('is stored, when its time has come, as readers see it already', () => {
    const seen = publicAt(
      contentVersions(waiting).published.concat(...contentVersions(waiting).scheduled.values()),
      at,
    )
    expect(settled(waiting)).toEqual(withoutTimes(seen.documents))
    expect(settled(settled(waiting))).toEqual(settled(waiting))
  })

  it('is published from a draft that says so, as by an editor, for history to tell it', () => {
    const prepared = afterChanges(waiting, draftsBefore(contentVersions(waiting), dueIn(waiting)))
    expect(contentVersions(prepared).drafts.get('talk')).toMatchObject({ end: '11:30', recap: 'All said.' })
    const changes = settlingChanges(contentVersions(prepared), dueIn(prepared))
    expect(changes).toContainEqual({ before: contentVersions(prepared).drafts.get('talk') })
    expect(settled(prepared)).toEqual(settled(waiting))
  })

  it('is a draft again when it is taken back', () => {
    const { room, ...without } = { ...draftOf(talk, { end: '11:30', recap: 'All said.' }) } as RawDocument
    expect(afterChanges(waiting, takingBackChanges(contentVersions(waiting), 'talk'))).toEqual([
      without,
      talk,
    ])
  })

  const moved = [...waiting, draftOf(talk, { start: '10:15', end: '11:15' })]
  it('loses nothing of a draft that was begun meanwhile, nor of what waited', () => {
    expect(afterChanges(moved, takingBackChanges(contentVersions(moved), 'talk'))[0]).toMatchObject({
      ...{ _id: 'drafts.talk', start: '10:15', end: '11:15', recap: 'All said.' },
    })
    const [draft, published] = settled(moved)
    expect(published).toMatchObject({ start: '10:00', end: '11:30', recap: 'All said.' })
    expect(draft).toMatchObject({ start: '10:15', end: '11:15', recap: 'All said.' })
  })

  it('tells what the draft says otherwise', () => {
    const [version] = dueIn(moved)
    expect(version && contestedFields(contentVersions(moved), version)).toEqual(['end'])
    expect(version && contestedFields(contentVersions(waiting), version)).toEqual([])
  })

  it('has both changes where a second draft is approved for another time', () => {
    const again = approved(moved, ['talk'], { ...approval, from: '2027-06-08T12:00:00.000Z' })
    expect(dueIn(again)).toMatchObject([
      {
        from: '2027-06-08T12:00:00.000Z',
        change: { set: { start: '10:15', end: '11:15', recap: 'All said.' }, unset: ['room'] },
      },
    ])
  })
})

describe('a text whose languages change apart, and a list of people', () => {
  const text = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([language, value]) => ({
      ...{ _key: `key-${language}`, _type: 'internationalizedArrayStringValue', language, value },
    }))
  const person = (_key: string) => ({ _key, _type: 'contribution', contributor: { _ref: _key } })
  const session = {
    ...talk,
    title: text({ en: 'Old', fr: 'Ancien' }),
    contributors: [person('ana'), person('luis')],
  }
  const approvedFields = {
    title: text({ en: 'Old', fr: 'Nouveau', es: 'Nuevo' }),
    contributors: [person('ana'), person('luis'), person('zoe')],
  }
  const waiting = approved([session, draftOf(session, approvedFields)], ['talk'])

  it('change by their items, beside what was published meanwhile', () => {
    expect(Object.keys(dueIn(waiting)[0]?.change.set ?? {})).toEqual([
      'title["fr"]',
      'title["es"]',
      'contributors["zoe"]',
    ])
    const meanwhile = { ...session, title: text({ en: 'New', fr: 'Ancien' }), contributors: [person('luis')] }
    const stored = waiting.map((one) => (one._id === 'talk' ? meanwhile : one))
    expect(settled(stored)).toEqual([
      {
        ...session,
        title: text({ en: 'New', fr: 'Nouveau', es: 'Nuevo' }),
        contributors: [person('luis'), person('zoe')],
      },
    ])
  })

  it('are told as contested only where the draft says the same place otherwise', () => {
    const contested = (title: Readonly<Record<string, string>>) => {
      const stored = [...waiting, draftOf(session, { title: text(title) })]
      const [version] = dueIn(stored)
      return version && contestedFields(contentVersions(stored), version)
    }
    expect(contested({ en: 'New', fr: 'Ancien' })).toEqual([])
    expect(contested({ en: 'Old', fr: 'Autre' })).toEqual(['title["fr"]'])
  })

  it('are a draft again when they are taken back, with what a draft says otherwise', () => {
    const stored = [...waiting, draftOf(session, { title: text({ en: 'New', fr: 'Ancien' }) })]
    const [draft] = afterChanges(stored, takingBackChanges(contentVersions(stored), 'talk'))
    expect(draft).toMatchObject({
      title: text({ en: 'New', fr: 'Nouveau', es: 'Nuevo' }),
      contributors: approvedFields.contributors,
    })
  })

  it('follow the changes of other documents item by item', () => {
    const { scheduled } = contentVersions(waiting)
    const [change] = changedScheduled(scheduled, [], (document) => withoutReferencesTo(document, 'zoe'))
    expect(Object.keys((change?.after && scheduledFrom(change.after)?.change.set) ?? {})).toEqual([
      'title["fr"]',
      'title["es"]',
    ])
  })
})

describe('a new document', () => {
  const room = { _id: 'drafts.b', _type: 'room', seats: 40 }
  const reference = { _type: 'reference', _ref: 'b', _weak: true, _strengthenOnPublish: { type: 'room' } }
  const draft = draftOf({ ...talk, rooms: [{ _key: 'a', ...reference }] })
  const waiting = approved([room, draft], ['b', 'talk'])

  it('keeps its draft, which is all that editors see of it, until its time', () => {
    expect(contentVersions(waiting).documents.map(({ _id }) => _id)).toEqual(['b', 'talk'])
    expect(contentVersions(waiting).scheduled.size).toBe(2)
  })

  it('is published at its time, its references strong, and its draft ends', () => {
    const strong = { ...talk, rooms: [{ _key: 'a', _type: 'reference', _ref: 'b' }] }
    expect(settled(waiting)).toEqual([{ _id: 'b', _type: 'room', seats: 40 }, strong])
  })

  it('keeps a draft that was changed since it was approved', () => {
    const changed = waiting.map((one) => (one._id === 'drafts.talk' ? { ...one, end: '12:00' } : one))
    expect(settled(changed).map(({ _id, end }) => [_id, end])).toEqual([
      ['b', undefined],
      ['drafts.talk', '12:00'],
      ['talk', '11:00'],
    ])
  })

  it('waits no longer where it was published otherwise', () => {
    const published = [...waiting.filter(({ _id }) => _id !== 'drafts.talk'), { ...talk, end: '12:00' }]
    expect(settled(published).filter(({ _type }) => _type === 'session')).toEqual([{ ...talk, end: '12:00' }])
    expect(draftsBefore(contentVersions(published), dueIn(published))).toEqual([])
  })

  it('that went along with another one waits no longer once that is taken back, unless something else needs it', () => {
    const ids = (documents: readonly RawDocument[]) => [...contentVersions(documents).scheduled.keys()]
    const back = afterChanges(waiting, takingBackChanges(contentVersions(waiting), 'talk'))
    expect([ids(back), contentVersions(back).drafts.size]).toEqual([[], 2])
    const other = draftOf({ ...talk, _id: 'other', rooms: [{ _key: 'a', ...reference }] })
    const both = approved([room, draft, other], ['b', 'talk', 'other'])
    expect(ids(afterChanges(both, takingBackChanges(contentVersions(both), 'talk')))).toEqual(['b', 'other'])
    // The room that was approved by itself stays; a session that is deleted takes along what went with it.
    const apart = approved(approved([room, draft], ['b']), ['talk'], {
      ...approval,
      approvedAt: '2027-06-02',
    })
    expect(ids(afterChanges(apart, takingBackChanges(contentVersions(apart), 'talk')))).toEqual(['b'])
    const deleted = changedScheduled(contentVersions(waiting).scheduled, ['talk'], (document) => document)
    expect(deleted.map(({ before }) => before?.document)).toEqual(['b', 'talk'])
  })

  it('is a draft again, also where that was discarded', () => {
    const discarded = waiting.filter(({ _id }) => _id !== 'drafts.talk')
    const back = afterChanges(discarded, takingBackChanges(contentVersions(discarded), 'talk'))
    expect(back.find(({ _id }) => _id === 'drafts.talk')).toMatchObject({ start: '10:00', end: '11:00' })
  })
})

it('what waits follows changes of other documents, and ends with its own', () => {
  const stored = approved([talk, draftOf(talk, { part: { _ref: 'one' } })], ['talk'])
  const { scheduled } = contentVersions(stored)
  const without = ({ part, ...document }: RawDocument): RawDocument => document as RawDocument
  const [change] = changedScheduled(scheduled, [], without)
  expect(change?.after && scheduledFrom(change.after)?.change).toEqual({ set: {}, unset: [] })
  expect(changedScheduled(scheduled, [], (document) => document)).toEqual([])
  expect(changedScheduled(scheduled, ['talk'], without)).toEqual([{ before: scheduled.get('talk') }])
})
