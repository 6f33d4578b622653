import type { Locale } from '#src/locales.ts'

/** What people do in a session, as far as programmes say it. */
export const contributionRoles = [
  'moderator',
  'facilitator',
  'chair',
  'rapporteur',
  'discussant',
  'speaker',
  'panellist',
  'keynote',
  'host',
  'opening',
  'closing',
] as const
export type ContributionRole = (typeof contributionRoles)[number]

/** How a role is written beside a name, in each language. */
export const roleText: Readonly<Record<ContributionRole, Readonly<Record<Locale, string>>>> = {
  moderator: { en: 'Moderator', fr: 'Modération', es: 'Moderación' },
  facilitator: { en: 'Facilitator', fr: 'Facilitation', es: 'Facilitación' },
  chair: { en: 'Chair', fr: 'Présidence', es: 'Presidencia' },
  rapporteur: { en: 'Rapporteur', fr: 'Rapport', es: 'Relatoría' },
  discussant: { en: 'Discussant', fr: 'Discussion', es: 'Comentarios' },
  speaker: { en: 'Speaker', fr: 'Intervention', es: 'Ponente' },
  panellist: { en: 'Panellist', fr: 'Panel', es: 'Panelista' },
  keynote: { en: 'Keynote speaker', fr: 'Conférence inaugurale', es: 'Conferencia magistral' },
  host: { en: 'Welcome', fr: 'Accueil', es: 'Bienvenida' },
  opening: { en: 'Opening', fr: 'Ouverture', es: 'Apertura' },
  closing: { en: 'Closing', fr: 'Clôture', es: 'Clausura' },
}
