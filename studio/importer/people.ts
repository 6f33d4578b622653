import { type ContributionRole, roleBefore, roleOfLabel } from './contribution-roles.ts'
import { type FoundPeople, listed, personIn } from './people-lists.ts'
import { foldForMatching } from './vocabulary.ts'

/**
 * The people that a text names: after a word for a role, or all of it where `role` says that the text lists people. A
 * name alone, or one that may be a title or a place, is left in the text. The same text gives the same people.
 * @example peopleIn('Chair: Ms. Ana Ruiz, Mayor of Soria').people → [{ role: 'chair', name: 'Ana Ruiz', title: 'Mayor of Soria', … }]
 */
export function peopleIn(text: string, role?: ContributionRole): FoundPeople {
  if (text.length > longest) return { people: [], asked: [], rest: text }
  if (role !== undefined) return inColumn(text, role)
  const parts = labelledParts(text)
  if (parts.length > 1) return joined(parts.map((part) => peopleIn(part)))
  return labelled(text) ?? afterRole(text) ?? alone(text)
}

/** A list of people, in which a line may say another role of its own. @example 'Ana Ruiz\nRapporteur: Luis Paz' */
function inColumn(text: string, role: ContributionRole): FoundPeople {
  const ownRole = (line: string) => {
    const [, label = ''] = labelled_.exec(line) ?? []
    return label === '' ? undefined : roleOfLabel(foldLabel(label))
  }
  const lines = text.split('\n')
  if (!lines.some(ownRole)) return listed(text, role)
  return joined(
    lines.map((line) => (ownRole(line) ? (ofOne(line, role) ?? peopleIn(line)) : listed(line, role))),
  )
}

/**
 * The people that the title of a session names at its end, after words such as "by", or after a label where they have an
 * honorific or a title. `rest` is the title without them, never empty.
 * @example peopleInTitle('Mot d’accueil par Jeanne Roy, maire de Lyon').rest → 'Mot d’accueil'
 */
export function peopleInTitle(title: string): FoundPeople {
  if (title.length > longest) return { people: [], asked: [], rest: title }
  const after = afterRole(title)
  if (after !== undefined) return after.rest === '' ? { people: [], asked: [], rest: title } : after
  const atEnd = labelledAtEnd(title)
  if (atEnd !== undefined) return atEnd
  const [, label = '', list = ''] = labelled_.exec(title) ?? []
  const role = roleOfLabel(foldLabel(label))
  const found = role && listed(list, role, true)
  return found && found.people.length > 0 && found.rest === ''
    ? { ...found, rest: label }
    : { people: [], asked: [], rest: title }
}

/** "Plénière (Amphi) – Présidence : NAME": a title, and after a dash or a full stop a word for a role with people alone. */
function labelledAtEnd(title: string): FoundPeople | undefined {
  const [, before = '', label = '', list = ''] =
    /^(.*[^\s–—.|-])\s*(?:\s[–—|-]|\.)\s+(\p{Lu}[^:.–—|]{2,40}?)\s*:\s*(\S.*)$/u.exec(title) ?? []
  const role = before === '' ? undefined : roleOfLabel(foldLabel(label))
  const found = role && listed(list, role, isWeak(foldLabel(label), role))
  return found && found.people.length > 0 && found.rest === '' ? { ...found, rest: before } : undefined
}

/** The role that a line alone announces for the lines below it. @example roleOfHead('Speakers:') → 'speaker' */
export function roleOfHead(text: string): { role: ContributionRole; isMarked: boolean } | undefined {
  const role = text.length <= 40 ? roleOfLabel(foldLabel(text.replace(/\s*:\s*$/, ''))) : undefined
  return role && { role, isMarked: /:\s*$/.test(text) }
}

/** A longer text is no list of people. */
const longest = 4000

const labelled_ = /^\s*([^:\n]{2,44}?)\s*:\s*(\S[\s\S]*)$/u
const foldLabel = (label: string): string =>
  foldForMatching(label).replace(/[()[\]]/g, (mark) => (/[()]/.test(mark) ? mark : ''))

/** "Moderator: …" */
function labelled(text: string): FoundPeople | undefined {
  const [, label = '', list = ''] = labelled_.exec(text) ?? []
  const role = roleOfLabel(foldLabel(label))
  if (role === undefined) return undefined
  const found = listed(list, role, isWeak(foldLabel(label), role))
  return { ...found, rest: found.rest === '' ? '' : `${label}: ${found.rest}` }
}

/** "Moderator: A; B; C" in a list of people: what one alone does, and then the others. */
function ofOne(line: string, role: ContributionRole): FoundPeople | undefined {
  const [, label = '', list = ''] = labelled_.exec(line) ?? []
  const [first = '', ...more] = list.split(/\s*;\s*/)
  if (more.length === 0 || !singular.test(foldLabel(label)) || more.some((one) => one.includes(':')))
    return undefined
  return joined([peopleIn(`${label}: ${first}`), ...more.map((one) => inColumn(one, role))])
}
const singular =
  /^(?:moderator|facilitator|(?:session )?chair(?:person)?|rapporteur|host|moderat(?:eur|rice)|animat(?:eur|rice)|facilitat(?:eur|rice)|president(?:e)? de (?:la )?(?:seance|session)|moderadora?|facilitadora?|relatora?|modera|conduce|preside|facilita)$/

/** Labels that are kinds of session too: what follows is a list of people only with an honorific or a title. */
const isWeak = (label: string, role: ContributionRole): boolean =>
  (ceremonies.has(role) && !/ speakers?$/.test(label)) ||
  /^(?:panel|interventions?|animation|temoignages?|with|avec|con)$/.test(label)

/** Where a text has several labels, each with its list. */
function labelledParts(text: string): string[] {
  const starts = [...text.matchAll(/(?:^|(?<=[.;|\n]\s*|\s\/\s*))([\p{Lu}][^:.;|\n]{2,40}?)\s*:/gu)]
    .filter(([, label = '']) => roleOfLabel(foldLabel(label)) !== undefined)
    .map(({ index }) => index)
  return [0, ...starts.filter((start) => start > 0)]
    .map((start, at, all) => text.slice(start, all[at + 1]).replace(/[\s;|./]+$/u, ''))
    .filter((part) => part.trim() !== '')
}

const joined = (found: readonly FoundPeople[]): FoundPeople => ({
  people: found.flatMap(({ people }) => people),
  asked: found.flatMap(({ asked }) => asked),
  rest: found
    .map(({ rest }) => rest)
    .filter(Boolean)
    .join('. '),
})

/** "… moderated by NAME", "Closing by NAME": a verb goes with the names, a noun stays. */
function afterRole(text: string): FoundPeople | undefined {
  const folded = [...text].map(foldOne).join('')
  const found = roleBefore(folded)
  if (found === undefined) return undefined
  const written = text.slice(found.start, found.end)
  const isVerbAlone = !/ (?:by|par|por|de|d.|with)$|^a cargo de|^featuring/.test(
    folded.slice(found.start, found.end),
  )
  const list = text
    .slice(found.end)
    .replace(/^\s*:\s*/, '')
    .replace(/^\s*(?:la|el|las|los|le|les)\s+(?=\p{Lu})/u, '')
    .replace(/^\s*(?:d[’'])\s*(?=\p{Lu})/u, '')
    .trim()
  // "presenta", "participa" and the like only count at the start of a text or of a sentence.
  if (isVerbAlone && !/^\s*$|[.;:–—|(]\s*$/u.test(text.slice(0, found.start))) return undefined
  const bracketed = /^(.*?)\)\s*$/u.exec(list)
  const isInBrackets = /\(\s*$/.test(text.slice(0, found.start)) && bracketed !== null
  // "Clausura: …" is a kind of session too.
  const isStrict = isVerbAlone && /^\s*:/.test(text.slice(found.end)) && ceremonies.has(found.role)
  const { people, asked, rest } = listed(isInBrackets ? (bracketed[1] ?? '') : list, found.role, isStrict)
  if (people.length === 0 && asked.length === 0) return undefined
  if (people.length === 0) return { people, asked, rest: text }
  const noun = nouns.test(folded.slice(found.start))
    ? written.replace(/\s+(?:by|par|por|de|a cargo de)$/iu, '')
    : ''
  const before = `${text.slice(0, found.start)}${noun}`.replace(/[\s,;:(–—|-]+$/u, '').trim()
  return {
    people,
    asked,
    rest: rest === '' ? before : `${before} ${written.slice(noun.length).trim()} ${rest}`.trim(),
  }
}

const ceremonies: ReadonlySet<ContributionRole> = new Set(['host', 'opening', 'closing', 'keynote'])
const nouns =
  /^(?:welcome|opening|closing|keynote|mots?|allocution|ouverture|cloture|accueil|synthese|conclusions?|introduction|propos|bienvenue|intervention|temoignages?|debats?|palabras|bienvenida|apertura|clausura|cierre)(?![a-z])/
const foldOne = (character: string): string => {
  const folded = foldForMatching(character)
  return folded.length === character.length ? folded : character
}

/** One line that is a person without a word for a role: only with an honorific or a title. */
function alone(text: string): FoundPeople {
  const found = personIn(text.replace(/[.;]\s*$/, ''), 'speaker')
  const nothing = { people: [], asked: [], rest: text }
  return found?.isSure === true && /^\P{Lu}*\p{Lu}/u.test(text)
    ? { people: [found.person], asked: [], rest: '' }
    : nothing
}
