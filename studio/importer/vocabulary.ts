import { type Locale, locales, sourceLocale } from '#src/locales.ts'

/**
 * The words by which the importer recognises lines. All languages are searched at once, since texts mix them. The
 * words are folded, as `foldForMatching` folds them.
 */

/** Lower case, without accents, with plain apostrophes and single spaces. @example foldForMatching('Déjeuner’') → "dejeuner'" */
export const foldForMatching = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/[·•]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** Whether a text consists of some words and the small words that join them. */
export const isMadeOf = (text: string, words: ReadonlySet<string>): boolean => {
  const found = wordsIn(text)
  return found.some((word) => words.has(word)) && found.every((word) => words.has(word) || joining.has(word))
}

/** @example wordsIn("l'accueil et café") → ['l', 'accueil', 'et', 'cafe'] */
export const wordsIn = (text: string): string[] => foldForMatching(text).match(/[a-z]+/g) ?? []

const each = (lists: Readonly<Record<Locale, string>>): ReadonlySet<string> =>
  new Set(Object.values(lists).flatMap((list) => list.split(' ')))

const joining = each({
  en: 'a and at for from in of on or the to with s',
  fr: 'a au aux avec d de des du en et l la le les ou par pour sur',
  es: 'a al con de del e el en la las los o para por y',
})

export const breakWords = each({
  en: 'arrival arrivals registration accreditation check coffee tea lunch dinner breakfast break breaks pause cocktail reception networking refreshments transfer participants delegates guests group photo free time standing buffet light morning afternoon evening welcome closing farewell',
  fr: 'accueil arrivee arrivees inscription inscriptions accreditation accreditations pause pauses cafe the dejeuner diner cocktail buffet petit repas reception collation transfert participants participantes delegues deleguees photo groupe famille libre temps apres midi matin soir',
  es: 'llegada llegadas registro inscripcion inscripciones acreditacion acreditaciones pausa pausas cafe te almuerzo comida cena desayuno coctel receso descanso recepcion refrigerio merienda traslado participantes delegados delegadas foto grupo familia libre tiempo manana tarde noche despedida',
})

/** The title of a break has at least one of these; the other words above only accompany them. */
export const breakCores = each({
  en: 'arrival arrivals registration accreditation check coffee tea lunch dinner breakfast break breaks cocktail reception refreshments transfer photo buffet',
  fr: 'accueil arrivee arrivees inscription inscriptions accreditation accreditations pause pauses cafe dejeuner diner cocktail buffet repas reception collation transfert photo',
  es: 'llegada llegadas registro inscripcion inscripciones acreditacion acreditaciones pausa pausas cafe almuerzo comida cena desayuno coctel receso descanso recepcion refrigerio merienda traslado foto',
})

export const endWords = each({
  en: 'end close closing day adjourn adjournment forum programme session sessions meeting',
  fr: 'fin cloture journee travaux forum programme seance seances',
  es: 'fin cierre clausura jornada dia foro programa sesion sesiones',
})
export const endCores = each({ en: 'end close adjourn adjournment', fr: 'fin', es: 'fin cierre' })

/** A part of a day, which is no place. */
export const dayPartWords = each({
  en: 'morning afternoon evening session',
  fr: 'matin matinee apres midi soir soiree',
  es: 'manana tarde noche jornada',
})

/** Whether a text only names a part of a day, as a heading does. @example isDayPart('APRÈS-MIDI') → true */
export const isDayPart = (text: string): boolean =>
  text.length <= 30 && isMadeOf(text, dayPartWords) && !/\d/.test(text)

/** Words for the buildings in which forums take place; folded. */
const venueWords =
  /(?:^|[^a-z])(?:cent(?:er|re)|convention|hotel|hall|guildhall|townhall|palace|palais|palacio|museum|musee|museo|campus|universit[ya-z]*|universidad|auditorium|theat(?:er|re)|teatro|ayuntamiento|mairie|maison|casa|centro|cite|ciudadela|arena|pavilion|library|bibliotheque|biblioteca|stadium|complex|house)(?![a-z])/

/**
 * The venue that a line at the top of a text names, and the city at its end.
 * @example venueIn('Hôtel de Ville de Nantes') → { venue: 'Hôtel de Ville de Nantes', city: 'Nantes' }
 */
export function venueIn(text: string): { venue: string; city?: string } | undefined {
  const isName = text.length <= 110 && /^\p{Lu}/u.test(text) && !/[.;:!?]$/.test(text) && !/\d{3}/.test(text)
  if (!isName || !venueWords.test(foldForMatching(text))) return undefined
  const [, city] = cityOfHall.exec(text) ?? []
  return { venue: text, ...(city !== undefined && { city }) }
}
const cityOfHall =
  /^(?:H[ôo]tel de [Vv]ille|Mairie|Ayuntamiento|City Hall|Casa Consistorial|Palacio Municipal)(?: de| d[’']| of| du| del)?\s*(\p{Lu}[\p{L}’'-]+(?:[ -](?:(?:de|la|le|du|del|sur|les|los) )?\p{Lu}[\p{L}’'-]+)*)/u

export const forumWords = each({
  en: 'forum congress summit conference learning',
  fr: 'forum congres sommet conference apprentissage rencontre rencontres',
  es: 'foro congreso cumbre conferencia aprendizaje encuentro',
})

/** Other words for what a text is about, which are no place. */
export const gatheringWords = each({
  en: 'workshop workshops meeting meetings webinar seminar symposium retreat training agenda draft programme program confidential festival night week',
  fr: 'atelier ateliers reunion webinaire seminaire colloque assises journee journees formation programme projet provisoire festival nuit semaine fete',
  es: 'taller talleres reunion webinario seminario coloquio jornada jornadas formacion programa borrador festival noche semana fiesta',
})

export const parallelWords = each({
  en: 'parallel simultaneous concurrent sessions session workshops groups breakout breakouts tracks round tables panels discussions',
  fr: 'paralleles parallele simultanees simultanes sessions session ateliers groupes choix tables rondes',
  es: 'paralelas paralela simultaneas simultaneos sesiones sesion talleres grupos eleccion mesas redondas',
})
export const parallelCores = each({
  en: 'parallel simultaneous concurrent breakout breakouts',
  fr: 'paralleles parallele simultanees simultanes',
  es: 'paralelas paralela simultaneas simultaneos',
})

/** The section that a line is the heading of. @example sectionOf('Agenda (draft):') → 'programme' */
export function sectionOf(text: string): Section | undefined {
  const folded = foldForMatching(text)
    .replace(/[\s:.–—-]+$/, '')
    .replace(/\s*\([^()]*\)$/, '')
  return sectionHeadings.find(({ pattern }) => pattern.test(folded))?.section
}

/** The headings of the sections of a text. */
const sectionHeadings: readonly { section: Section; pattern: RegExp }[] = [
  {
    section: 'programme',
    pattern:
      /^(the |le |el |draft |provisional |preliminary |points a l'|points de l'|puntos del |temas del )*(programme|program|programa|agenda|schedule|ordre du jour|orden del dia|horario|deroulement)( (of|for|de|du|del|provisoire|provisional|preliminar|preliminaire|the|la|el|le|day|days|journee|jornada|forum|foro|dia|detaille|detallado))*$/,
  },
  {
    section: 'outcomes',
    pattern:
      /^(the |les |los |key |main |expected |principales |principaux )*(outcomes|results|outputs|resultats|resultados)( (of|de|du|del|the|attendus|esperados|expected|forum|foro|principales|cles|clave))*$/,
  },
  {
    section: 'objectives',
    pattern:
      /^(the |les |los |key |main |general |principaux |principales )*(objectives|aims|goals|objectifs|objetivos)( (of|de|du|del|the|forum|foro|principaux|principales|edition|edicion|l'edition))*$/,
  },
  {
    section: 'brief',
    pattern:
      /^(about( the| this)?( .{0,40})?|brief|the brief|background|context|introduction|presentation|overview|summary|contexte|contexto|apercu|a propos( .{0,40})?|introduccion|presentacion|resumen|en bref|en breve|de un vistazo|acerca de( .{0,40})?|note de cadrage|concept note|nota conceptual|note conceptuelle)$|( |^)(at a glance|en bref|en un coup d'?oeil|en un coup d'œil|de un vistazo|en breve)$/,
  },
]
export type Section = 'brief' | 'objectives' | 'outcomes' | 'programme'

/** The labels of lines such as "Venue: …". */
export const labels: readonly { fact: 'city' | 'venue' | 'timeZone' | 'date' | 'title'; pattern: RegExp }[] =
  [
    { fact: 'city', pattern: /^(city|place|location|ville|lieu|ciudad|lugar)$/ },
    { fact: 'venue', pattern: /^(venue|site|sede|recinto)$/ },
    {
      fact: 'timeZone',
      pattern: /^(time ?zone|local time|fuseau( horaire)?|zona horaria|huso( horario)?)$/,
    },
    { fact: 'date', pattern: /^(dates?|days?|jours?|fechas?|dias?|when|quand|cuando)$/ },
    { fact: 'title', pattern: /^(title|titre|titulo)$/ },
  ]

/** The heads of columns. */
export const columnHeads: readonly { column: Column; pattern: RegExp }[] = [
  {
    column: 'time',
    pattern: /^(time|times|hours?|heures?|horaires?|horas?|horario|timing)( \((local|locale)\))?$/,
  },
  {
    column: 'start',
    pattern: /^(start|starts|from|startImport|debut|inicio|comienzo|desde)( time)?$/,
  },
  { column: 'end', pattern: /^(end|ends|until|to|fin|hasta|final)( time)?$/ },
  { column: 'date', pattern: /^(date|day|jour|dia|fecha)$/ },
  { column: 'part', pattern: /^(part|partie|parte|bloque|bloc)$/ },
  {
    column: 'title',
    pattern:
      /^(what|quoi|que|title|session|sessions|titre|titulo|sesion|seance|activity|activite|actividad|item|tema|theme)$/,
  },
  {
    column: 'text',
    pattern:
      /^(points?|description|content|contents|contenu|contenido|details?|detalles?|descripcion|objectives?|objectifs?|objetivos?|notes?|notas?)$/,
  },
  {
    column: 'room',
    pattern: /^(rooms?|salles?|salas?|venue|place|location|space|where|lieu|espace|ou|lugar|espacio|donde)$/,
  },
  {
    column: 'people',
    pattern:
      /^(who|qui|quien(es)?|people|personnes|personas|speakers?|moderators?|intervenant(e)?s?|intervenants|ponentes?|participantes?|contributors?|panelists?|facilitators?)$/,
  },
  { column: 'languages', pattern: /^(languages?|langues?|idiomas?)(\(s\))?$/ },
]
export type Column =
  | 'time'
  | 'start'
  | 'end'
  | 'date'
  | 'part'
  | 'title'
  | 'text'
  | 'room'
  | 'people'
  | 'languages'

/** Whether a text is only the label of a time. @example isTimeLabel('Horaires') → true */
export const isTimeLabel = (text: string): boolean =>
  columnHeads.some(({ column, pattern }) => column === 'time' && pattern.test(foldForMatching(text)))

/** A room by its name. @example 'Room A', 'Salle 2', 'Sala Norte', 'Plenary Hall' */
export const roomName =
  /(?:(?:meeting |conference |break-?out )?(?:room|hall)|salle|sala|aula|auditorium|auditoire|auditorio|amphithéâtre|amphitheatre|amphi|salón|salon)(?![\p{L}])(?: [\p{Lu}\d][\p{L}\d.·’'-]*){0,3}|plenary(?: (?:room|hall))?|plénière|plenario/iu

/**
 * Whether a text is nothing but a room: its words have capitals, and the first or the last kind of room among them.
 * @example isRoomName('Grand Ballroom'), isRoomName('Salon 1') → true
 */
export const isRoomName = (text: string): boolean =>
  wholeRoom.test(text) || (text.length <= 60 && (roomAtEnd.test(text) || roomAtStart.test(text)))
const wholeRoom = new RegExp(`^(?:${roomName.source})$`, 'iu')
const roomAtEnd =
  /^(?:\p{Lu}[\p{L}’'.-]* ){0,3}(?:Ballroom|Foyer|Lobby|Terrace|Atrium|Auditorium|Amphi|Theat(?:er|re)|Pavilion|Library|Hall|Room|Chamber|Lounge|Garden|Courtyard|Suite)(?: (?:\d{1,3}[A-Z]?|[A-Z]{1,5}|I{1,3}))*$/u
const roomAtStart =
  /^(?:Salle|Sala|Salón|Salon|Aula|Amphi(?:théâtre)?|Auditorio|Auditorium|Hall|Room|Foyer|Patio|Vestíbulo|Terraza|Terrasse|Pavillon|Pabellón|Espace|Espacio|Studio|Theatro|Teatro|Théâtre)(?: (?:[\p{Lu}\d][\p{L}\d’'.-]*|de|du|des|del|la|le|les|los)){0,5}$/u

/** A line that says which room it is. @example 'Room: Hall 1', 'Salle : Graslin' */
export const roomLabel = /^(?:rooms?|salles?|salas?|salón|salon)\s*:\s*(\S.{0,60})$/iu

/** The language of a text, by its small words; the source language where there are none. */
export function languageIn(text: string): Locale {
  const counts = new Map<string, number>()
  for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const scores = locales
    .map(({ locale }) => ({
      locale,
      score: smallWords[locale].split(' ').reduce((sum, word) => sum + (counts.get(word) ?? 0), 0),
    }))
    .sort((a, b) => b.score - a.score)
  const [best] = scores
  return best === undefined || best.score === 0 ? sourceLocale : best.locale
}

const smallWords: Readonly<Record<Locale, string>> = {
  en: 'the of and to for with from by how what our is will part room arrival lunch opening welcome closing',
  fr: 'le les des du et une pour dans aux l d partie salle nous est sur dejeuner accueil ouverture bienvenue pause cloture',
  es: 'el los las del y una para con como parte sala se por almuerzo llegada apertura bienvenida cierre',
}
