import { expect, it } from 'vitest'
import { listPieces, startText, weekdayTexts } from '#src/programme/format.ts'
import { differingLanguages, formerStartText, usualLanguages } from '#src/programme/rows.ts'

it('a row names the languages of a session where most others have other ones', () => {
  const spoken = (...spokenLanguages: string[]) => ({
    spokenLanguages,
    interpretation: [{ _key: 'f', language: 'fr' as const, channel: undefined }],
  })
  const usual = usualLanguages([spoken('en'), spoken('es'), spoken('en')])
  expect(usual).toBe('en')
  expect(differingLanguages(spoken('en'), usual, 'en')).toBeUndefined()
  expect(differingLanguages(spoken(), usual, 'en')).toBeUndefined()
  expect(differingLanguages(spoken('es'), usual, 'en')).toBe('In Spanish')
  expect(differingLanguages({ ...spoken('es'), interpretation: [] }, usual, 'fr')).toBe(
    'En espagnol uniquement',
  )
})

it('a moved session says when it was to start, with its day where that was another one', () => {
  const session = {
    ...{ status: 'moved' as const, date: '2027-06-08', start: '11:00', movedFrom: undefined },
  }
  const from = (date: string | undefined) => ({
    ...{ date, start: '10:00', end: undefined, rooms: [] },
  })
  expect(formerStartText(session, 'en')).toBeUndefined()
  expect(formerStartText({ ...session, movedFrom: from(undefined) }, 'en')).toBe('10:00')
  expect(formerStartText({ ...session, movedFrom: from('2027-06-07') }, 'en')).toBe('Mon 7 Jun, 10:00')
  // It was moved to another room.
  expect(formerStartText({ ...session, start: '10:00', movedFrom: from(undefined) }, 'en')).toBeUndefined()
  expect(
    formerStartText({ ...session, status: 'scheduled', movedFrom: from(undefined) }, 'en'),
  ).toBeUndefined()
})

it('a list that spans days names the day of a start, and a bar of days its weekday', () => {
  const times = { date: '2027-06-08', start: '10:00', end: '11:00' }
  expect([startText(times, 'en', false), startText(times, 'es', true)]).toEqual([
    '10:00',
    'mar, 8 jun, 10:00',
  ])
  expect(weekdayTexts('2027-06-08', 'fr')).toEqual(['mardi', 'mar.', '8'])
})

it('the pieces of a list in words are the numbers of its items and the texts between', () => {
  expect(listPieces(3, 'en')).toEqual([0, ', ', 1, ' and ', 2])
  expect(listPieces(2, 'es')).toEqual([0, ' y ', 1])
  expect(listPieces(0, 'fr')).toEqual([])
})
