import { line, reference, text, written } from '../write.ts'
import { congressId, slugFor, w } from './congress-words.ts'

/** The rooms and the parts of the congress. Their keys are what its programme calls them. */

export const congressEditionId = congressId('edition 2027')
const edition = reference(congressEditionId)

const roomTexts = {
  main: {
    name: w('Main Hall', 'Grande salle', 'Sala principal'),
    floor: w('Ground floor', 'Rez-de-chaussée', 'Planta baja'),
    directions: w(
      'Straight ahead from the entrance. Level access; induction loop in the first ten rows.',
      'Tout droit depuis l’entrée. Accès de plain-pied ; boucle magnétique dans les dix premiers rangs.',
      'Todo recto desde la entrada. Acceso a nivel; bucle magnético en las diez primeras filas.',
    ),
    seats: 900,
  },
  room1: {
    name: w('Room 1', 'Salle 1', 'Sala 1'),
    floor: w('First floor', 'Premier étage', 'Primera planta'),
    directions: w(
      'Up the wide stairs or by lift A, then left.',
      'Par le grand escalier ou l’ascenseur A, puis à gauche.',
      'Por la escalera ancha o el ascensor A, y después a la izquierda.',
    ),
    seats: 120,
  },
  room2: {
    name: w('Room 2', 'Salle 2', 'Sala 2'),
    floor: w('First floor', 'Premier étage', 'Primera planta'),
    directions: w(
      'Up the wide stairs or by lift A, then right.',
      'Par le grand escalier ou l’ascenseur A, puis à droite.',
      'Por la escalera ancha o el ascensor A, y después a la derecha.',
    ),
    seats: 120,
  },
  room3: {
    name: w('Room 3', 'Salle 3', 'Sala 3'),
    floor: w('First floor', 'Premier étage', 'Primera planta'),
    directions: w(
      'At the end of the gallery on the first floor.',
      'Au bout de la galerie du premier étage.',
      'Al final de la galería de la primera planta.',
    ),
    seats: 80,
  },
  room4: {
    name: w('Room 4', 'Salle 4', 'Sala 4'),
    floor: w('Second floor', 'Deuxième étage', 'Segunda planta'),
    directions: w(
      'Lift B. A folding wall joins it to Room 5.',
      'Ascenseur B. Une cloison mobile la relie à la salle 5.',
      'Ascensor B. Un tabique móvil la une a la sala 5.',
    ),
    seats: 60,
  },
  room5: {
    name: w('Room 5', 'Salle 5', 'Sala 5'),
    floor: w('Second floor', 'Deuxième étage', 'Segunda planta'),
    directions: undefined,
    seats: 60,
  },
  harbour: {
    name: w('Harbour Room', 'Salle du port', 'Sala del Puerto'),
    floor: w('Second floor', 'Deuxième étage', 'Segunda planta'),
    directions: w(
      'Past the terrace on the second floor. The door is heavy; somebody is there to open it.',
      'Après la terrasse du deuxième étage. La porte est lourde ; une personne est là pour l’ouvrir.',
      undefined,
    ),
    seats: 150,
  },
  garden: {
    name: w('Garden Pavilion', 'Pavillon du jardin', 'Pabellón del Jardín'),
    floor: undefined,
    directions: w(
      'Through the courtyard and across the garden, four minutes on a paved path.',
      'Par la cour puis le jardin, à quatre minutes par une allée pavée.',
      'Por el patio y a través del jardín, a cuatro minutos por un camino pavimentado.',
    ),
    seats: 200,
  },
}

export type RoomKey = keyof typeof roomTexts
export const roomId = (key: RoomKey): string => congressId(`room ${key}`)

export const congressRooms = Object.entries(roomTexts).map(([key, { name, floor, directions, seats }]) =>
  written({
    _id: congressId(`room ${key}`),
    _type: 'room',
    edition,
    name: line(name),
    slug: slugFor(name),
    ...(floor && { floor: line(floor) }),
    ...(directions && { directions: text(directions) }),
    seats,
  }),
)

const partTexts = {
  arriving: {
    title: w(
      'Arriving: what each city brings',
      'Arriver : ce que chaque ville apporte',
      'Llegar: lo que trae cada ciudad',
    ),
    summary: w(
      'A first afternoon to find one’s way, and one’s partners for the week.',
      'Un premier après-midi pour trouver ses repères, et ses partenaires de la semaine.',
      'Una primera tarde para orientarse y encontrar con quién compartir la semana.',
    ),
  },
  water: {
    title: w('Water and the commons', 'L’eau et les biens communs', 'El agua y los bienes comunes'),
    summary: w(
      'Rivers, pipes, and the people between them.',
      'Les rivières, les tuyaux et celles et ceux qui vivent entre les deux.',
      'Los ríos, las tuberías y la gente que vive entre unos y otras.',
    ),
  },
  home: {
    title: w('A home for everyone', 'Un logement pour toutes et tous', 'Un hogar para cada persona'),
    summary: w(
      'Rent, land and the right to stay.',
      'Le loyer, le foncier et le droit de rester.',
      'El alquiler, el suelo y el derecho a quedarse.',
    ),
  },
  learning: {
    title: w('Learning together', 'Apprendre ensemble', 'Aprender en común'),
    summary: w(
      'How one city learns from another, and what stays once the visitors have left.',
      'Comment une ville apprend d’une autre, et ce qui reste une fois les visiteurs repartis.',
      'Cómo aprende una ciudad de otra y qué queda cuando se van las visitas.',
    ),
  },
  care: {
    title: w('Care and public health', 'Le soin et la santé publique', 'Los cuidados y la salud pública'),
    summary: w(
      'Clinics, carers and the long wait.',
      'Les centres de santé, les aidant·e·s et la longue attente.',
      undefined,
    ),
  },
  finance: {
    title: w('Local finance', 'Les finances locales', 'Las finanzas locales'),
    summary: w(
      'Budgets, debts, and who signs.',
      'Les budgets, les dettes et qui les signe.',
      'Los presupuestos, las deudas y quién las firma.',
    ),
  },
  culture: {
    title: w('Culture and memory', 'La culture et la mémoire', 'La cultura y la memoria'),
    summary: w(
      'Libraries, statues and the night.',
      'Les bibliothèques, les statues et la nuit.',
      'Las bibliotecas, las estatuas y la noche.',
    ),
  },
  takeHome: {
    title: w('What we take home', 'Ce que nous rapportons', 'Lo que nos llevamos'),
    summary: w(
      'A last morning to turn five days into promises that can be checked.',
      'Une dernière matinée pour tirer de ces cinq jours des engagements que l’on pourra vérifier.',
      'Una última mañana para convertir cinco días en promesas que se puedan comprobar.',
    ),
  },
}

export type PartKey = keyof typeof partTexts
export const partId = (key: PartKey): string => congressId(`part ${key}`)

export const congressParts = Object.entries(partTexts).map(([key, { title, summary }], index) =>
  written({
    _id: congressId(`part ${key}`),
    _type: 'part',
    edition,
    ordinal: index + 1,
    title: line(title),
    slug: slugFor(title),
    summary: text(summary),
  }),
)

/** The breaks of each day: start, end, and which of the pauses it is. */
const breakTimes = [
  ['2027-06-07', '13:00', '14:00', 'badges'],
  ['2027-06-07', '15:45', '16:15', 'coffee'],
  ['2027-06-08', '08:30', '09:00', 'arrival'],
  ['2027-06-08', '12:30', '14:00', 'lunch'],
  ['2027-06-08', '15:15', '15:45', 'coffee'],
  ['2027-06-09', '08:30', '09:00', 'arrival'],
  ['2027-06-09', '12:45', '14:15', 'lunch'],
  ['2027-06-09', '15:30', '16:00', 'coffee'],
  ['2027-06-10', '08:30', '09:00', 'arrival'],
  ['2027-06-10', '12:15', '13:45', 'lunch'],
  ['2027-06-10', '16:00', '16:30', 'tea'],
  ['2027-06-11', '12:00', '12:30', 'coffee'],
] as const

const pauses = {
  badges: w('Registration and badges', 'Accueil et remise des badges', 'Acreditación'),
  arrival: w('Arrival and coffee', 'Arrivée et café', 'Llegada y café'),
  coffee: w('Coffee', 'Pause-café', 'Café'),
  lunch: w('Lunch in the courtyard', 'Déjeuner dans la cour', 'Almuerzo en el patio'),
  tea: w('Tea', 'Thé', 'Té'),
}

export const congressBreaks = breakTimes.map(([date, start, end, pause]) =>
  written({
    _id: congressId(`break ${date} ${start}`),
    _type: 'break',
    edition,
    title: line(pauses[pause]),
    date,
    start,
    end,
  }),
)
