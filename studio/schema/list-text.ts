import { locales, sourceLocale } from '#src/locales.ts'
import { isDate, isTime } from '#src/model/time.ts'
import { dayText, timesText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { isFilled, languageItems, textIn } from './localized-fields.ts'

/** The texts by which the Studio's lists show documents. */

/** The text of a localized field in the Studio's language, else in the source language, else in any. */
export function studioText(list: unknown): string {
  const languages = [studioLocale, sourceLocale, ...languageItems(list).map((line) => line.language)]
  return languages.map((language) => textIn(language, list)).find((text) => text !== '') ?? ''
}

/** The same, or "untitled" where there is no text. */
export const titleText = (list: unknown): string => studioText(list) || t('studio.untitled')

/** The languages that are missing in any of these fields that have a text. @example 'Missing: FR, ES' */
export function missingLanguages(fields: Readonly<Record<string, unknown>>): string {
  const written = Object.values(fields).filter((list) => locales.some(({ locale }) => isFilled(locale, list)))
  const languages = locales.filter(({ locale }) => written.some((list) => !isFilled(locale, list)))
  const names = languages.map(({ locale }) => locale.toUpperCase()).join(', ')
  return names === '' ? '' : t('studio.lacking', { languages: names })
}

/** A date in words, short without its year and long with it; empty for anything but a date. */
export const dateText = (date: unknown, { year = false }: { year?: boolean } = {}): string =>
  typeof date === 'string' && isDate(date)
    ? dayText(date, studioLocale, { weekday: !year, short: !year, year })
    : ''

/** All texts that are not empty, separated by dots. */
export const joined = (...texts: readonly unknown[]): string =>
  texts.filter((text) => text !== undefined && text !== null && text !== '' && text !== false).join(' · ')

/** Start and end, where either may be missing. @example timeRange('09:00', undefined) → '09:00–?' */
export function timeRange(start: unknown, end: unknown, date?: unknown): string {
  const text = (time: unknown) => (typeof time === 'string' && time !== '' ? time : '?')
  const times = { start: text(start), end: text(end) }
  if (isTime(times.start) && isTime(times.end) && typeof date === 'string' && isDate(date))
    return timesText({ date, ...times }, studioLocale)
  return times.start === '?' && times.end === '?' ? '' : `${times.start}–${times.end}`
}

/** The title of a document, or its name where its type has a name instead. */
export const documentName = ({ title, name }: Readonly<Record<string, unknown>>): string =>
  titleText(title ?? name)

/** A document with its times first. @example '09:00–09:20 · Opening' */
export const timedTitle = (document: Readonly<Record<string, unknown>>): string =>
  joined(timeRange(document.start, document.end, document.date), documentName(document))
