import { csv, pdf } from './congress-files.ts'
import { w } from './congress-words.ts'
import { at, day, session } from './programme-rows.ts'

/** Tuesday, 8 June: six parts side by side, a session that goes on beside two others, and an evening past midnight. */
export const tuesday = day(
  '2027-06-08',
  at(
    '09:00',
    '09:45',
    session(
      'water',
      'main',
      w(
        'What a city owes its water',
        'Ce qu’une ville doit à son eau',
        'Lo que una ciudad le debe a su agua',
      ),
      {
        plenary: true,
        languages: 'en fr > es ar',
        recording: 'https://stream.learning-towns.example/water/recording',
        text: w(
          ['Four mayors on rivers, pipes and debts, and on who is asked before a dam is built.'],
          [
            'Quatre maires parlent de rivières, de conduites et de dettes, et de celles et ceux que l’on consulte avant de construire un barrage.',
          ],
          [
            'Cuatro alcaldías hablan de ríos, tuberías y deudas, y de a quién se pregunta antes de construir una presa.',
          ],
        ),
        with: [
          ['Hine Parata', 'moderator'],
          ['Leila Benhaddou'],
          ['Rafael Teixeira'],
          ['Abebe Ashagre'],
          ['ليلى الشاذلي', 'speaker'],
        ],
        people: 0,
        stream: 'https://stream.learning-towns.example/water',
      },
    ),
  ),
  at(
    '10:00',
    '11:15',
    session(
      'water',
      'room1',
      w(
        'Reading a river: maps drawn by neighbours',
        'Lire une rivière : des cartes dessinées par ses riverain·e·s',
        'Leer un río: mapas dibujados por el vecindario',
      ),
      {
        text: w(
          [
            'Children, anglers and allotment holders know things about a river that no sensor measures. Two towns show how they drew it together.',
            '- What was asked, and of whom',
            '- How a map drawn by hand became part of the land-use plan',
            '- What the engineers changed their minds about',
          ],
          [
            'Les enfants, les pêcheurs et les jardiniers savent d’une rivière ce qu’aucun capteur ne mesure. Deux villes montrent comment elles l’ont dessinée ensemble.',
            '- Ce qui a été demandé, et à qui',
            '- Comment une carte faite à la main est entrée dans le plan d’urbanisme',
            '- Ce sur quoi les ingénieur·e·s ont changé d’avis',
          ],
          [
            'La infancia, quienes pescan y quienes cultivan un huerto saben de un río cosas que ningún sensor mide. Dos ciudades muestran cómo lo dibujaron en común.',
            '- Qué se preguntó y a quién',
            '- Cómo un mapa hecho a mano entró en el plan de ordenación',
            '- En qué cambió de opinión el equipo de ingeniería',
          ],
        ),
        with: [['Hine Parata'], ['Szymon Wójtowicz']],
        people: 1,
        files: [
          [
            w(
              'Questions for a walk along the river',
              'Questions pour une marche au fil de l’eau',
              'Preguntas para un paseo por el río',
            ),
            pdf('river-walk.pdf', 'Questions for a walk along the river', [
              'Where do you go down to the water, and where would you like to?',
              'Where was it last year? Where was it when you were ten?',
              'What lives here that did not live here before?',
              'Who decides about this bank? How do you know?',
            ]),
          ],
        ],
      },
    ),
    session(
      'home',
      'room2',
      w(
        'Rent, land and the right to stay',
        'Loyers, foncier et droit de rester',
        'Alquiler, suelo y derecho a quedarse',
      ),
      { with: [['Camille Desrosiers', 'moderator'], ['Tendai Mapfumo']], people: 0, languages: 'fr > en es' },
    ),
    session(
      'learning',
      'room3',
      w(
        'How one city teaches another',
        'Comment une ville en forme une autre',
        'Cómo una ciudad le enseña a otra',
      ),
      {
        moved: { rooms: ['room5'] },
        with: [
          ['Mateo Quispe', 'facilitator'],
          ['Joon-ho Baek'],
          [
            'Fatoumata Keïta',
            undefined,
            w(
              'Formerly at the Mutual School of Municipalities',
              'Précédemment à l’École mutuelle des municipalités',
              'Antes en la Escuela Mutua de Municipios',
            ),
          ],
        ],
        people: 1,
        text: w(
          [
            'Three pairs of cities that have exchanged staff for a year say what they learned from each other, and what it cost.',
          ],
          [
            'Trois binômes de villes qui ont échangé des agents pendant un an disent ce qu’elles ont appris l’une de l’autre, et ce que cela a coûté.',
          ],
          [
            'Tres parejas de ciudades que intercambiaron personal durante un año cuentan qué aprendieron la una de la otra y cuánto costó.',
          ],
        ),
      },
    ),
    session(
      'care',
      'room4',
      w(
        'Clinics that come to the door',
        'Des soins qui viennent jusqu’à la porte',
        'Consultorios que llegan a la puerta',
      ),
      { cancelled: true, with: [['Grace Achieng'], ['อรุณี ศรีสุข']], people: 0 },
    ),
    session(
      'finance',
      'harbour',
      w(
        'City lab: a budget in one morning',
        'Atelier : un budget en une matinée',
        'Laboratorio: un presupuesto en una mañana',
      ),
      {
        until: '12:30',
        languages: 'en es',
        with: [
          ['Thandeka Mabuza', 'facilitator'],
          ['Isadora Alencar'],
          ['Baatar Ganzorig'],
          ['Bruno Duarte'],
        ],
        people: 1,
        text: w(
          [
            'Twelve tables, twelve districts, one purse. Each table speaks for a district of an invented city and has two hours to agree with the others.',
            'Places are limited to ninety; the terrace is open to those who would rather watch.',
          ],
          [
            'Douze tables, douze quartiers, une seule bourse. Chaque table parle au nom d’un quartier d’une ville imaginaire et a deux heures pour s’entendre avec les autres.',
            'L’atelier est limité à quatre-vingt-dix places ; la terrasse est ouverte à qui préfère regarder.',
          ],
          [
            'Doce mesas, doce distritos, un solo bolsillo. Cada mesa habla por un distrito de una ciudad imaginaria y tiene dos horas para ponerse de acuerdo con las demás.',
            'Hay noventa plazas; la terraza está abierta a quien prefiera mirar.',
          ],
        ),
        files: [
          [
            w(
              'The budget of the invented city',
              'Le budget de la ville imaginaire',
              'El presupuesto de la ciudad imaginaria',
            ),
            csv('budget.csv', [
              ['district', 'people', 'schools', 'water', 'streets', 'care'],
              ['North Quay', 18200, 410, 220, 175, 260],
              ['Old Port', 9600, 190, 340, 95, 180],
              ['Tannery', 22100, 530, 260, 240, 310],
              ['Gardens', 14800, 320, 150, 120, 240],
            ]),
          ],
        ],
      },
    ),
    session(
      'culture',
      'garden',
      w(
        'Libraries that never quite close',
        'Des bibliothèques qui ne ferment jamais tout à fait',
        'Bibliotecas que nunca cierran del todo',
      ),
      {
        with: [['Kateřina Dvořáčková']],
        people: 1,
        text: w(
          [
            'Night shelves, lockers in stations, and a key for those who work late: four libraries after hours.',
          ],
          [
            'Rayons de nuit, casiers dans les gares et une clé pour qui travaille tard : quatre bibliothèques après la fermeture.',
          ],
          undefined,
        ),
      },
    ),
  ),
  at(
    '11:30',
    '12:30',
    session('water', 'room1', w('The price of a leak', 'Le prix d’une fuite', 'El precio de una fuga'), {
      moved: { start: '10:00', end: '11:00' },
      with: [['Wanjiku Otieno'], ['Ingrid Solvang']],
      people: 0,
    }),
    session(
      'home',
      'room2',
      w('Cooperatives that build', 'Des coopératives qui construisent', 'Cooperativas que construyen'),
      {
        with: [['Elena Zăgrean'], ['Pita Faleolo']],
        people: 0,
      },
    ),
    session(
      'learning',
      'room3',
      w(
        'Peer learning, ten years on',
        'L’apprentissage par les pairs, dix ans après',
        'El aprendizaje entre pares, diez años después',
      ),
      { with: [['Fatoumata Keïta', 'moderator'], ['Priya Raghunathan']], people: 1, languages: 'en > fr es' },
    ),
    session(
      'care',
      'room4',
      w('Growing old on the fourth floor', 'Vieillir au quatrième étage', 'Envejecer en un cuarto piso'),
    ),
    session(
      'culture',
      'garden',
      w(
        'Whose statue? Memory in public squares',
        'À qui cette statue ? La mémoire sur les places publiques',
        '¿De quién es la estatua? La memoria en las plazas',
      ),
      {
        languages: 'es',
        with: [['Ximena Huarachi'], ['Tomás Ó Braonáin']],
        people: 0,
        text: w(undefined, undefined, [
          'Quitarla, explicarla o dejarla caer: tres ciudades preguntaron al vecindario qué hacer con una estatua y respetaron la respuesta.',
        ]),
      },
    ),
  ),
  at(
    '14:00',
    '15:15',
    session(
      'water',
      'room1',
      w(
        'Rain gardens on ordinary streets',
        'Des jardins de pluie dans des rues ordinaires',
        'Jardines de lluvia en calles corrientes',
      ),
      { people: 3 },
    ),
    session(
      'home',
      'room2',
      w(
        'Empty flats, and how to fill them',
        'Logements vacants : comment les remettre en usage',
        'Viviendas vacías y cómo volver a llenarlas',
      ),
      {
        languages: 'fr > en es',
        with: [['Camille Desrosiers']],
        people: 1,
        text: w(
          [
            'A register, a letter, a visit, and only then a tax: what brought three hundred flats back, in that order.',
          ],
          [
            'Un registre, une lettre, une visite, et seulement ensuite une taxe : ce qui a remis trois cents logements en location, dans cet ordre.',
          ],
          [
            'Un registro, una carta, una visita y solo después un impuesto: lo que recuperó trescientas viviendas, en ese orden.',
          ],
        ),
      },
    ),
    session(
      'finance',
      'room3',
      w('Reading a municipal debt', 'Lire une dette municipale', 'Leer una deuda municipal'),
      { people: 2 },
    ),
    session(
      'care',
      'room4',
      w(
        'School meals from the fields next door',
        'Des repas scolaires venus des champs voisins',
        'Comedores escolares con productos de al lado',
      ),
      { people: 4 },
    ),
    session(
      'learning',
      'harbour',
      w(
        'An exchange visit that changes something',
        'Une visite d’échange qui change quelque chose',
        'Una visita de intercambio que cambia algo',
      ),
      { languages: 'es > en fr' },
    ),
  ),
  at(
    '15:45',
    '17:00',
    session(
      'water',
      'room1',
      w(
        'When the dam is somebody else’s',
        'Quand le barrage est à quelqu’un d’autre',
        'Cuando la presa es de otros',
      ),
      {
        people: 3,
        text: w(
          [
            'Downstream towns that have no vote on the river talk about agreements, telephone chains and the use of being polite.',
          ],
          [
            'Des villes situées en aval, sans voix au chapitre, parlent d’accords, de chaînes téléphoniques et de l’utilité de la politesse.',
          ],
          [
            'Ciudades de aguas abajo, sin voto sobre el río, hablan de acuerdos, de cadenas telefónicas y de lo útil que es la cortesía.',
          ],
        ),
      },
    ),
    session(
      'home',
      'room2',
      w(
        'Upgrading a settlement with the people who live there',
        'Améliorer un quartier précaire avec celles et ceux qui y vivent',
        'Mejorar un asentamiento con quienes viven en él',
      ),
      { people: 4, languages: 'fr > en' },
    ),
    session(
      'learning',
      'room3',
      w(
        'A curriculum for new councillors',
        'Un parcours de formation pour les élu·e·s qui débutent',
        'Un plan de formación para quienes estrenan cargo',
      ),
      { people: 2 },
    ),
    session(
      'finance',
      'room4',
      w(
        'Property tax without a perfect register',
        'L’impôt foncier sans cadastre parfait',
        'El impuesto predial sin un catastro perfecto',
      ),
      {
        people: 3,
        text: w(
          ['Satellite pictures, a street of volunteers and a margin of error that everybody may see.'],
          [
            'Des images satellites, une rue de volontaires et une marge d’erreur que tout le monde peut voir.',
          ],
          [
            'Imágenes de satélite, una calle de voluntariado y un margen de error a la vista de todo el mundo.',
          ],
        ),
      },
    ),
    session(
      'culture',
      'garden',
      w(
        'Festivals that give something back',
        'Des festivals qui rendent ce qu’ils prennent',
        'Festivales que devuelven algo al barrio',
      ),
      { people: 2 },
    ),
  ),
  at(
    '17:30',
    '18:15',
    session(
      'water',
      'main',
      w(
        'Land, water and who decides',
        'La terre, l’eau et qui en décide',
        'La tierra, el agua y quién decide',
      ),
      {
        plenary: true,
        languages: 'en fr es > ar',
        people: 5,
        text: w(
          [
            'A judge, a farmer, two mayors and a fisher take the same map and draw five different borders on it.',
          ],
          [
            'Une juge, un agriculteur, deux maires et une pêcheuse prennent la même carte et y tracent cinq limites différentes.',
          ],
          [
            'Una jueza, un agricultor, dos alcaldías y una pescadora toman el mismo mapa y dibujan en él cinco límites distintos.',
          ],
        ),
      },
    ),
  ),
  at(
    '21:00',
    '00:30',
    session(
      'culture',
      'garden',
      w(
        'Short films from twelve cities',
        'Courts métrages de douze villes',
        'Cortometrajes de doce ciudades',
      ),
      {
        and: ['harbour'],
        people: 1,
        languages: 'en fr es pt',
        text: w(
          [
            'Shown in both rooms at once, with subtitles in three languages. The last tram waits until the credits are over.',
          ],
          [
            'Projetés dans les deux salles à la fois, sous-titrés en trois langues. Le dernier tram attend la fin du générique.',
          ],
          [
            'Se proyectan a la vez en las dos salas, con subtítulos en tres idiomas. El último tranvía espera a que terminen los créditos.',
          ],
        ),
      },
    ),
  ),
)
