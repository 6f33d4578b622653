import { expect, test } from 'vitest'
import { defaultContent } from '#src/seed/index.ts'

const languages = ['en', 'fr', 'es'] as const

/**
 * The facts of the programme of 12 November 2019, each with its places in the default content: a document, a field, and
 * the words that state the fact. No-break spaces count as spaces. Facts that are the same in every language are under
 * `any`.
 */
type Language = (typeof languages)[number]
type Place = readonly [document: string, field: string, ...phrases: string[]]
type Fact = { any?: readonly Place[] } & { [L in Language]?: readonly Place[] }

const facts: Readonly<Record<number, Fact>> = {
  1: {
    any: [
      ['edition-2019', 'firstDay', '2019-11-12'],
      ['edition-2019', 'lastDay', '2019-11-12'],
      ['forum', 'hashtag', '#UCLGCongress'],
      ['forum', 'currentEdition', 'edition-2019'],
    ],
    en: [
      ['forum', 'name', 'UCLG Learning Forum'],
      ['edition-2019', 'brief', '12 November 2019'],
    ],
    fr: [
      ['forum', 'name', 'Forum d’apprentissage de CGLU'],
      ['edition-2019', 'brief', '12 novembre 2019'],
    ],
    es: [
      ['forum', 'name', 'Foro de Aprendizaje de CGLU'],
      ['edition-2019', 'brief', '12 de noviembre de 2019'],
    ],
  },
  // The page makes the heading from the date.
  2: { any: [['edition-2019', 'firstDay', '2019-11-12']] },
  3: {
    en: [['forum', 'brief', 'Local and regional leaders have long known', 'better cities', 'better lives']],
    fr: [
      [
        'forum',
        'brief',
        'dirigeant·e·s des villes et des régions connaissent depuis longtemps leur responsabilité',
        'des villes meilleures',
        'une vie meilleure',
      ],
    ],
    es: [
      [
        'forum',
        'brief',
        'líderes locales y regionales conocen desde hace mucho tiempo su responsabilidad',
        'mejores ciudades',
        'una vida mejor',
      ],
    ],
  },
  4: {
    en: [
      [
        'forum',
        'brief',
        'The global development agendas confirm it',
        'Development becomes tangible in towns, cities and territories',
        'equality, prosperity and environmental sustainability come about',
      ],
    ],
    fr: [
      [
        'forum',
        'brief',
        'Les agendas mondiaux de développement le confirment',
        'dans les communes, les villes et les territoires que le développement devient tangible',
        'l’égalité, la prospérité et la durabilité environnementale prennent corps',
      ],
    ],
    es: [
      [
        'forum',
        'brief',
        'Las agendas globales de desarrollo lo confirman',
        'en los pueblos, las ciudades y los territorios donde el desarrollo se vuelve tangible',
        'se hacen realidad la igualdad, la prosperidad y la sostenibilidad ambiental',
      ],
    ],
  },
  5: {
    en: [
      [
        'forum',
        'brief',
        'Learning Strategy 2019–2021 builds on Action Learning',
        'in dialogue with the global agendas and with decentralized cooperation',
        'listens to the needs and problems of cities',
        'helps local governments improve their policies and their public services',
      ],
    ],
    fr: [
      [
        'forum',
        'brief',
        'Stratégie d’apprentissage 2019-2021 s’appuie sur l’apprentissage par l’action (Action Learning)',
        'en dialogue avec les agendas mondiaux et avec la coopération décentralisée',
        'À l’écoute des besoins et des problèmes des villes',
        'améliorer les politiques locales et les services publics',
      ],
    ],
    es: [
      [
        'forum',
        'brief',
        'Estrategia de Aprendizaje 2019-2021 se apoya en el aprendizaje en acción (Action Learning)',
        'en diálogo con las agendas globales y con la cooperación descentralizada',
        'Escucha las necesidades y los problemas de las ciudades',
        'mejorar las políticas locales y los servicios públicos',
      ],
    ],
  },
  6: {
    en: [['forum', 'brief', 'strengthen the role of local government associations in learning']],
    fr: [
      ['forum', 'brief', 'renforcer le rôle des associations de gouvernements locaux dans l’apprentissage'],
    ],
    es: [['forum', 'brief', 'reforzar el papel de las asociaciones de gobiernos locales en el aprendizaje']],
  },
  7: {
    en: [
      [
        'forum',
        'brief',
        'main goal is to make local and regional governments, and their associations, stronger',
        'in influencing the global development agendas, in localising them and in monitoring them',
      ],
    ],
    fr: [
      [
        'forum',
        'brief',
        'objectif principal est de renforcer la capacité des gouvernements locaux et régionaux, et de leurs associations',
        'à influencer les agendas mondiaux de développement, à les localiser et à en assurer le suivi',
      ],
    ],
    es: [
      [
        'forum',
        'brief',
        'objetivo principal es fortalecer a los gobiernos locales y regionales, y a sus asociaciones',
        'influyan en las agendas globales de desarrollo, las localicen y hagan su seguimiento',
      ],
    ],
  },
  8: {
    en: [
      [
        'forum',
        'brief',
        'local governments their place at the heart of the development agenda',
        'makes visible what their actions do for global challenges',
        'tie their policies together more closely, work more efficiently, and foster cooperation and innovation',
      ],
    ],
    fr: [
      [
        'forum',
        'brief',
        'place les gouvernements locaux au cœur de l’agenda du développement',
        'rend visible ce que leurs actions apportent face aux défis mondiaux',
        'mieux relier leurs politiques entre elles, gagner en efficacité et favoriser la coopération et l’innovation',
      ],
    ],
    es: [
      [
        'forum',
        'brief',
        'sitúa a los gobiernos locales en el centro de la agenda de desarrollo',
        'Hace visible lo que las acciones de los gobiernos locales aportan ante los desafíos globales',
        'vincular mejor sus políticas, ganar eficiencia y fomentar la cooperación y la innovación',
      ],
    ],
  },
  9: {
    en: [
      [
        'forum',
        'brief',
        'Innovation, capacity building, training and assistance are critical',
        'Learning inspires advocacy, and advocacy, in turn, is part of learning',
      ],
    ],
    fr: [
      [
        'forum',
        'brief',
        'L’innovation, le renforcement des capacités, la formation et l’accompagnement sont des éléments essentiels',
        'L’apprentissage inspire le plaidoyer, et le plaidoyer fait lui-même partie de l’apprentissage',
      ],
    ],
    es: [
      [
        'forum',
        'brief',
        'La innovación, el fortalecimiento de capacidades, la formación y la asistencia son elementos esenciales',
        'El aprendizaje inspira la incidencia política, y la incidencia, a su vez, forma parte del aprendizaje',
      ],
    ],
  },
  10: {
    en: [
      ['fit-for-purpose', 'title', 'A learning network that is fit for purpose'],
      [
        'fit-for-purpose',
        'text',
        'For more than a hundred years, local governments have learned from one another',
        'Learning is in the DNA of their movement; creativity and solidarity feed it',
      ],
    ],
    fr: [
      ['fit-for-purpose', 'title', 'Un réseau d’apprentissage à la hauteur de sa mission'],
      [
        'fit-for-purpose',
        'text',
        'Depuis plus d’un siècle, les gouvernements locaux apprennent les uns des autres',
        'dans l’ADN de leur mouvement ; la créativité et la solidarité le nourrissent',
      ],
    ],
    es: [
      ['fit-for-purpose', 'title', 'Una red de aprendizaje a la altura de su misión'],
      [
        'fit-for-purpose',
        'text',
        'Desde hace más de cien años, los gobiernos locales aprenden unos de otros',
        'en el ADN de su movimiento; la creatividad y la solidaridad lo alimentan',
      ],
    ],
  },
  11: {
    en: [['fit-for-purpose', 'text', 'new players, new instruments and fast-changing needs challenge']],
    fr: [
      [
        'fit-for-purpose',
        'text',
        'de nouveaux acteurs, de nouveaux instruments et des besoins qui évoluent vite remettent les pratiques en question',
      ],
    ],
    es: [
      [
        'fit-for-purpose',
        'text',
        'nuevos actores, nuevos instrumentos y necesidades que cambian con rapidez ponen a prueba sus prácticas',
      ],
    ],
  },
  12: {
    en: [
      [
        'fit-for-purpose',
        'text',
        'UCLG will therefore need to be flexible, and to foster a learning culture',
        'the expertise of its members',
        'solidarity; mutual learning; knowledge sharing',
      ],
    ],
    fr: [
      [
        'fit-for-purpose',
        'text',
        'CGLU devra donc se montrer souple et faire vivre une culture de l’apprentissage',
        'l’expertise de ses membres',
        'la solidarité ; l’apprentissage mutuel ; le partage des connaissances',
      ],
    ],
    es: [
      [
        'fit-for-purpose',
        'text',
        'CGLU deberá ser flexible y fomentar una cultura de aprendizaje',
        'los conocimientos y la experiencia de sus miembros',
        'la solidaridad; el aprendizaje mutuo; el intercambio de conocimientos',
      ],
    ],
  },
  13: {
    en: [
      [
        'fit-for-purpose',
        'text',
        'the consultation concluded at the UCLG Retreat 2019',
        'a variety of learning environments will be set up',
        'innovative methodologies, tools and approaches can be piloted',
      ],
    ],
    fr: [
      [
        'fit-for-purpose',
        'text',
        'cette consultation s’est conclue lors du Séminaire de CGLU 2019',
        'divers environnements d’apprentissage seront mis en place',
        'expérimenter des méthodologies, des approches et des outils innovants',
      ],
    ],
    es: [
      [
        'fit-for-purpose',
        'text',
        'la consulta concluyó en el Retiro de CGLU 2019',
        'se pondrán en marcha diversos entornos de aprendizaje',
        'se ensayarán metodologías, herramientas y enfoques innovadores',
      ],
    ],
  },
  14: {
    en: [
      [
        'fit-for-purpose',
        'text',
        'rely on the leadership of the constituency',
        'innovation and cooperation within the network and beyond it',
      ],
    ],
    fr: [
      [
        'fit-for-purpose',
        'text',
        'CGLU s’y appuie sur le leadership de ses membres',
        'l’innovation et la coopération au sein du réseau et au-delà',
      ],
    ],
    es: [
      [
        'fit-for-purpose',
        'text',
        'En ellos, CGLU se apoya en el liderazgo de sus miembros',
        'la innovación y la cooperación dentro y fuera de la red',
      ],
    ],
  },
  15: {
    en: [
      [
        'fit-for-purpose',
        'text',
        'Under the Local4Action Hub',
        'learning will be a critical driving force of the UCLG Strategy and the primary catalyst',
      ],
    ],
    fr: [
      [
        'fit-for-purpose',
        'text',
        'Dans le cadre du Local4Action Hub',
        'l’apprentissage sera un moteur essentiel de la Stratégie de CGLU et le principal catalyseur',
      ],
    ],
    es: [
      [
        'fit-for-purpose',
        'text',
        'En el marco del Local4Action Hub',
        'el aprendizaje será una fuerza motriz clave de la Estrategia de CGLU y el principal catalizador',
      ],
    ],
  },
  16: {
    en: [
      ['co-creating', 'title', 'Co-creating our learning environment'],
      [
        'co-creating',
        'text',
        'an ongoing process in the life of the organisation',
        'At the next World Summit it will become a space for dialogue and co-creation',
      ],
    ],
    fr: [
      ['co-creating', 'title', 'Créer ensemble notre environnement d’apprentissage'],
      [
        'co-creating',
        'text',
        'un processus continu dans la vie de l’organisation',
        'Lors du prochain Sommet mondial, il deviendra un espace de dialogue et de cocréation',
      ],
    ],
    es: [
      ['co-creating', 'title', 'Cocrear nuestro entorno de aprendizaje'],
      [
        'co-creating',
        'text',
        'un proceso continuo en la vida de la organización',
        'En la próxima Cumbre Mundial se convertirá en un espacio de diálogo y cocreación',
      ],
    ],
  },
  17: {
    en: [
      [
        'co-creating',
        'text',
        'defines methodologies and mechanisms that help local and regional leaders shape their visions',
        'sentinels of the hopes, dreams and expectations of their communities',
      ],
    ],
    fr: [
      [
        'co-creating',
        'text',
        'définit des méthodologies et des mécanismes qui aident les dirigeant·e·s des villes et des régions à donner forme à leur vision',
        'les sentinelles des espoirs, des rêves et des attentes de leurs communautés',
      ],
    ],
    es: [
      [
        'co-creating',
        'text',
        'define metodologías y mecanismos que ayudan a las y los líderes locales y regionales a dar forma a sus visiones',
        'como centinelas, por las esperanzas, los sueños y las expectativas de sus comunidades',
      ],
    ],
  },
  18: {
    en: [
      [
        'co-creating',
        'text',
        'consolidates processes and methodologies that serve the strategic priorities of the network',
        'a learning culture that makes its actions more synchronised and more efficient',
      ],
    ],
    fr: [
      [
        'co-creating',
        'text',
        'consolide aussi des processus et des méthodologies au service des priorités stratégiques du réseau',
        'une culture de l’apprentissage grâce à laquelle ses actions sont mieux synchronisées et plus efficaces',
      ],
    ],
    es: [
      [
        'co-creating',
        'text',
        'consolida procesos y metodologías al servicio de las prioridades estratégicas de la red',
        'una cultura de aprendizaje que sincroniza mejor sus acciones y las hace más eficientes',
      ],
    ],
  },
  19: {
    en: [
      [
        'forum',
        'linesOfAction',
        'Localizing the global agendas',
        'Peer-to-peer learning',
        'past three years',
      ],
      [
        'co-creating',
        'text',
        'Over the past three years, the work has followed two key lines of action',
        'localizing the global agendas; peer-to-peer learning',
      ],
    ],
    fr: [
      [
        'forum',
        'linesOfAction',
        'Localisation des agendas mondiaux',
        'Apprentissage par les pairs',
        'trois dernières années',
      ],
      [
        'co-creating',
        'text',
        'Ces trois dernières années, le travail a suivi deux grands axes',
        'la localisation des agendas mondiaux ; l’apprentissage par les pairs',
      ],
    ],
    es: [
      [
        'forum',
        'linesOfAction',
        'Localización de las agendas globales',
        'Aprendizaje entre pares',
        'últimos tres años',
      ],
      [
        'co-creating',
        'text',
        'En los últimos tres años, el trabajo ha seguido dos líneas de acción principales',
        'la localización de las agendas globales; el aprendizaje entre pares',
      ],
    ],
  },
  20: {
    en: [
      ['forum', 'linesOfAction', 'Local Labs', 'A new line to explore, for deeper cooperation'],
      ['co-creating', 'text', 'Local Labs, for deeper cooperation with the active cities'],
    ],
    fr: [
      ['forum', 'linesOfAction', 'Local Labs', 'Un nouvel axe à explorer, pour une coopération plus étroite'],
      ['co-creating', 'text', 'Local Labs, pour une coopération plus étroite avec les villes actives'],
    ],
    es: [
      [
        'forum',
        'linesOfAction',
        'Local Labs',
        'Una nueva línea por explorar, para una cooperación más profunda',
      ],
      ['co-creating', 'text', 'Local Labs, para una cooperación más profunda con las ciudades activas'],
    ],
  },
  21: {
    en: [['edition-2019', 'outcomes', 'an assessment of where learning stands within the network']],
    fr: [['edition-2019', 'outcomes', 'un état des lieux de l’apprentissage au sein du réseau']],
    es: [['edition-2019', 'outcomes', 'una evaluación del estado del aprendizaje en la red']],
  },
  22: {
    en: [['edition-2019', 'outcomes', 'key elements to inspire the UCLG Learning Strategy 2019–2021']],
    fr: [
      [
        'edition-2019',
        'outcomes',
        'des éléments clés pour inspirer la Stratégie d’apprentissage de CGLU 2019-2021',
      ],
    ],
    es: [
      [
        'edition-2019',
        'outcomes',
        'elementos clave para inspirar la Estrategia de Aprendizaje de CGLU 2019-2021',
      ],
    ],
  },
  23: {
    en: [
      [
        'edition-2019',
        'outcomes',
        'concrete recommendations on how learning can extend the reach of UCLG policies',
      ],
    ],
    fr: [
      [
        'edition-2019',
        'outcomes',
        'des recommandations concrètes pour accroître, grâce à l’apprentissage, la portée des politiques de CGLU',
      ],
    ],
    es: [
      [
        'edition-2019',
        'outcomes',
        'recomendaciones concretas para ampliar, mediante el aprendizaje, el alcance de las políticas de CGLU',
      ],
    ],
  },
  24: {
    en: [
      [
        'edition-2019',
        'outcomes',
        'concrete recommendations on innovative methodologies and mechanisms for learning',
      ],
    ],
    fr: [
      [
        'edition-2019',
        'outcomes',
        'des recommandations concrètes sur des méthodologies et des mécanismes d’apprentissage innovants',
      ],
    ],
    es: [
      [
        'edition-2019',
        'outcomes',
        'recomendaciones concretas sobre metodologías y mecanismos de aprendizaje innovadores',
      ],
    ],
  },
  25: {
    any: [...times('break-arrival', '08:30', '09:00'), ['break-arrival', 'edition', 'edition-2019']],
    en: [['break-arrival', 'title', 'Arrival of participants']],
    fr: [['break-arrival', 'title', 'Arrivée des participant·e·s']],
    es: [['break-arrival', 'title', 'Llegada de las y los participantes']],
  },
  26: {
    any: [['part-1', 'ordinal', '1']],
    en: [['part-1', 'title', 'Introduction – Setting the context']],
    fr: [['part-1', 'title', 'Introduction – Présentation du contexte']],
    es: [['part-1', 'title', 'Introducción – Presentación del contexto']],
  },
  27: {
    any: [...times('session-opening', '09:00', '09:20'), ['session-opening', 'part', 'part-1']],
    en: [
      ['session-opening', 'title', 'Opening and welcome'],
      [
        'session-opening',
        'description',
        'The UCLG Learning Forum, introduced',
        'A brief timeline of the work developed so far',
      ],
    ],
    fr: [
      ['session-opening', 'title', 'Ouverture et bienvenue'],
      [
        'session-opening',
        'description',
        'Présentation du Forum d’apprentissage de CGLU',
        'Brève chronologie du travail accompli',
      ],
    ],
    es: [
      ['session-opening', 'title', 'Apertura y bienvenida'],
      [
        'session-opening',
        'description',
        'Presentación del Foro de Aprendizaje de CGLU',
        'Breve cronología del trabajo realizado',
      ],
    ],
  },
  28: {
    any: [...times('session-ground-rules', '09:20', '09:55'), ['session-ground-rules', 'part', 'part-1']],
    en: [
      ['session-ground-rules', 'title', 'Ground rules and participants’ expectations'],
      [
        'session-ground-rules',
        'description',
        'The objectives of the 2019 Forum',
        'to create synergies and nurture the learning network, taking stock of the UCLG Congress',
        'The outcomes that participants expect',
        'The ground rules for the sessions',
      ],
      [
        'edition-2019',
        'objectives',
        'Taking stock of the UCLG Congress',
        'to create synergies; to nurture the learning network',
      ],
    ],
    fr: [
      ['session-ground-rules', 'title', 'Règles du jeu et attentes des participant·e·s'],
      [
        'session-ground-rules',
        'description',
        'Les objectifs du Forum 2019',
        'créer des synergies et faire vivre le réseau d’apprentissage, à partir d’un bilan du Congrès de CGLU',
        'Résultats attendus par les participant·e·s',
        'Présentation des règles du jeu des sessions',
      ],
      [
        'edition-2019',
        'objectives',
        'À partir d’un bilan du Congrès de CGLU',
        'créer des synergies ; faire vivre le réseau d’apprentissage',
      ],
    ],
    es: [
      ['session-ground-rules', 'title', 'Reglas básicas y expectativas de las y los participantes'],
      [
        'session-ground-rules',
        'description',
        'Los objetivos del Foro de 2019',
        'crear sinergias y nutrir la red de aprendizaje, a partir de un balance del Congreso de CGLU',
        'Resultados que esperan las y los participantes',
        'Presentación de las reglas básicas de las sesiones',
      ],
      [
        'edition-2019',
        'objectives',
        'A partir de un balance del Congreso de CGLU',
        'crear sinergias; nutrir la red de aprendizaje',
      ],
    ],
  },
  29: {
    any: [['part-2', 'ordinal', '2']],
    en: [['part-2', 'title', 'Localizing the global agendas']],
    fr: [['part-2', 'title', 'Localisation des agendas mondiaux']],
    es: [['part-2', 'title', 'Localización de las agendas globales']],
  },
  30: {
    any: [...times('session-taking-stock', '10:00', '11:00'), ['session-taking-stock', 'part', 'part-2']],
    en: [
      ['session-taking-stock', 'title', 'Taking stock of the work done'],
      [
        'session-taking-stock',
        'description',
        'A look at the key outcomes',
        'The main challenges and opportunities that arise from the work so far',
      ],
    ],
    fr: [
      ['session-taking-stock', 'title', 'Bilan du travail accompli'],
      [
        'session-taking-stock',
        'description',
        'Présentation des principaux résultats',
        'Les grands défis et les opportunités que fait apparaître le travail mené jusqu’ici',
      ],
    ],
    es: [
      ['session-taking-stock', 'title', 'Balance del trabajo realizado'],
      [
        'session-taking-stock',
        'description',
        'Presentación de los principales resultados',
        'Los grandes desafíos y oportunidades que surgen del trabajo realizado hasta ahora',
      ],
    ],
  },
  31: {
    any: [...times('session-sendai', '11:00', '11:40'), ['session-sendai', 'part', 'part-2']],
    en: [
      ['session-sendai', 'title', 'Learning from an example: localizing the Sendai Framework'],
      [
        'session-sendai',
        'description',
        'An example of articulation: UCLG ASPAC, UNGL, San José, UCLG and UN-Habitat',
        'The process of articulation itself, as inspiration for future modules',
      ],
      ['session-sendai', 'contributors', 'UCLG ASPAC UNGL San José UCLG UN-Habitat'],
    ],
    fr: [
      ['session-sendai', 'title', 'Apprendre d’un exemple : localiser le Cadre de Sendai'],
      [
        'session-sendai',
        'description',
        'Un exemple d’articulation : CGLU ASPAC, l’UNGL, San José, CGLU et ONU-Habitat',
        'Le processus d’articulation lui-même, source d’inspiration pour de futurs modules',
      ],
      ['session-sendai', 'contributors', 'CGLU ASPAC UNGL San José CGLU ONU-Habitat'],
    ],
    es: [
      ['session-sendai', 'title', 'Aprender de un ejemplo: la localización del Marco de Sendai'],
      [
        'session-sendai',
        'description',
        'Un ejemplo de articulación: CGLU ASPAC, la UNGL, San José, CGLU y ONU-Hábitat',
        'El propio proceso de articulación, como inspiración para futuros módulos',
      ],
      ['session-sendai', 'contributors', 'CGLU ASPAC UNGL San José CGLU ONU-Hábitat'],
    ],
  },
  32: {
    any: [...times('session-modules', '11:40', '13:00'), ['session-modules', 'part', 'part-2']],
    en: [
      ['session-modules', 'title', 'Evolution of the modules & methodologies'],
      [
        'session-modules',
        'description',
        'What should the modules cover?',
        'How should they cover it?',
        'How can the methodologies be developed further, including online?',
      ],
    ],
    fr: [
      ['session-modules', 'title', 'Évolution des modules et des méthodologies'],
      [
        'session-modules',
        'description',
        'Quels sujets les modules doivent-ils aborder ?',
        'Comment les traiter ?',
        'Comment approfondir les méthodologies, y compris en ligne ?',
      ],
    ],
    es: [
      ['session-modules', 'title', 'Evolución de los módulos y las metodologías'],
      [
        'session-modules',
        'description',
        '¿Qué temas deben abordar los módulos?',
        '¿Cómo tratarlos?',
        '¿Cómo seguir desarrollando las metodologías, también en línea?',
      ],
    ],
  },
  33: {
    any: [...times('break-lunch', '13:00', '15:00'), ['break-lunch', 'edition', 'edition-2019']],
    en: [['break-lunch', 'title', 'Lunch']],
    fr: [['break-lunch', 'title', 'Déjeuner']],
    es: [['break-lunch', 'title', 'Almuerzo']],
  },
  34: {
    any: [['part-3', 'ordinal', '3']],
    en: [
      [
        'part-3',
        'title',
        'Strengthening the learning agenda through peer-to-peer & decentralized cooperation',
      ],
    ],
    fr: [
      [
        'part-3',
        'title',
        'Renforcer l’agenda d’apprentissage par la coopération entre pairs et la coopération décentralisée',
      ],
    ],
    es: [
      [
        'part-3',
        'title',
        'Fortalecer la agenda de aprendizaje mediante la cooperación entre pares y descentralizada',
      ],
    ],
  },
  35: {
    any: [...times('session-key-components', '15:00', '16:00'), ['session-key-components', 'part', 'part-3']],
    en: [
      ['session-key-components', 'title', 'Key components to nurture the learning agenda'],
      [
        'session-key-components',
        'description',
        'UCLG Africa: the process, and the challenges identified',
        'A city (Brazil–Mozambique): the process, and the lessons learnt',
        'LRGA: the process, and the key needs identified',
      ],
      ['session-key-components', 'contributors', 'UCLG Africa', 'Brazil–Mozambique', 'LRGA'],
    ],
    fr: [
      ['session-key-components', 'title', 'Éléments clés pour faire vivre l’agenda d’apprentissage'],
      [
        'session-key-components',
        'description',
        'CGLU Afrique : le processus et les défis identifiés',
        'Une ville (Brésil-Mozambique) : le processus et les enseignements tirés',
        'LRGA : le processus et les principaux besoins identifiés',
      ],
      [
        'session-key-components',
        'contributors',
        'CGLU Afrique',
        'villes brésiliennes et mozambicaines',
        'LRGA',
      ],
    ],
    es: [
      ['session-key-components', 'title', 'Componentes clave para nutrir la agenda de aprendizaje'],
      [
        'session-key-components',
        'description',
        'CGLU África: el proceso y los desafíos identificados',
        'Una ciudad (Brasil-Mozambique): el proceso y las lecciones aprendidas',
        'LRGA: el proceso y las principales necesidades identificadas',
      ],
      [
        'session-key-components',
        'contributors',
        'CGLU África',
        'ciudades brasileñas y mozambiqueñas',
        'LRGA',
      ],
    ],
  },
  36: {
    any: [...times('session-dialogue', '16:00', '17:00'), ['session-dialogue', 'part', 'part-3']],
    en: [
      ['session-dialogue', 'title', 'Dialogue between mechanisms: how can we ensure transferability?'],
      [
        'session-dialogue',
        'description',
        'Coordination between the mechanisms of learning',
        'Observatories, as repositories of local practices',
        'How can a dialogue be generated?',
        'What does each need from the other?',
      ],
    ],
    fr: [
      ['session-dialogue', 'title', 'Dialogue entre les mécanismes : comment assurer la transférabilité ?'],
      [
        'session-dialogue',
        'description',
        'La coordination entre les mécanismes d’apprentissage',
        'Les observatoires, répertoires de pratiques locales',
        'Comment engager un dialogue ?',
        'De quoi chacun a-t-il besoin de la part de l’autre ?',
      ],
    ],
    es: [
      [
        'session-dialogue',
        'title',
        'Diálogo entre mecanismos: ¿cómo podemos garantizar la transferibilidad?',
      ],
      [
        'session-dialogue',
        'description',
        'La coordinación entre los mecanismos de aprendizaje',
        'Los observatorios, repositorios de prácticas locales',
        '¿Cómo generar un diálogo?',
        '¿Qué necesita cada uno del otro?',
      ],
    ],
  },
  37: {
    any: [...times('session-way-ahead', '17:00', '18:00'), ['session-way-ahead', 'part', 'part-3']],
    en: [
      ['session-way-ahead', 'title', 'The way ahead?'],
      [
        'session-way-ahead',
        'description',
        'How can the challenges and needs be tackled?',
        'How can methodologies be developed further, to strengthen peer-to-peer learning?',
      ],
    ],
    fr: [
      ['session-way-ahead', 'title', 'Quelle voie suivre ?'],
      [
        'session-way-ahead',
        'description',
        'Comment relever les défis et répondre aux besoins ?',
        'Comment approfondir les méthodologies, pour renforcer l’apprentissage par les pairs ?',
      ],
    ],
    es: [
      ['session-way-ahead', 'title', '¿Qué camino seguir?'],
      [
        'session-way-ahead',
        'description',
        '¿Cómo afrontar los desafíos y las necesidades?',
        '¿Cómo seguir desarrollando las metodologías, para fortalecer el aprendizaje entre pares?',
      ],
    ],
  },
}

test('the list has the facts 1 to 37', () => {
  expect(Object.keys(facts).map(Number)).toEqual(Array.from({ length: 37 }, (_, index) => index + 1))
})

for (const language of languages) {
  test.each(Object.entries(facts))(`fact %s is stated in ${language}`, (_number, fact) => {
    const places = [...(fact.any ?? []), ...(fact[language] ?? [])]
    const absent = places.flatMap(([id, field, ...phrases]) => {
      const words = wordsOf(documentOf(id)[field], language)
      return phrases
        .filter((phrase) => !words.includes(phrase))
        .map((phrase) => ({ id, field, phrase, words }))
    })
    expect(places).not.toEqual([])
    expect(absent).toEqual([])
  })
}

test('a fact that is stated in words has words in every language', () => {
  const onlyNumbers = Object.entries(facts).filter(
    ([, fact]) => !languages.every((language) => fact[language]),
  )
  expect(onlyNumbers.map(([number]) => number)).toEqual(['2'])
})

test('the day is planned from 08:30 to 18:00 in ten rows, with nothing between 09:55 and 10:00', () => {
  const rows = defaultContent.flatMap((one) =>
    one._type === 'session' || one._type === 'break'
      ? [`${one.date} ${one.start}–${one.end} ${one._id}`]
      : [],
  )
  expect(rows.sort()).toEqual([
    '2019-11-12 08:30–09:00 break-arrival',
    '2019-11-12 09:00–09:20 session-opening',
    '2019-11-12 09:20–09:55 session-ground-rules',
    '2019-11-12 10:00–11:00 session-taking-stock',
    '2019-11-12 11:00–11:40 session-sendai',
    '2019-11-12 11:40–13:00 session-modules',
    '2019-11-12 13:00–15:00 break-lunch',
    '2019-11-12 15:00–16:00 session-key-components',
    '2019-11-12 16:00–17:00 session-dialogue',
    '2019-11-12 17:00–18:00 session-way-ahead',
  ])
})

test('sessions have no invented rooms, people or languages', () => {
  const sessions = defaultContent.filter((one) => one._type === 'session')
  const invented = sessions.flatMap(({ _id, rooms, spokenLanguages, interpretation }) =>
    rooms || spokenLanguages || interpretation ? [_id] : [],
  )
  const people = defaultContent.filter((one) => one._type === 'contributor' && one.kind !== 'organisation')
  expect({ invented, people }).toEqual({ invented: [], people: [] })
})

function times(id: string, start: string, end: string): readonly Place[] {
  return [
    [id, 'date', '2019-11-12'],
    [id, 'start', start],
    [id, 'end', end],
  ]
}

function documentOf(id: string): Readonly<Record<string, unknown>> {
  const document = defaultContent.find(({ _id }) => _id === id)
  if (!document) throw new Error(`The default content has no document "${id}"`)
  return { ...document }
}

/** The text of a value in one language: contributors by their short names, other references by id. */
function wordsOf(value: unknown, language: Language): string {
  if (Array.isArray(value)) {
    const own = value.filter((item) => !isRecord(item) || !('language' in item) || item.language === language)
    return own.map((item) => wordsOf(item, language)).join(' ')
  }
  if (!isRecord(value)) return String(value ?? '').replace(/[\u00A0\u202F]/g, ' ')
  if (value._type === 'block') return wordsOfBlock(value, language)
  if (value._type === 'contribution') return wordsOf(value.contributor, language)
  if (value._type === 'reference') {
    const { _id, _type, acronym, name } = documentOf(String(value._ref))
    return _type === 'contributor' ? wordsOf(acronym ?? name, language) : String(_id)
  }
  if ('language' in value) return wordsOf(value.value, language)
  return [value.title, value.text].map((one) => wordsOf(one, language)).join(' ')
}

function wordsOfBlock(block: Readonly<Record<string, unknown>>, language: Language): string {
  const spans = Array.isArray(block.children) ? block.children : []
  return spans.map((span: unknown) => (isRecord(span) ? wordsOf(span.text, language) : '')).join('')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
