import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter, isDate } from '#src/model/time.ts'
import { languageItems, textIn } from '../schema/localized-fields.ts'
import { freeSlug } from '../slug.ts'
import type { DayName, Plan } from './plan.ts'
import { fold } from './vocabulary.ts'

/** What a draft edition needs and the text may not say, as the editor fills it in. */
export type EditionFields = {
  title: string
  ordinal: string
  slug: string
  firstDay: string
  lastDay: string
  timeZone: string
  city: string
  country: string
  venue: string
  /** ChangeRequest for where there is no forum document yet. */
  forumName: string
  organisation: string
  acronym: string
}

/** A form filled in from the text and from what is there: earlier editions tell the next number and a city's zone. */
export function proposedFields(
  plan: Plan,
  documents: readonly RawDocument[],
  zones: readonly string[] = [],
): EditionFields {
  const { facts, days, locale } = plan
  const editions = documents.filter(({ _type }) => _type === 'edition')
  const firstName = facts.firstDay ?? days.find(({ month }) => month !== undefined)
  const firstDay = (firstName && dateOf(firstName, facts.year)) ?? ''
  const last = facts.lastDay && dateOf(facts.lastDay, facts.year)
  const dates = days.map((day) => dateOfDay(day, firstDay)).filter((date) => date !== undefined)
  const lastDay = [firstDay, ...(last ? [last] : []), ...dates].sort().at(-1) ?? ''
  const numbers = editions.map(({ ordinal }) => (typeof ordinal === 'number' ? ordinal : 0))
  const ordinal = facts.ordinal ?? (editions.length === 0 ? undefined : Math.max(...numbers) + 1)
  const city = facts.city ?? ''
  const earlier = editions.find((edition) =>
    languageItems(edition.city).some(({ value }) => city !== '' && fold(String(value ?? '')) === fold(city)),
  )
  const zoneOfCity = zones.find(
    (zone) => fold(zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '') === fold(city),
  )
  const title = facts.title ?? ''
  const isOwn = /\b(UCLG|CGLU)\b/.test(plan.lines.map(({ text }) => text).join(' '))
  return {
    title,
    ordinal: ordinal === undefined ? '' : String(ordinal),
    slug: freeSlug(firstDay.slice(0, 4), editions),
    firstDay,
    lastDay,
    timeZone:
      facts.timeZone ?? (typeof earlier?.timeZone === 'string' ? earlier.timeZone : (zoneOfCity ?? '')),
    city,
    country: facts.country ?? textIn(locale, earlier?.country),
    venue: facts.venue ?? '',
    forumName: title.replace(/^(?:The|Le|El)\s+/u, '').replace(/^[IVX]+[eᵉ]?\s+/u, ''),
    organisation: isOwn ? organisation[locale] : '',
    acronym: isOwn ? (locale === 'en' ? 'UCLG' : 'CGLU') : '',
  }
}

/** The organisation's own name, by which a text that says its acronym is known to be its own. */
const organisation = {
  en: 'United Cities and Local Governments',
  fr: 'Cités et Gouvernements Locaux Unis',
  es: 'Ciudades y Gobiernos Locales Unidos',
} as const

/** The date of a day of the plan, `YYYY-MM-DD`; a day without a date is counted from the first, the unnamed is the first. */
export function dateOfDay(day: DayName, firstDay: string): string | undefined {
  if (!isDate(firstDay)) return dateOf(day, undefined)
  if (day.number !== undefined) return daysAfter(firstDay, day.number - 1)
  if (day.day === undefined) return firstDay
  const year = Number(firstDay.slice(0, 4))
  const date = dateOf(day, year)
  // A programme that begins in December may go on in January.
  return day.year === undefined && date !== undefined && date < firstDay
    ? (dateOf(day, year + 1) ?? date)
    : date
}

function dateOf({ day, month, year }: DayName, otherwise: number | undefined): string | undefined {
  const inYear = year ?? otherwise
  if (day === undefined || month === undefined || inYear === undefined) return undefined
  const date = [inYear, month, day].map((value) => String(value).padStart(2, '0')).join('-')
  return isDate(date) ? date : undefined
}
