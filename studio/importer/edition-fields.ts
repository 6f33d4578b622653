import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter, isDate } from '#src/model/time.ts'
import { languageItems, textIn } from '../schema/localized-fields.ts'
import { freeSlug } from '../slug.ts'
import type { DayName, Plan, PlannedItem } from './plan.ts'
import { foldForMatching } from './vocabulary.ts'

/** The fields of a new edition that the text may not give, as the editor completes them. */
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
  /** Asked for where there is no forum document yet. */
  forumName: string
  organisation: string
  acronym: string
}

/**
 * The fields as the text gives them, and as earlier editions and the list of time zones complete them: the next
 * number, and the country and the time zone of a city.
 */
export function proposedFields(
  plan: Plan,
  documents: readonly RawDocument[],
  zones: readonly string[] = [],
): EditionFields {
  const { facts, locale } = plan
  const editions = documents.filter(({ _type }) => _type === 'edition')
  const { firstDay, lastDay } = daysOfText(plan)
  const { title = '', city = '' } = facts
  const earlier = city === '' ? undefined : editionIn(city, editions)
  const isOurs = /\b(UCLG|CGLU)\b/.test(plan.lines.map(({ text }) => text).join(' '))
  return {
    title,
    ordinal: String(facts.ordinal ?? nextOrdinal(editions) ?? ''),
    slug: freeSlug(firstDay.slice(0, 4), editions),
    firstDay,
    lastDay,
    timeZone: facts.timeZone ?? timeZoneOf(earlier) ?? zoneNamedAfter(city, zones) ?? '',
    city,
    country: facts.country ?? textIn(locale, earlier?.country),
    venue: facts.venue ?? '',
    forumName: title.replace(/^(?:The|Le|El)\s+/u, '').replace(/^[IVX]+[eᵉ]?\s+/u, ''),
    organisation: isOurs ? organisation[locale].name : '',
    acronym: isOurs ? organisation[locale].acronym : '',
  }
}

/** The edition with the same number, or on the same days. */
export const sameEdition = (
  form: Pick<EditionFields, 'ordinal' | 'firstDay' | 'lastDay'>,
  documents: readonly RawDocument[],
): RawDocument | undefined =>
  documents.find(
    ({ _type, ordinal, firstDay, lastDay }) =>
      _type === 'edition' &&
      ((form.ordinal !== '' && String(ordinal) === form.ordinal) ||
        (form.firstDay !== '' && firstDay === form.firstDay && lastDay === form.lastDay)),
  )

/** The choice of an edition that does not exist yet. */
export const newEdition = 'new'

/**
 * The edition that a text is a later version of, as far as the text itself says: with its number, or with all of its days within
 * the edition's; where several are, the one with both.
 */
export function editionOfText(plan: Plan, documents: readonly RawDocument[]): RawDocument | undefined {
  const editions = documents.filter(({ _type }) => _type === 'edition')
  const { ordinal } = plan.facts
  const numbered = ordinal === undefined ? [] : editions.filter((one) => one.ordinal === ordinal)
  if (numbered.length === 1) return numbered[0]
  const { firstDay, lastDay } = daysOfText(plan)
  const isYearKnown = [...plan.days, plan.facts.firstDay].some((day) => day?.year !== undefined)
  if (firstDay === '' || !(isYearKnown || plan.facts.year !== undefined)) return undefined
  const within = (numbered.length > 0 ? numbered : editions).filter(
    (one) =>
      typeof one.firstDay === 'string' &&
      typeof one.lastDay === 'string' &&
      one.firstDay <= firstDay &&
      lastDay <= one.lastDay,
  )
  return within.length === 1 ? within[0] : undefined
}

/** The first and the last day of the edition, by all dates that the text names; empty where it names none. */
export function daysOfText({ facts, days }: Plan): { firstDay: string; lastDay: string } {
  const first = facts.firstDay ?? days.find(({ month }) => month !== undefined)
  const firstDay = (first && dateOf(first, facts.year)) ?? ''
  const last = facts.lastDay && dateOf(facts.lastDay, facts.year)
  const dates = days.map((day) => dateOfDay(day, firstDay)).filter((date) => date !== undefined)
  return { firstDay, lastDay: [firstDay, ...(last ? [last] : []), ...dates].sort().at(-1) ?? '' }
}

/** The number after the highest one; undefined for the first edition, which may be any. */
const nextOrdinal = (editions: readonly RawDocument[]): number | undefined =>
  editions.length === 0
    ? undefined
    : Math.max(...editions.map(({ ordinal }) => (typeof ordinal === 'number' ? ordinal : 0))) + 1

/** An earlier edition in a city, whatever the language of its name. */
const editionIn = (city: string, editions: readonly RawDocument[]): RawDocument | undefined =>
  editions.find((edition) =>
    languageItems(edition.city).some(
      ({ value }) => foldForMatching(String(value ?? '')) === foldForMatching(city),
    ),
  )

const timeZoneOf = (edition: RawDocument | undefined): string | undefined =>
  typeof edition?.timeZone === 'string' ? edition.timeZone : undefined

/** @example zoneNamedAfter('Kuala Lumpur', zones) → 'Asia/Kuala_Lumpur' */
const zoneNamedAfter = (city: string, zones: readonly string[]): string | undefined =>
  zones.find(
    (zone) => foldForMatching(zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '') === foldForMatching(city),
  )

/** The organisation, proposed where the text contains its acronym. */
const organisation = {
  en: { name: 'United Cities and Local Governments', acronym: 'UCLG' },
  fr: { name: 'Cités et Gouvernements Locaux Unis', acronym: 'CGLU' },
  es: { name: 'Ciudades y Gobiernos Locales Unidos', acronym: 'CGLU' },
} as const

/**
 * The date of a day of the plan, `YYYY-MM-DD`. "Day 2" is counted from the first day; a day without a name is the first
 * day.
 */
export function dateOfDay(day: DayName, firstDay: string): string | undefined {
  if (!isDate(firstDay)) return dateOf(day, undefined)
  if (day.number !== undefined) return daysAfter(firstDay, day.number - 1)
  if (day.month === undefined && (day.day !== undefined || day.weekday !== undefined))
    return dateFrom(firstDay, day)
  if (day.day === undefined) return firstDay
  const year = Number(firstDay.slice(0, 4))
  const date = dateOf(day, year)
  // A programme that begins in December may go on in January.
  return day.year === undefined && date !== undefined && date < firstDay
    ? (dateOf(day, year + 1) ?? date)
    : date
}

/** The date of an item, by the dates of the plan's days; empty where its day has none. */
export function dateOfItem(
  { day, isAfterMidnight }: Pick<PlannedItem, 'day' | 'isAfterMidnight'>,
  { days }: Pick<Plan, 'days'>,
  firstDay: string,
): string {
  const name = days[day]
  const date = (name && dateOfDay(name, firstDay)) ?? ''
  return date !== '' && isAfterMidnight ? daysAfter(date, 1) : date
}

/** The first date from the first day of the edition on that a day without a month can be. */
function dateFrom(firstDay: string, { day, weekday }: DayName): string | undefined {
  const most = day === undefined ? 7 : 62
  for (let after = 0; after < most; after++) {
    const date = daysAfter(firstDay, after)
    const isDay = day === undefined || Number(date.slice(8)) === day
    const isWeekday = weekday === undefined || new Date(`${date}T00:00:00Z`).getUTCDay() === weekday
    if (isDay && (day !== undefined || isWeekday)) return date
  }
  return undefined
}

/** @param otherwise the year of a day that names none */
function dateOf({ day, month, year }: DayName, otherwise: number | undefined): string | undefined {
  const inYear = year ?? otherwise
  if (day === undefined || month === undefined || inYear === undefined) return undefined
  const date = [inYear, month, day].map((value) => String(value).padStart(2, '0')).join('-')
  return isDate(date) ? date : undefined
}
