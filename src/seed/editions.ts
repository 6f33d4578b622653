import { line, rich, same, text, written } from './write.ts'

export const durban = written({
  _id: 'edition-2019',
  _type: 'edition',
  ordinal: 4,
  slug: { _type: 'slug', current: '2019' },
  title: line({ en: 'IV Learning Forum', fr: 'IVᵉ Forum d’apprentissage', es: 'IV Foro de Aprendizaje' }),
  firstDay: '2019-11-12',
  lastDay: '2019-11-12',
  timeZone: 'Africa/Johannesburg',
  // The building's name is English in every language.
  venue: line(same('Inkosi Albert Luthuli International Convention Centre')),
  city: line(same('Durban')),
  country: line({ en: 'South Africa', fr: 'Afrique du Sud', es: 'Sudáfrica' }),
  congress: line({
    en: 'UCLG World Congress and World Summit of Local and Regional Leaders',
    fr: 'Congrès mondial de CGLU et Sommet mondial des dirigeants locaux et régionaux',
    es: 'Congreso Mundial de CGLU y Cumbre Mundial de Líderes Locales y Regionales',
  }),
  lead: text({
    en: 'One day in Durban to take stock of how local governments learn from one another, and to shape what they learn next.',
    fr: 'Une journée à Durban pour faire le point sur la façon dont les gouvernements locaux apprennent les uns des autres, et pour dessiner la suite.',
    es: 'Una jornada en Durban para hacer balance de cómo los gobiernos locales aprenden unos de otros, y para dar forma a lo que aprenderán después.',
  }),
  brief: rich({
    en: [
      'The fourth UCLG Learning Forum brings the network together for one day, 12 November 2019, in Durban (eThekwini), South Africa. It takes place during the UCLG World Congress and World Summit of Local and Regional Leaders of 11–15 November 2019.',
      'The day has three parts. The first sets the context. The second looks at how the global agendas are localised, with the Sendai Framework as an example. The third turns to peer-to-peer learning and decentralized cooperation.',
    ],
    fr: [
      'Le quatrième Forum d’apprentissage de CGLU réunit le réseau le temps d’une journée, le 12 novembre 2019, à Durban (eThekwini), en Afrique du Sud. Il se tient pendant le Congrès mondial de CGLU et le Sommet mondial des dirigeants locaux et régionaux, du 11 au 15 novembre 2019.',
      'La journée compte trois parties. La première présente le contexte. La deuxième examine la localisation des agendas mondiaux, à partir de l’exemple du Cadre de Sendai. La troisième est consacrée à l’apprentissage par les pairs et à la coopération décentralisée.',
    ],
    es: [
      'El cuarto Foro de Aprendizaje de CGLU reúne a la red durante una jornada, el 12 de noviembre de 2019, en Durban (eThekwini), Sudáfrica. Se celebra durante el Congreso Mundial de CGLU y la Cumbre Mundial de Líderes Locales y Regionales, del 11 al 15 de noviembre de 2019.',
      'La jornada tiene tres partes. La primera presenta el contexto. La segunda examina cómo se localizan las agendas globales, a partir del ejemplo del Marco de Sendai. La tercera se dedica al aprendizaje entre pares y a la cooperación descentralizada.',
    ],
  }),
  objectives: rich({
    en: [
      'Taking stock of the UCLG Congress, the 2019 Forum has two key objectives:',
      '- to create synergies;',
      '- to nurture the learning network.',
    ],
    fr: [
      'À partir d’un bilan du Congrès de CGLU, le Forum 2019 poursuit deux objectifs principaux :',
      '- créer des synergies ;',
      '- faire vivre le réseau d’apprentissage.',
    ],
    es: [
      'A partir de un balance del Congreso de CGLU, el Foro de 2019 tiene dos objetivos principales:',
      '- crear sinergias;',
      '- nutrir la red de aprendizaje.',
    ],
  }),
  outcomes: rich({
    en: [
      'The hands-on exchanges of the day lead to:',
      '- an assessment of where learning stands within the network;',
      '- key elements to inspire the UCLG Learning Strategy 2019–2021;',
      '- concrete recommendations on how learning can extend the reach of UCLG policies;',
      '- concrete recommendations on innovative methodologies and mechanisms for learning.',
    ],
    fr: [
      'Les échanges pratiques de la journée débouchent sur :',
      '- un état des lieux de l’apprentissage au sein du réseau ;',
      '- des éléments clés pour inspirer la Stratégie d’apprentissage de CGLU 2019-2021 ;',
      '- des recommandations concrètes pour accroître, grâce à l’apprentissage, la portée des politiques de CGLU ;',
      '- des recommandations concrètes sur des méthodologies et des mécanismes d’apprentissage innovants.',
    ],
    es: [
      'De los intercambios prácticos de la jornada surgen:',
      '- una evaluación del estado del aprendizaje en la red;',
      '- elementos clave para inspirar la Estrategia de Aprendizaje de CGLU 2019-2021;',
      '- recomendaciones concretas para ampliar, mediante el aprendizaje, el alcance de las políticas de CGLU;',
      '- recomendaciones concretas sobre metodologías y mecanismos de aprendizaje innovadores.',
    ],
  }),
  image: {
    _type: 'image',
    // The hotspot is the line of the day, above the open water.
    hotspot: { _type: 'sanity.imageHotspot', x: 0.5, y: 0.42, width: 1, height: 0.6 },
    alt: line({
      en: 'A line follows a shore through the day of the Forum, in teal, brick and violet for its three parts: dotted where the programme pauses, with a ring where each session starts.',
      fr: 'Une ligne suit le rivage au fil de la journée du Forum, en bleu-vert, brique et violet pour ses trois parties : en pointillé pendant les pauses, avec un anneau au début de chaque session.',
      es: 'Una línea sigue la costa a lo largo de la jornada del Foro, en verde azulado, ladrillo y violeta para sus tres partes: punteada durante las pausas, con un anillo donde empieza cada sesión.',
    }),
  },
})

/** Only date, place and number: we have no source for its programme. */
export const daejeon = written({
  _id: 'edition-2022',
  _type: 'edition',
  ordinal: 5,
  slug: { _type: 'slug', current: '2022' },
  title: line({ en: 'V Learning Forum', fr: 'Vᵉ Forum d’apprentissage', es: 'V Foro de Aprendizaje' }),
  firstDay: '2022-10-11',
  lastDay: '2022-10-11',
  timeZone: 'Asia/Seoul',
  city: line(same('Daejeon')),
  country: line({ en: 'Republic of Korea', fr: 'République de Corée', es: 'República de Corea' }),
})
