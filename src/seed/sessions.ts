import { line, reference, rich, slug, type Words, written } from './write.ts'

/** The sessions of the edition of 2019. The programme names no rooms, no speakers and no languages. */
export const sessions = [
  session('opening', {
    part: 'part-1',
    time: ['09:00', '09:20'],
    title: { en: 'Opening and welcome', fr: 'Ouverture et bienvenue', es: 'Apertura y bienvenida' },
    slug: { en: 'opening', fr: 'ouverture', es: 'apertura' },
    description: {
      en: [
        'What the Learning Forum is, and the road that led to it.',
        '- The UCLG Learning Forum, introduced',
        '- A brief timeline of the work developed so far',
      ],
      fr: [
        'Ce qu’est le Forum d’apprentissage, et le chemin qui y a mené.',
        '- Présentation du Forum d’apprentissage de CGLU',
        '- Brève chronologie du travail accompli',
      ],
      es: [
        'Qué es el Foro de Aprendizaje y qué camino condujo hasta él.',
        '- Presentación del Foro de Aprendizaje de CGLU',
        '- Breve cronología del trabajo realizado',
      ],
    },
  }),
  session('ground-rules', {
    part: 'part-1',
    time: ['09:20', '09:55'],
    title: {
      en: 'Ground rules and participants’ expectations',
      fr: 'Règles du jeu et attentes des participant·e·s',
      es: 'Reglas básicas y expectativas de las y los participantes',
    },
    slug: { en: 'ground-rules', fr: 'regles-du-jeu', es: 'reglas-basicas' },
    description: {
      en: [
        'The objectives of the 2019 Forum, what participants hope to take home, and how the sessions will run.',
        '- Key objectives: to create synergies and nurture the learning network, taking stock of the UCLG Congress',
        '- The outcomes that participants expect',
        '- The ground rules for the sessions',
      ],
      fr: [
        'Les objectifs du Forum 2019, ce que les participant·e·s espèrent en retirer, et le déroulement des sessions.',
        '- Objectifs principaux : créer des synergies et faire vivre le réseau d’apprentissage, à partir d’un bilan du Congrès de CGLU',
        '- Résultats attendus par les participant·e·s',
        '- Présentation des règles du jeu des sessions',
      ],
      es: [
        'Los objetivos del Foro de 2019, lo que las y los participantes esperan llevarse y cómo se desarrollarán las sesiones.',
        '- Objetivos principales: crear sinergias y nutrir la red de aprendizaje, a partir de un balance del Congreso de CGLU',
        '- Resultados que esperan las y los participantes',
        '- Presentación de las reglas básicas de las sesiones',
      ],
    },
  }),
  session('taking-stock', {
    part: 'part-2',
    time: ['10:00', '11:00'],
    title: {
      en: 'Taking stock of the work done',
      fr: 'Bilan du travail accompli',
      es: 'Balance del trabajo realizado',
    },
    slug: { en: 'taking-stock', fr: 'bilan', es: 'balance' },
    description: {
      en: [
        'Key outcomes so far, and the challenges and opportunities that came with them.',
        '- A look at the key outcomes',
        '- The main challenges and opportunities that arise from the work so far',
      ],
      fr: [
        'Les principaux résultats à ce jour, ainsi que les défis et les opportunités qui les accompagnent.',
        '- Présentation des principaux résultats',
        '- Les grands défis et les opportunités que fait apparaître le travail mené jusqu’ici',
      ],
      es: [
        'Los principales resultados hasta hoy, así como los desafíos y oportunidades que los acompañan.',
        '- Presentación de los principales resultados',
        '- Los grandes desafíos y oportunidades que surgen del trabajo realizado hasta ahora',
      ],
    },
  }),
  session('sendai', {
    part: 'part-2',
    time: ['11:00', '11:40'],
    title: {
      en: 'Learning from an example: localizing the Sendai Framework',
      fr: 'Apprendre d’un exemple : localiser le Cadre de Sendai',
      es: 'Aprender de un ejemplo: la localización del Marco de Sendai',
    },
    slug: { en: 'sendai-framework', fr: 'cadre-de-sendai', es: 'marco-de-sendai' },
    description: {
      en: [
        'How five partners joined forces, and what their way of working offers to modules to come.',
        '- An example of articulation: UCLG ASPAC, UNGL, San José, UCLG and UN-Habitat',
        '- The process of articulation itself, as inspiration for future modules',
      ],
      fr: [
        'Comment cinq partenaires ont uni leurs efforts, et ce que leur façon de travailler apporte aux prochains modules.',
        '- Un exemple d’articulation : CGLU ASPAC, l’UNGL, San José, CGLU et ONU-Habitat',
        '- Le processus d’articulation lui-même, source d’inspiration pour de futurs modules',
      ],
      es: [
        'Cómo cinco entidades unieron esfuerzos y qué ofrece su forma de trabajar a los próximos módulos.',
        '- Un ejemplo de articulación: CGLU ASPAC, la UNGL, San José, CGLU y ONU-Hábitat',
        '- El propio proceso de articulación, como inspiración para futuros módulos',
      ],
    },
    contributors: ['uclg-aspac', 'ungl', 'san-jose', 'uclg', 'un-habitat'],
  }),
  session('modules', {
    part: 'part-2',
    time: ['11:40', '13:00'],
    title: {
      en: 'Evolution of the modules & methodologies',
      fr: 'Évolution des modules et des méthodologies',
      es: 'Evolución de los módulos y las metodologías',
    },
    slug: { en: 'modules', fr: 'modules', es: 'modulos' },
    description: {
      en: [
        'What to cover, how to cover it, and how to go further, online too.',
        '- What should the modules cover?',
        '- How should they cover it?',
        '- How can the methodologies be developed further, including online?',
      ],
      fr: [
        'Les sujets à aborder, la manière de les traiter, et comment aller plus loin, y compris en ligne.',
        '- Quels sujets les modules doivent-ils aborder ?',
        '- Comment les traiter ?',
        '- Comment approfondir les méthodologies, y compris en ligne ?',
      ],
      es: [
        'Los temas por abordar, la manera de tratarlos y cómo llegar más lejos, también en línea.',
        '- ¿Qué temas deben abordar los módulos?',
        '- ¿Cómo tratarlos?',
        '- ¿Cómo seguir desarrollando las metodologías, también en línea?',
      ],
    },
  }),
  session('key-components', {
    part: 'part-3',
    time: ['15:00', '16:00'],
    title: {
      en: 'Key components to nurture the learning agenda',
      fr: 'Éléments clés pour faire vivre l’agenda d’apprentissage',
      es: 'Componentes clave para nutrir la agenda de aprendizaje',
    },
    slug: { en: 'key-components', fr: 'elements-cles', es: 'componentes-clave' },
    description: {
      en: [
        'Three views of learning: the path taken, and what it has brought to light.',
        '- UCLG Africa: the process, and the challenges identified',
        '- A city (Brazil–Mozambique): the process, and the lessons learnt',
        '- LRGA: the process, and the key needs identified',
      ],
      fr: [
        'Trois regards sur l’apprentissage : le chemin suivi, et ce qu’il a mis en lumière.',
        '- CGLU Afrique : le processus et les défis identifiés',
        '- Une ville (Brésil-Mozambique) : le processus et les enseignements tirés',
        '- LRGA : le processus et les principaux besoins identifiés',
      ],
      es: [
        'Tres miradas sobre el aprendizaje: el camino recorrido y lo que ha puesto de manifiesto.',
        '- CGLU África: el proceso y los desafíos identificados',
        '- Una ciudad (Brasil-Mozambique): el proceso y las lecciones aprendidas',
        '- LRGA: el proceso y las principales necesidades identificadas',
      ],
    },
    contributors: ['uclg-africa', 'brazil-mozambique', 'lrga'],
  }),
  session('dialogue', {
    part: 'part-3',
    time: ['16:00', '17:00'],
    title: {
      en: 'Dialogue between mechanisms: how can we ensure transferability?',
      fr: 'Dialogue entre les mécanismes : comment assurer la transférabilité ?',
      es: 'Diálogo entre mecanismos: ¿cómo podemos garantizar la transferibilidad?',
    },
    slug: { en: 'dialogue', fr: 'dialogue', es: 'dialogo' },
    description: {
      en: [
        'How the mechanisms of learning can work together, so that what helps in one place can serve in another.',
        '- Coordination between the mechanisms of learning',
        '- Observatories, as repositories of local practices',
        '- How can a dialogue be generated?',
        '- What does each need from the other?',
      ],
      fr: [
        'Comment les mécanismes d’apprentissage peuvent agir ensemble, pour que ce qui fonctionne quelque part serve ailleurs.',
        '- La coordination entre les mécanismes d’apprentissage',
        '- Les observatoires, répertoires de pratiques locales',
        '- Comment engager un dialogue ?',
        '- De quoi chacun a-t-il besoin de la part de l’autre ?',
      ],
      es: [
        'Cómo pueden colaborar los mecanismos de aprendizaje, para que lo que funciona en un lugar sirva en otro.',
        '- La coordinación entre los mecanismos de aprendizaje',
        '- Los observatorios, repositorios de prácticas locales',
        '- ¿Cómo generar un diálogo?',
        '- ¿Qué necesita cada uno del otro?',
      ],
    },
  }),
  session('way-ahead', {
    part: 'part-3',
    time: ['17:00', '18:00'],
    title: { en: 'The way ahead?', fr: 'Quelle voie suivre ?', es: '¿Qué camino seguir?' },
    slug: { en: 'way-ahead', fr: 'voie-a-suivre', es: 'camino-a-seguir' },
    description: {
      en: [
        'Meeting the challenges and needs that the day has brought up, and taking peer-to-peer learning further.',
        '- How can the challenges and needs be tackled?',
        '- How can methodologies be developed further, to strengthen peer-to-peer learning?',
      ],
      fr: [
        'Répondre aux défis et aux besoins apparus au fil de la journée, et faire progresser l’apprentissage par les pairs.',
        '- Comment relever les défis et répondre aux besoins ?',
        '- Comment approfondir les méthodologies, pour renforcer l’apprentissage par les pairs ?',
      ],
      es: [
        'Responder a los desafíos y necesidades que han surgido durante la jornada y llevar más lejos el aprendizaje entre pares.',
        '- ¿Cómo afrontar los desafíos y las necesidades?',
        '- ¿Cómo seguir desarrollando las metodologías, para fortalecer el aprendizaje entre pares?',
      ],
    },
  }),
]

/** The first paragraph of `description` is the one sentence of the programme; the points follow. */
function session(
  name: string,
  about: {
    part: string
    time: readonly [start: string, end: string]
    title: Words
    slug: Words
    description: Words<readonly string[]>
    contributors?: readonly string[]
  },
) {
  return written({
    _id: `session-${name}`,
    _type: 'session',
    edition: reference('edition-2019'),
    part: reference(about.part),
    title: line(about.title),
    slug: slug(about.slug),
    date: '2019-11-12',
    start: about.time[0],
    end: about.time[1],
    description: rich(about.description),
    ...(about.contributors && {
      contributors: about.contributors.map((id) => ({
        _key: id,
        _type: 'contribution',
        contributor: reference(id),
      })),
    }),
    status: 'scheduled',
  })
}
