import { line, reference, rich, same, text, written } from './write.ts'

export const forum = written({
  _id: 'forum',
  _type: 'forum',
  name: line({
    en: 'UCLG Learning Forum',
    fr: 'Forum d’apprentissage de CGLU',
    es: 'Foro de Aprendizaje de CGLU',
  }),
  organisation: line({
    en: 'United Cities and Local Governments',
    fr: 'Cités et Gouvernements Locaux Unis',
    es: 'Ciudades y Gobiernos Locales Unidos',
  }),
  acronym: line({ en: 'UCLG', fr: 'CGLU', es: 'CGLU' }),
  brief: rich({
    en: [
      'Local and regional leaders have long known what they are responsible for: better cities, and better lives for the people who live in them. The global development agendas confirm it. Development becomes tangible in towns, cities and territories; it is there that equality, prosperity and environmental sustainability come about.',
      'The **Learning Strategy 2019–2021** builds on Action Learning, in dialogue with the global agendas and with decentralized cooperation. It listens to the needs and problems of cities, and helps local governments improve their policies and their public services. It also seeks to strengthen the role of local government associations in learning.',
      'Its **main goal** is to make local and regional governments, and their associations, stronger in influencing the global development agendas, in localising them and in monitoring them.',
      'UCLG’s strategy gives local governments their place at the heart of the development agenda. It makes visible what their actions do for global challenges, so that they can tie their policies together more closely, work more efficiently, and foster cooperation and innovation.',
      'Innovation, capacity building, training and assistance are critical to this strategy. Learning inspires advocacy, and advocacy, in turn, is part of learning.',
    ],
    fr: [
      'Les dirigeant·e·s des villes et des régions connaissent depuis longtemps leur responsabilité : bâtir des villes meilleures, et une vie meilleure pour celles et ceux qui les habitent. Les agendas mondiaux de développement le confirment. C’est dans les communes, les villes et les territoires que le développement devient tangible, et que l’égalité, la prospérité et la durabilité environnementale prennent corps.',
      'La **Stratégie d’apprentissage 2019-2021** s’appuie sur l’apprentissage par l’action (Action Learning), en dialogue avec les agendas mondiaux et avec la coopération décentralisée. À l’écoute des besoins et des problèmes des villes, elle contribue à améliorer les politiques locales et les services publics. Elle entend aussi renforcer le rôle des associations de gouvernements locaux dans l’apprentissage.',
      'Son **objectif principal** est de renforcer la capacité des gouvernements locaux et régionaux, et de leurs associations, à influencer les agendas mondiaux de développement, à les localiser et à en assurer le suivi.',
      'La stratégie de CGLU place les gouvernements locaux au cœur de l’agenda du développement. Elle rend visible ce que leurs actions apportent face aux défis mondiaux : ils peuvent ainsi mieux relier leurs politiques entre elles, gagner en efficacité et favoriser la coopération et l’innovation.',
      'L’innovation, le renforcement des capacités, la formation et l’accompagnement sont des éléments essentiels de cette stratégie. L’apprentissage inspire le plaidoyer, et le plaidoyer fait lui-même partie de l’apprentissage.',
    ],
    es: [
      'Las y los líderes locales y regionales conocen desde hace mucho tiempo su responsabilidad: lograr mejores ciudades y una vida mejor para quienes las habitan. Las agendas globales de desarrollo lo confirman. Es en los pueblos, las ciudades y los territorios donde el desarrollo se vuelve tangible y donde se hacen realidad la igualdad, la prosperidad y la sostenibilidad ambiental.',
      'La **Estrategia de Aprendizaje 2019-2021** se apoya en el aprendizaje en acción (Action Learning), en diálogo con las agendas globales y con la cooperación descentralizada. Escucha las necesidades y los problemas de las ciudades y contribuye a mejorar las políticas locales y los servicios públicos. Busca también reforzar el papel de las asociaciones de gobiernos locales en el aprendizaje.',
      'Su **objetivo principal** es fortalecer a los gobiernos locales y regionales, y a sus asociaciones, para que influyan en las agendas globales de desarrollo, las localicen y hagan su seguimiento.',
      'La estrategia de CGLU sitúa a los gobiernos locales en el centro de la agenda de desarrollo. Hace visible lo que las acciones de los gobiernos locales aportan ante los desafíos globales, de modo que estos puedan vincular mejor sus políticas, ganar eficiencia y fomentar la cooperación y la innovación.',
      'La innovación, el fortalecimiento de capacidades, la formación y la asistencia son elementos esenciales de esta estrategia. El aprendizaje inspira la incidencia política, y la incidencia, a su vez, forma parte del aprendizaje.',
    ],
  }),
  linesOfAction: [
    {
      _key: 'global-agendas',
      _type: 'lineOfAction',
      title: line({
        en: 'Localizing the global agendas',
        fr: 'Localisation des agendas mondiaux',
        es: 'Localización de las agendas globales',
      }),
      text: text({
        en: 'One of the two key lines of action of the past three years: bringing the global agendas home to towns, cities and territories.',
        fr: 'L’un des deux grands axes de travail des trois dernières années : ancrer les agendas mondiaux dans les communes, les villes et les territoires.',
        es: 'Una de las dos líneas de acción principales de los últimos tres años: llevar las agendas globales a los pueblos, las ciudades y los territorios.',
      }),
      isNew: false,
    },
    {
      _key: 'peer-learning',
      _type: 'lineOfAction',
      title: line({
        en: 'Peer-to-peer learning',
        fr: 'Apprentissage par les pairs',
        es: 'Aprendizaje entre pares',
      }),
      text: text({
        en: 'The other key line of action of the past three years: local governments learn from local governments.',
        fr: 'L’autre grand axe de travail des trois dernières années : les gouvernements locaux apprennent les uns des autres.',
        es: 'La otra línea de acción principal de los últimos tres años: los gobiernos locales aprenden unos de otros.',
      }),
      isNew: false,
    },
    {
      _key: 'local-labs',
      _type: 'lineOfAction',
      title: line(same('Local Labs')),
      text: text({
        en: 'A new line to explore, for deeper cooperation with the active cities of the network.',
        fr: 'Un nouvel axe à explorer, pour une coopération plus étroite avec les villes actives du réseau.',
        es: 'Una nueva línea por explorar, para una cooperación más profunda con las ciudades activas de la red.',
      }),
      isNew: true,
    },
  ],
  hashtag: '#UCLGCongress',
  currentEdition: reference('edition-2019'),
})
