import { expect, test } from 'vitest'
import { slugOf } from '#src/model/slug-of.ts'

test.each([
  ['Opening and welcome', 'opening-and-welcome'],
  ['Ground rules and participants’ expectations', 'ground-rules-and-participants-expectations'],
  ['Règles de base et attentes des participant·e·s', 'regles-de-base-et-attentes-des-participantes'],
  ['V\u1d49 Forum d’apprentissage', 've-forum-d-apprentissage'],
  ['L’œuvre commune\u00a0: où en sommes-nous\u202f?', 'l-oeuvre-commune-ou-en-sommes-nous'],
  ['¿Qué aprendimos? El año próximo', 'que-aprendimos-el-ano-proximo'],
  ['ONU-Hábitat y CGLU ASPAC', 'onu-habitat-y-cglu-aspac'],
  ['12Nov / Programme', '12nov-programme'],
  ['São Tomé', 'sao-tome'],
  ['学習', ''],
  ['Trans\u00adformative govern\u200bance', 'transformative-governance'],
  ['Salle\u00a0B\u202fet\u2009C', 'salle-b-et-c'],
  ['Index', 'index-2'],
  ['Programme', 'programme-2'],
  ['Rooms', 'rooms-2'],
  ['COM1', 'com1-2'],
  ['12 November 2019'.repeat(20), '12-november-201912-november-201912-november-201912-november'],
])('the address of “%s” ends in “%s”', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})
