import type { Gapped } from '../write.ts'
import { w } from './congress-words.ts'

/** What people do and which part they take in a session, in words. French and Spanish say it of a woman or of a man. */

const positionTexts = {
  mayor: ['Mayor', 'Maire', 'Maire', 'Alcaldesa', 'Alcalde'],
  deputyMayor: [
    'Deputy mayor',
    'Maire adjointe',
    'Maire adjoint',
    'Teniente de alcalde',
    'Teniente de alcalde',
  ],
  councillor: ['Councillor', 'Conseillère municipale', 'Conseiller municipal', 'Concejala', 'Concejal'],
  youth: [
    'Youth councillor',
    'Élue du conseil des jeunes',
    'Élu du conseil des jeunes',
    'Consejera joven',
    'Consejero joven',
  ],
  manager: [
    'City manager',
    'Directrice générale des services',
    'Directeur général des services',
    'Gerente municipal',
    'Gerente municipal',
  ],
  secretary: [
    'Secretary general',
    'Secrétaire générale',
    'Secrétaire général',
    'Secretaria general',
    'Secretario general',
  ],
  engineer: [
    'Water engineer',
    'Ingénieure hydraulicienne',
    'Ingénieur hydraulicien',
    'Ingeniera hidráulica',
    'Ingeniero hidráulico',
  ],
  hydrologist: ['Hydrologist', 'Hydrologue', 'Hydrologue', 'Hidróloga', 'Hidrólogo'],
  riverGuard: ['River warden', 'Garde-rivière', 'Garde-rivière', 'Guardarríos', 'Guardarríos'],
  planner: ['Urban planner', 'Urbaniste', 'Urbaniste', 'Urbanista', 'Urbanista'],
  architect: [
    'Municipal architect',
    'Architecte municipale',
    'Architecte municipal',
    'Arquitecta municipal',
    'Arquitecto municipal',
  ],
  housing: [
    'Head of the housing office',
    'Directrice du service du logement',
    'Directeur du service du logement',
    'Directora de vivienda',
    'Director de vivienda',
  ],
  organiser: [
    'Neighbourhood organiser',
    'Animatrice de quartier',
    'Animateur de quartier',
    'Organizadora vecinal',
    'Organizador vecinal',
  ],
  lawyer: [
    'Municipal lawyer',
    'Juriste territoriale',
    'Juriste territorial',
    'Abogada municipal',
    'Abogado municipal',
  ],
  researcher: ['Researcher', 'Chercheuse', 'Chercheur', 'Investigadora', 'Investigador'],
  trainer: [
    'Head of training',
    'Responsable de la formation',
    'Responsable de la formation',
    'Responsable de formación',
    'Responsable de formación',
  ],
  exchange: [
    'Coordinator of exchanges',
    'Coordinatrice des échanges',
    'Coordinateur des échanges',
    'Coordinadora de intercambios',
    'Coordinador de intercambios',
  ],
  nurse: [
    'Community nurse',
    'Infirmière de proximité',
    'Infirmier de proximité',
    'Enfermera comunitaria',
    'Enfermero comunitario',
  ],
  doctor: [
    'Public health doctor',
    'Médecin de santé publique',
    'Médecin de santé publique',
    'Médica salubrista',
    'Médico salubrista',
  ],
  carer: [
    'Coordinator of home care',
    'Coordinatrice de l’aide à domicile',
    'Coordinateur de l’aide à domicile',
    'Coordinadora de ayuda a domicilio',
    'Coordinador de ayuda a domicilio',
  ],
  equality: [
    'Adviser on equality',
    'Conseillère à l’égalité',
    'Conseiller à l’égalité',
    'Asesora de igualdad',
    'Asesor de igualdad',
  ],
  treasurer: [
    'City treasurer',
    'Trésorière municipale',
    'Trésorier municipal',
    'Tesorera municipal',
    'Tesorero municipal',
  ],
  auditor: ['Auditor', 'Auditrice', 'Auditeur', 'Auditora', 'Auditor'],
  economist: ['Economist', 'Économiste', 'Économiste', 'Economista', 'Economista'],
  buyer: [
    'Head of procurement',
    'Responsable des achats',
    'Responsable des achats',
    'Responsable de compras',
    'Responsable de compras',
  ],
  librarian: ['Librarian', 'Bibliothécaire', 'Bibliothécaire', 'Bibliotecaria', 'Bibliotecario'],
  archivist: [
    'City archivist',
    'Archiviste municipale',
    'Archiviste municipal',
    'Archivera municipal',
    'Archivero municipal',
  ],
  curator: ['Curator', 'Conservatrice', 'Conservateur', 'Conservadora', 'Conservador'],
  director: [
    'Artistic director',
    'Directrice artistique',
    'Directeur artistique',
    'Directora artística',
    'Director artístico',
  ],
  journalist: ['Journalist', 'Journaliste', 'Journaliste', 'Periodista', 'Periodista'],
} as const

export type PositionKey = keyof typeof positionTexts
export type Gender = 'f' | 'm'

export function positionOf(key: PositionKey, gender: Gender): Gapped {
  const [en, frF, frM, esF, esM] = positionTexts[key]
  return gender === 'f' ? w(en, frF, esF) : w(en, frM, esM)
}

export const roleTexts = {
  moderator: w('Moderator', 'Modération', 'Moderación'),
  facilitator: w('Facilitator', 'Animation', 'Facilitación'),
  speaker: w('Speaker', 'Intervention', 'Ponencia'),
  rapporteur: w('Rapporteur', 'Rapport', 'Relatoría'),
  host: w('Host', 'Accueil', 'Acogida'),
  witness: w('Account from practice', 'Témoignage', undefined),
}

export type RoleKey = keyof typeof roleTexts
