import { languageOf } from '#src/locales.ts'
import { spokenLanguages } from '#src/model/languages.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { languagesText } from '#src/programme/format.ts'
import { studioLocale, t } from '../../language.ts'
import { dateText, documentName, joined, timeRange } from '../../schema/list-text.ts'
import { fieldNames } from '../../translation/pack/pack-words.ts'
import type { WordPlace } from '../workbook/sent-words.ts'
import type { Aspect } from './imported.ts'

/** The name of what differs, in the language of the Studio. */
export const aspectName = (aspect: Aspect): string =>
  aspect === 'time' ? t('studio.import.update.time') : t(`field.${aspect}`)

/** The name of a text in a language. @example textName({ path: 'links[0].title', locale: 'fr' }) → 'Links · Title · Français' */
export const textName = ({ path, locale }: WordPlace): string =>
  [...fieldNames(path, t), languageOf(locale).name].join(' · ')

/** The aspects that are texts, and compared word by word. */
export const isProse = (aspect: Aspect): boolean => !notProse.has(aspect)
const notProse: ReadonlySet<Aspect> = new Set([
  ...(['time', 'rooms', 'status', 'part', 'contributors', 'timeZone'] as const),
  ...(['spokenLanguages', 'interpretation', 'links'] as const),
])

/** What a difference has on one of its sides, as people read it. @param named the document with an id */
export function sideText(
  aspect: Aspect,
  text: string,
  named: (id: string) => RawDocument | undefined,
): string {
  const nameOf = (id: string) => {
    const document = named(id)
    return document ? documentName(document) : t('studio.untitled')
  }
  if (text === '') return '–'
  switch (aspect) {
    case 'time': {
      const [date = '', start, end] = text.split(' ')
      return joined(dateText(date) || date, timeRange(start, end, date))
    }
    case 'rooms':
    case 'part':
      return text.split(' ').map(nameOf).join(' · ')
    case 'contributors':
      return text
        .split('\n')
        .map((line) => {
          const [id = '', ...role] = line.split(' ')
          return joined(nameOf(id), role.join(' '))
        })
        .join('\n')
    case 'spokenLanguages':
    case 'interpretation':
      return languagesText(
        spokenLanguages.filter((language) => text.split(' ').includes(language)),
        studioLocale,
      )
    case 'status':
      return t(text === 'cancelled' ? 'studio.option.status.cancelled' : 'studio.option.status.scheduled')
    default:
      return text
  }
}
