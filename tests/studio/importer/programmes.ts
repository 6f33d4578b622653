/**
 * Programmes as people send them, each with all that it must become: days, parts, sessions and breaks (a line
 * each), what else it says, what was not understood and what needs a look.
 */
export const programmes: readonly Programme[] = [
  {
    name: 'English, one day, dashes of all kinds',
    text: `V Learning Forum
Daejeon, Republic of Korea, 11 October 2022

This brief says in a sentence of its own what the day is for, and whom it is for.

Programme
08:30 - 09:00 Registration and coffee
Part One: Where we stand
09:00–09:45 Opening
09:45—10:30 The state of learning
10:30‑11:00 Coffee break
Part 2 – Where we go
11:00 to 12:15 From practice to policy
12:15−14:00 Lunch
14:00 ~ 15:00 Closing dialogue`,
    expected: {
      language: 'en',
      facts: {
        title: 'V Learning Forum',
        ordinal: 5,
        city: 'Daejeon',
        country: 'Republic of Korea',
        firstDay: '2022-10-11',
        year: 2022,
      },
      brief: 1,
      parts: ['1 Where we stand', '2 Where we go'],
      items: [
        '0 08:30–09:00 (Registration and coffee)',
        '0 09:00–09:45 P1 Opening',
        '0 09:45–10:30 P1 The state of learning',
        '0 10:30–11:00 (Coffee break)',
        '0 11:00–12:15 P2 From practice to policy',
        '0 12:15–14:00 (Lunch)',
        '0 14:00–15:00 P2 Closing dialogue',
      ],
      notUnderstood: [],
      problems: [],
    },
  },
  {
    name: 'French, "9 h 30", à',
    text: `IIIe Forum d’apprentissage de CGLU
Lieu : Bogotá
Mardi 12 novembre 2019

Programme
Première partie – Le contexte
De 9 h 30 à 10 h : Ouverture et bienvenue
• Présentation du Forum
• Brève chronologie du travail
10 h – 10 h 45 : Règles du jeu
10 h 45 – 11 h : Pause-café
Deuxième partie : Les agendas mondiaux
11h00 à 12h30 – La localisation, un état des lieux
12 h 30 à 14 h : Déjeuner`,
    expected: {
      language: 'fr',
      facts: {
        title: 'IIIe Forum d’apprentissage de CGLU',
        ordinal: 3,
        city: 'Bogotá',
        firstDay: '2019-11-12',
        year: 2019,
      },
      parts: ['1 Le contexte', '2 Les agendas mondiaux'],
      items: [
        '0 09:30–10:00 P1 Ouverture et bienvenue • Présentation du Forum • Brève chronologie du travail',
        '0 10:00–10:45 P1 Règles du jeu',
        '0 10:45–11:00 (Pause-café)',
        '0 11:00–12:30 P2 La localisation, un état des lieux',
        '0 12:30–14:00 (Déjeuner)',
      ],
      notUnderstood: [],
      problems: [],
    },
  },
  {
    name: 'Spanish, several days by name, "a"',
    text: `IV Foro de Aprendizaje
Programa
martes 12 de noviembre de 2019
Primera parte: El contexto
08:30 a 09:00 Acreditación de participantes
09:00 a 09:20 h Apertura y bienvenida
09:20 a 10:00 h ¿Qué esperamos?
Miércoles 13 de noviembre de 2019
Segunda parte: Las agendas globales
9.30 a 11.00 h Balance del trabajo
11.00 a 11.30 h Pausa para el café
13.00 a 15.00 h Almuerzo`,
    expected: {
      language: 'es',
      facts: { title: 'IV Foro de Aprendizaje', ordinal: 4, year: 2019 },
      days: ['2019-11-12', '2019-11-13'],
      parts: ['1 El contexto', '2 Las agendas globales'],
      items: [
        '0 08:30–09:00 (Acreditación de participantes)',
        '0 09:00–09:20 P1 Apertura y bienvenida',
        '0 09:20–10:00 P1 ¿Qué esperamos?',
        '1 09:30–11:00 P2 Balance del trabajo',
        '1 11:00–11:30 (Pausa para el café)',
        '1 13:00–15:00 (Almuerzo)',
      ],
      notUnderstood: [],
      problems: [],
    },
  },
  {
    name: 'a table from a spreadsheet, with heads and a quoted cell of several lines',
    text: `Time\tTitle\tPoints\tRoom
09:00–09:30\tOpening\t"Words of welcome
Family matters"\tRoom A
09:30–10:30\tTaking stock\tWhat we did; what we learned; what is left\tRoom A
10:30–11:00\tCoffee\t\t`,
    expected: {
      language: 'en',
      facts: {},
      parts: ['1 Programme*'],
      items: [
        '0 09:00–09:30 P1 Opening @Room A • Words of welcome • Family matters',
        '0 09:30–10:30 P1 Taking stock @Room A • What we did • what we learned • what is left',
        '0 10:30–11:00 (Coffee)',
      ],
      rooms: ['Room A'],
      notUnderstood: [],
      problems: ['noParts'],
    },
  },
  {
    name: 'starts only, and an end of the day',
    text: `Agenda
09:00 Opening
09:30 First dialogue
10:30 Coffee break
11:00 Second dialogue
13:00 End of the day`,
    expected: {
      language: 'en',
      facts: {},
      parts: ['1 Programme*'],
      items: [
        '0 09:00–~09:30 P1 Opening',
        '0 09:30–~10:30 P1 First dialogue',
        '0 10:30–~11:00 (Coffee break)',
        '0 11:00–13:00 P1 Second dialogue',
      ],
      notUnderstood: [],
      problems: ['noParts'],
    },
  },
  {
    name: 'a start with nothing after it has no end, and is told',
    text: `Agenda
Part One: The morning
9.00 Opening
9.45 Dialogue with mayors`,
    expected: {
      language: 'en',
      facts: {},
      parts: ['1 The morning'],
      items: ['0 09:00–~09:45 P1 Opening', '0 09:45–? P1 Dialogue with mayors'],
      notUnderstood: [],
      problems: ['noEnd'],
    },
  },
  {
    name: 'am and pm',
    text: `Programme
Part One: All day
8:30 – 9 am Arrival
9 – 10:30 am Opening
11 am–1 pm Workshop on the SDGs
1–2:15 p.m. Lunch
2:15 pm to 3:00 pm Closing words
noon`,
    expected: {
      language: 'en',
      facts: {},
      parts: ['1 All day'],
      items: [
        '0 08:30–09:00 (Arrival)',
        '0 09:00–10:30 P1 Opening',
        '0 11:00–13:00 P1 Workshop on the SDGs',
        '0 13:00–14:15 (Lunch)',
        '0 14:15–15:00 P1 Closing words',
        '0 12:00–? P1 ',
      ],
      notUnderstood: [],
      problems: ['noEnd', 'untitled', 'outOfOrder'],
    },
  },
  {
    name: 'times at the ends of lines',
    text: `Programme
Part I: Morning
Opening and welcome (09:00–09:20)
Ground rules, 9h20 – 10h
Coffee …… 10:00-10:30
Doors close at 18:30`,
    expected: {
      language: 'en',
      facts: {},
      parts: ['1 Morning'],
      items: [
        '0 09:00–09:20 P1 Opening and welcome',
        '0 09:20–10:00 P1 Ground rules',
        '0 10:00–10:30 (Coffee)',
      ],
      notUnderstood: ['Doors close at 18:30'],
      problems: [],
    },
  },
  {
    name: 'title and points on the lines after the time',
    text: `Programme
Part One: Introduction
09:00–09:20
Opening and welcome
- Presentation of the Forum
- Timeline
09:20–09:55
Ground rules
How we will work today.
* Expectations
13:00–15:00
Lunch`,
    expected: {
      language: 'en',
      facts: {},
      parts: ['1 Introduction'],
      items: [
        '0 09:00–09:20 P1 Opening and welcome • Presentation of the Forum • Timeline',
        '0 09:20–09:55 P1 Ground rules ¶ How we will work today. • Expectations',
        '0 13:00–15:00 (Lunch)',
      ],
      notUnderstood: [],
      problems: [],
    },
  },
  {
    name: 'parallel sessions in rooms, below a time and as columns',
    text: `Programme
Part One: Labs
11:00–12:30 Parallel sessions
Room A: Local Labs
- Bring a case
Room B: Peer learning
12:30–14:00 Lunch
Time\tRoom A\tRoom B
14:00–15:00\tMapping\tListening
15:00–15:30\tCoffee\t`,
    expected: {
      language: 'en',
      facts: {},
      parts: ['1 Labs'],
      items: [
        '0 11:00–12:30 P1 Local Labs @Room A • Bring a case',
        '0 11:00–12:30 P1 Peer learning @Room B',
        '0 12:30–14:00 (Lunch)',
        '0 14:00–15:00 P1 Mapping @Room A',
        '0 14:00–15:00 P1 Listening @Room B',
        '0 15:00–15:30 (Coffee)',
      ],
      rooms: ['Room A', 'Room B'],
      notUnderstood: [],
      problems: [],
    },
  },
  {
    name: 'a text with no programme',
    text: `Note conceptuelle

Les gouvernements locaux apprennent les uns des autres depuis plus de cent ans, et cela continue.

Objectifs
- Créer des synergies
- Nourrir le réseau

Résultats attendus
1. Un état des lieux`,
    expected: {
      language: 'fr',
      facts: {},
      brief: 1,
      objectives: ['Créer des synergies', 'Nourrir le réseau'],
      outcomes: ['1. Un état des lieux'],
      parts: [],
      items: [],
      notUnderstood: [],
      problems: ['noProgramme'],
    },
  },
  {
    name: 'lines of no use, and what nobody could understand',
    text: `_______________
Learning Forum
Page 1 of 2
ref. 4711/b

Programme
Part One: Morning
09:00–09:30 Opening

Please bring your badge
NB: the bus leaves at 08:00!
10:00–09:00 Backwards
10:15–11:00 Over it
10:30–11:30 Under it
=====`,
    expected: {
      language: 'en',
      facts: { title: 'Learning Forum' },
      parts: ['1 Morning'],
      items: [
        '0 09:00–09:30 P1 Opening',
        '0 10:00–09:00 P1 Backwards',
        '0 10:15–11:00 P1 Over it',
        '0 10:30–11:30 P1 Under it',
      ],
      notUnderstood: ['ref. 4711/b', 'Please bring your badge', 'NB: the bus leaves at 08:00!'],
      problems: ['reversed', 'overlap'],
    },
  },
  {
    name: 'French, two days by number, numbers of parts that start again',
    text: `Quatrième Forum d’apprentissage
Du 11 au 12 octobre 2022
Programme
Jour 1
Partie 1 : Apprendre
9h – 10h Ouverture
10h – 10h30 Accueil des délégations invitées par la ville
Jour 2 : Agir
Partie 1 : Agir
9h – midi Ateliers`,
    expected: {
      language: 'fr',
      facts: {
        title: 'Quatrième Forum d’apprentissage',
        ordinal: 4,
        firstDay: '2022-10-11',
        lastDay: '2022-10-12',
        year: 2022,
      },
      days: ['day 1', 'day 2'],
      parts: ['1 Apprendre', '2 Agir'],
      items: [
        '0 09:00–10:00 P1 Ouverture',
        '0 10:00–10:30 P1 Accueil des délégations invitées par la ville',
        '1 09:00–12:00 P2 Ateliers',
      ],
      notUnderstood: [],
      problems: ['dayTitle', 'partNumber'],
    },
  },
  {
    name: 'Spanish, blocks, a Markdown table, a short date',
    text: `# Foro de Aprendizaje 2024
## Programa · 12 Nov
### Bloque 1
Contexto
| Hora | Sesión | Contenido |
|---|---|---|
| 09:00–09:20 | Apertura | ¿Qué hicimos? ¿Qué sigue? |
| 9 h 20 – 10 h | Almuerzo de trabajo con la alcaldesa | |
### Bloque 2: Futuro
| 10:00-11:00 | Cooperación | |`,
    expected: {
      language: 'es',
      facts: { title: 'Foro de Aprendizaje 2024', firstDay: '--11-12', year: 2024 },
      days: ['--11-12'],
      parts: ['1 Contexto', '2 Futuro'],
      items: [
        '0 09:00–09:20 P1 Apertura • ¿Qué hicimos? • ¿Qué sigue?',
        '0 09:20–10:00 (Almuerzo de trabajo con la alcaldesa)',
        '0 10:00–11:00 P2 Cooperación',
      ],
      notUnderstood: [],
      problems: ['maybeBreak'],
    },
  },
  {
    name: 'American dates, digits without a colon, speakers in a column, a wrong weekday',
    text: `Local Learning Forum, Chicago, November 12, 2024
Wednesday, November 12, 2024
Agenda
Start\tEnd\tSession\tSpeakers
0900\t0930\tOpening\tA. Mayor
0930-1000\t\tFraming\t`,
    expected: {
      language: 'en',
      facts: { title: 'Local Learning Forum, Chicago', firstDay: '2024-11-12', year: 2024 },
      days: ['2024-11-12'],
      parts: ['1 Programme*'],
      items: ['0 09:00–09:30 P1 Opening', '0 09:30–10:00 P1 Framing'],
      notUnderstood: [],
      problems: ['weekday', 'noParts'],
    },
  },
]

type Programme = {
  name: string
  text: string
  expected: {
    language: string
    facts: Readonly<Record<string, unknown>>
    days?: readonly string[]
    brief?: number
    objectives?: readonly string[]
    outcomes?: readonly string[]
    parts: readonly string[]
    items: readonly string[]
    rooms?: readonly string[]
    notUnderstood: readonly string[]
    problems: readonly string[]
  }
}
