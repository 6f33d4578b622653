import type { ContributionRole } from './contribution-roles.ts'
import { isPersonName, isTitle, titleBefore, withoutHonorific } from './person-names.ts'
import type { FoundPerson } from './plan.ts'

/** `people` are sure; each of `asked` the editor must take or leave; `rest` is the text without those that are sure. */
export type FoundPeople = {
  people: readonly FoundPerson[]
  asked: readonly FoundPerson[]
  rest: string
}

/** The people of a list; `isStrict` takes only those with an honorific or a title. */
export function listed(text: string, role: ContributionRole, isStrict = false): FoundPeople {
  const entries = entriesOf(text)
  const read = entries.map((entry) => ({ entry, found: personIn(entry, role) }))
  const hasSure = read.some(({ found }) => found?.isSure)
  const people: FoundPerson[] = []
  const asked: FoundPerson[] = []
  const left: string[] = []
  for (const { entry, found } of read) {
    if (found && (found.isSure || (found.isName && (!isStrict || hasSure)))) people.push(found.person)
    else {
      left.push(entry)
      if (found && (!isStrict || hasSure || found.isName)) asked.push(found.person)
    }
  }
  return { people, asked, rest: left.join('; ') }
}

/** A list cut at its semicolons, lines and bullets; at commas and "and" only where each piece is a person. */
function entriesOf(text: string): string[] {
  return text
    .split(/\s*(?:[;；؛\n]|(?<=^|\s)[•●▪◦](?=\s))\s*/u)
    .flatMap((piece) =>
      /\s\|\s/.test(piece) && !isTitle(piece.split(/\s\|\s/)[1] ?? '') ? piece.split(/\s\|\s/) : [piece],
    )
    .map((piece) =>
      piece
        .replace(/^[-–—*·]\s+/u, '')
        .replace(/(?<=[\p{L})]{2})\.\s*$/u, '')
        .trim(),
    )
    .filter(Boolean)
    .flatMap((piece) => piece.replace(/^(?:and|et|y|e)\s+(?=\p{Lu})/u, ''))
    .flatMap(cutAtCommas)
}

/** Arabic and Chinese write commas and brackets of their own. */
const atCommas = /\s*[,،、，]\s*(?![^()（）]*[)）])/u
const withLatinMarks = (text: string): string =>
  text
    .replace(/\s*[،、，]\s*/gu, ', ')
    .replace(/\s*（/gu, ' (')
    .replace(/）/gu, ')')

function cutAtCommas(piece: string): string[] {
  const commas = piece.split(atCommas).flatMap((one, index) =>
    // The last comma of a list may be an "and".
    index === 0 || isNameWithMore(one) || /\s(?:and|et|y|e|&)\s/u.test(one) ? splitAnd(one) : [one],
  )
  if (commas.length > 1 && commas.every(isNameWithMore)) return commas
  // "A, Mayor of X, B, Mayor of Y" and "Hon. A (X), Hon. B (Y)": a new person begins where a name has its own title.
  const pieces = piece.split(atCommas)
  const groups: string[][] = []
  pieces.forEach((one, index) => {
    const begins =
      index > 0 && isNameWithMore(one) && (withoutHonorific(one).isFound || isTitle(pieces[index + 1] ?? ''))
    const last = groups.at(-1)
    if (last === undefined || begins) groups.push([one])
    else last.push(one)
  })
  const isEachPerson = groups.length > 1 && groups.every(([first = '']) => isNameWithMore(first))
  return isEachPerson ? groups.map((group) => group.join(', ')) : (sharedTitle(pieces) ?? [piece])
}

/** "A and B, journalists": both have the title. */
function sharedTitle([first = '', ...more]: readonly string[]): string[] | undefined {
  const names = splitAnd(first)
  return names.length > 1 ? names.map((name) => [name, ...more].join(', ')) : undefined
}

function splitAnd(text: string): string[] {
  const names = text.split(/\s+(?:and|et|y|e|&)\s+(?![^()]*\))/u)
  return names.length > 1 && names.every(isNameWithMore) ? names : [text.replace(/^(?:and|et|y|e|&)\s+/u, '')]
}

/** A name, perhaps with an honorific before it and a bracket after it. */
const isNameWithMore = (text: string): boolean => {
  const { text: name, isFound } = withoutHonorific(
    withoutMark(withLatinMarks(text)).text.replace(/\s*\([^()]*\)\s*$/u, ''),
  )
  return (
    isPersonName(name) || titleBefore(name) !== undefined || (isFound && /^\p{Lu}[\p{L}’'-]+$/u.test(name))
  )
}

/** A text without a mark such as "(tbc)". */
function withoutMark(text: string): { text: string; isToConfirm: boolean } {
  const plain = text.replace(toConfirm, ' ').replace(/\s+/g, ' ').replace(/\s+,/g, ',').trim()
  return { text: plain, isToConfirm: plain !== text.trim() }
}
const toConfirm =
  /\s*(?:[([](?:tbc|tba|tbd|to be confirmed|invited|confirmation pending|à confirmer|a confirmer|sous réserve|sous reserve|invitée?|por confirmar|a confirmar|pendiente de confirmación|invitad[oa])[)\]]|(?<=\S)[\s,–—-]+(?:tbc|TBC|à confirmer|por confirmar)$)/giu

/** What one entry says: surely a person, by an honorific or a title; a name; or something else with a capital. */
export function personIn(
  entry: string,
  role: ContributionRole,
): { person: FoundPerson; isSure: boolean; isName: boolean } | undefined {
  const { text, isToConfirm } = withoutMark(withLatinMarks(entry))
  const { text: plain, isFound: hasHonorific } = withoutHonorific(text)
  const [, first = '', details = ''] = /^([^,(–—|]*?)(?:\s*[,–—|]\s*|\s*(?=\())(.*)$/su.exec(
    plain.replace(/\s-\s/u, ' – '),
  ) ?? ['', plain, '']
  if (sentence.test(details)) return undefined
  const before = titleBefore(first)
  const name = before?.name ?? first.trim()
  const known = detailsOf(details)
  const title = [before?.title, known.title].filter(Boolean).join(', ')
  const base = { role, written: entry, ...(isToConfirm && { isToConfirm }) }
  if (isPersonName(name)) {
    const person: FoundPerson = {
      ...base,
      kind: 'person',
      name,
      ...(title !== '' && { title }),
      ...(known.organisation !== '' && { organisation: known.organisation }),
    }
    return { person, isSure: hasHonorific || title !== '', isName: true }
  }
  if (hasHonorific && /^\p{Lu}[\p{L}’'-]+$/u.test(name))
    return {
      person: { ...base, kind: 'person', name, ...(title && { title }) },
      isSure: false,
      isName: false,
    }
  const isBody =
    /^[\p{Lu}\p{Lo}]/u.test(text) &&
    text.split(' ').length <= 10 &&
    // "Closing by the President"
    !(isTitle(text) && !/\s/.test(text)) &&
    !/[.!?:]$/.test(text) &&
    !unnamed.test(text)
  return isBody
    ? { person: { ...base, kind: 'organisation', name: text }, isSure: false, isName: false }
    : undefined
}

/** What makes a sentence of a name and a title: "Ana Ruiz, Mayor of Soria, will open the day". */
const sentence =
  /(?:^|[,\s])(?:will|is|are|was|were|has|have|shall|opens?|presents?|welcomes?|sera|est|qui|ouvrira|ouvre|présentera|présente|prononcera|accueillera|será|es|ha|quien|abrirá|abre|presentará|inaugurará|dará)(?=\s)/u

/** Words in the place of a name. */
const unnamed =
  /^(?:tbc|tba|tbd|to be (?:confirmed|announced|determined)|à (?:confirmer|préciser)|por (?:confirmar|definir|anunciar))\b/iu

/** A body that is written without a capital: "red de ciudades". */
const body =
  /^(?:the |le |la |l[’'])?(?:network|association|city|town|council|university|foundation|institute|réseau|ville|commune|mairie|métropole|université|fondation|institut|red|asociación|ciudad|municipio|municipalidad|ayuntamiento|universidad|fundación|instituto)(?= (?:of|for|de|du|des|d[’']|del|para|pour))/iu

/** What stands after a name: titles, and the organisation. */
function detailsOf(details: string): { title: string; organisation: string } {
  const bracket = /^\(([^()]*)\)\s*[,–—|-]?\s*(.*)$/su.exec(details)
  if (bracket) {
    const [inside, after] = [detailsOf(bracket[1] ?? ''), detailsOf(bracket[2] ?? '')]
    return {
      title: [inside.title, after.title].filter(Boolean).join(', '),
      organisation: [after.organisation, inside.organisation].filter(Boolean).join(', '),
    }
  }
  const pieces = details
    .split(/\s*[,|]\s*(?![^()]*\))|\s+[–—]\s+/u)
    .map((one) => one.trim())
    .filter(Boolean)
  const titles = pieces.findIndex(
    (piece, index) =>
      !(
        isTitle(piece) ||
        (/^\p{Ll}/u.test(piece) && !body.test(piece) && (index > 0 || pieces.length === 1))
      ),
  )
  const end = titles === -1 ? pieces.length : titles
  return { title: pieces.slice(0, end).join(', '), organisation: pieces.slice(end).join(', ') }
}
