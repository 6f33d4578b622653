import { w } from './congress-words.ts'
import { at, day, session } from './programme-rows.ts'

/** Thursday, 10 June: all eight rooms at once, so many sessions that rows are brief, and a night that goes on. */
export const thursday = day(
  '2027-06-10',
  at(
    '09:00',
    '09:45',
    session(
      'learning',
      'main',
      w(
        'Forty labs open their doors',
        'Quarante laboratoires ouvrent leurs portes',
        'Cuarenta laboratorios abren sus puertas',
      ),
      {
        plenary: true,
        languages: 'en fr es > ar',
        with: [['Priya Raghunathan', 'host'], ['Mateo Quispe'], ['山本 葵']],
        people: 1,
        text: w(
          [
            'Forty teams have one sentence each to say what will be built, broken or written in their room today.',
          ],
          [
            'Quarante équipes ont chacune une phrase pour dire ce qui sera construit, démonté ou écrit aujourd’hui dans leur salle.',
          ],
          [
            'Cuarenta equipos tienen una frase cada uno para decir qué se va a construir, desmontar o escribir hoy en su sala.',
          ],
        ),
      },
    ),
  ),
  at(
    '10:00',
    '11:00',
    session(
      'learning',
      'main',
      w(
        'Lab: rehearse a difficult public meeting',
        'Labo : répéter une réunion publique difficile',
        'Laboratorio: ensayar una reunión pública difícil',
      ),
      {
        people: 5,
        text: w(
          ['Actors play the back row. You play the mayor, and may start again as often as you like.'],
          [
            'Des comédien·ne·s jouent le dernier rang. Vous jouez la ou le maire, et pouvez recommencer autant que vous voulez.',
          ],
          [
            'Un grupo de teatro hace de última fila. Usted hace de alcaldesa o alcalde y puede volver a empezar cuantas veces quiera.',
          ],
        ),
      },
    ),
    session(
      'water',
      'room1',
      w(
        'Lab: a water tariff on one page',
        'Labo : un tarif de l’eau en une page',
        'Laboratorio: una tarifa del agua en una página',
      ),
    ),
    session(
      'home',
      'room2',
      w(
        'Lab: drawing a rent map',
        'Labo : dessiner une carte des loyers',
        'Laboratorio: dibujar un mapa de alquileres',
      ),
    ),
    session(
      'learning',
      'room3',
      w(
        'Lab: from minutes to lessons',
        'Labo : du procès-verbal aux enseignements',
        'Laboratorio: del acta a las lecciones',
      ),
    ),
    session(
      'care',
      'room4',
      w(
        'Lab: a home-care rota that holds',
        'Labo : un planning d’aide à domicile qui tient',
        'Laboratorio: turnos de ayuda a domicilio que se cumplen',
      ),
    ),
    session(
      'finance',
      'room5',
      w(
        'Lab: explaining the budget to a ten-year-old',
        'Labo : expliquer le budget à un enfant de dix ans',
        'Laboratorio: explicar el presupuesto a los diez años',
      ),
      {
        text: w(
          ['The ten-year-olds are real, come from the school across the road, and vote at the end.'],
          ['Les enfants de dix ans sont bien là, viennent de l’école d’en face et votent à la fin.'],
          [
            'Las niñas y los niños de diez años son de verdad, vienen de la escuela de enfrente y votan al final.',
          ],
        ),
      },
    ),
    session(
      'culture',
      'harbour',
      w(
        'Lab: a museum without a building',
        'Labo : un musée sans bâtiment',
        'Laboratorio: un museo sin edificio',
      ),
      { with: [['Ximena Huarachi', 'facilitator']], people: 1 },
    ),
    session(
      'care',
      'garden',
      w(
        'Walking audit: the way to school',
        'Marche exploratoire : le chemin de l’école',
        'Caminata exploratoria: el camino a la escuela',
      ),
      { languages: 'fr' },
    ),
  ),
  at(
    '11:15',
    '12:15',
    session(
      'water',
      'main',
      w(
        'Drought plans that were used',
        'Des plans de sécheresse qui ont servi',
        'Planes de sequía que se usaron',
      ),
      { languages: 'en > fr es', people: 4 },
    ),
    session(
      'water',
      'room1',
      w(
        'Wetlands as public works',
        'Les zones humides, un équipement public',
        'Los humedales como obra pública',
      ),
    ),
    session(
      'home',
      'room2',
      w(
        'Student towns and year-round residents',
        'Villes étudiantes et habitant·e·s à l’année',
        'Ciudades universitarias y residentes de todo el año',
      ),
    ),
    session(
      'learning',
      'room3',
      w(
        'Translating a policy, not only its words',
        'Traduire une politique, pas seulement ses mots',
        'Traducir una política, no solo sus palabras',
      ),
      {
        languages: 'en fr es',
        text: w(
          [
            'The same by-law in four countries: what travels, what breaks, and what has to be invented again.',
          ],
          ['Le même règlement dans quatre pays : ce qui voyage, ce qui casse et ce qu’il faut réinventer.'],
          [
            'La misma ordenanza en cuatro países: lo que viaja, lo que se rompe y lo que hay que volver a inventar.',
          ],
        ),
      },
    ),
    session(
      'care',
      'room4',
      w('Midwives on the outskirts', 'Sages-femmes en périphérie', 'Matronas en la periferia'),
      { cancelled: true, people: 2 },
    ),
    session(
      'finance',
      'room5',
      w(
        'Auditing with the public in the room',
        'Auditer en présence du public',
        'Auditar con el público en la sala',
      ),
    ),
    session(
      'culture',
      'harbour',
      w(
        'Music schools that charge nothing',
        'Des écoles de musique gratuites',
        'Escuelas de música que no cobran',
      ),
    ),
    session(
      'home',
      'garden',
      w(
        'Tiny plots, many owners',
        'De petites parcelles, beaucoup de propriétaires',
        'Parcelas diminutas, muchas propietarias',
      ),
    ),
  ),
  at(
    '13:45',
    '14:45',
    session(
      'finance',
      'main',
      w(
        'What decentralisation costs, and who pays',
        'Ce que coûte la décentralisation, et qui paie',
        'Lo que cuesta la descentralización y quién paga',
      ),
      {
        people: 5,
        languages: 'fr en > es',
        text: w(
          ['New duties without new money: six treasurers lay their books side by side.'],
          [
            'De nouvelles compétences sans nouveaux moyens : six trésoreries posent leurs comptes côte à côte.',
          ],
          ['Nuevas competencias sin dinero nuevo: seis tesorerías ponen sus libros uno junto a otro.'],
        ),
      },
    ),
    session(
      'water',
      'room1',
      w(
        'Pipes that sing: finding leaks by ear',
        'Des tuyaux qui chantent : repérer les fuites à l’oreille',
        'Tuberías que cantan: localizar fugas de oído',
      ),
      {
        moved: { date: '2027-06-09', start: '11:30', end: '12:45', rooms: ['garden'] },
        text: w(
          ['With headphones and a length of old pipe. Samir Chowdhury brings the pipe.'],
          ['Avec un casque et un morceau de vieille conduite. C’est Samir Chowdhury qui l’apporte.'],
          ['Con auriculares y un trozo de tubería vieja. La trae Samir Chowdhury.'],
        ),
        with: [
          ['Samir Chowdhury', 'facilitator'],
          ['নাসরিন হক', 'witness'],
        ],
        people: 0,
      },
    ),
    session(
      'home',
      'room2',
      w(
        'Homes for those who work at night',
        'Des logements pour celles et ceux qui travaillent la nuit',
        'Viviendas para quienes trabajan de noche',
      ),
    ),
    session(
      'learning',
      'room3',
      w(
        'Evaluating a training course six months later',
        'Évaluer une formation six mois après',
        'Evaluar una formación seis meses después',
      ),
    ),
    session(
      'care',
      'room4',
      w('Loneliness is a planning matter', 'La solitude, une question d’urbanisme', undefined),
      {
        people: 3,
        languages: 'en fr',
        text: w(
          ['Benches that face each other, stairs where people meet, and a bus that waits.'],
          ['Des bancs qui se font face, des escaliers où l’on se croise et un bus qui attend.'],
          undefined,
        ),
      },
    ),
    session(
      'finance',
      'room5',
      w(
        'Municipal banks: three honest balance sheets',
        'Banques municipales : trois bilans sans fard',
        'Bancos municipales: tres balances sinceros',
      ),
    ),
    session(
      'culture',
      'harbour',
      w('Cooking a shared past', 'Cuisiner un passé commun', 'Cocinar un pasado común'),
    ),
    session(
      'learning',
      'garden',
      w(
        'Learning with associations of local governments',
        'Apprendre avec les associations de gouvernements locaux',
        'Aprender con las asociaciones de gobiernos locales',
      ),
      { languages: 'es > fr' },
    ),
  ),
  at(
    '15:00',
    '16:00',
    session(
      'home',
      'main',
      w(
        'After the earthquake: rebuilding in the right order',
        'Après le séisme : reconstruire dans le bon ordre',
        'Después del terremoto: reconstruir en el orden correcto',
      ),
      {
        people: 4,
        languages: 'es en > fr',
        text: w(
          undefined,
          [
            'Les écoles d’abord, puis l’eau, puis les loyers : ce que deux villes referaient, et ce qu’elles ne referaient pas.',
          ],
          undefined,
        ),
      },
    ),
    session(
      'water',
      'room1',
      w(
        'Groundwater for beginners',
        'L’eau souterraine pour débuter',
        'Aguas subterráneas para principiantes',
      ),
    ),
    session(
      'home',
      'room2',
      w(
        'Accessible homes, one doorway at a time',
        'Des logements accessibles, une porte après l’autre',
        'Viviendas accesibles, puerta a puerta',
      ),
    ),
    session(
      'learning',
      'room3',
      w(
        'Writing a learning module in one hour',
        'Écrire un module d’apprentissage en une heure',
        'Escribir un módulo de aprendizaje en una hora',
      ),
      { with: [['Ruth Abernethy', 'facilitator']], people: 1 },
    ),
    session(
      'care',
      'room4',
      w(
        'Street vendors and health inspectors',
        'Vente de rue et inspection sanitaire',
        'Venta ambulante e inspección sanitaria',
      ),
    ),
    session(
      'finance',
      'room5',
      w('Fines, fees and fairness', 'Amendes, redevances et équité', 'Multas, tasas y equidad'),
    ),
    session(
      'culture',
      'harbour',
      w(
        'The night mayor’s notebook',
        'Le carnet de la maire de la nuit',
        'El cuaderno de la alcaldesa de la noche',
      ),
    ),
    session(
      'water',
      'garden',
      w(
        'Mangroves, mud and municipal land',
        'Mangroves, vase et terrains municipaux',
        'Manglares, fango y suelo municipal',
      ),
    ),
  ),
  at(
    '16:30',
    '17:30',
    session(
      'learning',
      'main',
      w(
        'Decentralized cooperation between equals',
        'La coopération décentralisée d’égal à égal',
        'La cooperación descentralizada de igual a igual',
      ),
      {
        people: 5,
        languages: 'fr en > es',
        text: w(
          [
            'Who writes the proposal, who holds the account, who may say no: partners on both sides answer the same twelve questions.',
          ],
          [
            'Qui rédige le projet, qui tient le compte, qui peut dire non : des partenaires des deux rives répondent aux douze mêmes questions.',
          ],
          [
            'Quién escribe la propuesta, quién lleva la cuenta, quién puede decir que no: las dos partes responden a las mismas doce preguntas.',
          ],
        ),
      },
    ),
    session(
      'water',
      'room1',
      w('Who reads the meter?', 'Qui relève le compteur ?', '¿Quién lee el contador?'),
    ),
    session(
      'home',
      'room2',
      w(
        'Housing first: ten years of figures',
        'Un logement d’abord : dix ans de chiffres',
        'La vivienda primero: diez años de cifras',
      ),
    ),
    session(
      'learning',
      'room3',
      w(
        'How to write to a minister',
        'Comment écrire à une ou un ministre',
        'Cómo escribirle a un ministerio',
      ),
    ),
    session(
      'care',
      'room4',
      w(
        'Interpreters at the health desk',
        'Des interprètes au guichet de santé',
        'Intérpretes en la ventanilla de salud',
      ),
    ),
    session(
      'finance',
      'room5',
      w(
        'Pensions of municipal workers',
        'Les pensions du personnel municipal',
        'Las pensiones del personal municipal',
      ),
    ),
    session(
      'culture',
      'harbour',
      w(
        'Football pitches as public squares',
        'Les terrains de football comme places publiques',
        'Canchas de fútbol como plazas públicas',
      ),
    ),
    session(
      'care',
      'garden',
      w(
        'Parks for girls of fourteen',
        'Des parcs pour les filles de quatorze ans',
        'Parques para chicas de catorce años',
      ),
      {
        text: w(
          ['Swings for tall people, light until ten, and somewhere to sit that is not a stage.'],
          [
            'Des balançoires pour grandes personnes, de la lumière jusqu’à dix heures et un endroit où s’asseoir qui ne soit pas une scène.',
          ],
          [
            'Columpios para gente alta, luz hasta las diez y un lugar donde sentarse que no sea un escenario.',
          ],
        ),
      },
    ),
  ),
  at(
    '20:30',
    '00:30',
    session(
      'culture',
      'harbour',
      w(
        'Night of the ports: dance, food and stories',
        'Nuit des ports : danse, cuisine et récits',
        'Noche de los puertos: baile, comida y relatos',
      ),
      {
        and: ['garden'],
        with: [['Salif Doumbia', 'host'], ['Adaeze Nwosu']],
        people: 0,
        languages: 'en fr es ar pt',
        text: w(
          ['Bring a dish, a song or a story of a harbour. The doors stay open; nothing is recorded.'],
          [
            'Apportez un plat, une chanson ou une histoire de port. Les portes restent ouvertes ; rien n’est enregistré.',
          ],
          [
            'Traiga un plato, una canción o una historia de puerto. Las puertas quedan abiertas; nada se graba.',
          ],
        ),
      },
    ),
  ),
)
