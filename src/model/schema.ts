import { z } from 'zod'
import { cleanText, isBlank } from './clean-text.ts'
import type { FaultCode } from './codes.ts'
import { type ColourField, groundOf, grounds, hexOf, isReadable, nearestReadable } from './colours.ts'
import { downloadKind, downloadKinds } from './downloads.ts'
import { spokenLanguages } from './languages.ts'
import {
  cleaned,
  limitedList,
  limits,
  localizedRichText,
  localizedSlug,
  localizedText,
  localizedTitle,
} from './localized.ts'
import { isReservedSegment, maxSlugLength, slugPattern, unusedSlug } from './slugs.ts'
import { isDate, isTime, isTimeZone } from './time.ts'

/**
 * Each document type as it is stored, and what it is parsed to: references become ids, localized lists become
 * `Localized` values, null becomes undefined. The message of a zod issue is its fault code.
 */

const fault = (code: FaultCode) => code
const missing = fault('missing')

const absentOr = (code: FaultCode) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined || input === null ? missing : code),
})
const required = z
  .string(absentOr('wrongShape'))
  .max(limits.text, { error: fault('tooLong'), abort: true })
  .transform((text) => (isBlank(text) ? '' : cleanText(text).trim()))
  .pipe(z.string().min(1, { error: missing, abort: true }))
const wholeUpTo = (most: number) =>
  z
    .number(absentOr('wrongShape'))
    .int(fault('notWhole'))
    .min(1, fault('notWhole'))
    .max(most, fault('tooLarge'))
const positiveInteger = wholeUpTo(999)
/** The largest halls have some tens of thousands. */
const seats = wholeUpTo(999_999)
/** The first and the last day of a document. Time zones and calendars are not what we know beyond them. */
const years = { least: '1900-01-01', most: '2999-12-31' }
const isWithinYears = (date: string) => date >= years.least && date <= years.most
const date = required
  .refine(isDate, { error: fault('notADate'), abort: true })
  .refine(isWithinYears, { error: fault('yearOutOfRange'), params: years })
const clock = required.refine(isTime, fault('notATime'))
const zone = required.refine(isTimeZone, fault('notATimeZone'))
const reference = z.object({ _ref: required }, absentOr('wrongShape')).transform(({ _ref }) => _ref)

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined)
const list = <S extends z.ZodType>(schema: S) =>
  limitedList(schema, absentOr('wrongShape'))
    .nullish()
    .transform((items) => items ?? [])
/** Ids of other documents, each once. */
const references = list(z.object({ _key: z.string(), _ref: required }, absentOr('wrongShape'))).transform(
  (items) => [...new Set(items.map(({ _ref }) => _ref))],
)
const optionalText = optional(z.string().max(limits.text, fault('tooLong'))).transform(
  (value) => value && cleaned(value),
)
/** A text that may be absent, and is checked where it is not. */
const optionalAs = (check: (text: string) => boolean, code: FaultCode) =>
  optionalText.refine((value) => value === undefined || check(value), fault(code))
const texts = list(z.string().max(limits.text, fault('tooLong'))).transform((items) =>
  items.flatMap((item) => cleaned(item) ?? []),
)

/** A localized text that must exist in one language; which one is the editors' business. */
const title = localizedTitle.refine((value) => Object.keys(value).length > 0, fault('missingEverywhere'))

const slug = localizedSlug.superRefine((value, context) => {
  for (const [locale, segment] of Object.entries(value)) {
    const problem = slugProblem(segment)
    if (problem) context.addIssue({ ...problem, params: { ...problem.params, locale } })
  }
})

/** The slug of an edition, which is the same in every language. */
const plainSlug = z
  .object({ current: required }, absentOr('wrongShape'))
  .transform(({ current }) => current)
  .superRefine((segment, context) => {
    const problem = slugProblem(segment)
    if (problem) context.addIssue(problem)
  })

/** What is wrong with a slug, as an issue of zod. */
function slugProblem(segment: string) {
  const issue = (code: FaultCode, params: Readonly<Record<string, string>>) => ({
    code: 'custom' as const,
    message: fault(code),
    params,
  })
  if (segment.length > maxSlugLength) return issue('tooLong', { most: String(maxSlugLength) })
  if (!slugPattern.test(segment)) return issue('notASlug', { found: segment })
  if (isReservedSegment(segment)) return issue('reserved', { found: segment, proposal: unusedSlug(segment) })
  return undefined
}

const imageAsset = optional(
  z.object({
    _ref: required.refine(
      (id) => /^image-[0-9a-f]{1,64}-[1-9]\d{0,5}x[1-9]\d{0,5}-[a-z0-9]{1,10}$/.test(id),
      {
        error: fault('notAnImage'),
      },
    ),
  }),
).transform((value) => value?._ref)
const fileAsset = reference.refine((id) => /^file-[0-9a-f]{1,64}-[a-z0-9]{1,10}$/.test(id), fault('notAFile'))
const takesOver = optional(z.boolean())
const spokenLanguage = z.enum(spokenLanguages, absentOr('wrongShape'))
/** A position on the map, in degrees. Numbers beyond the poles or the date line are of nowhere. */
const degrees = (most: number) =>
  z.number(absentOr('wrongShape')).refine((value) => Math.abs(value) <= most, {
    error: fault('notOnTheMap'),
    params: { most: String(most) },
  })
const location = optional(z.object({ lat: degrees(90), lng: degrees(180) }))
/** Files that readers may take away, each in one language, or in all. */
const downloads = list(
  z.object({
    _key: z.string(),
    title,
    language: optional(spokenLanguage),
    file: z
      .object({ asset: fileAsset, name: optionalText, size: optional(z.number()) }, absentOr('wrongShape'))
      .superRefine(({ asset: id }, context) => {
        const kind = downloadKind(id)
        if (kind === undefined || downloadKinds.includes(kind)) return
        context.addIssue({
          code: 'custom',
          message: fault('notADownload'),
          params: { found: `.${kind}` },
        })
      }),
  }),
)
/** A day and a time of day; absent where neither is there. */
const wallClock = optional(
  z.object({
    date: optionalAs((text) => isDate(text) && isWithinYears(text), 'notADate'),
    time: optionalAs(isTime, 'notATime'),
  }),
).transform((value, context) => {
  if (value?.date !== undefined && value.time !== undefined) return { date: value.date, time: value.time }
  const path = value?.date !== undefined ? ['time'] : value?.time !== undefined ? ['date'] : undefined
  if (path === undefined) return undefined
  context.addIssue({ code: 'custom', message: missing, path })
  return z.NEVER
})
/** A sentence above every page, from and until a time, each of which may be left open. */
const notice = optional(z.object({ text: localizedTitle, from: wallClock, until: wallClock }))
/** A part of an image's width or height. */
const fraction = z
  .number()
  .transform((value) => Math.min(Math.max(value, 0), 1))
  .nullish()
const image = optional(
  z.object({
    asset: imageAsset,
    crop: optional(
      z
        .object({ top: fraction, bottom: fraction, left: fraction, right: fraction })
        .refine(
          ({ top, bottom, left, right }) => (top ?? 0) + (bottom ?? 0) < 1 && (left ?? 0) + (right ?? 0) < 1,
          fault('emptyCrop'),
        ),
    ),
    hotspot: optional(z.object({ x: fraction, y: fraction, width: fraction, height: fraction })),
    alt: localizedText,
  }),
)

/** The mark of the organisation, of a kind that shows as it is at any size or has a ground that can be seen through. */
const mark = optional(
  z.object({
    asset: imageAsset.refine((id) => id === undefined || /-(svg|png)$/.test(id), fault('notAMark')),
  }),
)

/** A colour as editors write it, which can be read on its ground. */
const colour = (field: ColourField) =>
  optionalText.transform((text, context) => {
    if (!text) return undefined
    const hex = hexOf(text)
    const ground = groundOf(field)
    if (hex !== undefined && isReadable(ground, hex)) return hex
    const found = text.slice(0, 40)
    context.addIssue(
      hex === undefined
        ? { code: 'custom', message: fault('notAColour'), params: { found } }
        : {
            code: 'custom',
            message: fault('lowContrast'),
            params: { found, ground: grounds[ground], proposal: nearestReadable(ground, hex) },
          },
    )
    return z.NEVER
  })

const documentOf = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ _id: z.string(), _type: z.literal(type), _updatedAt: z.string(), ...shape })

export const schemas = {
  forum: documentOf('forum', {
    name: title,
    organisation: title,
    acronym: title,
    brief: localizedRichText,
    linesOfAction: list(
      z.object({ _key: z.string(), title, text: localizedText, isNew: optional(z.boolean()) }),
    ),
    hashtag: optionalText,
    congressSite: optionalText,
    email: optionalText,
    postalAddress: localizedText,
    mark,
    markDark: mark,
    colours: optional(
      z.object({
        ...{ firstLight: colour('firstLight'), firstDark: colour('firstDark') },
        ...{ secondLight: colour('secondLight'), secondDark: colour('secondDark') },
        ...{ thirdLight: colour('thirdLight'), thirdDark: colour('thirdDark') },
      }),
    ),
    embedHosts: texts,
    currentEdition: reference,
    notice,
    /** The ids of people whom nothing of the site knows any more. */
    forgotten: texts,
  }),
  strategySection: documentOf('strategySection', {
    title,
    text: localizedRichText,
    order: optional(z.number()),
  }),
  edition: documentOf('edition', {
    ordinal: positiveInteger,
    slug: plainSlug,
    takesOver,
    title,
    firstDay: date,
    lastDay: date,
    themes: list(z.object({ _key: z.string(), date, theme: title })),
    timeZone: zone,
    venue: localizedText,
    venueAddress: localizedText,
    location,
    city: title,
    country: localizedText,
    congress: localizedText,
    lead: localizedText,
    brief: localizedRichText,
    objectives: localizedRichText,
    outcomes: localizedRichText,
    links: optional(z.object({ registration: optionalText, stream: optionalText, recording: optionalText })),
    notice,
    documents: downloads,
    image,
  }),
  part: documentOf('part', {
    edition: reference,
    ordinal: positiveInteger,
    title,
    slug,
    takesOver,
    summary: localizedText,
  }),
  session: documentOf('session', {
    edition: reference,
    part: optional(reference),
    plenary: optional(z.boolean()).transform((value) => value === true),
    title,
    slug,
    takesOver,
    date,
    start: clock,
    end: clock,
    description: localizedRichText,
    contributors: list(
      z.object({ _key: z.string(), contributor: reference, role: localizedText, affiliation: localizedText }),
    ),
    rooms: references,
    spokenLanguages: texts,
    interpretation: list(z.object({ _key: z.string(), language: spokenLanguage, channel: optionalText })),
    signedLanguages: texts,
    captions: texts,
    status: z
      .enum(['scheduled', 'moved', 'cancelled'])
      .nullish()
      .transform((value) => value ?? 'scheduled'),
    movedFrom: optional(
      z.object({
        date: optionalAs((text) => isDate(text) && isWithinYears(text), 'notADate'),
        start: optionalAs(isTime, 'notATime'),
        end: optionalAs(isTime, 'notATime'),
        rooms: references,
      }),
    ),
    stream: optionalText,
    recording: optionalText,
    links: list(z.object({ _key: z.string(), title, url: required, language: optional(spokenLanguage) })),
    documents: downloads,
    recap: localizedRichText,
  }),
  break: documentOf('break', { edition: reference, title, date, start: clock, end: clock }),
  contributor: documentOf('contributor', {
    kind: z
      .enum(['person', 'organisation'])
      .nullish()
      .transform((value) => value ?? 'organisation'),
    name: title,
    sortName: localizedTitle,
    slug,
    takesOver,
    /** The ids of those who were merged with this one, and whose addresses lead here. */
    replaces: texts,
    acronym: localizedText,
    position: localizedText,
    organisation: optional(reference),
    affiliation: localizedText,
    biography: localizedRichText,
    place: localizedText,
    url: optionalText,
    image,
  }),
  room: documentOf('room', {
    edition: reference,
    name: title,
    slug,
    takesOver,
    floor: localizedText,
    directions: localizedText,
    seats: optional(seats),
  }),
  page: documentOf('page', {
    title,
    slug,
    takesOver,
    text: localizedRichText,
    order: optional(z.number()),
  }),
  term: documentOf('term', {
    title,
    avoid: localizedText,
    note: optionalText,
  }),
} as const

export type DocumentType = keyof typeof schemas
export const documentTypes = Object.keys(schemas) as readonly DocumentType[]

/** A document of one of these types as the lake returns it, not yet checked. */
export type RawDocument = { _id: string; _type: string; [field: string]: unknown }

type DocumentOf<T extends DocumentType> = z.output<(typeof schemas)[T]>
export type Forum = DocumentOf<'forum'>
export type StrategySection = DocumentOf<'strategySection'>
export type Edition = DocumentOf<'edition'>
export type Part = DocumentOf<'part'>
export type Session = DocumentOf<'session'>
export type Break = DocumentOf<'break'>
export type Contributor = DocumentOf<'contributor'>
export type Room = DocumentOf<'room'>
export type Page = DocumentOf<'page'>
export type Term = DocumentOf<'term'>
export type Notice = NonNullable<Edition['notice']>

/** All published content, read at one moment: one list per type, in the order of ids. */
export type Snapshot = {
  forum: Forum
  strategySections: readonly StrategySection[]
  editions: readonly Edition[]
  parts: readonly Part[]
  sessions: readonly Session[]
  breaks: readonly Break[]
  contributors: readonly Contributor[]
  rooms: readonly Room[]
  pages: readonly Page[]
  terms: readonly Term[]
}
