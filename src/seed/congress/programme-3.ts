import { pdf } from './congress-files.ts'
import { w } from './congress-words.ts'
import { at, day, session } from './programme-rows.ts'

/** Wednesday, 9 June: seven sessions at a time, and one in two rooms that are joined. */
export const wednesday = day(
  '2027-06-09',
  at(
    '09:00',
    '09:45',
    session('home', 'main', w('The right to stay', 'Le droit de rester', 'El derecho a quedarse'), {
      plenary: true,
      languages: 'en es > fr ar',
      with: [['김서연', 'moderator'], ['Aïcha Boukari'], ['Marisol Cusi'], ['Elena Zăgrean']],
      people: 0,
      text: w(
        [
          'Tenants, owners and a city treasurer agree on one thing: moving house is the most expensive thing that can happen to a family.',
        ],
        [
          'Locataires, propriétaires et trésorier municipal s’accordent sur un point : déménager est ce qui peut coûter le plus cher à une famille.',
        ],
        [
          'Inquilinas, propietarios y un tesorero municipal están de acuerdo en algo: mudarse es lo más caro que le puede pasar a una familia.',
        ],
      ),
      stream: 'https://stream.learning-towns.example/home',
    }),
  ),
  at(
    '10:00',
    '11:15',
    session(
      'water',
      'room1',
      w(
        'Aquifers have no borders',
        'Les nappes n’ont pas de frontières',
        'Los acuíferos no tienen fronteras',
      ),
    ),
    session(
      'home',
      'room2',
      w(
        'Social housing in small numbers',
        'Le logement social à petite échelle',
        'Vivienda social en pequeña escala',
      ),
      {
        text: w(
          [
            'Eleven homes above a school, four above a fire station: what a town can build without a developer.',
          ],
          [
            'Onze logements au-dessus d’une école, quatre au-dessus d’une caserne : ce qu’une ville peut construire sans promoteur.',
          ],
          [
            'Once viviendas sobre una escuela, cuatro sobre un parque de bomberos: lo que un municipio puede construir sin promotora.',
          ],
        ),
      },
    ),
    session(
      'learning',
      'room3',
      w(
        'Observatories that answer questions',
        'Des observatoires qui répondent aux questions',
        'Observatorios que responden preguntas',
      ),
      { people: 4 },
    ),
    session(
      'care',
      'room4',
      w(
        'A city that children can cross',
        'Une ville que les enfants peuvent traverser',
        'Una ciudad que la infancia pueda cruzar',
      ),
      {
        text: w(
          ['How far may a nine-year-old go alone? Five cities drew the answer, and moved the crossings.'],
          [
            'Jusqu’où un enfant de neuf ans peut-il aller sans adulte ? Cinq villes ont dessiné la réponse, puis déplacé les passages piétons.',
          ],
          [
            '¿Hasta dónde puede ir a solas una niña de nueve años? Cinco ciudades dibujaron la respuesta y movieron los pasos de peatones.',
          ],
        ),
      },
    ),
    session(
      'finance',
      'room5',
      w(
        'Participatory budgeting after the first enthusiasm',
        'Le budget participatif après l’enthousiasme des débuts',
        'El presupuesto participativo tras el primer entusiasmo',
      ),
      { people: 4, languages: 'es > fr' },
    ),
    session(
      'culture',
      'harbour',
      w(
        'Languages on the street sign',
        'Les langues sur la plaque de rue',
        'Las lenguas en el letrero de la calle',
      ),
    ),
    session(
      'home',
      'garden',
      w(
        'New neighbours: the first hundred days',
        'Nouveaux voisins : les cent premiers jours',
        'Nuevos vecinos: los cien primeros días',
      ),
      {
        people: 3,
        text: w(
          [
            'What a town hall can do for people who have just arrived, before they know where the town hall is.',
          ],
          [
            'Ce qu’une mairie peut faire pour les personnes qui viennent d’arriver, avant même qu’elles sachent où se trouve la mairie.',
          ],
          [
            'Lo que un ayuntamiento puede hacer por quienes acaban de llegar, antes de que sepan dónde está el ayuntamiento.',
          ],
        ),
      },
    ),
  ),
  at(
    '11:30',
    '12:45',
    session(
      'water',
      'room1',
      w('Toilets, dignity and the night', 'Toilettes, dignité et vie nocturne', 'Baños, dignidad y noche'),
    ),
    session(
      'home',
      'room2',
      w('Insulating ten thousand homes', 'Isoler dix mille logements', 'Aislar diez mil viviendas'),
      {
        people: 4,
      },
    ),
    session(
      'learning',
      'room3',
      w(
        'Failing in public, and saying so',
        'Échouer en public, et le dire',
        'Fracasar en público y contarlo',
      ),
      {
        text: w(
          [
            'Five projects that did not work, told by those who led them. No slides, no recordings, no names outside the room.',
          ],
          [
            'Cinq projets qui n’ont pas marché, racontés par celles et ceux qui les ont menés. Pas de diapositives, pas d’enregistrement, aucun nom hors de la salle.',
          ],
          [
            'Cinco proyectos que no funcionaron, contados por quienes los dirigieron. Sin diapositivas, sin grabaciones y sin nombres fuera de la sala.',
          ],
        ),
        people: 5,
      },
    ),
    session(
      'care',
      'room4',
      w(
        'Lighting that women asked for',
        'L’éclairage que les femmes ont demandé',
        'La iluminación que pidieron las mujeres',
      ),
      { with: [['Paloma Reyes', 'moderator'], ['Thandeka Mabuza']], people: 1 },
    ),
    session(
      'finance',
      'room5',
      w(
        'Green bonds for towns nobody has heard of',
        'Des obligations vertes pour des villes inconnues',
        'Bonos verdes para municipios que nadie conoce',
      ),
      {
        files: [
          [
            w('A term sheet, with comments', 'Un contrat type, commenté', 'Un contrato tipo, comentado'),
            pdf('green-bond.pdf', 'A green bond, clause by clause', [
              'Amount: what the town can repay in a dry year.',
              'Purpose: named, with the street.',
              'Report: once a year, in the language of the residents.',
              'If the works stop: who is told, and within how many days.',
            ]),
            'en',
          ],
        ],
      },
    ),
    session(
      'culture',
      'harbour',
      w(
        'Craft markets and fair rent',
        'Marchés d’artisanat et loyers justes',
        'Mercados artesanos y alquileres justos',
      ),
      { people: 2 },
    ),
    session(
      'care',
      'garden',
      w('Care work has an address', 'Le travail du soin a une adresse', 'Los cuidados tienen domicilio'),
      {
        with: [
          ['Dorothea Klamm', 'moderator'],
          ['Lindiwe Gumede', 'speaker'],
        ],
        people: 2,
        text: w(
          [
            'Thabaneng counted its hours of unpaid care, street by street. The map is now where its buses, crèches and benches begin.',
          ],
          [
            'Thabaneng a compté ses heures de soin non rémunéré, rue par rue. C’est de cette carte que partent désormais ses bus, ses crèches et ses bancs.',
          ],
          [
            'Thabaneng contó sus horas de cuidados no remunerados, calle por calle. De ese mapa parten ahora sus autobuses, sus guarderías y sus bancos.',
          ],
        ),
      },
    ),
  ),
  at(
    '14:15',
    '15:30',
    session(
      'water',
      'room1',
      w(
        'Fishing villages and the sea wall',
        'Les villages de pêche face à la digue',
        'Los pueblos pesqueros ante el dique',
      ),
      { moved: { date: '2027-06-08', start: '15:45', end: '17:00' }, people: 2 },
    ),
    session(
      'home',
      'room2',
      w('Eviction: the last month before', 'L’expulsion : le dernier mois', 'El desalojo: el último mes'),
      {
        people: 3,
        text: w(
          ['A lawyer, a social worker and a landlord go through thirty days, one letter at a time.'],
          [
            'Une avocate, un travailleur social et une bailleuse parcourent trente jours, lettre après lettre.',
          ],
          undefined,
        ),
      },
    ),
    session(
      'learning',
      'room3',
      w('Mentoring between city managers', undefined, 'Mentoría entre gerencias municipales'),
      { people: 2, languages: 'en es' },
    ),
    session(
      'care',
      'room4',
      w(
        'Heat: who knocks on the door',
        'Canicule : qui frappe à la porte',
        'Ola de calor: quién llama a la puerta',
      ),
      {
        people: 3,
        text: w(
          ['Lists, keys, water and a fan: the week in August that four cities rehearse every May.'],
          [
            'Des listes, des clés, de l’eau et un ventilateur : la semaine d’août que quatre villes répètent chaque année en mai.',
          ],
          [
            'Listas, llaves, agua y un ventilador: la semana de agosto que cuatro ciudades ensayan cada mayo.',
          ],
        ),
      },
    ),
    session(
      'finance',
      'room5',
      w(
        'Buying well: tenders that small firms can win',
        'Bien acheter : des marchés à la portée des petites entreprises',
        'Comprar bien: licitaciones que puedan ganar las pequeñas empresas',
      ),
      { people: 2 },
    ),
    session(
      'culture',
      'harbour',
      w('An archive in every district', 'Des archives dans chaque quartier', 'Un archivo en cada distrito'),
      { people: 3 },
    ),
    session(
      'learning',
      'garden',
      w(
        'Data that neighbours collect themselves',
        'Des données recueillies par les habitant·e·s',
        'Datos que recoge el propio vecindario',
      ),
      { people: 3 },
    ),
  ),
  at(
    '16:00',
    '17:15',
    session(
      'home',
      'main',
      w(
        'Building with earth, wood and little else',
        'Construire en terre, en bois et avec peu d’autre chose',
        'Construir con tierra, madera y poco más',
      ),
      { people: 4, languages: 'en fr > es' },
    ),
    session(
      'water',
      'room1',
      w(
        'Reusing water without frightening anyone',
        'Réutiliser l’eau sans inquiéter personne',
        'Reutilizar el agua sin asustar a nadie',
      ),
    ),
    session(
      'home',
      'room2',
      w(
        'The last tenants of Mill Street',
        'Les derniers locataires de la rue du Moulin',
        'El último inquilinato de la calle del Molino',
      ),
      { cancelled: true, people: 2 },
    ),
    session(
      'learning',
      'room3',
      w(
        'A repository of practices that people do read',
        'Un répertoire de pratiques que l’on lit vraiment',
        'Un repositorio de prácticas que sí se lee',
      ),
      { people: 3 },
    ),
    session(
      'care',
      'room4',
      w(
        'The neighbourhood that plans its own health centre',
        'Le quartier qui conçoit son propre centre de santé',
        'El barrio que diseña su propio centro de salud',
      ),
      {
        and: ['room5'],
        people: 4,
        text: w(
          [
            'The folding wall is open: half of the room is the waiting area, half is the surgery, and the floor plan is chalk.',
          ],
          [
            'La cloison mobile est ouverte : une moitié de la salle est l’accueil, l’autre le cabinet, et le plan est à la craie.',
          ],
          [
            'El tabique móvil está abierto: media sala es la recepción, la otra media es la consulta, y el plano es de tiza.',
          ],
        ),
      },
    ),
    session(
      'culture',
      'harbour',
      w(
        'Carnival, noise and the neighbours who sleep',
        'Carnaval, bruit et voisins qui dorment',
        'Carnaval, ruido y vecindario que duerme',
      ),
    ),
    session(
      'finance',
      'garden',
      w(
        'Who owns the city’s data?',
        'À qui appartiennent les données de la ville ?',
        '¿De quién son los datos de la ciudad?',
      ),
    ),
  ),
  at(
    '17:30',
    '18:15',
    session(
      'home',
      'main',
      w('Homes before houses', 'Habiter avant de bâtir', 'Primero hogares, después casas'),
      {
        plenary: true,
        languages: 'en fr es > ar',
        people: 4,
        text: w(
          ['Three architects explain why their best building is the one they talked a council out of.'],
          [
            'Trois architectes expliquent pourquoi leur meilleur bâtiment est celui qu’ils ont dissuadé un conseil de construire.',
          ],
          [
            'Tres profesionales de la arquitectura explican por qué su mejor edificio es el que convencieron a un ayuntamiento de no levantar.',
          ],
        ),
      },
    ),
  ),
  at(
    '20:00',
    '22:30',
    session(
      undefined,
      'main',
      w(
        'Concert: choirs of four ports',
        'Concert : les chœurs de quatre ports',
        'Concierto: coros de cuatro puertos',
      ),
      {
        people: 1,
        languages: 'none',
      },
    ),
  ),
)
