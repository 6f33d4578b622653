import { z } from 'zod'
import { isLocale, type Locale } from '#src/locales.ts'

/**
 * A link that shows an edition before it is public, to people without the Studio. It is no content: neither releases nor
 * exports have it. Its id holds the secret of the address, and a dot, so that a hosted project shows it to nobody without
 * a token, even in a public dataset.
 */
export type PreviewLink = {
  readonly _id: string
  readonly edition: string
  /** The only language that it shows; all where there is none. */
  readonly locale?: Locale | undefined
  /** Until when it works, in ISO 8601. */
  readonly until: string
  /** What the people who have it answered, in the order of time. */
  readonly answers: readonly PreviewAnswer[]
}

/** `at` is in ISO 8601. */
export type PreviewAnswer = {
  readonly name: string
  readonly isApproval: boolean
  readonly text: string
  readonly at: string
}

export const previewLinkType = 'previewLink'

const prefix = 'preview-link.'

export const previewLinkId = (secret: string): string => prefix + secret

/** The secret that the address of a link has. */
export const secretOf = ({ _id }: Pick<PreviewLink, '_id'>): string => _id.slice(prefix.length)

/** How long the texts of an answer may be, in characters, and how many answers a link takes. */
export const answerLimits = { name: 100, text: 2000, count: 100 } as const

const stored = z.object({
  _id: z.string().startsWith(prefix),
  edition: z.string(),
  locale: z.string().refine(isLocale).nullish(),
  until: z.iso.datetime(),
  answers: z
    .array(z.object({ name: z.string(), isApproval: z.boolean(), text: z.string(), at: z.string() }))
    .nullish(),
})

/** A link as the lake has it; undefined where it is none. */
export function previewLinkFrom(document: unknown): PreviewLink | undefined {
  const { data } = stored.safeParse(document)
  return data && { ...data, locale: data.locale ?? undefined, answers: data.answers ?? [] }
}

/** Whether a link works at an instant, in milliseconds since 1970. */
export const isOpen = ({ until }: Pick<PreviewLink, 'until'>, instant: number): boolean =>
  instant < Date.parse(until)

/** The beginning of the last minute in which a link works, in milliseconds since 1970: at midnight, that is of the day before. */
export const lastMinuteOf = ({ until }: Pick<PreviewLink, 'until'>): number => Date.parse(until) - 60_000
