import type { SpokenLanguage } from '#src/model/languages.ts'
import { type Gapped, line, rich, type SeedFile, same, text, written } from '../write.ts'
import { pdf } from './congress-files.ts'
import { people } from './congress-people.ts'
import { congressEditionId } from './congress-places.ts'
import { documentOf, sessionOf } from './congress-sessions.ts'
import { congressId, w } from './congress-words.ts'
import { at, day, session } from './programme-rows.ts'

/** The sixth forum, five days in Port Amara; the fifth, one day of which little is kept; and the seventh, announced. */

/** The guide stands three times, once in each language; the plan is for all. */
export const editionFiles: readonly (readonly [Gapped, SeedFile, SpokenLanguage?])[] = [
  [
    same('Guide for speakers'),
    pdf('guide-for-speakers.pdf', 'Guide for speakers', [
      'Be in your room ten minutes before the start.',
      'Speak for seven minutes. Then stop, and ask the room one question.',
      'Slides: large type, few words, no dark photographs.',
    ]),
    'en',
  ],
  [
    same('Guide pour prendre la parole'),
    pdf('guide-pour-prendre-la-parole.pdf', 'Guide pour prendre la parole', [
      'Soyez dans votre salle dix minutes avant le début.',
      'Parlez sept minutes. Puis posez une question à la salle.',
      'Diapositives : grands caractères, peu de mots, pas de photos sombres.',
    ]),
    'fr',
  ],
  [
    same('Guía para tomar la palabra'),
    pdf('guia-para-tomar-la-palabra.pdf', 'Guía para tomar la palabra', [
      'Esté en su sala diez minutos antes del comienzo.',
      'Hable siete minutos. Luego haga una pregunta a la sala.',
      'Diapositivas: letra grande, pocas palabras, sin fotos oscuras.',
    ]),
    'es',
  ],
  [
    w('Plan of the building', 'Plan du bâtiment', 'Plano del edificio'),
    pdf('plan.pdf', 'Harbour Congress Centre', [
      'Ground floor: Main Hall, Rooms 1 and 2, Garden Pavilion.',
      'First floor: Rooms 3 to 5, Harbour Room.',
      'Lifts: at both ends of the gallery.',
    ]),
  ],
]

export const portAmara = written({
  _id: congressEditionId,
  _type: 'edition',
  ordinal: 6,
  slug: { _type: 'slug', current: '2027' },
  title: line(
    w('VI Learning Towns Forum', 'VIᵉ Forum des villes apprenantes', 'VI Foro de Ciudades que Aprenden'),
  ),
  firstDay: '2027-06-07',
  lastDay: '2027-06-11',
  themes: [
    {
      ...{ _key: '2027-06-07', _type: 'dayTheme' as const, date: '2027-06-07' },
      theme: line(w('What we bring', 'Ce que nous apportons', 'Lo que traemos')),
    },
    {
      ...{ _key: '2027-06-08', _type: 'dayTheme' as const, date: '2027-06-08' },
      theme: line(
        w(
          'Whose water, whose land?',
          'À qui l’eau, à qui la terre ?',
          '¿De quién es el agua, de quién es la tierra?',
        ),
      ),
    },
    {
      ...{ _key: '2027-06-09', _type: 'dayTheme' as const, date: '2027-06-09' },
      theme: line(w('Homes before houses', 'Habiter avant de bâtir', 'Habitar antes que edificar')),
    },
    {
      ...{ _key: '2027-06-10', _type: 'dayTheme' as const, date: '2027-06-10' },
      theme: line(w('Learning by doing', 'Apprendre en faisant', 'Aprender haciendo')),
    },
    {
      ...{ _key: '2027-06-11', _type: 'dayTheme' as const, date: '2027-06-11' },
      theme: line(w('What we take home', 'Ce que nous rapportons', 'Lo que nos llevamos')),
    },
  ],
  timeZone: 'Europe/Lisbon',
  venue: line(w('Harbour Congress Centre', 'Palais des congrès du port', 'Palacio de Congresos del Puerto')),
  venueAddress: text(
    w(
      '4 Quay of the Weavers\nTram 2 to Old Port, then four minutes on foot. Step-free throughout.',
      '4, quai des Tisserands\nTram 2 jusqu’au Vieux-Port, puis quatre minutes à pied. Accès de plain-pied partout.',
      'Muelle de los Tejedores, 4\nTranvía 2 hasta Puerto Viejo y cuatro minutos a pie. Sin escalones en todo el recorrido.',
    ),
  ),
  location: { _type: 'mapPoint', lat: 38.7071, lng: -9.1355 },
  city: line(same('Port Amara')),
  lead: text(
    w(
      'Five days on water, homes and the ways in which cities learn from one another.',
      'Cinq jours sur l’eau, le logement et les façons dont les villes apprennent les unes des autres.',
      'Cinco días sobre el agua, la vivienda y las maneras en que las ciudades aprenden unas de otras.',
    ),
  ),
  brief: rich(
    w(
      [
        'A hundred local governments meet in Port Amara from 7 to 11 June 2027. The first afternoon is for arriving; three days are for six subjects, side by side; the last morning is for what each city takes home.',
        'Nothing in these five days is a lecture only. Whoever speaks brings a piece of work that others may use: a by-law, a map, a budget, a mistake.',
        '# Before you come',
        '- Bring one question that your city has not answered.',
        '- Bring one document that another city may copy.',
        '- Leave one hour of every day empty.',
      ],
      [
        'Cent gouvernements locaux se retrouvent à Port Amara du 7 au 11 juin 2027. Le premier après-midi sert à arriver ; trois jours sont consacrés à six sujets, côte à côte ; la dernière matinée, à ce que chaque ville rapporte chez elle.',
        'Rien, pendant ces cinq jours, n’est seulement une conférence. Qui prend la parole apporte un travail que d’autres pourront utiliser : un règlement, une carte, un budget, une erreur.',
        '# Avant de venir',
        '- Apportez une question à laquelle votre ville n’a pas répondu.',
        '- Apportez un document qu’une autre ville pourra copier.',
        '- Laissez une heure libre chaque jour.',
      ],
      [
        'Cien gobiernos locales se reúnen en Port Amara del 7 al 11 de junio de 2027. La primera tarde es para llegar; tres días son para seis temas, unos junto a otros; la última mañana, para lo que cada ciudad se lleva.',
        'Nada en estos cinco días es solo una conferencia. Quien toma la palabra trae un trabajo que otras ciudades puedan usar: una ordenanza, un mapa, un presupuesto, un error.',
        '# Antes de venir',
        '- Traiga una pregunta que su ciudad no haya respondido.',
        '- Traiga un documento que otra ciudad pueda copiar.',
        '- Deje libre una hora cada día.',
      ],
    ),
  ),
  objectives: rich(
    w(
      [
        '- To show what local governments have tried, with its costs.',
        '- To write ten learning modules in five days.',
        '- To pair forty cities for a year of exchange.',
      ],
      [
        '- Montrer ce que des gouvernements locaux ont essayé, coûts compris.',
        '- Écrire dix modules d’apprentissage en cinq jours.',
        '- Former quarante binômes de villes pour un an d’échanges.',
      ],
      [
        '- Mostrar lo que los gobiernos locales han probado, con sus costes.',
        '- Escribir diez módulos de aprendizaje en cinco días.',
        '- Formar cuarenta parejas de ciudades para un año de intercambio.',
      ],
    ),
  ),
  links: {
    _type: 'editionLinks',
    registration: 'https://learning-towns.example/2027/register',
    stream: 'https://stream.learning-towns.example/2027',
  },
  documents: editionFiles.map(documentOf),
  image: {
    _type: 'image',
    alt: line(
      w(
        'Six strands in three colours part at the mouth of a harbour and come together again, under a low sun.',
        'Six brins de trois couleurs se séparent à l’entrée d’un port et se rejoignent, sous un soleil bas.',
        'Seis hebras de tres colores se separan en la bocana de un puerto y vuelven a unirse, bajo un sol bajo.',
      ),
    ),
  },
})

const valeNovoId = congressId('edition 2025')

export const valeNovo = written({
  _id: valeNovoId,
  _type: 'edition',
  ordinal: 5,
  slug: { _type: 'slug', current: '2025' },
  title: line(
    w('V Learning Towns Forum', 'Vᵉ Forum des villes apprenantes', 'V Foro de Ciudades que Aprenden'),
  ),
  firstDay: '2025-09-24',
  lastDay: '2025-09-24',
  timeZone: 'Atlantic/Azores',
  venue: line(w('Market hall', 'Halle du marché', 'Mercado municipal')),
  city: line(same('Vale Novo')),
  lead: text(
    w(
      'One day in a market hall, on budgets that everybody can read.',
      'Une journée sous la halle d’un marché, sur des budgets que tout le monde peut lire.',
      'Una jornada en un mercado, sobre presupuestos que todo el mundo puede leer.',
    ),
  ),
  outcomes: rich(
    w(
      [
        '- Twenty-six cities publish their budgets on four pages.',
        '- Eleven of them read these pages aloud, once a year, in a public place.',
      ],
      [
        '- Vingt-six villes publient leur budget en quatre pages.',
        '- Onze d’entre elles le lisent à voix haute, une fois par an, dans un lieu public.',
      ],
      [
        '- Veintiséis ciudades publican su presupuesto en cuatro páginas.',
        '- Once de ellas lo leen en voz alta, una vez al año, en un lugar público.',
      ],
    ),
  ),
  links: { _type: 'editionLinks', recording: 'https://stream.learning-towns.example/2025' },
})

/** Only date, place and number are known of it. */
export const thabaneng = written({
  _id: congressId('edition 2029'),
  _type: 'edition',
  ordinal: 7,
  slug: { _type: 'slug', current: '2029' },
  title: line(
    w('VII Learning Towns Forum', 'VIIᵉ Forum des villes apprenantes', 'VII Foro de Ciudades que Aprenden'),
  ),
  firstDay: '2029-05-15',
  lastDay: '2029-05-18',
  timeZone: 'Africa/Maseru',
  city: line(same('Thabaneng')),
})

/** What is kept of the fifth forum: three sessions without a part or a room. */
export const valeNovoSessions = day(
  '2025-09-24',
  at(
    '10:00',
    '11:00',
    session(
      undefined,
      undefined,
      w('A budget on four pages', 'Un budget en quatre pages', 'Un presupuesto en cuatro páginas'),
      {
        with: [['Rafael Teixeira'], ['Bruno Duarte']],
        recap: w(
          [
            'The four pages were read aloud in eleven minutes. The question asked most often was who decides on the fifth.',
          ],
          [
            'Les quatre pages ont été lues à voix haute en onze minutes. La question la plus posée : qui décide de la cinquième ?',
          ],
          [
            'Las cuatro páginas se leyeron en voz alta en once minutos. La pregunta más repetida fue quién decide la quinta.',
          ],
        ),
      },
    ),
  ),
  at(
    '11:30',
    '12:30',
    session(
      undefined,
      undefined,
      w(
        'Treasurers at the fish stall',
        'La trésorerie à l’étal du poissonnier',
        'La tesorería en el puesto de pescado',
      ),
      { with: [['Isadora Alencar', 'moderator'], ['Solveig Brekke'], ['Anand Krishnan']] },
    ),
  ),
  at(
    '14:30',
    '16:00',
    session(
      undefined,
      undefined,
      w(
        'What we promised in the market hall',
        'Ce que nous avons promis sous la halle',
        'Lo que prometimos en el mercado',
      ),
      {
        with: [['Priya Raghunathan', 'moderator'], ['Fatoumata Keïta']],
        recap: w(
          ['- Publish: twenty-six cities', '- Read aloud: eleven', '- Not yet: four, with their reasons'],
          [
            '- Publier : vingt-six villes',
            '- Lire à voix haute : onze',
            '- Pas encore : quatre, avec leurs raisons',
          ],
          undefined,
        ),
      },
    ),
  ),
).map((row) =>
  sessionOf(
    row,
    valeNovoId,
    (row.more.with ?? []).flatMap(([name, role]) =>
      people.filter((person) => person.row[0] === name).map(({ id }) => ({ id, role })),
    ),
  ),
)
