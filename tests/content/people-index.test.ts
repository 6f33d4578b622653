import { expect, it } from 'vitest'
import { inFilingOrder, initialsOf, occupationOf, peopleByLetter } from '#src/content/people-index.ts'
import type { Locale } from '#src/locales.ts'
import type { Contributor } from '#src/model/schema.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { examine } from '#src/rules/examine.ts'
import { stored, words } from '../seed/stored.ts'

const contributor = (name: string, more: object = {}) => {
  const document = {
    ...{ _id: name.replace(/\W/gu, '') || `x${name.codePointAt(0)}`, _type: 'contributor', kind: 'person' },
    ...{ _updatedAt: '', name: words({ en: name }), ...more },
  }
  const { snapshot, faults } = examine([...stored, document])
  const found = snapshot?.contributors.find(({ _id }) => _id === document._id)
  if (!found) throw new Error(JSON.stringify(faults))
  return found
}
const filed = (name: string, sortName: string) => contributor(name, { sortName: words({ en: sortName }) })
const groups = (people: readonly Contributor[], locale: Locale) =>
  peopleByLetter(people, locale).map(({ letter, people: found }) => [letter, ...found.map(nameOf)])
const nameOf = ({ name }: Contributor) => name.en

it('people stand under the letter of their family name, accents aside, and are shown as people write them', () => {
  const people = [
    filed('Bálint Bodnár', 'Bodnár, Bálint'),
    filed('Grace Achieng', 'Achieng, Grace'),
    filed('Nguyễn Thị Đức', 'Đức, Nguyễn Thị'),
    filed('Şebnem Karataş', 'Karataş, Şebnem'),
    filed('Œuvre Sociale', 'Œuvre, Sociale'),
    filed('Aïcha Boukari', 'Boukari, Aïcha'),
  ]
  expect(groups(people, 'en')).toEqual([
    ['A', 'Grace Achieng'],
    ['B', 'Bálint Bodnár', 'Aïcha Boukari'],
    ['D', 'Nguyễn Thị Đức'],
    ['K', 'Şebnem Karataş'],
    ['O', 'Œuvre Sociale'],
  ])
  expect(inFilingOrder(people, 'fr').map(nameOf)[0]).toBe('Grace Achieng')
})

it('a letter of its own in the reader’s language has its own place, as Ñ in Spanish', () => {
  const people = [
    filed('Juan Ñahui', 'Ñahui, Juan'),
    filed('Ana Nuño', 'Nuño, Ana'),
    filed('Eva Ortiz', 'Ortiz, Eva'),
  ]
  expect(groups(people, 'es')).toEqual([
    ['N', 'Ana Nuño'],
    ['Ñ', 'Juan Ñahui'],
    ['O', 'Eva Ortiz'],
  ])
  expect(groups(people, 'en')).toEqual([
    ['N', 'Juan Ñahui', 'Ana Nuño'],
    ['O', 'Eva Ortiz'],
  ])
})

it('names in other scripts follow by script, under its name in the reader’s language; then what begins with no letter', () => {
  const people = [
    contributor('李明華'),
    contributor('Ольга Ковальчук'),
    contributor('4 Cities', { kind: 'organisation' }),
    contributor('ليلى العلوي'),
    contributor('Zoë'),
  ]
  expect(groups(people, 'fr')).toEqual([
    ['Z', 'Zoë'],
    ['Arabe', 'ليلى العلوي'],
    ['Cyrillique', 'Ольга Ковальчук'],
    ['Sinogrammes', '李明華'],
    ['#', '4 Cities'],
  ])
})

it('who has no sort name is filed by the name as it is written: nothing is guessed', () => {
  expect(groups([contributor('Isadora Alencar')], 'en')).toEqual([['I', 'Isadora Alencar']])
})

it('initials are those of the first and the last word, or a short acronym', () => {
  expect(
    ['Kateřina Dvořáčková', 'Simone de Beauvoir', 'Pelé', '李明華', 'ليلى العلوي', '🙂'].map((name) =>
      initialsOf(contributor(name), 'en'),
    ),
  ).toEqual(['KD', 'SB', 'P', '李', 'لا', ''])
  const organisation = { kind: 'organisation', acronym: words({ en: 'UCLG', fr: 'CGLU' }) }
  expect(initialsOf(contributor('United Cities', organisation), 'fr')).toBe('CGLU')
})

it('what somebody does is the position and the organisation today, else the place', () => {
  const { snapshot } = examine(stored)
  if (!snapshot) throw new Error('no snapshot')
  const documents = documentsOf(snapshot)
  const does = (more: object) =>
    occupationOf(contributor('Grace Achieng', more), documents, 'fr').map(({ value, lang }) => [value, lang])
  expect(
    does({ position: words({ en: 'Mayor', fr: 'Maire' }), organisation: { _ref: 'un-habitat' } }),
  ).toEqual([
    ['Maire', 'fr'],
    ['Programme des Nations Unies pour les établissements humains', 'fr'],
  ])
  expect(does({ affiliation: words({ en: 'Lake County' }), place: words({ en: 'Kisumu' }) })).toEqual([
    ['Lake County', 'en'],
  ])
  expect(does({ place: words({ en: 'Kisumu' }) })).toEqual([['Kisumu', 'en']])
})
