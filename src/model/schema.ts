import { z } from 'zod'
import { sourceLocale } from '#src/locales.ts'
import type { FaultCode } from './codes.ts'
import { downloadKind, downloadKinds } from './downloads.ts'
import { localizedRichText, localizedSlug, localizedText } from './localized.ts'
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
const required = z.string(absentOr('wrongShape')).trim().min(1, { error: missing, abort: true })
const positiveInteger = z.number(absentOr('wrongShape')).int(fault('notWhole')).min(1, fault('notWhole'))
const date = required.refine(isDate, fault('notADate'))
const clock = required.refine(isTime, fault('notATime'))
const zone = required.refine(isTimeZone, fault('notATimeZone'))
const reference = z.object({ _ref: required }, absentOr('wrongShape')).transform(({ _ref }) => _ref)
const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined)
const list = <S extends z.ZodType>(schema: S) =>
  z
    .array(schema, absentOr('wrongShape'))
    .nullish()
    .transform((items) => items ?? [])
const optionalText = optional(z.string().trim()).transform((value) => value || undefined)

/** A localized text that must exist in the source language. */
const title = localizedText.superRefine((value, context) => {
  if (value[sourceLocale] === undefined) {
    context.addIssue({ code: 'custom', message: missing, params: { locale: sourceLocale } })
  }
})

const slug = localizedSlug.superRefine((value, context) => {
  for (const [locale, segment] of Object.entries(value)) {
    if (!slugPattern.test(segment)) {
      context.addIssue({ code: 'custom', message: fault('notASlug'), params: { locale, found: segment } })
    }
  }
})

const asset = optional(z.object({ _ref: required })).transform((value) => value?._ref)
const takesOver = optional(z.boolean())
const fraction = z.number().nullish()
const image = optional(
  z.object({
    asset,
    crop: optional(z.object({ top: fraction, bottom: fraction, left: fraction, right: fraction })),
    hotspot: optional(z.object({ x: fraction, y: fraction, width: fraction, height: fraction })),
    alt: localizedText,
  }),
)

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
    embedHosts: list(z.string()),
    currentEdition: reference,
  }),
  strategySection: documentOf('strategySection', {
    title,
    text: localizedRichText,
    order: optional(z.number()),
  }),
  edition: documentOf('edition', {
    ordinal: positiveInteger,
    slug: z
      .object({ current: required.regex(slugPattern, fault('notASlug')) }, absentOr('wrongShape'))
      .transform(({ current }) => current),
    takesOver,
    title,
    firstDay: date,
    lastDay: date,
    timeZone: zone,
    venue: localizedText,
    city: title,
    country: localizedText,
    congress: localizedText,
    lead: localizedText,
    brief: localizedRichText,
    objectives: localizedRichText,
    outcomes: localizedRichText,
    links: optional(z.object({ registration: optionalText, stream: optionalText, recording: optionalText })),
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
    part: reference,
    title,
    slug,
    takesOver,
    date,
    start: clock,
    end: clock,
    description: localizedRichText,
    contributors: list(z.object({ _key: z.string(), contributor: reference, role: localizedText })),
    room: optional(reference),
    spokenLanguages: list(z.string()),
    interpretedLanguages: list(z.string()),
    status: z
      .enum(['scheduled', 'moved', 'cancelled'])
      .nullish()
      .transform((value) => value ?? 'scheduled'),
    movedFrom: optional(z.object({ date: optionalText, start: optionalText, end: optionalText })),
    links: list(z.object({ _key: z.string(), title, url: required })),
    documents: list(
      z.object({
        _key: z.string(),
        title,
        file: z
          .object({ asset: reference, name: optionalText }, absentOr('wrongShape'))
          .superRefine(({ asset: id }, context) => {
            const kind = downloadKind(id)
            if (kind !== undefined && downloadKinds.includes(kind)) return
            const params = { found: kind === undefined ? id : `.${kind}` }
            context.addIssue({ code: 'custom', message: fault('notADownload'), params })
          }),
      }),
    ),
    recap: localizedRichText,
  }),
  break: documentOf('break', { edition: reference, title, date, start: clock, end: clock }),
  contributor: documentOf('contributor', {
    kind: z
      .enum(['person', 'organisation'])
      .nullish()
      .transform((value) => value ?? 'organisation'),
    name: title,
    acronym: localizedText,
    place: localizedText,
    url: optionalText,
    image,
  }),
  room: documentOf('room', { name: title, directions: localizedText }),
  page: documentOf('page', {
    title,
    slug,
    takesOver,
    text: localizedRichText,
    order: optional(z.number()),
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
}
