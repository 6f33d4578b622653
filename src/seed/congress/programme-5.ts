import { w } from './congress-words.ts'
import { at, day, session } from './programme-rows.ts'

/** Friday, 11 June: what begins after midnight, then the last part, alone. */
export const friday = day(
  '2027-06-11',
  at(
    '00:30',
    '01:30',
    session(
      'culture',
      'garden',
      w('Last songs on the quay', 'Dernières chansons sur le quai', 'Últimas canciones en el muelle'),
      {
        with: [['Inti Mayta'], ['Achille Ngono']],
        people: 0,
        languages: 'none',
      },
    ),
  ),
  at(
    '09:00',
    '09:45',
    session(
      'takeHome',
      'main',
      w('What five days taught us', 'Ce que cinq jours nous ont appris', 'Lo que nos enseñaron cinco días'),
      {
        plenary: true,
        languages: 'en fr es > ar',
        people: 6,
        text: w(
          ['Six people who came with a question on Monday say how far they got. The hall may interrupt.'],
          [
            'Six personnes venues lundi avec une question disent où elles en sont. La salle peut interrompre.',
          ],
          [
            'Seis personas que llegaron el lunes con una pregunta cuentan hasta dónde llegaron. La sala puede interrumpir.',
          ],
        ),
      },
    ),
  ),
  at(
    '10:00',
    '11:00',
    session(
      'takeHome',
      'room1',
      w(
        'Table of the rivers: promises for one year',
        'La table des rivières : des promesses pour un an',
        'La mesa de los ríos: promesas para un año',
      ),
    ),
    session(
      'takeHome',
      'room2',
      w(
        'Table of the homes: ten by-laws to copy',
        'La table de l’habitat : dix règlements à copier',
        'La mesa de la vivienda: diez ordenanzas que copiar',
      ),
    ),
    session(
      'takeHome',
      'room3',
      w(
        'Table of the teachers: who trains the trainers',
        'La table de la formation : qui forme celles et ceux qui forment',
        'La mesa de la formación: quién forma a quienes forman',
      ),
    ),
    session(
      'takeHome',
      'room4',
      w(
        'Table of care: an hour a week for everybody',
        'La table du soin : une heure par semaine pour chacun·e',
        'La mesa de los cuidados: una hora a la semana para cada persona',
      ),
    ),
    session(
      'takeHome',
      'room5',
      w(
        'Table of the purse: what one coin can do',
        'La table des finances : ce que peut une pièce',
        'La mesa del dinero: lo que puede una moneda',
      ),
    ),
    session(
      'takeHome',
      'harbour',
      w(
        'Table of the stories: a travelling exhibition',
        'La table des récits : une exposition itinérante',
        'La mesa de los relatos: una exposición itinerante',
      ),
    ),
  ),
  at(
    '11:15',
    '12:00',
    session(
      'takeHome',
      'room1',
      w(
        'Pairing forty cities for a year of exchange',
        'Quarante villes en binômes pour un an d’échanges',
        'Cuarenta ciudades en parejas para un año de intercambio',
      ),
      {
        with: [
          ['Fatoumata Keïta', 'facilitator'],
          ['山本 葵', 'rapporteur'],
        ],
        people: 0,
        text: w(
          ['Come with your city’s name on a card. You leave with another card.'],
          ['Venez avec le nom de votre ville sur une carte. Vous repartirez avec une autre carte.'],
          ['Venga con el nombre de su ciudad en una tarjeta. Se irá con otra tarjeta.'],
        ),
      },
    ),
    session(
      'takeHome',
      'room2',
      w(
        'Ten learning modules, first drafts',
        'Dix modules d’apprentissage, premières ébauches',
        'Diez módulos de aprendizaje, primeros borradores',
      ),
    ),
    session(
      'takeHome',
      'room3',
      w('A letter to the next hosts', 'Une lettre aux prochains hôtes', 'Una carta a la próxima sede'),
      { people: 1 },
    ),
    session(
      'takeHome',
      'room4',
      w('What we would do differently', 'Ce que nous ferions autrement', 'Lo que haríamos de otra manera'),
    ),
    session(
      'takeHome',
      'harbour',
      w(
        'The interpreters’ view of the week',
        'La semaine vue par les interprètes',
        'La semana vista desde la cabina',
      ),
      { people: 1 },
    ),
    session(
      'takeHome',
      'garden',
      w(
        'Young councillors report back',
        'Les jeunes élu·e·s rendent compte',
        'Jóvenes con cargo electo rinden cuentas',
      ),
      { with: [['Kealoha Nakamura'], ['Iván Cárdenas', 'rapporteur']], people: 0 },
    ),
  ),
  at(
    '12:30',
    '13:15',
    session(
      'takeHome',
      'main',
      w('The Port Amara commitments', 'Les engagements de Port Amara', 'Los compromisos de Port Amara'),
      {
        plenary: true,
        languages: 'en fr es > ar',
        people: 3,
        text: w(
          ['Read aloud, line by line, in three languages. A line that nobody signs is taken out.'],
          [
            'Lus à voix haute, ligne par ligne, en trois langues. Une ligne que personne ne signe est retirée.',
          ],
          ['Se leen en voz alta, línea por línea, en tres idiomas. La línea que nadie firma se retira.'],
        ),
      },
    ),
  ),
  at(
    '13:15',
    '13:45',
    session(
      'takeHome',
      'main',
      w(
        'Closing, and the key to the next city',
        'Clôture, et la clé remise à la prochaine ville',
        'Clausura y entrega de la llave a la próxima ciudad',
      ),
      {
        plenary: true,
        with: [['Leila Benhaddou', 'host'], ['Priya Raghunathan']],
        people: 0,
        languages: 'en fr es > ar',
      },
    ),
  ),
)
