import { expect, it } from 'vitest'
import { locales } from '#src/locales.ts'
import { fieldsOf, localizedItems } from '#src/model/fields.ts'
import { documentTypes } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { baselineData } from './baseline-data.ts'
import { contentWith, withOtherTexts } from './stored-content.ts'

const written = { _updatedAt: '2026-11-23T12:00:00Z' }
const examined = (sessions: number) =>
  examine(contentWith(sessions).map((document) => ({ ...document, ...written })))

it('content has as many sessions as asked for, in ten editions where they are more than 300, and no fault', () => {
  for (const [sessions, editions] of [
    [14, 2],
    [301, 10],
  ]) {
    const { snapshot, faults } = examined(sessions ?? 0)
    expect([snapshot?.sessions.length, snapshot?.editions.length, faults]).toEqual([sessions, editions, []])
  }
})

it('300 sessions are one edition of five days in eight rooms, with every type of document and no warning', () => {
  const { snapshot, faults, warnings } = examined(300)
  const { sessions, editions, rooms } = snapshot ?? { sessions: [], editions: [], rooms: [] }
  const dates = new Set(sessions.map(({ date }) => date))
  expect([sessions, editions, rooms].map(({ length }) => length)).toEqual([300, 1, 8])
  expect([dates.size, faults, warnings]).toEqual([5, [], []])
  expect(new Set(contentWith(300).map(({ _type }) => _type))).toEqual(new Set(documentTypes))
})

it('every text is there in every language', () => {
  const languages = locales.map(({ locale }) => locale)
  for (const document of contentWith(300))
    for (const { path, value } of fieldsOf(document)) {
      const items = localizedItems(value)
      if (items) expect([path, items.map(({ language }) => language)]).toEqual([path, languages])
    }
})

it('the same number gives the same documents', () => {
  expect(JSON.stringify(contentWith(300))).toBe(JSON.stringify(contentWith(300)))
})

it('other texts change no title, no time and no address', () => {
  const [before, after] = [contentWith(300), withOtherTexts(contentWith(300), 'Δ')]
  const heads = (documents: typeof before) =>
    documents.map(({ _id, title, name, slug, start, end }) => ({ _id, title, name, slug, start, end }))
  expect(heads(after)).toEqual(heads(before))
  const marks = (documents: typeof before) => JSON.stringify(documents).match(/Δ/g)?.length ?? 0
  expect(marks(after) - marks(before)).toBe(2871)
  expect(examine(after.map((document) => ({ ...document, ...written }))).faults).toEqual([])
})

it('baselines get every page once', () => {
  const { entries } = baselineData(contentWith(300))
  expect(new Set(entries.map(({ address }) => address)).size).toBe(entries.length)
  const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length
  expect(['session', 'part', 'programme', 'embed', 'permalink'].map(count)).toEqual([900, 18, 3, 921, 314])
})
