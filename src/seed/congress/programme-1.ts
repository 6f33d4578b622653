import { pdf } from './congress-files.ts'
import { w } from './congress-words.ts'
import { at, day, session } from './programme-rows.ts'

/** Monday, 7 June: an afternoon of arriving, in one part. */
export const monday = day(
  '2027-06-07',
  at(
    '14:00',
    '14:45',
    session(
      'arriving',
      'room1',
      w(
        'First time here? How to get the most out of five days',
        'C’est votre première fois ? Tirer le meilleur parti des cinq jours',
        '¿Es su primera vez? Cómo aprovechar al máximo los cinco días',
      ),
      {
        text: w(
          ['Where things are, whom to ask, and how to plan a day without running. No question is too small.'],
          [
            'Où se trouvent les choses, à qui s’adresser et comment organiser une journée sans courir. Aucune question n’est trop petite.',
          ],
          [
            'Dónde está cada cosa, a quién preguntar y cómo planear un día sin correr. Ninguna pregunta es demasiado pequeña.',
          ],
        ),
        with: [['Fatoumata Keïta', 'host']],
        people: 1,
      },
    ),
    session(
      'arriving',
      'room2',
      w(
        'Speaking so that interpreters can follow',
        'Parler pour être bien interprété·e',
        'Hablar de manera que se pueda interpretar',
      ),
      {
        languages: 'fr > en es',
        text: w(
          ['For moderators and speakers: half an hour in the booth, with the microphones on.'],
          ['Pour celles et ceux qui modèrent ou interviennent : une demi-heure en cabine, micros ouverts.'],
          ['Para quienes moderan o toman la palabra: media hora en la cabina, con los micrófonos abiertos.'],
        ),
        files: [
          [
            w(
              'Ten rules for speakers',
              'Dix règles pour prendre la parole',
              'Diez reglas para tomar la palabra',
            ),
            pdf('ten-rules-for-speakers.pdf', 'Ten rules for speakers', [
              '1. Send your notes the day before, even if they are rough.',
              '2. Names and numbers first: spell them out slowly.',
              '3. One sentence, one thought.',
              '4. Look at the hall, not at the screen.',
              '5. Pause after each slide.',
              '6. Do not read. If you must read, read slowly.',
              '7. Say what a joke is about before you tell it.',
              '8. Speak into the microphone, always.',
              '9. Leave two minutes unused.',
              '10. Thank the interpreters by name.',
            ]),
            'en',
          ],
        ],
      },
    ),
    session(
      'arriving',
      'room3',
      w(
        'Bring a problem, leave with a partner',
        'Venir avec un problème, repartir avec un partenaire',
        'Llegar con un problema e irse con una ciudad aliada',
      ),
      { people: 2 },
    ),
    session(
      'arriving',
      'garden',
      w(
        'Port Amara on foot: the old port and its floods',
        'Port Amara à pied : le vieux port et ses crues',
        'Port Amara a pie: el puerto viejo y sus crecidas',
      ),
      {
        with: [['Youssef Mansouri', 'host']],
        people: 0,
        text: w(
          [
            'A walk of forty minutes along the flood marks, from 1911 to last spring. It starts at the pavilion; the path is level.',
          ],
          [
            'Une marche de quarante minutes le long des repères de crue, de 1911 au printemps dernier. Départ du pavillon ; le chemin est plat.',
          ],
          [
            'Un paseo de cuarenta minutos por las marcas de las crecidas, de 1911 a la primavera pasada. Sale del pabellón; el camino es llano.',
          ],
        ),
      },
    ),
  ),
  at(
    '15:00',
    '15:45',
    session(
      'arriving',
      'room1',
      w(
        'Small towns, large questions',
        'Petites villes, grandes questions',
        'Pueblos pequeños, grandes preguntas',
      ),
      { people: 4 },
    ),
    session(
      'arriving',
      'room2',
      w('Young councillors meet', 'Rencontre des jeunes élu·e·s', 'Encuentro de jóvenes con cargo electo'),
      { with: [['Kealoha Nakamura', 'moderator'], ['Iván Cárdenas'], ['Saoirse Kavanagh']], people: 0 },
    ),
    session(
      'arriving',
      'room3',
      w(
        'What last year’s learning modules taught us',
        'Ce que nous ont appris les modules d’apprentissage de l’an dernier',
        'Lo que nos enseñaron los módulos de aprendizaje del año pasado',
      ),
    ),
    session(
      'arriving',
      'harbour',
      w(
        'How to take notes that others can use',
        'Prendre des notes qui serviront aux autres',
        'Tomar notas que sirvan a otras personas',
      ),
      { people: 1, languages: 'en' },
    ),
  ),
  at(
    '16:15',
    '17:15',
    session(
      'arriving',
      'main',
      w(
        'Opening: five days to learn from one another',
        'Ouverture : cinq jours pour apprendre les uns des autres',
        'Apertura: cinco días para aprender unos de otros',
      ),
      {
        plenary: true,
        languages: 'en fr es > ar',
        text: w(
          [
            'The mayor of Port Amara welcomes a hundred cities, and each of the six parts says what it wants to know by Friday.',
          ],
          [
            'La maire de Port Amara accueille cent villes, et chacune des six parties dit ce qu’elle voudrait savoir d’ici à vendredi.',
          ],
          [
            'La alcaldesa de Port Amara da la bienvenida a cien ciudades, y cada una de las seis partes dice qué quiere saber antes del viernes.',
          ],
        ),
        with: [
          ['Leila Benhaddou', 'host'],
          ['Priya Raghunathan', 'moderator'],
          ['Lindiwe Gumede'],
          ['Rafael Teixeira'],
          ['Aïcha Boukari'],
        ],
        people: 0,
        stream: 'https://stream.learning-towns.example/opening',
      },
    ),
  ),
  at(
    '17:20',
    '19:00',
    session(
      'arriving',
      'main',
      w(
        'A hundred cities in a hundred minutes',
        'Cent villes en cent minutes',
        'Cien ciudades en cien minutos',
      ),
      {
        plenary: true,
        people: 0,
        text: w(
          [
            'Each city has one minute, one picture and one question. A bell from the old customs house keeps the time.',
          ],
          [
            'Chaque ville dispose d’une minute, d’une image et d’une question. La cloche de l’ancienne douane donne le temps.',
          ],
          [
            'Cada ciudad tiene un minuto, una imagen y una pregunta. La campana de la antigua aduana marca el tiempo.',
          ],
        ),
        stream: 'https://stream.learning-towns.example/hundred-cities',
        links: [
          [
            w('The hundred questions', 'Les cent questions', undefined),
            'https://learning-towns.example/hundred-questions',
          ],
        ],
      },
    ),
  ),
  at(
    '19:30',
    '22:00',
    session(
      'arriving',
      undefined,
      w('Welcome on the quay', 'Bienvenue sur le quai', 'Bienvenida en el muelle'),
      {
        plenary: true,
        people: 0,
        text: w(
          [
            'Soup, bread and music outdoors, five minutes from the venue. In the event of rain, in the fish market.',
          ],
          [
            'Soupe, pain et musique en plein air, à cinq minutes du lieu du congrès. En cas de pluie, à la halle aux poissons.',
          ],
          [
            'Sopa, pan y música al aire libre, a cinco minutos de la sede. Si llueve, en el mercado de pescado.',
          ],
        ),
      },
    ),
  ),
)
