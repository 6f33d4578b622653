import { line, same, slug, written } from './write.ts'

export const contributors = [
  written({
    _id: 'uclg',
    _type: 'contributor',
    kind: 'organisation',
    name: line({
      en: 'United Cities and Local Governments',
      fr: 'Cités et Gouvernements Locaux Unis',
      es: 'Ciudades y Gobiernos Locales Unidos',
    }),
    slug: slug({ en: 'uclg', fr: 'cglu', es: 'cglu' }),
    acronym: line({ en: 'UCLG', fr: 'CGLU', es: 'CGLU' }),
    url: 'https://www.uclg.org',
  }),
  written({
    _id: 'uclg-aspac',
    _type: 'contributor',
    kind: 'organisation',
    name: line({
      en: 'United Cities and Local Governments Asia-Pacific',
      fr: 'Cités et Gouvernements Locaux Unis Asie-Pacifique',
      es: 'Ciudades y Gobiernos Locales Unidos Asia-Pacífico',
    }),
    slug: slug({ en: 'uclg-aspac', fr: 'cglu-aspac', es: 'cglu-aspac' }),
    acronym: line({ en: 'UCLG ASPAC', fr: 'CGLU ASPAC', es: 'CGLU ASPAC' }),
    url: 'https://uclg-aspac.org',
  }),
  written({
    _id: 'uclg-africa',
    _type: 'contributor',
    kind: 'organisation',
    name: line({
      en: 'United Cities and Local Governments of Africa',
      fr: 'Cités et Gouvernements Locaux Unis d’Afrique',
      es: 'Ciudades y Gobiernos Locales Unidos de África',
    }),
    slug: slug({ en: 'uclg-africa', fr: 'cglu-afrique', es: 'cglu-africa' }),
    acronym: line({ en: 'UCLG Africa', fr: 'CGLU Afrique', es: 'CGLU África' }),
    url: 'https://www.uclga.org',
  }),
  written({
    _id: 'ungl',
    _type: 'contributor',
    kind: 'organisation',
    // Its name is Spanish and is not translated.
    name: line(same('Unión Nacional de Gobiernos Locales')),
    slug: slug(same('ungl')),
    acronym: line(same('UNGL')),
    place: line(same('Costa Rica')),
  }),
  written({
    _id: 'san-jose',
    _type: 'contributor',
    kind: 'organisation',
    name: line(same('San José')),
    slug: slug(same('san-jose')),
  }),
  written({
    _id: 'un-habitat',
    _type: 'contributor',
    kind: 'organisation',
    name: line({
      en: 'United Nations Human Settlements Programme',
      fr: 'Programme des Nations Unies pour les établissements humains',
      es: 'Programa de las Naciones Unidas para los Asentamientos Humanos',
    }),
    slug: slug({ en: 'un-habitat', fr: 'onu-habitat', es: 'onu-habitat' }),
    acronym: line({ en: 'UN-Habitat', fr: 'ONU-Habitat', es: 'ONU-Hábitat' }),
    url: 'https://unhabitat.org',
  }),
  written({
    _id: 'lrga',
    _type: 'contributor',
    kind: 'organisation',
    // The programme does not say what the acronym means.
    name: line(same('LRGA')),
    slug: slug(same('lrga')),
  }),
  written({
    _id: 'brazil-mozambique',
    _type: 'contributor',
    kind: 'organisation',
    name: line({
      en: 'Brazil–Mozambique city cooperation',
      fr: 'Coopération entre villes brésiliennes et mozambicaines',
      es: 'Cooperación entre ciudades brasileñas y mozambiqueñas',
    }),
    slug: slug({ en: 'brazil-mozambique', fr: 'bresil-mozambique', es: 'brasil-mozambique' }),
  }),
]
