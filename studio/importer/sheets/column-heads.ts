import { foldForMatching } from '../vocabulary.ts'

/** What a column of a table of sessions can be. */
export const columnTargets = [
  'title',
  'subtitle',
  'description',
  'kind',
  'part',
  'date',
  'start',
  'end',
  'startDateTime',
  'endDateTime',
  'duration',
  'room',
  'speakers',
  'moderators',
  'chairs',
  'otherPeople',
  'affiliation',
  'spoken',
  'interpreted',
  'status',
  'level',
  'link',
  'id',
  'leaveOut',
] as const
export type ColumnTarget = (typeof columnTargets)[number]

/** A head as it is compared: without case, accents, marks of what must be filled in, and words that say it need not be. */
export const foldHead = (head: string): string =>
  foldForMatching(head)
    .replace(/[_*:]+/g, ' ')
    .replace(/\((?:optional|facultatif|opcional|s|es)\)/g, '')
    .replace(/\/(?:a|as|e|s|es|trice|ice)(?![a-z])/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[?.\s]+$/, '')
    .trim()

/** What a column is by its head alone; undefined where the head is not known. @example targetOfHead('Proposal title') → 'title' */
export const targetOfHead = (head: string): ColumnTarget | undefined => targets.get(foldHead(head))

/**
 * The heads of tables that people write in English, French and Spanish, and of the exports of pretalx, Indico, Whova,
 * Guidebook, Sessionize, Sched and frab; folded. "Session" is a title only where no other column is.
 */
const heads: Readonly<Record<ColumnTarget, string>> = {
  title:
    'title|session title|proposal title|event title|event name|session name|name|talk|talk title|titre|titre de la session|titre de la seance|titre de la proposition|intitule|nom de la session|nom de la seance|titulo|titulo de la sesion|titulo de la propuesta|nombre de la sesion|nombre|activity|activite|actividad',
  subtitle: 'subtitle|sub-title|sous-titre|subtitulo',
  description:
    'description|abstract|summary|details|session description|resume|descriptif|presentation|contenu|resumen|descripcion|descripcion de la sesion|contenido|detalles',
  kind: 'type|kind|format|session type|session format|event type|type de proposition|type de session|type de seance|tipo|tipo de sesion|formato|category|categorie|categoria',
  part: 'track|tracks|track name|schedule track|part|theme|stream|strand|parcours|piste|partie|axe|volet|thematique|linea tematica|parte|eje|bloque|itinerario|tema|event subtype',
  date: 'date|day|session date|event date|date of event|date de la session|fecha de la sesion|start date|start (date)|jour|date de debut|journee|debut (date)|fecha|dia|fecha de inicio|comienzo (fecha)|inicio (fecha)|slot date',
  start:
    'start time|time start|starttime|start (time)|from|begin|begins|starts|starts at|time|times|hour|hours|session time|heure de debut|heure debut|debut (heure)|heure|heures|horaire|horaires|de|hora de inicio|hora inicio|comienzo (hora)|inicio (hora)|hora|horario|desde',
  end: "end time|time end|endtime|end (time)|to|until|ends|ends at|finish|heure de fin|heure fin|fin (heure)|a|jusqu'a|hora de fin|hora fin|hora final|hora de finalizacion|fin (hora)|hasta|termina",
  startDateTime:
    'start|start (date and time)|start date time|start datetime|scheduled at|starts on|debut|date et heure de debut|comienzo|inicio|fecha y hora de inicio|dtstart',
  endDateTime: 'end|end date time|end datetime|fin|date et heure de fin|fecha y hora de fin|final|dtend',
  duration:
    'duration|length|minutes|duration (minutes)|duration in minutes|duree|duree (minutes)|duracion|duracion (minutos)',
  room: 'room|rooms|room name|location|room/location|venue|place|hall|space|salle|salles|lieu|espace|sala|salas|lugar|salon|aula|espacio|recinto',
  speakers:
    'speaker|speakers|speaker name|speaker names|speakers names|presenter|presenters|persons|authors|participants|panellists|panelists|contributors|intervenant|intervenants|intervenante|intervenantes|intervenant e s|orateurs|oratrices|conferenciers|nom des intervenants|noms des intervenants|participants|ponente|ponentes|nombres de los ponentes|orador|oradores|oradora|oradoras|expositores|participantes|panelistas|conferencistas',
  moderators:
    'moderator|moderators|moderation|facilitator|facilitators|moderated by|moderateur|moderatrice|moderateurs|animateur|animatrice|animation|anime par|modere par|moderador|moderadora|moderadores|modera|moderacion|facilitador|facilitadora',
  chairs:
    'chair|chairs|chairperson|conveners|convener|session chair|co-chair|president|presidente|presidence|president de seance|presidencia|preside|coordina',
  otherPeople:
    'other people|autres personnes|otras personas|rapporteur|rapporteurs|host|hosts|discussant|discussants|respondent|keynote|keynote speaker|rapporteuse|discutant|discutants|relator|relatora|relatores|comentarista',
  affiliation:
    'affiliation|affiliations|presenters (affiliation)|organisation|organization|organisations|organizations|institution|company|structure|organisme|organizacion|institucion|entidad|afiliacion',
  spoken:
    'language|languages|spoken language|spoken languages|working language|langue|langues|langue de travail|langues de travail|idioma|idiomas|lengua|lenguas|idioma de trabajo',
  interpreted:
    "interpretation|interpreting|interpreted|interpretation languages|languages of interpretation|traduction|traduction simultanee|interpretation simultanee|langues d'interpretation|interpretacion|interpretacion simultanea|traduccion|traduccion simultanea|idiomas de interpretacion",
  status:
    'status|state|proposal state|session status|statut|etat|etat de la proposition|estado|estado de la propuesta',
  level: 'session or sub-session(sub)|session or sub-session|session ou sous-session|sesion o subsesion',
  link: 'link|links|url|website|web|resources|materials|lien|liens|site web|ressources|enlace|enlaces|sitio web|recursos',
  id: 'id|session id|proposal id|code|program code|reference|guid|uid|identifiant|ref|identificador|codigo|referencia',
  leaveOut:
    'pending proposal state|created|tags|notes|internal notes|slot count|speaker ids|median score|presenters (email)|email|e-mail|owner email|owner|level|board number|keywords|allow checkin|limit spaces|check-in type|end date|end (date)|fin (date)',
}

const targets = new Map(
  columnTargets.flatMap((target) => heads[target].split('|').map((head) => [head, target] as const)),
)

/** Heads that name the session in some tables, and what groups the sessions in others. */
export const isSessionHead = (head: string): boolean =>
  /^(?:session|sessions|seance|seances|sesion|sesiones|event|item)$/.test(foldHead(head))
