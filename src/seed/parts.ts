import { line, reference, slug, text, written } from './write.ts'

/** The parts of the edition of 2019, and the breaks between them. */

export const parts = [
  written({
    _id: 'part-1',
    _type: 'part',
    edition: reference('edition-2019'),
    ordinal: 1,
    title: line({
      en: 'Introduction – Setting the context',
      fr: 'Introduction – Présentation du contexte',
      es: 'Introducción – Presentación del contexto',
    }),
    slug: slug({ en: 'introduction', fr: 'introduction', es: 'introduccion' }),
    summary: text({
      en: 'What the Learning Forum is, where it comes from, and how the day will work.',
      fr: 'Ce qu’est le Forum d’apprentissage, d’où il vient et comment la journée va se dérouler.',
      es: 'Qué es el Foro de Aprendizaje, de dónde viene y cómo transcurrirá la jornada.',
    }),
  }),
  written({
    _id: 'part-2',
    _type: 'part',
    edition: reference('edition-2019'),
    ordinal: 2,
    title: line({
      en: 'Localizing the global agendas',
      fr: 'Localisation des agendas mondiaux',
      es: 'Localización de las agendas globales',
    }),
    slug: slug({ en: 'global-agendas', fr: 'agendas-mondiaux', es: 'agendas-globales' }),
    summary: text({
      en: 'What has been done so far, what one example teaches, and where the modules go from here.',
      fr: 'Ce qui a été fait jusqu’ici, ce qu’enseigne un exemple et la suite à donner aux modules.',
      es: 'Lo que se ha hecho hasta ahora, lo que enseña un ejemplo y hacia dónde van los módulos.',
    }),
  }),
  written({
    _id: 'part-3',
    _type: 'part',
    edition: reference('edition-2019'),
    ordinal: 3,
    title: line({
      en: 'Strengthening the learning agenda through peer-to-peer & decentralized cooperation',
      fr: 'Renforcer l’agenda d’apprentissage par la coopération entre pairs et la coopération décentralisée',
      es: 'Fortalecer la agenda de aprendizaje mediante la cooperación entre pares y descentralizada',
    }),
    slug: slug({ en: 'peer-to-peer', fr: 'entre-pairs', es: 'entre-pares' }),
    summary: text({
      en: 'What the learning agenda needs in order to grow, how its mechanisms can speak to one another, and what comes next.',
      fr: 'Ce dont l’agenda d’apprentissage a besoin pour se développer, comment ses mécanismes peuvent dialoguer, et la voie à suivre.',
      es: 'Qué necesita la agenda de aprendizaje para crecer, cómo pueden dialogar sus mecanismos y qué camino seguir.',
    }),
  }),
]

export const breaks = [
  written({
    _id: 'break-arrival',
    _type: 'break',
    edition: reference('edition-2019'),
    title: line({
      en: 'Arrival of participants',
      fr: 'Arrivée des participant·e·s',
      es: 'Llegada de las y los participantes',
    }),
    date: '2019-11-12',
    start: '08:30',
    end: '09:00',
  }),
  written({
    _id: 'break-lunch',
    _type: 'break',
    edition: reference('edition-2019'),
    title: line({ en: 'Lunch', fr: 'Déjeuner', es: 'Almuerzo' }),
    date: '2019-11-12',
    start: '13:00',
    end: '15:00',
  }),
]
