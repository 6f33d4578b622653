import type { Words } from '#src/seed/write.ts'

/** Words for invented content, in all languages, and names of invented people in any script. */

const each = (rows: string): readonly Words[] =>
  rows
    .trim()
    .split('\n')
    .map((row) => {
      const [en = '', fr = '', es = ''] = row.split('|').map((text) => text.trim())
      return { en, fr, es }
    })

/** What sessions are about. */
const topics = each(`
  water for every district | l’eau dans chaque quartier | el agua en cada barrio
  affordable housing | le logement abordable | la vivienda asequible
  night buses | les bus de nuit | los autobuses nocturnos
  municipal budgets | les budgets municipaux | los presupuestos municipales
  public markets | les marchés publics | los mercados públicos
  heat and shade | la chaleur et l’ombre | el calor y la sombra
  waste and reuse | les déchets et le réemploi | los residuos y la reutilización
  street trees | les arbres des rues | los árboles de las calles
  early childhood | la petite enfance | la primera infancia
  ageing at home | bien vieillir chez soi | envejecer en casa
  open data | les données ouvertes | los datos abiertos
  local taxes | la fiscalité locale | la fiscalidad local
  migration and welcome | la migration et l’accueil | la migración y la acogida
  school meals | les repas à l’école | los comedores escolares
  safe streets for children | des rues sûres pour les enfants | calles seguras para la niñez
  cooperative housing | l’habitat coopératif | la vivienda cooperativa
  informal workers | les travailleurs informels | las personas trabajadoras informales
  culture in the suburbs | la culture en périphérie | la cultura en la periferia
  flood risk | le risque d’inondation | el riesgo de inundación
  energy in public buildings | l’énergie des bâtiments publics | la energía en los edificios públicos
  cycling networks | les réseaux cyclables | las redes ciclistas
  small towns | les petites villes | las ciudades pequeñas
  land registers | le cadastre | el catastro
  community health | la santé communautaire | la salud comunitaria
  youth councils | les conseils de jeunes | los consejos de jóvenes
  public libraries | les bibliothèques publiques | las bibliotecas públicas
  coasts and ports | les côtes et les ports | las costas y los puertos
  food from nearby | une alimentation de proximité | los alimentos de proximidad
  indigenous languages | les langues autochtones | las lenguas indígenas
  memory and heritage | la mémoire et le patrimoine | la memoria y el patrimonio
  air quality | la qualité de l’air | la calidad del aire
  care work | le travail du soin | los trabajos de cuidados
`)

/** Titles of sessions, each with a topic. */
const titles = each(`
  Learning from one another: {} | Apprendre les uns des autres : {} | Aprender unos de otros: {}
  What works? Lessons on {} | Qu’est-ce qui fonctionne ? Leçons sur {} | ¿Qué funciona? Lecciones sobre {}
  A map of practices on {} | Une carte des pratiques sur {} | Un mapa de prácticas sobre {}
  Ten years of work on {} | Dix ans de travail sur {} | Diez años de trabajo sobre {}
  {}: a conversation between mayors | {} : une conversation entre maires | {}: una conversación entre alcaldías
  Workshop on {} | Atelier sur {} | Taller sobre {}
  From pilot to policy: {} | Du projet pilote à la politique publique : {} | Del proyecto piloto a la política pública: {}
  Who pays? Financing {} | Qui paie ? Financer {} | ¿Quién paga? Financiar {}
  Peer review on {} | Revue par les pairs sur {} | Revisión entre pares sobre {}
`)

/** First lines of descriptions. */
const openings = each(`
  Four cities show what they tried, what failed, and what they kept. | Quatre villes montrent ce qu’elles ont essayé, ce qui a échoué et ce qu’elles ont gardé. | Cuatro ciudades muestran qué probaron, qué falló y con qué se quedaron.
  A short introduction, then work in small groups at eight tables. | Une brève introduction, puis un travail en petits groupes autour de huit tables. | Una breve introducción y después trabajo en grupos pequeños en ocho mesas.
  Bring a question of your own: the session is built around them. | Venez avec une question : la session se construit à partir de celles du public. | Traiga una pregunta propia: la sesión se construye a partir de ellas.
  How a town of twenty thousand people did it, step by step. | Comment une ville de vingt mille habitants y est parvenue, étape par étape. | Cómo lo logró una ciudad de veinte mil habitantes, paso a paso.
  Two regions compare their figures, and disagree about what they mean. | Deux régions comparent leurs chiffres et ne s’accordent pas sur leur sens. | Dos regiones comparan sus cifras y discrepan sobre su significado.
`)

/** Sentences of longer texts. */
const sentences = each(`
  The team will explain how the first year was organised, who was asked, and what was left out on purpose. | L’équipe expliquera comment la première année a été organisée, qui a été consulté et ce qui a été délibérément écarté. | El equipo explicará cómo se organizó el primer año, a quién se consultó y qué se dejó fuera a propósito.
  Participants receive the tools beforehand, in three languages, and may adapt them to their own administration. | Les participants reçoivent les outils à l’avance, en trois langues, et peuvent les adapter à leur administration. | Quienes participan reciben las herramientas con antelación, en tres idiomas, y pueden adaptarlas a su administración.
  Nothing here needs a large budget; most of it needs patience, a clear mandate and somebody who keeps the minutes. | Rien de tout cela n’exige un gros budget ; il faut surtout de la patience, un mandat clair et quelqu’un qui tienne le procès-verbal. | Nada de esto requiere un gran presupuesto; hace falta sobre todo paciencia, un mandato claro y alguien que levante acta.
  The second half is for questions, which interpreters pass on from and into each language. | La seconde moitié est réservée aux questions, que les interprètes transmettent depuis et vers chaque langue. | La segunda mitad se dedica a las preguntas, que se interpretan desde y hacia cada idioma.
  What is learned goes into a note of two pages that every city may use, change and translate. | Les enseignements sont réunis dans une note de deux pages que chaque ville peut utiliser, modifier et traduire. | Lo aprendido se recoge en una nota de dos páginas que cada ciudad puede usar, cambiar y traducir.
  Associations of local governments follow up after half a year and publish what has become of the plans. | Les associations de gouvernements locaux font le point au bout de six mois et publient ce que sont devenus les projets. | Las asociaciones de gobiernos locales hacen un seguimiento a los seis meses y publican qué ha sido de los planes.
`)

const roles = each(`
  Moderation | Modération | Moderación
  Keynote | Conférence inaugurale | Ponencia principal
  Rapporteur | Rapporteure | Relatoría
  Response | Réponse | Réplica
`)

const positions = each(`
  Head of the housing office | Responsable du service du logement | Responsable de la oficina de vivienda
  Deputy mayor | Maire-adjointe | Teniente de alcalde
  City archivist | Archiviste municipale | Archivera municipal
  Director of planning | Directrice de l’urbanisme | Directora de urbanismo
  Coordinator of the ferry service | Coordination du service des bacs | Coordinación del servicio de transbordadores
`)

const roomNames = each(`
  Main hall | Grande salle | Sala principal
  Garden room | Salle du jardin | Sala del jardín
  Library | Bibliothèque | Biblioteca
  Workshop | Atelier | Taller
  Gallery | Galerie | Galería
  Courtyard | Cour intérieure | Patio
  Tower room | Salle de la tour | Sala de la torre
  Council chamber | Salle du conseil | Salón de plenos
`)

const partTitles = each(`
  Setting out | Prendre le départ | Punto de partida
  Local services | Services locaux | Servicios locales
  Rights and care | Droits et soin | Derechos y cuidados
  Climate and territory | Climat et territoire | Clima y territorio
  Money and law | Finances et droit | Finanzas y derecho
  The road ahead | La voie à suivre | El camino por delante
`)

const cities = each(`
  Port Amber, Estuaria | Port-Ambre, Estuarie | Puerto Ámbar, Estuaria
  Neuhafen, Ostmark Valley | Neuhafen, Vallée d’Ostmark | Neuhafen, Valle de Ostmark
  San Telmo del Río, Altiplania | San Telmo del Río, Altiplanie | San Telmo del Río, Altiplania
  Île-aux-Pins, Laguna Coast | Île-aux-Pins, Côte des Lagunes | Isla de los Pinos, Costa de las Lagunas
`)

/** Family and given names, written in the order in which each script writes them. */
const people: readonly { readonly names: readonly [readonly string[], readonly string[]] }[] = [
  {
    names: [
      ['Amina', 'Joséphine', 'Zoë', 'Łucja', 'Søren', 'Ñusta'],
      ['Okonkwo-Bélanger', 'Ó Súilleabháin', 'Müller', 'Dvořák', 'Etxeberría', 'Ngũgĩ'],
    ],
  },
  {
    names: [
      ['ليلى', 'يوسف', 'مريم', 'حسن'],
      ['العلوي', 'بن صالح', 'النجار', 'القاسمي'],
    ],
  },
  {
    names: [
      ['अनीता', 'राहुल', 'मीरा', 'विक्रम'],
      ['जोशी', 'नायर', 'चौधरी', 'पाटिल'],
    ],
  },
  {
    names: [
      ['Ольга', 'Тарас', 'Ксенія', 'Данило'],
      ['Ковальчук', 'Шевченко', 'Бондар', 'Мельник'],
    ],
  },
  {
    names: [
      ['李', '陳', '王', '張'],
      ['明華', '雅婷', '志強', '思琪'],
    ],
  },
  {
    names: [
      ['김', '박', '이', '최'],
      ['서연', '민준', '지우', '하은'],
    ],
  },
  {
    names: [
      ['Ελένη', 'Νίκος', 'Άννα', 'Γιώργος'],
      ['Παπαδάκη', 'Δημητρίου', 'Ιωάννου', 'Βλάχου'],
    ],
  },
  {
    names: [
      ['ሰላም', 'ዳዊት', 'ህይወት', 'አበበ'],
      ['ተስፋዬ', 'በቀለ', 'ገብረ', 'ወልዴ'],
    ],
  },
  {
    names: [
      ['สมชาย', 'อรุณี', 'ปิยะ', 'มาลี'],
      ['ศรีสุข', 'วงศ์ไทย', 'แสงทอง', 'บุญมา'],
    ],
  },
  {
    names: [
      ['Nguyễn Thị', 'Trần Văn', 'Lê Hoàng', 'Phạm Minh'],
      ['Hạnh', 'Đức', 'Ánh', 'Quỳnh'],
    ],
  },
]

export const inventedWords = {
  topics,
  titles,
  openings,
  sentences,
  roles,
  positions,
  roomNames,
  partTitles,
  cities,
  people,
} as const
