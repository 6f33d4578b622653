import { timeAt } from '#src/model/time.ts'

/** Times of day as programmes write them, in the languages of the site. */

/** A time or a range of times in a text; `end` where it is stated. Times are `HH:mm`. */
export type Span = {
  start: string
  end?: string
  /** The index in the text after it. */
  next: number
  /** Whether it can hardly be anything but a time: `9:30`, `9 h 30`, `9 am`; not `9.30` alone. */
  isSure: boolean
  /** Whether the text says that it is only about then. */
  isAbout?: true
}

/** A time, and the text without it. */
export type TimedText = { span: Span; rest: string }

/**
 * The time that a text begins with, and the text after it.
 * @example leadingSpan('De 9 h 30 à 10 h : Ouverture') → { span: { start: '09:30', end: '10:00', … }, rest: 'Ouverture' }
 */
export function leadingSpan(text: string): TimedText | undefined {
  const opening =
    /^[\s([]*(?:(?:from|between|at|de|des|dès|desde|à|a)(?: las?)? )?/iu.exec(text)?.[0].length ?? 0
  const about = aboutWords.exec(text)?.[0].length
  const found = spanAt(text, about ?? opening) ?? spanAt(text, /^[\s([]*/.exec(text)?.[0].length ?? 0)
  if (found === undefined) return undefined
  const ish = /^-?ish(?!\p{L})/iu.exec(text.slice(found.next))?.[0].length ?? 0
  const isAbout = about !== undefined || ish > 0
  const span: Span = { ...found, next: found.next + ish, ...(isAbout && { isAbout }) }
  const after = afterZones(text.slice(span.next))
  // "9:30th" or "9:30/10" is no time.
  if (/^[\p{L}\d/%°]/u.test(after)) return undefined
  return { span, rest: after.replace(/^[\s)\]]*[\s:;,.|·–—―−-]*/u, '').trim() }
}

/** Words before a time that is not exact. */
const aboutWords =
  /^[\s([]*(?:[~≈]\s*|(?:ca?\.|circa|approx\.?|approximately|around|about|env\.|environ|vers|aprox\.|hacia(?: las?)?|sobre las?|alrededor de las?)\s+)(?=\d)/iu

/** The text after a time, without the zone that it is in and the same time in other zones: "ET / 10:30–11:45 AM PT", "(Bogotá) / 16:00 (Madrid)". */
function afterZones(after: string): string {
  const zone = zoneName.exec(after) ?? placeBeforeOther.exec(after)
  let rest = zone ? after.slice(zone[0].length) : after
  for (let joint = /^\s*[/|(]\s*(?=\d)/.exec(rest); joint; joint = /^\s*[/|(]\s*(?=\d)/.exec(rest)) {
    const other = spanAt(rest, joint[0].length)
    const otherZone =
      other && (zoneName.exec(rest.slice(other.next)) ?? placeInBrackets.exec(rest.slice(other.next)))
    if (!other || !otherZone) return rest
    rest = rest.slice(other.next + otherZone[0].length).replace(/^\s*\)/, '')
  }
  return rest
}

const zoneName =
  /^\s?\(?(?:[ECMP][SD]?T|CES?T|WES?T|EES?T|BST|GMT|UTC|SAST|EAT|WAT|CAT|IST|JST|KST|SGT|AES?T|AEDT|ART|BRT|COT|PET|CLS?T)\)?(?![\p{L}\d+])/u

/** A place in the place of a zone. In brackets alone it may be a room. */
const placeInBrackets = /^\s?\((?:(?:heure|hora) de )?\p{Lu}[\p{L}.’' -]{1,30}\)/u
const placeBeforeOther = new RegExp(`${placeInBrackets.source}(?=\\s*[/|]\\s*\\d)`, 'u')

/**
 * The time that a text ends with, and the text before it.
 * @example trailingSpan('Opening (9:00–9:20)') → { span: { start: '09:00', end: '09:20', … }, rest: 'Opening' }
 */
export function trailingSpan(text: string): TimedText | undefined {
  for (const { index } of text.matchAll(/(?<![\p{L}\d.:,/–—-])\d/gu)) {
    const span = spanAt(text, index)
    if (span === undefined || !/^[\s)\].]*$/.test(text.slice(span.next))) continue
    const before = text.slice(0, index)
    if (span.end === undefined && (!span.isSure || beforeTime.test(before))) continue
    const rest = before
      .replace(/[\s,]+(?:from|de|of|à|at)\s*$/iu, '')
      .replace(/[\s([:;,.…|·–—―−_-]+$/u, '')
      .trim()
    if (rest !== '') return { span, rest }
  }
  return undefined
}

/** Words before a time in a sentence: "doors open at 8:30" is no session. */
const beforeTime =
  /(?:^|\s)(?:at|by|until|till|before|after|from|à|a|vers|dès|jusqu['’]à|avant|las|la|hasta|antes de|desde)\s*$/iu

function spanAt(text: string, at: number): Span | undefined {
  const first = clockAt(text, at)
  if (first === undefined) return undefined
  const last = endAfter(text, first)
  return last === undefined ? startOnly(first) : range(first, last)
}

/** The time that a joint such as a dash connects to a first one. */
function endAfter(text: string, first: Clock): Clock | undefined {
  const joint = matchAt(joints, text, first.next)
  const last = joint && clockAt(text, first.next + joint[0].length)
  // "09:00 – 10 years of learning": a bare number after the dash is no end.
  const isNumber =
    (last?.shape === 'bare' && last.meridiem === undefined) ||
    (last?.shape === 'dotted' && first.shape === 'bare' && !isSoonAfter(first, last))
  return last !== undefined && !isNumber && canJoin(first, last) ? last : undefined
}

/** "11 – 12.15", on the hour and within some hours; not "9 – 45.50". */
const isSoonAfter = (first: Clock, last: Clock): boolean =>
  first.hour >= 6 && last.hour >= first.hour && last.hour <= first.hour + 4 && last.minute % 5 === 0

function range(first: Clock, last: Clock): Span | undefined {
  const meridiem = first.meridiem ?? startMeridiem(first, last)
  const [start, end] = [timeOfClock(first, meridiem), timeOfClock(asClock(last), last.meridiem)]
  if (start === undefined || end === undefined) return undefined
  const isSure = [first, last].some(({ shape }) => shape === 'marked') || first.shape === 'dotted'
  return { start, end, next: last.next, isSure }
}

/** "22:00–24:30": an end after midnight, as hours of the day before. */
const asClock = (last: Clock): Clock =>
  last.shape !== 'bare' && last.meridiem === undefined && last.hour >= 24 && last.hour < 30
    ? { ...last, hour: last.hour - 24 }
    : last

function startOnly(first: Clock): Span | undefined {
  if (first.shape === 'bare' || first.shape === 'digits') return undefined
  const start = timeOfClock(first, first.meridiem)
  return start === undefined ? undefined : { start, next: first.next, isSure: first.shape === 'marked' }
}

/** Four digits are joined only with four digits, so that years are not read as times. */
const canJoin = (first: Clock, last: Clock) =>
  first.shape === 'digits' || last.shape === 'digits'
    ? first.shape === last.shape && first.hour < 18 && [first, last].every(({ minute }) => minute % 5 === 0)
    : true

const joints =
  /\s*(?:[-‐‑‒–—―−~>]|→|\/)\s*|\s+(?:to|till|until|and|à|a|au|al|y|et|jusqu['’]à|hasta)\s+(?:las?\s+)?/iuy

/** A meridiem at the end holds for the start where that makes the shorter way forward: "9–10:30 am", "11–1 pm". */
function startMeridiem(first: Clock, last: Clock): Meridiem | undefined {
  if (last.meridiem === undefined || first.hour > 12 || first.hour === 0) return undefined
  const end = minutesOf(last, last.meridiem)
  const forward = (meridiem: Meridiem) => (end - minutesOf(first, meridiem) + 1440) % 1440
  return forward('am') < forward('pm') ? 'am' : 'pm'
}

const minutesOf = ({ hour, minute }: Clock, meridiem: Meridiem): number =>
  (hour > 12 ? hour : (hour % 12) + (meridiem === 'pm' ? 12 : 0)) * 60 + minute

/** A time of day as it is written; `next` is where it ends in the text. */
type Clock = {
  hour: number
  minute: number
  meridiem: Meridiem | undefined
  shape: 'marked' | 'dotted' | 'digits' | 'bare'
  next: number
}
type Meridiem = 'am' | 'pm'

function clockAt(text: string, at: number): Clock | undefined {
  const word = clockWordAt(text, at)
  if (word) return word
  for (const { shape, pattern } of clockShapes) {
    const found = matchAt(pattern, text, at)
    if (found === undefined) continue
    const digitsEnd = at + found[0].length
    const { length, meridiem } = unitAt(text, digitsEnd, shape)
    return {
      hour: Number(found[1]),
      minute: Number(found[2] ?? 0),
      meridiem,
      // A number with one letter is a time only beside another: "3a" alone may be a room.
      shape: length > 1 || (length > 0 && shape !== 'bare') ? 'marked' : shape,
      next: digitsEnd + length,
    }
  }
  return undefined
}

/** "noon", "midnight". */
function clockWordAt(text: string, at: number): Clock | undefined {
  const word = matchAt(
    /(?:12 )?(noon|midday|midi|mediod[ií]a)(?!\p{L})|(midnight|minuit|medianoche)(?!\p{L})/iuy,
    text,
    at,
  )
  if (word === undefined) return undefined
  const hour = word[1] === undefined ? 0 : 12
  return { hour, minute: 0, meridiem: undefined, shape: 'marked', next: at + word[0].length }
}

/** "am", "p.m." or "hrs" after digits; after a bare number only the first two. */
function unitAt(
  text: string,
  at: number,
  shape: Clock['shape'],
): { length: number; meridiem: Meridiem | undefined } {
  const half = matchAt(/\s?([ap])\.?\s?m\b\.?/iuy, text, at)
  if (half) return { length: half[0].length, meridiem: half[1]?.toLowerCase() === 'a' ? 'am' : 'pm' }
  // "8:45a", "12-1p"
  const letter = matchAt(/([ap])(?![\p{L}\d.])/iuy, text, at)
  if (letter) return { length: 1, meridiem: letter[1]?.toLowerCase() === 'a' ? 'am' : 'pm' }
  const hours = shape === 'bare' ? undefined : matchAt(/\s?(?:hrs?|hs?)\b\.?/iuy, text, at)
  return { length: hours?.[0].length ?? 0, meridiem: undefined }
}

const clockShapes = [
  { shape: 'marked', pattern: /(\d{1,2}) ?[:：] ?([0-5]\d)(?!\d)(?::[0-5]\d)?/y },
  { shape: 'marked', pattern: /(\d{1,2}) ?(?:heures?|hrs?|hs?)(?![\p{L}])\.?(?: ?([0-5]\d)(?![\d:.h]))?/iuy },
  { shape: 'dotted', pattern: /(\d{1,2})\.([0-5]\d)(?![.,]?\d|[%€])/y },
  { shape: 'digits', pattern: /(\d{2})([0-5]\d)(?![\d.,/])/y },
  { shape: 'bare', pattern: /(\d{1,2})(?![\d.,:%/°])/y },
] as const

function timeOfClock({ hour, minute }: Clock, meridiem: Meridiem | undefined): string | undefined {
  const hours = meridiem === undefined || hour > 12 ? hour : (hour % 12) + (meridiem === 'pm' ? 12 : 0)
  return timeAt(hours * 60 + minute)
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
