import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from '#studio/importer/parse.ts'
import type { Plan } from '#studio/importer/plan.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'

/** Programmes written as text, with people, rooms and languages: a sample of each kind, and one with other words. */

const planOf = (...text: readonly string[]) => parse(sourceLines(text.join('\n')))
const planOfSample = (name: string) =>
  planOf(readFileSync(new URL(`../../cases/programmes/${name}`, import.meta.url), 'utf8'))
const peopleOf = (plan: Plan, title: string) =>
  plan.items
    .find((item) => item.title === title)
    ?.contributions.map(({ person, role }) => {
      const found = plan.people.find(({ id }) => id === person)
      return [role, found?.name, found?.title, found?.organisation].filter(Boolean).join(' | ')
    })
const placed = ({ items }: Plan) =>
  items.map(({ day, kind, start, end = '?', title, rooms, spoken, interpreted }) =>
    [
      `${day} ${start}–${end}`,
      `${kind === 'break' ? '– ' : ''}${title}`,
      ...rooms,
      ...(spoken.length > 0 ? [spoken.join(' ')] : []),
      ...(interpreted.length > 0 ? [`→ ${interpreted.join(' ')}`] : []),
    ].join(' | '),
  )
const notUnderstood = ({ lines }: Plan) =>
  lines.filter(({ became }) => became === 'notUnderstood').map(({ text }) => text)

test('tracks below one time are sessions in rooms, with people and languages', () => {
  const plan = planOfSample('congress-tracks.txt')
  expect(placed(plan)).toEqual([
    '0 09:00–10:30 | Opening plenary: Cities Are Listening | Hall 1 | → en fr es pt ru tr',
    '0 10:30–11:00 | – Coffee break',
    '0 11:00–12:30 | TRACK 1 – Local 4 Action: Localizing the SDGs | Room 21 ABC',
    '0 11:00–12:30 | TRACK 2 – Right to the City and Inclusive Territories | Room 22 DEFG | en fr es',
    '0 12:30–14:30 | – Networking Lunch (Exhibition Hall 2)',
    '0 14:30–16:00 | Town Hall: Global Platform for the Right to the City | Room 11 AB | en fr es',
    '0 18:30–? | – Gala dinner hosted by eThekwini Municipality (by invitation only)',
    '1 09:00–10:00 | Policy Council: Multi-level governance and subnational finance | Hall 3',
  ])
  expect(plan.facts).toMatchObject({ city: 'Durban', venue: 'International Convention Centre (ICC) Durban' })
  expect(peopleOf(plan, 'Opening plenary: Cities Are Listening')).toEqual([
    'moderator | Amara Velez | Secretary General | UCLG',
    'speaker | Thandi Mokoena | President of a local government association',
    'speaker | Karim Alaoui | Mayor of Tetouan, President of the mayors’ association',
    'speaker | Núria Ferrer | Mayor of Barcelona',
  ])
  expect(peopleOf(plan, 'TRACK 1 – Local 4 Action: Localizing the SDGs')).toEqual([
    'chair | Andrés Robles | Mayor of Soria',
    'panellist | Siti Rahman | Executive Director | UN-Habitat',
    'panellist | Colin Fraser | Mayor of Kitchener',
  ])
  expect(peopleOf(plan, 'TRACK 2 – Right to the City and Inclusive Territories')).toEqual([
    'facilitator | Hélène Marchand | Coordinator | UCLG-CSIPDHR',
  ])
  expect([plan.questions, notUnderstood(plan)]).toEqual([[], []])
})

test('the same in Spanish, with other words', () => {
  const plan = planOf(
    'Cumbre de Ciudades del Agua',
    'Rosario, Argentina, 3-4 de mayo de 2028',
    'Centro de Convenciones Puerto Norte',
    'MARTES 3 DE MAYO DE 2028',
    '09:00-10:00 Sesión inaugural',
    'Sala: Paraná',
    'Interpretación simultánea: español, inglés y portugués',
    'Preside: Dra. Lucía Mena, intendenta de Rosario',
    'Ponentes:',
    '- Hugo Lara, alcalde de Quito',
    '- Inés Prado (Red del Agua)',
    '10:00-11:30 SESIONES PARALELAS',
    'Taller 1: Ríos y barrios',
    'Sala 4',
    'Facilita: Teresa Blanco',
    'Taller 2: Costas',
    'Sala 5',
    'Idiomas: ES/PT',
    '11:30 Almuerzo',
  )
  expect(placed(plan)).toEqual([
    '0 09:00–10:00 | Sesión inaugural | Paraná | → es en pt',
    '0 10:00–11:30 | Taller 1: Ríos y barrios | Sala 4',
    '0 10:00–11:30 | Taller 2: Costas | Sala 5 | es pt',
    '0 11:30–? | – Almuerzo',
  ])
  expect(plan.facts).toMatchObject({ city: 'Rosario', venue: 'Centro de Convenciones Puerto Norte' })
  expect(peopleOf(plan, 'Sesión inaugural')).toEqual([
    'chair | Lucía Mena | intendenta de Rosario',
    'speaker | Hugo Lara | alcalde de Quito',
    'speaker | Inés Prado | Red del Agua',
  ])
  expect(peopleOf(plan, 'Taller 1: Ríos y barrios')).toEqual(['facilitator | Teresa Blanco'])
  expect([plan.questions, notUnderstood(plan)]).toEqual([[], []])
})

test('a day in French: venue and city of the dash line, halves of the day as parts, workshops in their rooms', () => {
  const plan = planOfSample('journee-nantes.txt')
  expect(plan.facts).toMatchObject({ city: 'Nantes', venue: 'Hôtel de Ville de Nantes, salle du Conseil' })
  expect(plan.parts.map(({ title }) => title)).toEqual(['MATINÉE', 'APRÈS-MIDI'])
  expect(placed(plan).filter((item) => item.includes('Atelier'))).toEqual([
    '0 11:00–12:30 | Atelier A – L’eau, bien commun | salle Graslin',
    '0 11:00–12:30 | Atelier B – Jeunesse et mobilité | salle Feydeau',
  ])
  expect(plan.items).toHaveLength(10)
  expect(peopleOf(plan, 'Mot d’accueil')).toEqual([
    'host | Claire Vasseur | Maire de Nantes, Présidente de Nantes Métropole',
  ])
  expect(peopleOf(plan, 'Table ronde n° 1 – Quelle place pour les villes moyennes ?')).toEqual([
    'moderator | Claire Dubois | journaliste',
    'speaker | Jean-Marc Petit | Vice-président de la Région Pays de la Loire, en charge de l’international',
    'speaker | Fatou Ndiaye | Maire de Saint-Louis (Sénégal)',
  ])
  expect(peopleOf(plan, 'Clôture')).toEqual(['closing | Benoît Garnier | Maire de Bordeaux'])
  expect([plan.questions, notUnderstood(plan)]).toEqual([[], []])
})

test('the same in English, with other words', () => {
  const plan = planOf(
    'Regional Meeting on Mobility',
    'Thursday 9 March 2028 – City Hall of Bergen, Council Chamber',
    'MORNING',
    '9:00–9:30 Welcome remarks by Mayor Ingrid Solberg',
    '9:30–11:00 Round table: Moving together',
    'Moderated by Tom Archer, journalist',
    '• Ali Kamau, Deputy Mayor of Nakuru',
    '• Eva Lind, Head of Planning, Transport Authority',
    '11:00–12:00 Parallel workshops',
    'Workshop A – Bicycles (Room Fjord)',
    'Workshop B – Ferries (Room Harbour)',
    'AFTERNOON',
    '14:00–15:00 Report back',
    '15:00 Adjourn',
  )
  expect(plan.facts).toMatchObject({ city: 'Bergen', venue: 'City Hall of Bergen, Council Chamber' })
  expect(plan.parts.map(({ title }) => title)).toEqual(['MORNING', 'AFTERNOON'])
  expect(placed(plan)).toEqual([
    '0 09:00–09:30 | Welcome remarks',
    '0 09:30–11:00 | Round table: Moving together',
    '0 11:00–12:00 | Workshop A – Bicycles | Room Fjord',
    '0 11:00–12:00 | Workshop B – Ferries | Room Harbour',
    '0 14:00–15:00 | Report back',
  ])
  expect(peopleOf(plan, 'Round table: Moving together')).toEqual([
    'moderator | Tom Archer | journalist',
    'speaker | Ali Kamau | Deputy Mayor of Nakuru',
    'speaker | Eva Lind | Head of Planning | Transport Authority',
  ])
  expect([plan.questions, notUnderstood(plan)]).toEqual([[], []])
})

test('columns by bars, a time in two zones, and breakouts', () => {
  const plan = planOfSample('exchange-us.txt')
  expect(plan.facts.timeZone).toBe('America/New_York')
  expect(placed(plan)).toEqual([
    '0 07:30–08:45 | – Continental Breakfast & Registration | Foyer',
    '0 08:45–09:00 | Welcome Remarks | Grand Ballroom',
    '0 09:00–10:15 | Panel: Housing First, Five Years On | Grand Ballroom',
    '0 10:15–10:30 | – Break',
    '0 10:30–12:00 | Climate Resilience | Salon 1',
    '0 10:30–12:00 | Digital Equity | Salon 2',
    '0 12:00–13:15 | Working Lunch with Keynote | Grand Ballroom',
    '0 13:30–14:45 | Virtual Session: Learning Across Borders',
  ])
  expect(peopleOf(plan, 'Panel: Housing First, Five Years On')).toEqual([
    'moderator | Paula Stone | National League of Cities',
    'panellist | Renee Walker | Atlanta, GA',
    'panellist | Grace Lin | Boston, MA',
  ])
  expect(peopleOf(plan, 'Working Lunch with Keynote')).toEqual(['keynote | Anil Mehta'])
  expect(plan.lines.at(-1)?.became).toBe('endOfDay')
  expect(plan.problems.filter(({ code }) => code === 'breakMore')).toHaveLength(1)
  expect([plan.questions, notUnderstood(plan)]).toEqual([[], []])
})

test('the same, with other words and zones', () => {
  const plan = planOf(
    'Transit Learning Summit',
    'Friday, May 5, 2028',
    'Times are in Pacific Time (PT)',
    '9:00 – 10:00 AM | Fares for all | Mission Room',
    '   Panelists: Dr. Rosa Diaz (Oakland, CA), Mr. Ben Cho (Salem, OR)',
    '10:00 – 11:00 AM PT (1:00 – 2:00 PM ET) | Call with the coast | Lobby',
    '11:00 AM – 12 PM | Parallel sessions',
    '   A. Buses – Salon 3',
    '   B. Rails – Salon 4',
  )
  expect(plan.facts.timeZone).toBe('America/Los_Angeles')
  expect(placed(plan)).toEqual([
    '0 09:00–10:00 | Fares for all | Mission Room',
    '0 10:00–11:00 | Call with the coast | Lobby',
    '0 11:00–12:00 | Buses | Salon 3',
    '0 11:00–12:00 | Rails | Salon 4',
  ])
  expect(peopleOf(plan, 'Fares for all')).toEqual([
    'panellist | Rosa Diaz | Oakland, CA',
    'panellist | Ben Cho | Salem, OR',
  ])
})

test('a table in Markdown: one break for all rooms, no session for a dash, markup read', () => {
  const plan = planOfSample('climate-week.md')
  expect(placed(plan)).toEqual([
    '0 09:00–09:30 | Opening | Plenary Hall',
    '0 09:30–11:00 | Adaptation plans that work | Plenary Hall',
    '0 09:30–11:00 | Heat officers meet | Room Tagus',
    '0 09:30–11:00 | Youth assembly | Room Douro',
    '0 11:00–11:30 | – Coffee ☕',
    '0 11:30–13:00 | Financing the transition | Plenary Hall',
    '0 11:30–13:00 | Blue–green networks | Room Tagus',
    '1 10:00–12:00 | Closing debate | Plenary Hall',
    '1 10:00–12:00 | Site visit | Room Tagus',
  ])
  expect(peopleOf(plan, 'Adaptation plans that work')).toEqual([
    'speaker | Ana Costa | Porto',
    'speaker | Li Wei | Xiamen',
  ])
  expect(plan.items.flatMap(({ links }) => links)).toEqual([
    { url: 'https://example.org/f', title: 'Financing' },
  ])
  expect(plan.problems.map(({ code }) => code)).toEqual(['noParts'])
})

test('the same in French, with other words', () => {
  const plan = planOf(
    '# Semaine des rivières',
    '## Lundi 8 mai 2028',
    '| Heure | Salle plénière | Salle Vézère |',
    '|---|---|---|',
    '| 9h–10h | **Accueil** <br/> *Intervenante : Léa Caron, maire de Tulle* | |',
    '| 10h–10h30 | Pause café | Pause café |',
    '| 10h30–12h | [Crues](https://example.org/crues) et villes | — |',
    '| 14h–15h | | Atelier poissons |',
  )
  expect(placed(plan)).toEqual([
    '0 09:00–10:00 | – Accueil | Salle plénière',
    '0 10:00–10:30 | – Pause café',
    '0 10:30–12:00 | Crues et villes | Salle plénière',
    '0 14:00–15:00 | Atelier poissons | Salle Vézère',
  ])
})

test('a reading that is not sure is asked, and an answer takes it out of the text or leaves it there', () => {
  const lines = sourceLines('Programme\n9:00–10:00 Opening\nModerator: National League of Towns')
  const [question] = parse(lines).questions
  expect(question).toMatchObject({ code: 'person', line: 3, facts: { name: 'National League of Towns' } })
  const answered = (answer: 'take' | 'leave') => {
    const plan = parse(lines, { answers: new Map([[question?.id ?? '', answer]]) })
    return [plan.people.map(({ name }) => name), plan.items[0]?.text.map(({ text }) => text)]
  }
  expect(parse(lines).people).toEqual([])
  expect(answered('take')).toEqual([['National League of Towns'], []])
  expect(answered('leave')).toEqual([[], ['Moderator: National League of Towns']])
})

test('a line can be corrected to people, a room, a day, or a session beside the one above', () => {
  const lines = sourceLines('Programme\n9:00–10:00 Opening\n\nAna Ruiz\n\nThe Barn\n\nA second session')
  const plan = parse(lines, {
    assigned: new Map([
      [4, 'people'],
      [6, 'room'],
      [8, 'session'],
    ]),
  })
  expect(placed(plan)).toEqual(['0 09:00–10:00 | Opening | The Barn', '0 09:00–10:00 | A second session'])
  expect(peopleOf(plan, 'Opening')).toEqual(['speaker | Ana Ruiz'])
  expect(notUnderstood(plan)).toEqual([])
})

test('who gives a lunch does not make it a session; round tables at one time are sessions', () => {
  const plan = planOf(
    'Journées du littoral',
    'Lundi 3 avril 2028',
    '10h-12h Tables rondes parallèles',
    'Table ronde A – Ports',
    'Salle Iroise',
    'Table ronde B – Plages',
    'Animation : Gaël Kervel, Université de Bretagne',
    '13:00 Lunch hosted by Mayor Ana Ruiz',
  )
  expect(placed(plan)).toEqual([
    '0 10:00–12:00 | Table ronde A – Ports | Salle Iroise',
    '0 10:00–12:00 | Table ronde B – Plages',
    '0 13:00–? | – Lunch hosted by Mayor Ana Ruiz',
  ])
  expect(plan.questions.map(({ facts }) => facts.name)).toEqual(['Gaël Kervel'])
})

test('a cell of speakers may say what each does, and a title may name several rooms', () => {
  const rows = [
    ['Time', 'Session', 'Speakers'],
    ['09:00–10:00', 'Opening', 'Moderator: Ana Ruiz, Mayor of Soria\nRui Moreira, Mayor of Porto'],
    ['10:00–11:00', 'Panel (Room 4, Room 5)', 'Moderator: Ana Ruiz\nSpeaker: Rui Moreira, Mayor of Porto'],
  ]
  const plan = parse(
    rows.map((cells, at) => ({
      text: cells.join(' · '),
      cells,
      from: at + 1,
      to: at + 1,
      isAfterGap: at === 0,
    })),
  )
  expect(peopleOf(plan, 'Opening')).toEqual([
    'moderator | Ana Ruiz | Mayor of Soria',
    'speaker | Rui Moreira | Mayor of Porto',
  ])
  expect(peopleOf(plan, 'Panel')).toEqual([
    'moderator | Ana Ruiz | Mayor of Soria',
    'speaker | Rui Moreira | Mayor of Porto',
  ])
  expect(plan.items.map(({ rooms }) => rooms)).toEqual([[], ['Room 4', 'Room 5']])
})
