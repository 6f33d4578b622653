import { expect, it } from 'vitest'
import { proposedSortName } from '#src/model/sort-name.ts'

it.each([
  ['Grace Achieng', 'Achieng, Grace'],
  ['  Kateřina   Dvořáčková ', 'Dvořáčková, Kateřina'],
  ['Ludwig van Beethoven', 'Beethoven, Ludwig van'],
  ['Simone de Beauvoir', 'Beauvoir, Simone de'],
  ['Ana de la Cruz', 'Cruz, Ana de la'],
  ['Ana De La Cruz', 'De La Cruz, Ana'],
  ['Leila Ben Ali', 'Ben Ali, Leila'],
  ['Ben Okri', 'Okri, Ben'],
  ['José Ortega y Gasset', 'Ortega y Gasset, José'],
  ['Martin Luther King Jr.', 'King, Martin Luther Jr.'],
  ['Omar al-Masri', 'al-Masri, Omar'],
  // A patronymic is no family name.
  ['Abdallah bin Zayed', 'Abdallah bin Zayed'],
  ['Siti binti Rahman', 'Siti binti Rahman'],
  ['Ahmed ben Salah', 'Ahmed ben Salah'],
  // The family name stands first already.
  ['山田 太郎', '山田 太郎'],
  ['김 민준', '김 민준'],
  ['Achieng, Grace', 'Achieng, Grace'],
  ['Pelé', 'Pelé'],
  ['ليلى العلوي', 'العلوي, ليلى'],
  ['', ''],
  ['\u00ad ', ''],
])('a person “%s” is proposed to be filed as “%s”', (name, filed) => {
  expect(proposedSortName(name, 'person')).toBe(filed)
})

it('an organisation is proposed to be filed under its whole name', () => {
  expect(proposedSortName('City of  Port Amara', 'organisation')).toBe('City of Port Amara')
})
