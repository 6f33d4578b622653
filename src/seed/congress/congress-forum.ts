import { type Gapped, line, reference, rich, same, slug, text, written } from '../write.ts'
import { congressEditionId } from './congress-places.ts'
import { congressId, slugFor, w } from './congress-words.ts'

/** The invented forum of the congress, with its strategy, its pages and its terms. */

/** Of the dark values only one was chosen: the others follow from the light ones. */
export const congressColours = {
  ...{ firstLight: '#005f8a', secondLight: '#7d5600', thirdLight: '#8e2a6b' },
  thirdDark: '#f5a3d3',
}

export const congressForum = written({
  _id: 'forum',
  _type: 'forum',
  name: line(w('Learning Towns Forum', 'Forum des villes apprenantes', 'Foro de Ciudades que Aprenden')),
  organisation: line(
    w(
      'Alliance of Learning Municipalities',
      'Alliance des municipalités apprenantes',
      'Alianza de Municipios que Aprenden',
    ),
  ),
  acronym: line(w('ALM', 'AMA', 'AMA')),
  brief: rich(
    w(
      [
        'Every local government is trying something that another has already tried. The Learning Towns Forum is where they find each other: every two years in one place, and all year between them.',
        'It has no members and no fees. A town takes part by bringing a piece of work, and stays by saying a year later what became of it.',
      ],
      [
        'Chaque gouvernement local essaie quelque chose qu’un autre a déjà essayé. Le Forum des villes apprenantes leur permet de se trouver : tous les deux ans en un même lieu, et toute l’année entre elles.',
        'Il n’a ni membres ni cotisations. Une ville y participe en apportant un travail, et y reste en disant un an plus tard ce qu’il est devenu.',
      ],
      [
        'Cada gobierno local está probando algo que otro ya probó. El Foro de Ciudades que Aprenden es donde se encuentran: cada dos años en un mismo lugar y, entre tanto, todo el año.',
        'No tiene membresía ni cuotas. Una ciudad participa trayendo un trabajo, y permanece contando un año después qué fue de él.',
      ],
    ),
  ),
  linesOfAction: [
    {
      _key: 'exchange',
      _type: 'lineOfAction',
      title: line(w('A year in pairs', 'Un an en binôme', 'Un año en pareja')),
      text: text(
        w(
          'Two cities exchange staff, questions and mistakes for a year.',
          'Deux villes échangent des agents, des questions et des erreurs pendant un an.',
          'Dos ciudades intercambian personal, preguntas y errores durante un año.',
        ),
      ),
      isNew: false,
    },
    {
      _key: 'modules',
      _type: 'lineOfAction',
      title: line(w('Learning modules', 'Modules d’apprentissage', 'Módulos de aprendizaje')),
      text: text(
        w(
          'What one city has learned, on ten pages, to be taught by another.',
          'Ce qu’une ville a appris, en dix pages, pour qu’une autre puisse l’enseigner.',
          'Lo que una ciudad ha aprendido, en diez páginas, para que otra pueda enseñarlo.',
        ),
      ),
      isNew: false,
    },
    {
      _key: 'open-books',
      _type: 'lineOfAction',
      title: line(w('Open books', 'À livres ouverts', 'Cuentas abiertas')),
      text: text(
        w(
          'Budgets on four pages, read aloud in public.',
          'Des budgets en quatre pages, lus à voix haute en public.',
          'Presupuestos en cuatro páginas, leídos en voz alta y en público.',
        ),
      ),
      isNew: true,
    },
  ],
  hashtag: '#LearningTowns',
  congressSite: 'https://learning-towns.example',
  email: 'forum@learning-towns.example',
  postalAddress: text(same('Quay House\n14 Harbour Street\nPort Amara')),
  colours: { _type: 'forumColours', ...congressColours },
  currentEdition: reference(congressEditionId),
})

export const congressStrategy = [
  written({
    _id: congressId('strategy how towns learn'),
    _type: 'strategySection',
    order: 1,
    title: line(w('How towns learn', 'Comment les villes apprennent', 'Cómo aprenden las ciudades')),
    text: rich(
      w(
        [
          'Towns learn as people do: by trying, by watching somebody who can do it, and by explaining it to somebody who cannot. The strategy of the forum makes time for all three.',
          'It asks three things of every city that takes part.',
          '- Say what you tried, and what it cost.',
          '- Let somebody watch.',
          '- Teach it once before you call it finished.',
        ],
        [
          'Les villes apprennent comme les personnes : en essayant, en regardant faire et en expliquant à qui ne sait pas encore. La stratégie du forum laisse du temps pour les trois.',
          'Elle demande trois choses à chaque ville participante.',
          '- Dire ce que l’on a essayé, et ce que cela a coûté.',
          '- Laisser quelqu’un regarder.',
          '- L’enseigner une fois avant de dire que c’est fini.',
        ],
        [
          'Las ciudades aprenden como las personas: probando, mirando a quien sabe y explicándolo a quien todavía no. La estrategia del foro deja tiempo para las tres cosas.',
          'Pide tres cosas a cada ciudad que participa.',
          '- Decir qué se probó y cuánto costó.',
          '- Dejar que alguien mire.',
          '- Enseñarlo una vez antes de darlo por terminado.',
        ],
      ),
    ),
  }),
  written({
    _id: congressId('strategy what stays'),
    _type: 'strategySection',
    order: 2,
    title: line(w('What stays', 'Ce qui reste', 'Lo que queda')),
    text: rich(
      w(
        [
          'A forum is over in five days. What stays is a list of promises with names, a shelf of modules that anybody may copy, and forty telephone numbers.',
          'Each promise is asked about after a year. The answers are published, the missing ones too.',
        ],
        [
          'Un forum se termine au bout de cinq jours. Il reste une liste d’engagements avec des noms, une étagère de modules que chacun·e peut copier et quarante numéros de téléphone.',
          'Au bout d’un an, on demande ce qu’est devenu chaque engagement. Les réponses sont publiées, celles qui manquent aussi.',
        ],
        undefined,
      ),
    ),
  }),
]

export const congressPages = [
  written({
    _id: congressId('page accessibility'),
    _type: 'page',
    order: 1,
    title: line(w('Accessibility', 'Accessibilité', 'Accesibilidad')),
    slug: slugFor(w('Accessibility', 'Accessibilité', 'Accesibilidad')),
    text: rich(
      w(
        [
          'Every room can be reached without steps. The Main Hall has an induction loop; seats beside the aisle are kept free for people who use wheelchairs, and for those who come with them.',
          'If something keeps you from taking part, write to [forum@learning-towns.example](mailto:forum@learning-towns.example) before 1 June, or ask anybody with a green badge.',
        ],
        [
          'Toutes les salles sont accessibles sans marche. La grande salle est équipée d’une boucle magnétique ; des places au bord des allées sont réservées aux personnes en fauteuil roulant et à celles qui les accompagnent.',
          'Si quelque chose vous empêche de participer, écrivez à [forum@learning-towns.example](mailto:forum@learning-towns.example) avant le 1er juin, ou adressez-vous à toute personne portant un badge vert.',
        ],
        [
          'A todas las salas se llega sin escalones. La sala principal tiene bucle magnético; se reservan asientos junto al pasillo para quienes usan silla de ruedas y para quienes les acompañan.',
          'Si algo le impide participar, escriba a [forum@learning-towns.example](mailto:forum@learning-towns.example) antes del 1 de junio o pregunte a cualquier persona con una tarjeta verde.',
        ],
      ),
    ),
  }),
  written({
    _id: congressId('page privacy'),
    _type: 'page',
    order: 2,
    title: line(w('Privacy', 'Confidentialité', 'Privacidad')),
    slug: slugFor(w('Privacy', 'Confidentialité', 'Privacidad')),
    text: rich(
      w(
        [
          'You can read this whole site without telling us anything about yourself. It has no accounts and sets no cookies.',
        ],
        [
          'Vous pouvez lire tout ce site sans rien nous dire de vous. Il ne nécessite aucun compte et ne dépose aucun cookie.',
        ],
        ['Puede leer todo este sitio sin contarnos nada de usted. No requiere cuenta y no instala cookies.'],
      ),
    ),
  }),
  written({
    _id: congressId('page legal notice'),
    _type: 'page',
    order: 3,
    title: line(w('Legal notice', 'Mentions légales', 'Aviso legal')),
    slug: slug(w('legal-notice', 'mentions-legales', 'aviso-legal')),
    text: rich(
      w(
        [
          'The forum, its people, organisations and cities are invented. Any likeness to real ones is chance.',
        ],
        [
          'Le forum, ses personnes, ses organisations et ses villes sont inventés. Toute ressemblance serait fortuite.',
        ],
        [
          'El foro, sus personas, organizaciones y ciudades son inventados. Cualquier parecido con la realidad es casual.',
        ],
      ),
    ),
  }),
]

/** A term of the forum, and a form that its texts should not have. */
const term = (name: string, title: Gapped, avoid: Gapped) => ({
  ...written({ _id: congressId(`term ${name}`), _type: 'term', title: line(title) }),
  avoid: text(avoid),
})

export const congressTerms = [
  term(
    'learning module',
    w('learning module', 'module d’apprentissage', 'módulo de aprendizaje'),
    w('training module', 'module de formation', 'módulo de formación'),
  ),
  term(
    'line of action',
    w('line of action', 'axe de travail', 'línea de acción'),
    w('action line', 'ligne d’action', 'eje de acción'),
  ),
]
