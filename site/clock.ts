import type { Address } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Edition } from '#src/model/schema.ts'
import { href } from './links.ts'

/**
 * What the clock of a page is told, as attributes of one element: where its script is, the days for which it is loaded, the
 * edition's zone, and its words. The page has no clock itself: the same content gives the same bytes.
 */
export const clockOfList = ({ timeZone }: Edition, dates: readonly string[], locale: Locale) => {
  const t = wordsOf(locale)
  return {
    ...clockOfSession(locale),
    ...{ 'data-day': [...new Set(dates)].join(' '), 'data-zone': timeZone },
    'data-next': t('clock.next'),
    'data-jump': t('clock.jump'),
  }
}

/** The same for the page of one session, whose day stands there already. */
export const clockOfSession = (locale: Locale) => {
  const t = wordsOf(locale)
  return { 'data-clock': href('/now.js'), 'data-now': t('clock.now'), 'data-over': t('clock.over') }
}

/** The same above the home page and the page of an edition. Their clock reads the sessions from a list. */
export const clockOfToday = (
  { timeZone }: Edition,
  dates: readonly string[],
  list: Address,
  locale: Locale,
) => {
  const t = wordsOf(locale)
  return {
    ...{ 'data-clock': href('/today.js'), 'data-day': dates.join(' '), 'data-zone': timeZone },
    ...{ 'data-list': href(list), 'data-now': t('clock.now'), 'data-next': t('clock.next') },
  }
}
