/** Times of the day as programmes write them, in three languages. */

/** A stretch of time at the start of a text; `end` where it is stated. Times are `HH:mm`. */
export type Span = {
  start: string
  end?: string
  /** Where it ends in the text. */
  next: number
  /** Whether its shape can hardly be anything but a time: `9:30`, `9 h 30`, `9 am`; not `9.30` alone. */
  isSure: boolean
}

/**
 * The time that a text begins with, and the text after it.
 * @example leadingSpan('De 9 h 30 à 10 h : Ouverture') → { span: { start: '09:30', end: '10:00', … }, rest: 'Ouverture' }
 */
export function leadingSpan(text: string): { span: Span; rest: string } | undefined {
  const opening =
    /^[\s([]*(?:(?:from|between|at|de|des|dès|desde|à|a)(?: las?)? )?/iu.exec(text)?.[0].length ?? 0
  const span = spanAt(text, opening) ?? spanAt(text, /^[\s([]*/.exec(text)?.[0].length ?? 0)
  if (span === undefined) return undefined
  const after = text.slice(span.next)
  // "9:30th" or "9:30/10" is no time.
  if (/^[\p{L}\d/%°]/u.test(after)) return undefined
  return { span, rest: after.replace(/^[\s)\]]*[\s:;,.|·–—―−-]*/u, '').trim() }
}

/**
 * The time that a text ends with, and the text before it.
 * @example trailingSpan('Opening (9:00–9:20)') → { span: { start: '09:00', end: '09:20', … }, rest: 'Opening' }
 */
export function trailingSpan(text: string): { span: Span; rest: string } | undefined {
  for (const { index } of text.matchAll(/(?<![\p{L}\d.:,/–—-])\d/gu)) {
    const span = spanAt(text, index)
    if (span === undefined || !/^[\s)\].]*$/.test(text.slice(span.next))) continue
    const before = text.slice(0, index)
    if (span.end === undefined && (!span.isSure || leads.test(before))) continue
    const rest = before
      .replace(/[\s,]+(?:from|de|of|à|at)\s*$/iu, '')
      .replace(/[\s([:;,.…|·–—―−_-]+$/u, '')
      .trim()
    if (rest !== '') return { span, rest }
  }
  return undefined
}

/** Words before a time in a sentence: "doors open at 8:30" is no session. */
const leads =
  /(?:^|\s)(?:at|by|until|till|before|after|from|à|a|vers|dès|jusqu['’]à|avant|las|la|hasta|antes de|desde)\s*$/iu

function spanAt(text: string, at: number): Span | undefined {
  const first = clockAt(text, at)
  if (first === undefined) return undefined
  const joint = matchAt(joints, text, first.next)
  const second = joint === undefined ? undefined : clockAt(text, first.next + joint[0].length)
  // "09:00 – 10 years of learning": a bare number after the dash is no end.
  const last =
    second?.shape === 'bare' || (second?.shape === 'dotted' && first.shape === 'bare') ? undefined : second
  if (last !== undefined && joinable(first, last)) {
    const meridiem = first.meridiem ?? (first.shape === 'marked' ? undefined : startMeridiem(first, last))
    const start = time(first, meridiem)
    const end = time(last, last.meridiem)
    if (start === undefined || end === undefined) return undefined
    const isSure = [first, last].some(({ shape }) => shape === 'marked') || first.shape === 'dotted'
    return { start, end, next: last.next, isSure }
  }
  if (first.shape === 'bare' || first.shape === 'digits') return undefined
  const start = time(first, first.meridiem)
  return start === undefined ? undefined : { start, next: first.next, isSure: first.shape === 'marked' }
}

/** Four digits join only each other, so that years stay years. */
const joinable = (first: Clock, last: Clock) =>
  first.shape === 'digits' || last.shape === 'digits'
    ? first.shape === last.shape && first.hour < 18 && [first, last].every(({ minute }) => minute % 5 === 0)
    : true

const joints =
  /\s*(?:[-‐‑‒–—―−~>]|→|\/)\s*|\s+(?:to|till|until|and|à|a|au|al|y|et|jusqu['’]à|hasta)\s+(?:las?\s+)?/iuy

/** "9–10:30 am" starts in the morning; so does "11–1 pm". */
function startMeridiem(first: Clock, last: Clock): 'am' | 'pm' | undefined {
  if (last.meridiem !== 'pm' || first.hour > 12) return last.meridiem
  const [from, to] = [first, last].map(({ hour, minute }) => (hour % 12) * 60 + minute)
  return (from ?? 0) < (to ?? 0) ? 'pm' : 'am'
}

type Clock = {
  hour: number
  minute: number
  meridiem: 'am' | 'pm' | undefined
  shape: 'marked' | 'dotted' | 'digits' | 'bare'
  next: number
}

function clockAt(text: string, at: number): Clock | undefined {
  const word = matchAt(
    /(?:12 )?(noon|midday|midi|mediod[ií]a)(?!\p{L})|(midnight|minuit|medianoche)(?!\p{L})/iuy,
    text,
    at,
  )
  if (word) {
    const hour = word[1] === undefined ? 0 : 12
    return { hour, minute: 0, meridiem: undefined, shape: 'marked', next: at + word[0].length }
  }
  for (const { shape, pattern } of clockShapes) {
    const found = matchAt(pattern, text, at)
    if (found === undefined) continue
    const unit = found[0].length + at
    const halves = matchAt(/\s?([ap])\.?\s?m\b\.?/iuy, text, unit)
    const meridiem = halves === undefined ? undefined : halves[1]?.toLowerCase() === 'a' ? 'am' : 'pm'
    const hours =
      halves === undefined && shape !== 'bare' ? matchAt(/\s?(?:hrs?|hs?)\b\.?/iuy, text, unit) : undefined
    return {
      hour: Number(found[1]),
      minute: Number(found[2] ?? 0),
      meridiem,
      shape: meridiem === undefined && hours === undefined ? shape : 'marked',
      next: unit + (halves?.[0].length ?? hours?.[0].length ?? 0),
    }
  }
  return undefined
}

const clockShapes = [
  { shape: 'marked', pattern: /(\d{1,2}) ?[:：] ?([0-5]\d)(?!\d)(?::[0-5]\d)?/y },
  { shape: 'marked', pattern: /(\d{1,2}) ?(?:heures?|hrs?|hs?)(?![\p{L}])\.?(?: ?([0-5]\d)(?![\d:.h]))?/iuy },
  { shape: 'dotted', pattern: /(\d{1,2})\.([0-5]\d)(?![.,]?\d|[%€])/y },
  { shape: 'digits', pattern: /(\d{2})([0-5]\d)(?![\d.,/])/y },
  { shape: 'bare', pattern: /(\d{1,2})(?![\d.,:%/°])/y },
] as const

function time({ hour, minute }: Clock, meridiem: 'am' | 'pm' | undefined): string | undefined {
  const hours = meridiem === undefined || hour > 12 ? hour : (hour % 12) + (meridiem === 'pm' ? 12 : 0)
  if (hours > 23) return undefined
  return [hours, minute].map((value) => String(value).padStart(2, '0')).join(':')
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
