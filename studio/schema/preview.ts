import { locales, sourceLocale } from '#src/locales.ts'
import { isDate } from '#src/model/time.ts'
import { dayText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { isFilled, linesOf, textIn } from './localized.ts'

/** How documents are named in the Studio's lists. */

/** The text of a localized list in the Studio's language, else in the source language, else in any. */
export function ownText(list: unknown): string {
  const languages = [studioLocale, sourceLocale, ...linesOf(list).map((line) => line.language)]
  return languages.map((language) => textIn(language, list)).find((text) => text !== '') ?? ''
}

/** What a document is called. */
export const named = (list: unknown): string => ownText(list) || t('studio.untitled')

/** The languages that some of these fields lack, having a source text. @example 'Missing: FR, ES' */
export function lacking(fields: Readonly<Record<string, unknown>>): string {
  const languages = locales.filter(({ locale }) =>
    Object.values(fields).some((list) => isFilled(sourceLocale, list) && !isFilled(locale, list)),
  )
  const names = languages.map(({ locale }) => locale.toUpperCase()).join(', ')
  return names === '' ? '' : t('studio.lacking', { languages: names })
}

/** A day in words, in few of them where it stands in a list; empty for what is no date. */
export const dayOf = (date: unknown, { year = false }: { year?: boolean } = {}): string =>
  typeof date === 'string' && isDate(date)
    ? dayText(date, studioLocale, { weekday: !year, short: !year, year })
    : ''

/** What there is to say, with points between. */
export const inWords = (...words: readonly unknown[]): string =>
  words.filter((word) => word !== undefined && word !== null && word !== '').join(' · ')

/** @example timeSpan('09:00', '09:20') → '09:00–09:20' */
export function timeSpan(start: unknown, end: unknown): string {
  const times = [start, end].map((time) => (typeof time === 'string' ? time : ''))
  return times.every((time) => time === '') ? '' : times.map((time) => time || '?').join('–')
}

/** What a document is called where its time says the most. @example '09:00–09:20 · Opening' */
export const timedName = ({ start, end, title, name }: Readonly<Record<string, unknown>>): string =>
  inWords(timeSpan(start, end), named(title ?? name))
