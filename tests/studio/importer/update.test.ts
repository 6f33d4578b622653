import { readFileSync } from 'node:fs'
import type { SanityClient } from '@sanity/client'
import { describe, expect } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { editionOfText, proposedFields } from '#studio/importer/edition-fields.ts'
import { withKnownPeople } from '#studio/importer/known-people.ts'
import { parse } from '#studio/importer/parse.ts'
import { draftsOfPlan } from '#studio/importer/plan-drafts.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'
import { type Chosen, chosenChanges } from '#studio/importer/update/chosen-changes.ts'
import { type EditionUpdate, editionUpdate, type UpdateLine } from '#studio/importer/update/edition-update.ts'
import { createDrafts } from '#studio/new-drafts.ts'
import { undoChanges, writeChanges } from '#studio/store/transactions.ts'
import { contentVersions } from '#studio/store/versions.ts'
import { test } from '../../lake/lake.ts'

/** A later version of a programme, compared with the edition that an earlier one became, and written into it. */

const versionOf = (name: string) =>
  readFileSync(new URL(`../../cases/versions/${name}`, import.meta.url), 'utf8')
const first = versionOf('rivers-1.txt')
/** Two sessions moved, one cancelled, one new in a new room with a new person, a typing error mended. */
const third = versionOf('rivers-3.txt')

type Lake = { client: SanityClient }
const ids = () => {
  let count = 0
  return () => `new-${++count}`
}
const planOf = (text: string, existing: readonly RawDocument[]) =>
  withKnownPeople(parse(sourceLines(text)), existing, new Map())

async function imported({ client }: Lake, text = first): Promise<RawDocument[]> {
  const plan = planOf(text, [])
  const form = { ...proposedFields(plan, []), ordinal: '4' }
  const drafts = draftsOfPlan(plan, form, { existing: [], newId: ids() })
  await createDrafts(client, drafts)
  return drafts
}

const contentOf = async ({ client }: Lake) =>
  contentVersions(
    await client
      .withConfig({ perspective: 'raw' })
      .fetch<RawDocument[]>(
        '*[_type in ["forum","edition","part","session","break","room","contributor","strategySection"]]',
      ),
  )

const updateOf = async (lake: Lake, text: string): Promise<EditionUpdate> => {
  const { documents, published } = await contentOf(lake)
  const edition = documents.find(({ _type }) => _type === 'edition')
  if (!edition) throw new Error('No edition')
  const live = new Map(published.map((one) => [one._id, one]))
  return editionUpdate(planOf(text, documents), edition, {
    publishedOf: ({ _id }) => live.get(_id),
    existing: documents,
    newId: () => `later-${crypto.randomUUID()}`,
  })
}

const nameOf = (document: RawDocument) =>
  JSON.stringify(document.title ?? '').match(/"value":"([^"]*)"/)?.[1] ?? document._type
const told = ({ lines }: EditionUpdate) =>
  lines.map((line) => {
    if (line.kind === 'new') return `new ${nameOf(line.draft)}`
    const differences = 'differences' in line ? line.differences : []
    return [
      line.kind,
      nameOf(line.document),
      ...differences.map(({ aspect, certainty }) => `${aspect} ${certainty}`),
    ].join(' | ')
  })

const all: Chosen = { isTaken: () => true, isDifferenceTaken: () => true }
async function take(lake: Lake, update: EditionUpdate, chosen: Chosen = all) {
  const { published } = await contentOf(lake)
  const live = new Set(published.map(({ _id }) => _id))
  let key = 0
  const changes = chosenChanges(update, chosen, {
    isPublished: (id) => live.has(id),
    newKey: () => `key-${++key}`,
  })
  return writeChanges(lake.client, changes.requested, changes.whole)
}
const everything = async (lake: Lake) =>
  (await contentOf(lake)).documents.map(({ _rev, _updatedAt, _createdAt, ...fields }) => fields)

const publishAll = async ({ client }: Lake) => {
  const { drafts } = await contentOf({ client })
  const transaction = client.transaction()
  for (const [id, { _rev, _updatedAt, ...fields }] of drafts)
    transaction.createOrReplace({ ...fields, _id: id }).delete(`drafts.${id}`)
  await transaction.commit()
}

const lineOf = ({ lines }: EditionUpdate, title: string): UpdateLine => {
  const found = lines.find((line) => nameOf(line.kind === 'new' ? line.draft : line.document) === title)
  if (!found) throw new Error(`No line of ${title}`)
  return found
}

describe('the same text again', () => {
  test('changes nothing', async ({ client }) => {
    await imported({ client })
    const update = await updateOf({ client }, first)
    expect(told(update)).toEqual([])
    expect(update.unchanged).toBe(9)
  })
})

describe('a later version', () => {
  test('is told by what moved, was cancelled, is new, or is written otherwise', async ({ client }) => {
    await imported({ client })
    expect(told(await updateOf({ client }, third))).toEqual([
      'moved | Water for everybody | time sure',
      'moved | Housing without borders | rooms sure',
      'cancelled | Learning from rivers | status sure',
      'changed | Public spaes at night | title sure',
      'new Cities that breathe',
    ])
  })

  test('is taken whole in one transaction, and then there is nothing left; undone, all is as before', async ({
    client,
  }) => {
    await imported({ client })
    await publishAll({ client })
    const before = await everything({ client })
    const { written, shown } = await take({ client }, await updateOf({ client }, third))
    expect(told(await updateOf({ client }, third))).toEqual([])
    const { drafts } = await contentOf({ client })
    const water = [...drafts.values()].find((one) => nameOf(one) === 'Water for everybody')
    expect(water).toMatchObject({
      start: '14:00',
      end: '15:00',
      status: 'moved',
      movedFrom: { start: '09:30' },
    })
    const breathe = [...drafts.values()].find((one) => nameOf(one) === 'Cities that breathe')
    expect(breathe).toMatchObject({ date: '2027-06-08', start: '15:00', rooms: [{ _weak: true }] })
    expect([...drafts.values()].map(({ _type }) => _type).sort()).toEqual([
      'contributor',
      'room',
      'room',
      ...Array.from({ length: 5 }, () => 'session'),
    ])
    await undoChanges(client, written, shown)
    expect(await everything({ client })).toEqual(before)
  })

  test('is taken but for one line, which comes again; nothing goes along that only this line needs', async ({
    client,
  }) => {
    await imported({ client })
    await publishAll({ client })
    const update = await updateOf({ client }, third)
    const left = lineOf(update, 'Cities that breathe')
    await take({ client }, update, { ...all, isTaken: (line) => line !== left })
    expect(told(await updateOf({ client }, third))).toEqual(['new Cities that breathe'])
    const { documents } = await contentOf({ client })
    expect(documents.filter((one) => one._type === 'contributor').length).toBe(1)
  })

  test('overwrites nothing that was changed here since, without a word', async ({ client }) => {
    const drafts = await imported({ client })
    const of = (title: string) => drafts.find((one) => nameOf(one) === title)?._id ?? ''
    await client.patch(of('Housing without borders')).set({ start: '11:15' }).commit()
    await client.patch(of('Water for everybody')).set({ start: '09:45' }).commit()
    const update = await updateOf({ client }, third)
    expect(told(update)).toContain('moved | Water for everybody | time changedHere')
    expect(told(update)).toContain('moved | Housing without borders | rooms sure')
    expect(update.kept).toBe(1)
  })

  test('of an edition that no import made is told as not known', async ({ client }) => {
    const drafts = await imported({ client })
    for (const { _id } of drafts) await client.patch(_id).unset(['imported']).commit()
    const certainties = (await updateOf({ client }, third)).lines.flatMap((line) =>
      'differences' in line ? line.differences.map(({ certainty }) => certainty) : [],
    )
    expect(certainties).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
  })

  test('that lacks a session offers to cancel it where it is known to readers, and else to delete its draft', async ({
    client,
  }) => {
    const drafts = await imported({ client })
    const shorter = first.replace('11:00-11:30 Closing\n', '').replace('12:00-13:00 Lunch\n', '')
    const closing = drafts.find((one) => nameOf(one) === 'Closing')?._id.replace('drafts.', '') ?? ''
    const before = await everything({ client })
    const { written, shown } = await take({ client }, await updateOf({ client }, shorter))
    expect((await contentOf({ client })).byId.has(closing)).toBe(false)
    await undoChanges(client, written, shown)
    expect(await everything({ client })).toEqual(before)
    await publishAll({ client })
    await take({ client }, await updateOf({ client }, shorter))
    const { byId, documents } = await contentOf({ client })
    expect(byId.get(closing)).toMatchObject({ status: 'cancelled' })
    expect(documents.some((one) => nameOf(one) === 'Lunch')).toBe(true)
  })

  test('that names no parts leaves sessions in those that they are in, and makes none', async ({
    client,
  }) => {
    const parts = first
      .replace('09:00-09:30', 'Part 1: Listening\n09:00-09:30')
      .replace('11:00-12:00 Housing', 'Part 2: Acting\n11:00-12:00 Housing')
    await imported({ client }, parts)
    expect((await contentOf({ client })).documents.filter(({ _type }) => _type === 'part').length).toBe(2)
    const update = await updateOf({ client }, third)
    expect(told(update).filter((line) => line.includes('part'))).toEqual([])
    expect([...update.along.values()].filter(({ _type }) => _type === 'part')).toEqual([])
  })

  test('in another language brings its texts: sessions are known by their times, rooms by no name are asked about', async ({
    client,
  }) => {
    await imported({ client })
    const french = `Forum des fleuves
Lisbonne, Portugal, 7-8 juin 2027

Lundi 7 juin 2027
09:00-09:30 Ouverture du forum
Salle : Grande salle
Modératrice : Mme Ana Example, maire de Port Amara
09:30-10:30 De l’eau pour tout le monde
10:30-11:00 Pause café
`
    const update = await updateOf({ client }, french)
    expect(update.locale).toBe('fr')
    expect(told(update).filter((line) => !line.startsWith('gone') && !line.includes('edition'))).toEqual([
      'changed | Forum of Rivers | title sure | city sure | country sure',
      'moved | Opening of the forum | title sure | rooms unknown',
      'changed | Water for everybody | title sure',
      'changed | Coffee break | title sure',
    ])
  })

  test('keeps sessions of one title apart by their rooms', async ({ client }) => {
    const workshops = `Forum of Rivers
Lisbon, Portugal, 7 June 2027
09:00-10:00 Workshop (Room A)
09:00-10:00 Workshop (Room B)
`
    await imported({ client }, workshops)
    const lines = workshops.trim().split('\n')
    const turned = [...lines.slice(0, 2), lines[3], lines[2]].join('\n')
    expect(told(await updateOf({ client }, turned))).toEqual([])
  })

  test('knows sessions that were renamed here, by what the last import and what readers have', async ({
    client,
  }) => {
    const drafts = await imported({ client })
    await publishAll({ client })
    const water =
      drafts.find((one) => nameOf(one) === 'Water for everybody')?._id.replace('drafts.', '') ?? ''
    const document = await client.getDocument(water)
    if (!document) throw new Error('No document')
    await client.create({
      ...document,
      _id: `drafts.${water}`,
      title: [{ _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: 'By boat' }],
    })
    const update = await updateOf({ client }, first)
    expect(told(update)).toEqual([])
    expect(update.kept).toBe(1)
    expect(
      told(await updateOf({ client }, first.replace('Water for everybody', 'Water for everyone'))),
    ).toEqual(['changed | By boat | title changedHere'])
  })

  test('that says only when sessions begin leaves their ends, and their lengths where they move', async ({
    client,
  }) => {
    await imported({ client })
    const starts = first.replace(/^(\d\d:\d\d)-\d\d:\d\d/gm, '$1')
    expect(told(await updateOf({ client }, starts))).toEqual([])
    const update = await updateOf({ client }, starts.replace('11:00 Housing', '11:15 Housing'))
    expect(told(update)).toEqual(['moved | Housing without borders | time sure'])
    await take({ client }, update)
    const { documents } = await contentOf({ client })
    expect(documents.find((one) => nameOf(one) === 'Housing without borders')).toMatchObject({
      start: '11:15',
      end: '12:15',
    })
  })

  test('of a thousand sessions with every title mended is no other programme', async ({ client }) => {
    await imported({ client })
    const { documents } = await contentOf({ client })
    const [edition, session] = ['edition', 'session'].map((type) =>
      documents.find(({ _type }) => _type === type),
    )
    if (!edition || !session) throw new Error('No edition or session')
    const time = (at: number) => `${String(8 + Math.floor(at / 100)).padStart(2, '0')}:00`
    const many = Array.from({ length: 1100 }, (_, at) => ({
      ...{ ...session, _id: `many-${at}`, imported: undefined, date: '2027-06-07' },
      ...{ start: time(at), end: time(at).replace(':00', ':30'), rooms: [] },
      title: [{ _key: 'en', language: 'en', value: `Subject number ${at} of its hour` }],
    }))
    const lines = many.map(
      ({ start }, at) => `${start}-${start.replace(':00', ':30')} Subject number ${at} of its own hour`,
    )
    const text = ['Forum of Rivers', '7 June 2027', ...lines].join('\n')
    const update = editionUpdate(planOf(text, []), edition, { existing: [edition, ...many], newId: ids() })
    expect(new Set(update.lines.map(({ kind }) => kind))).toEqual(new Set(['changed']))
    expect(update.lines.length).toBe(1100)
  })

  test('that is another edition’s is told so', async ({ client }) => {
    await imported({ client })
    const other = 'Forum of Hills\n9 June 2027\n09:00-10:00 Alpine pastures\n'
    expect((await updateOf({ client }, other)).isStrange).toBe(true)
    expect((await updateOf({ client }, first)).isStrange).toBe(false)
  })

  test('cancels by a word before the time, and takes no cancellation back', async ({ client }) => {
    await imported({ client })
    const cancelled = first.replace('09:00-10:00 Learning', 'CANCELLED: 09:00-10:00 Learning')
    const update = await updateOf({ client }, cancelled)
    expect(told(update)).toEqual(['cancelled | Learning from rivers | status sure'])
    await take({ client }, update)
    expect(told(await updateOf({ client }, first))).toEqual([])
  })

  test('keeps rooms apart that the edition has, and parts that only share a number', async ({ client }) => {
    await imported({ client }, first.replace('09:00-09:30', 'Part 1: Listening\n09:00-09:30'))
    const both = first
      .replace('09:00-09:30', 'Part 1: Night walks\n09:00-09:30')
      .replace('Room: Hall 1', 'Room: Hall 1 and Room 2')
    const update = await updateOf({ client }, both)
    expect(told(update)).toContain('moved | Opening of the forum | rooms sure | part sure')
    expect(told(update).filter((line) => line.includes('| Listening'))).toEqual([])
    expect([...update.along.values()].map(({ _type }) => _type)).toEqual(['part'])
  })

  test('of one day alone says nothing of the others', async ({ client }) => {
    await imported({ client })
    const tuesday = third.slice(third.indexOf('Tuesday'))
    expect(told(await updateOf({ client }, tuesday)).filter((line) => line.startsWith('gone'))).toEqual([])
  })
})

test('what was written here beside a text stays with it: marks, roles in other languages, other languages', async ({
  client,
}) => {
  const drafts = await imported({ client })
  const opening = drafts.find((one) => nameOf(one) === 'Opening of the forum')
  const title = ((opening?.title ?? []) as { language: string }[]).map((item) =>
    item.language === 'fr' ? { ...item, value: 'Ouverture du forum' } : item,
  )
  const contributors = ((opening?.contributors ?? []) as object[]).map((item) => ({
    ...item,
    affiliation: [{ _key: 'en', language: 'en', value: 'Host' }],
  }))
  await client
    .patch(opening?._id ?? '')
    .set({ title, contributors })
    .commit()
  await take(
    { client },
    await updateOf(
      { client },
      first
        .replace('Opening of the forum', 'Opening of this forum')
        .replace(
          'Mayor of Port Amara',
          'Mayor of Port Amara\nSpeaker: Mr. Luis Sample, Mayor of Costa Clara',
        ),
    ),
  )
  const now = (await contentOf({ client })).byId.get(opening?._id.replace('drafts.', '') ?? '')
  expect(now?.title).toMatchObject([{ value: 'Opening of this forum' }, { value: 'Ouverture du forum' }, {}])
  expect(now?.contributors).toMatchObject([{ affiliation: [{ value: 'Host' }] }, { _type: 'contribution' }])
})

test('a text goes into the edition of its number, where several have it into the one of its days, and else nowhere unasked', () => {
  const edition = (_id: string, ordinal: number, firstDay: string, lastDay = firstDay): RawDocument => ({
    ...{ _id, _type: 'edition', ordinal, firstDay, lastDay },
  })
  const text = 'Programme of the 6th Forum of River Towns\n14 June 2027\n09:00–10:00 Opening'
  const goesInto = (...editions: RawDocument[]) => editionOfText(planOf(text, []), editions)?._id
  const [towns, rivers] = [
    edition('towns', 6, '2027-06-07'),
    edition('rivers', 6, '2027-06-14', '2027-06-15'),
  ]
  expect(goesInto(towns)).toBe('towns')
  expect(goesInto(towns, rivers)).toBe('rivers')
  expect(goesInto(rivers, towns)).toBe('rivers')
  expect(goesInto(towns, edition('other', 6, '2027-07-07'))).toBeUndefined()
  expect(goesInto(edition('seventh', 7, '2027-06-14'))).toBe('seventh')
  expect(goesInto(edition('seventh', 7, '2027-06-14'), edition('eighth', 8, '2027-06-14'))).toBeUndefined()
})
