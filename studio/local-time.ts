import { languageOf } from '#src/locales.ts'
import { studioLocale } from './language.ts'

/** The time, with its day where that is not today; in the editor's own time zone. */
export function localTimeText(time: string): string {
  const date = new Date(time)
  const isToday = date.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(languageOf(studioLocale).intl, {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  }).format(date)
}
