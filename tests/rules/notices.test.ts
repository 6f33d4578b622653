import { describe, expect, it } from 'vitest'
import { examine } from '#src/rules/examine.ts'
import { textOf } from '#src/rules/findings.ts'
import { changed, words } from '../seed/stored.ts'

const at = (date: string, time: string) => ({ _type: 'wallClock', date, time })
const text = words({ en: 'Doors open late.', fr: 'Ouverture retardée.', es: 'Se abre más tarde.' }, 'Text')
const foundIn = (notice: object, id = 'edition-2019') => {
  const { faults, warnings } = examine(changed(id, { notice: { _type: 'notice', ...notice } }))
  return [...faults, ...warnings].map(({ documentId, path, code, locale }) =>
    [documentId, path, code, ...(locale ? [locale] : [])].join(' '),
  )
}

describe('a notice of the day', () => {
  it.each([
    ['both times', { text, from: at('2019-11-12', '09:00'), until: at('2019-11-12', '09:01') }],
    ['a beginning', { text, from: at('2019-11-12', '09:00') }],
    ['an end', { text, until: at('2019-11-12', '09:00') }],
    ['no times', { text }],
    ['times that were emptied again', { text, from: { _type: 'wallClock' }, until: {} }],
    ['times and no text', { from: at('2019-11-12', '09:00') }],
  ])('may have %s', (_what, notice) => {
    expect(foundIn(notice)).toEqual([])
  })

  it.each([
    ['an end before the beginning', at('2019-11-12', '09:00'), at('2019-11-11', '14:00'), 'untilBeforeFrom'],
    ['an end at the beginning', at('2019-11-12', '09:00'), at('2019-11-12', '09:00'), 'untilBeforeFrom'],
  ])('is refused with %s', (_what, from, until, code) => {
    expect(foundIn({ text, from, until })).toEqual([`edition-2019 notice.until ${code}`])
    expect(foundIn({ text, from, until }, 'forum')).toEqual([`forum notice.until ${code}`])
  })

  it.each([
    ['a day without a time', { date: '2019-11-12' }, 'notice.from.time missing'],
    ['a time without a day', { time: '09:00' }, 'notice.from.date missing'],
    ['a day that does not exist', at('2019-02-30', '09:00'), 'notice.from.date notADate'],
    ['a time that does not exist', at('2019-11-12', '25:00'), 'notice.from.time notATime'],
  ])('is refused with %s', (_what, from, expected) => {
    expect(foundIn({ text, from })).toEqual([`edition-2019 ${expected}`])
  })

  it('is refused with a time that clocks skip, of the forum by the zone of the current edition', () => {
    const skipped = { text, until: at('2019-03-31', '02:30') }
    expect(foundIn(skipped)).toEqual([])
    const inMadrid = changed('edition-2019', { timeZone: 'Europe/Madrid' }).map((one) =>
      one._id === 'forum' ? { ...one, notice: skipped } : one,
    )
    expect(examine(inMadrid).faults.map(({ documentId, path, code }) => [documentId, path, code])).toEqual([
      ['forum', 'notice.until', 'noSuchTime'],
    ])
  })

  it('has a warning where it is long or lacks a language, and names the language', () => {
    const long = words({ en: 'x'.repeat(281), fr: 'x'.repeat(280) }, 'Text')
    expect(foundIn({ text: long }).sort()).toEqual([
      'edition-2019 notice.text longNotice en',
      'edition-2019 notice.text missingTranslation es',
    ])
    expect(foundIn({ text: words({ en: 'x'.repeat(1001), fr: 'x', es: 'x' }, 'Text') })).toContain(
      'edition-2019 notice.text tooLong en',
    )
  })

  it('says in words what is wrong', () => {
    const notice = { text, from: at('2019-11-12', '09:00'), until: at('2019-11-12', '08:00') }
    const [fault] = examine(changed('edition-2019', { notice })).faults
    expect(fault && textOf(fault, 'en')).toMatchObject({
      field: 'Until',
      wrong: '(2019-11-12 08:00) is not after the beginning (2019-11-12 09:00)',
    })
  })
})
