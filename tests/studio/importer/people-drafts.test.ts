import { expect, test } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { proposedFields } from '#studio/importer/edition-fields.ts'
import { answersByName, withKnownPeople } from '#studio/importer/known-people.ts'
import { parse } from '#studio/importer/parse.ts'
import type { Answers } from '#studio/importer/plan.ts'
import { draftsOfPlan } from '#studio/importer/plan-drafts.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'
import { stored } from '../../seed/stored.ts'

const text = [
  'Rencontre des villes',
  'Jeudi 4 mai 2028',
  '9h–10h : Ouverture (Salle 2)',
  'Animée par Claire Duval, journaliste',
  'Intervenants : M. Luc Roy (Ville de Tulle) ; Mme Awa Diallo, maire de Thiès',
  'Interprétation : anglais, espagnol',
  '10h–11h : Suite',
  'Modératrice : Claire Duval',
].join('\n')

const item = (language: string, value: unknown) => ({ _key: language, language, value })
const known: RawDocument = {
  _id: 'roy',
  _type: 'contributor',
  kind: 'person',
  name: [item('en', 'Dr. Luc ROY')],
  slug: [item('en', { _type: 'slug', current: 'luc-roy' })],
  affiliation: [item('en', 'Port of Oran')],
}
const plan = parse(sourceLines(text))
const draftsWith = (existing: readonly RawDocument[], answers: Answers = new Map()) => {
  let count = 0
  const whole = withKnownPeople(plan, existing, answers)
  const form = {
    ...proposedFields(whole, []),
    timeZone: 'Europe/Paris',
    ordinal: '1',
    city: 'Tulle',
    ...names,
  }
  const drafts = draftsOfPlan(whole, form, { existing, newId: () => `new-${++count}` })
  return { drafts, questions: whole.questions }
}
const names = { organisation: 'Réseau des villes', acronym: 'RDV' }
const inFrench = (field: unknown) =>
  (field as { language: string; value?: unknown }[]).find(({ language }) => language === 'fr')?.value

test('people become contributors once each, with their title, their organisation and a name to file under', () => {
  const people = draftsWith([]).drafts.filter(({ _type }) => _type === 'contributor')
  expect(
    people.map(({ kind, name, sortName, position, affiliation, slug }) => [
      kind,
      ...[name, sortName, position, affiliation, slug].map(inFrench),
    ]),
  ).toEqual([
    ['person', 'Claire Duval', 'Duval, Claire', 'journaliste', undefined, slugOf('claire-duval')],
    ['person', 'Luc Roy', 'Roy, Luc', undefined, 'Ville de Tulle', slugOf('luc-roy')],
    ['person', 'Awa Diallo', 'Diallo, Awa', 'maire de Thiès', undefined, slugOf('awa-diallo')],
  ])
})

const slugOf = (current: string) => ({ _type: 'slug', current })

test('a session has its people with roles in three languages, and its languages', () => {
  const { drafts } = draftsWith([])
  const [opening, next] = drafts.filter(({ _type }) => _type === 'session')
  const idOf = (name: string) =>
    drafts
      .find((one) => one._type === 'contributor' && inFrench(one.name) === name)
      ?._id.replace('drafts.', '')
  expect(opening?.contributors).toMatchObject([
    {
      _type: 'contribution',
      contributor: { _ref: idOf('Claire Duval'), _weak: true },
      role: [{ value: 'Moderator' }, { value: 'Modération' }, { value: 'Moderación' }],
    },
    { contributor: { _ref: idOf('Luc Roy') }, role: [{ value: 'Speaker' }, {}, {}] },
    { contributor: { _ref: idOf('Awa Diallo') } },
  ])
  expect(next?.contributors).toMatchObject([{ contributor: { _ref: idOf('Claire Duval') } }])
  expect(opening?.interpretation).toMatchObject([{ language: 'en' }, { language: 'es' }])
})

test('they have no faults by the content rules', () => {
  const documents = draftsWith([]).drafts.map((one) => ({
    ...one,
    _id: one._id.replace('drafts.', ''),
    _updatedAt: '2028-01-01',
  }))
  const { faults, snapshot } = examine(documents)
  expect(faults).toEqual([])
  expect(snapshot?.contributors).toHaveLength(3)
})

test('the same name with another organisation is asked: one person by the answer, else two with addresses of their own', () => {
  const { drafts, questions } = draftsWith([known])
  expect(questions).toMatchObject([
    { code: 'known', facts: { name: 'Luc Roy', known: 'Port of Oran', organisation: 'Ville de Tulle' } },
  ])
  const roy = drafts.find((one) => one._type === 'contributor' && inFrench(one.name) === 'Luc Roy')
  expect(inFrench(roy?.slug)).toEqual(slugOf('luc-roy-2'))
  const taken = draftsWith([known], new Map([[questions[0]?.id ?? '', 'take']]))
  expect(taken.drafts.filter(({ _type }) => _type === 'contributor')).toHaveLength(2)
  expect(JSON.stringify(taken.drafts)).toContain('"contributor":{"_type":"reference","_ref":"roy"}')
})

test('somebody of the same name and organisation, or with none, is the same without a question', () => {
  for (const affiliation of [undefined, [item('fr', 'Ville de Tulle')]]) {
    const { drafts, questions } = draftsWith([{ ...known, affiliation }])
    expect(questions).toEqual([])
    expect(drafts.filter(({ _type }) => _type === 'contributor')).toHaveLength(2)
  }
  expect(draftsWith(stored).questions).toEqual([])
})

test('among several of a name the organisation or the title tells who is meant, else each is asked about', () => {
  const twin = (_id: string, words: { affiliation?: string; position?: string }) => ({
    ...known,
    _id,
    affiliation: words.affiliation ? [item('fr', words.affiliation)] : undefined,
    position: words.position ? [item('fr', words.position)] : undefined,
  })
  const existing = (twins: readonly RawDocument[], answers?: Answers) => {
    const { drafts, questions } = draftsWith(twins, answers)
    const text = JSON.stringify(drafts)
    return [
      twins.filter(({ _id }) => text.includes(`"_ref":"${_id}"`)).map(({ _id }) => _id),
      questions.length,
    ]
  }
  const [oran, tulle] = [
    twin('oran', { affiliation: 'Port of Oran' }),
    twin('tulle', { affiliation: 'Tulle' }),
  ]
  expect(existing([oran, tulle])).toEqual([['tulle'], 0])
  expect(existing([tulle, oran])).toEqual([['tulle'], 0])
  const other = twin('lyon', { affiliation: 'Lyon', position: 'Maire' })
  expect(existing([oran, other])).toEqual([[], 2])
  const { questions } = draftsWith([oran, other])
  expect(questions.map(({ code, facts }) => [code, facts.known])).toEqual([
    ['namesake', 'Port of Oran'],
    ['namesake', 'Maire · Lyon'],
  ])
  const inEdition = [
    { _id: 'edition', _type: 'edition' },
    ...[oran, other],
    {
      _id: 'talk',
      _type: 'session',
      edition: { _ref: 'edition' },
      contributors: [{ contributor: { _ref: 'oran' } }],
    },
  ]
  // Where one of them is in the edition already, the one is meant; another organisation is still asked about.
  expect(withKnownPeople(plan, inEdition, new Map(), 'edition').questions).toMatchObject([
    { code: 'known', facts: { known: 'Port of Oran', organisation: 'Ville de Tulle' } },
  ])
  expect(existing([oran, other], new Map([[questions[1]?.id ?? '', 'take']]))).toEqual([['lyon'], 1])
})

test('nobody is asked whether somebody is meant whose name an entry has', () => {
  const lines = sourceLines('Jeudi 4 mai 2028\n9h–10h : Ouverture\nAvec : Luc Roy ; Zoé Marin')
  const read = parse(lines)
  expect(read.questions.map(({ facts }) => facts.name)).toEqual(['Luc Roy', 'Zoé Marin'])
  const [first] = read.questions
  expect([...answersByName(read, [known], new Map())]).toEqual([[first?.id, 'take']])
  expect(answersByName(read, [known], new Map([[first?.id ?? '', 'leave']])).size).toBe(0)
})
