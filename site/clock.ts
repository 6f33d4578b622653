import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Edition } from '#src/model/schema.ts'
import { href } from './links.ts'

/**
 * What the clock of a page is told, as attributes of one element: where its script is, its words, and the edition's zone.
 * The page has no clock itself: the same content gives the same bytes.
 */
export const clockOfList = ({ timeZone }: Edition, locale: Locale) => {
  const t = wordsOf(locale)
  return {
    ...clockOfSession(locale),
    'data-zone': timeZone,
    'data-next': t('clock.next'),
    'data-jump': t('clock.jump'),
  }
}

/** The same for the page of one session. */
export const clockOfSession = (locale: Locale) => {
  const t = wordsOf(locale)
  return { 'data-clock': href('/now.js'), 'data-now': t('clock.now'), 'data-over': t('clock.over') }
}
