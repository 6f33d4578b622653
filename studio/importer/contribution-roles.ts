import type { Locale } from '#src/locales.ts'

/**
 * What people do in a session, as programmes say it: how each role is written beside a name, and the words that
 * announce it. The words are patterns over folded text in all languages at once. `label` stands before a colon or alone
 * in its line ("Moderator: …"); `before` stands before a name without a colon ("animée par …").
 */
const roleWords = {
  moderator: {
    text: { en: 'Moderator', fr: 'Modération', es: 'Moderación' },
    label:
      'moderators?|moc|mc|moderation|moderateur|moderatrice|moderateurs|moderatrices|moderateur/-?t?rice|moderateurt?rice|moderador|moderadora|moderadores|moderadoras|moderador/a|moderacion|animation|animateur|animatrice|animateur/-?trice',
    before:
      'moderated by|(?:debats? )?(?:animee?s?|moderee?s?)(?:\\(e\\))? par|moderad[oa]s? por|presenta y modera|moderan?|conduce',
  },
  facilitator: {
    text: { en: 'Facilitator', fr: 'Facilitation', es: 'Facilitación' },
    label:
      'facilitators?|facilitation|facilitateur|facilitatrice|facilitateurs|facilitateur/-?trice|facilitador|facilitadora|facilitadores|facilitadoras|facilitacion',
    before: 'facilitated by|facilitee?s?(?:\\(e\\))? par|facilitad[oa]s? por|dinamizan?|facilitan?',
  },
  chair: {
    text: { en: 'Chair', fr: 'Présidence', es: 'Presidencia' },
    label:
      '(?:session )?(?:co-?)?chairs?|(?:session )?chairpersons?|presidence(?: de (?:la )?(?:seance|session))?|president(?:e|\\(e\\))? de (?:la )?(?:seance|session)|presidencia',
    before:
      'chaired by|presided by|presidee?s?(?:\\(e\\))? par|sous la presidence de|presidid[oa]s? por|preside|coordina',
  },
  rapporteur: {
    text: { en: 'Rapporteur', fr: 'Rapport', es: 'Relatoría' },
    label: 'rapporteurs?|rapporteure|rapporteuse|reporters?|relator|relatora|relatores|relatoria',
    before: 'reported by',
  },
  discussant: {
    text: { en: 'Discussant', fr: 'Discussion', es: 'Comentarios' },
    label:
      'discussants?|respondents?|discutante?s?|discutant\\(e\\)s?|grands? temoins?|temoignages?|comentaristas?',
    before: 'temoignages? de|comentan?',
  },
  keynote: {
    text: { en: 'Keynote speaker', fr: 'Conférence inaugurale', es: 'Conferencia magistral' },
    label:
      'keynotes?(?: speakers?| address)?|guest speakers?|conferenciers?|conferenciere|conference inaugurale|invitee? d.honneur|conferencistas?|conferencia magistral|conferencia inaugural',
    before: '(?:opening |closing )?keynotes?(?: speech| address)? by',
  },
  panellist: {
    text: { en: 'Panellist', fr: 'Panéliste', es: 'Panelista' },
    label: 'panell?ists?|panel|panelistes?|panelistas?',
    before:
      'featuring|with the participation of|avec la participation de|en presence de|con la participacion de|participan?|integran',
  },
  speaker: {
    text: { en: 'Speaker', fr: 'Intervention', es: 'Ponente' },
    label:
      'with|avec|con|(?:lead )?speakers?|presenters?|intervenante?s?|intervenant\\(e\\)s?|intervenantes|interventions?|orateurs?|oratrices?|ponentes?|oradora?|oradores|expositora?|expositores|disertantes?',
    before:
      'presented by|presentee?s?(?:\\(e\\))? par|intervention de|a cargo de|impartid[oa]s? por|intervienen?|exponen?',
  },
  host: {
    text: { en: 'Welcome', fr: 'Accueil', es: 'Bienvenida' },
    label:
      'welcome(?: remarks| address)?|host|hosts|mots? d.accueil|mots? de bienvenue|palabras de bienvenida|bienvenida|anfitrion|anfitriona',
    before:
      'welcome(?: remarks| address| speech)? by|hosted by|mots? d.accueil (?:par|de)|mots? de bienvenue (?:par|de)|accueil par|bienvenue par|(?:palabras de )?bienvenida (?:a cargo de|de|por)',
  },
  opening: {
    text: { en: 'Opening', fr: 'Ouverture', es: 'Apertura' },
    label:
      'opening(?: remarks| address)|allocutions?(?: d.ouverture)?|propos introductifs|palabras de apertura|apertura',
    before:
      'opening(?: remarks| address| speech)? by|introduced by|(?:allocutions? d.)?ouverture (?:officielle )?par|propos introductifs (?:par|de)|introduction par|(?:palabras de )?apertura (?:a cargo de|por)|inauguran?',
  },
  closing: {
    text: { en: 'Closing', fr: 'Clôture', es: 'Clausura' },
    label: 'closing(?: remarks| address)|vote of thanks|mots? de cloture|palabras de clausura',
    before:
      'closing(?: remarks| address| speech)? by|(?:mots? de )?cloture par|synthese par|conclusions? par|(?:palabras de )?(?:clausura|cierre) (?:a cargo de|por)|clausuran?|cierran?',
  },
} as const satisfies Readonly<
  Record<string, { text: Readonly<Record<Locale, string>>; label: string; before: string }>
>

export type ContributionRole = keyof typeof roleWords

const roleNames = Object.keys(roleWords) as ContributionRole[]

/** How a role is written beside a name, in each language. */
export const roleText = (role: ContributionRole): Readonly<Record<Locale, string>> => roleWords[role].text

/** The usual roles, in every language. */
export const usualRoles: readonly Readonly<Record<Locale, string>>[] = roleNames.map(roleText)

/** The role that a folded text is the label of. @example roleOfLabel('moderatrice') → 'moderator' */
export const roleOfLabel = (folded: string): ContributionRole | undefined =>
  roleNames.find((role) => labelPatterns[role].test(folded))

/**
 * The first words in a folded text that stand before a name without a colon: their role and where they stand; of two
 * at one place the longer.
 * @example roleBefore('debat animee par jeanne') → { role: 'moderator', start: 6, end: 16 }
 */
export function roleBefore(
  folded: string,
): { role: ContributionRole; start: number; end: number } | undefined {
  const found = roleNames.flatMap((role) => {
    const match = beforePatterns[role].exec(folded)
    return match ? [{ role, start: match.index, end: match.index + match[0].length }] : []
  })
  return found.sort((a, b) => a.start - b.start || b.end - a.end)[0]
}

const patternsOf = (make: (role: ContributionRole) => RegExp) =>
  Object.fromEntries(roleNames.map((role) => [role, make(role)])) as Record<ContributionRole, RegExp>
const labelPatterns = patternsOf(
  (role) => new RegExp(`^(?:${roleWords[role].label}|${roleWords[role].before})$`),
)
const beforePatterns = patternsOf((role) => new RegExp(`(?<![a-z])(?:${roleWords[role].before})(?![a-z])`))
