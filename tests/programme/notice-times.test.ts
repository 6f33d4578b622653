import { describe, expect, it } from 'vitest'
import { locales } from '#src/locales.ts'
import {
  forumZone,
  isWithin,
  noticeSpan,
  noticesOf,
  untilText,
  windowText,
} from '#src/programme/notice-times.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, words } from '../seed/stored.ts'

const at = (date: string, time: string) => ({ date, time })
const [morning, noon, next] = [
  at('2019-11-12', '09:00'),
  at('2019-11-12', '14:00'),
  at('2019-12-01', '14:00'),
]

describe('the span of a notice', () => {
  it('is half-open, by the wall clock of its zone', () => {
    const span = noticeSpan({ text: {}, from: morning, until: noon }, 'Africa/Johannesburg')
    expect(span).toEqual({ from: Date.parse('2019-11-12T07:00Z'), until: Date.parse('2019-11-12T12:00Z') })
    const isAt = (time: string) => isWithin(span, Date.parse(time))
    expect(
      ['2019-11-12T06:59:59.999Z', '2019-11-12T07:00Z', '2019-11-12T11:59:59.999Z', '2019-11-12T12:00Z'].map(
        isAt,
      ),
    ).toEqual([false, true, true, false])
  })

  it('is open where it has no time', () => {
    const span = noticeSpan({ text: {}, from: undefined, until: undefined }, 'UTC')
    expect([-1e15, 0, 1e15].map((instant) => isWithin(span, instant))).toEqual([true, true, true])
  })
})

describe('the notices of some content', () => {
  const notice = (text: string) => ({ text: words({ en: text }), until: noon })
  const { snapshot } = examine(
    changed('edition-2019', { notice: notice('Doors open late.') }).map((one) =>
      one._id === 'forum'
        ? { ...one, notice: notice('The site moves.') }
        : one._id === 'edition-2022'
          ? { ...one, notice: { text: words({ en: ' ' }), until: noon } }
          : one,
    ),
  )

  it('are those that say something, that of the forum first, with the zone of the current edition', () => {
    expect(
      snapshot && noticesOf(snapshot).map(({ id, isOfForum, timeZone }) => [id, isOfForum, timeZone]),
    ).toEqual([
      ['forum', true, 'Africa/Johannesburg'],
      ['edition-2019', false, 'Africa/Johannesburg'],
    ])
  })

  it('have UTC where there is no current edition', () => {
    expect(forumZone({ currentEdition: 'gone' }, snapshot?.editions ?? [])).toBe('UTC')
  })
})

describe('in words', () => {
  const inEach = (text: (locale: (typeof locales)[number]['locale']) => string | undefined) =>
    locales.map(({ locale }) => text(locale))

  it('the end names its day where the notice did not begin on that day', () => {
    expect(inEach((locale) => untilText({ from: morning, until: noon }, locale))).toEqual([
      'Until 14:00',
      'Jusqu’à 14:00',
      'Hasta las 14:00',
    ])
    expect(inEach((locale) => untilText({ from: morning, until: next }, locale))).toEqual([
      'Until 1 December, 14:00',
      'Jusqu’au 1er décembre, 14:00',
      'Hasta el 1 de diciembre, 14:00',
    ])
    expect(untilText({ from: undefined, until: noon }, 'en')).toBe('Until 12 November, 14:00')
    expect(untilText({ from: morning, until: undefined }, 'en')).toBeUndefined()
  })

  it('the end has its offset on pages of no edition, as it is on that day', () => {
    expect(untilText({ from: morning, until: noon }, 'en', 'Africa/Johannesburg')).toBe('Until 14:00 (UTC+2)')
    expect(untilText({ from: undefined, until: at('2019-07-01', '08:00') }, 'en', 'Europe/Madrid')).toBe(
      'Until 1 July, 08:00 (UTC+2)',
    )
  })

  it('the window is said to those who write', () => {
    expect(windowText({ from: morning, until: noon }, 'en')).toBe(
      'Shown from 12 November 2019, 09:00 until 12 November 2019, 14:00',
    )
    expect(windowText({ from: morning, until: undefined }, 'fr')).toBe(
      'Affiché à partir du 12 novembre 2019, 09:00',
    )
    expect(windowText({ from: undefined, until: noon }, 'es')).toBe(
      'Se muestra hasta el 12 de noviembre de 2019, 14:00',
    )
    expect(windowText({ from: undefined, until: undefined }, 'en')).toBe('Shown until it is taken away')
  })
})
