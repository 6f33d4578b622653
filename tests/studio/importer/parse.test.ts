import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parse } from '#studio/importer/parse.ts'
import type { DayName, Plan, PlannedItem } from '#studio/importer/plan.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'
import { programmes } from './programmes.ts'

const seed = readFileSync(new URL('./learning-forum-2019.txt', import.meta.url), 'utf8')

/** @example '0 09:00–09:20 P1 Opening @Room A • A point'; a break is in brackets, an inferred end has a ~ */
const shown = (plan: Plan) => (item: PlannedItem) => {
  const part = plan.parts.find(({ id }) => id === item.part)
  const end = item.end === undefined ? '?' : `${item.isEndInferred ? '~' : ''}${item.end}`
  return [
    `${item.day} ${item.start}–${end}`,
    item.kind === 'break' ? `(${item.title})` : `P${part?.ordinal} ${item.title}`,
    ...item.rooms.map((room) => `@${room}`),
    ...item.text.map(({ text, as }) => `${as === 'paragraph' ? '¶' : '•'} ${text}`),
  ].join(' ')
}

const dayText = ({ year, month, day, number }: DayName) =>
  number === undefined ? `${year ?? '-'}-${month}-${day}` : `day ${number}`

const summary = (plan: Plan) => {
  const { firstDay, lastDay, ...facts } = plan.facts
  return {
    language: plan.locale,
    facts: {
      ...facts,
      ...(firstDay && { firstDay: dayText(firstDay) }),
      ...(lastDay && { lastDay: dayText(lastDay) }),
    },
    brief: plan.brief.length,
    objectives: plan.objectives.map(({ text }) => text),
    outcomes: plan.outcomes.map(({ text }) => text),
    days: plan.days.filter(({ written }) => written !== '').map(dayText),
    parts: plan.parts.map(({ ordinal, title, isStated }) => `${ordinal} ${title}${isStated ? '' : '*'}`),
    items: plan.items.map(shown(plan)),
    rooms: plan.rooms,
    notUnderstood: plan.lines.filter(({ became }) => became === 'notUnderstood').map(({ text }) => text),
    problems: plan.problems.map(({ code }) => code),
  }
}

describe('a programme', () => {
  test.each(programmes)('$name', ({ text, expected }) => {
    expect(summary(parse(sourceLines(text)))).toEqual({
      brief: 0,
      objectives: [],
      outcomes: [],
      days: [],
      rooms: [],
      ...expected,
    })
  })
})

describe('the brief of 2019', () => {
  const plan = parse(sourceLines(seed))

  it('becomes three parts, eight sessions and two breaks at the right times', () => {
    expect(plan.parts.map(({ ordinal, title }) => `${ordinal} ${title}`)).toEqual([
      '1 Introduction – Setting the context',
      '2 Localizing the global agendas',
      '3 Strengthening the learning agenda through peer-to-peer & decentralized cooperation',
    ])
    expect(plan.items.map((item) => shown(plan)({ ...item, text: [] }))).toEqual([
      '0 08:30–09:00 (Arrival of participants)',
      '0 09:00–09:20 P1 Opening and welcome',
      '0 09:20–09:55 P1 Ground Rules and Participants Expectations',
      '0 10:00–11:00 P2 Taking stock of the work done',
      '0 11:00–11:40 P2 Learning from an example: Localizing the Sendai Framework',
      '0 11:40–13:00 P2 Evolution of the modules & methodologies',
      '0 13:00–15:00 (Lunch)',
      '0 15:00–16:00 P3 Key components to nurture the learning agenda',
      '0 16:00–17:00 P3 Dialogue between mechanisms: how can we ensure transferability?',
      '0 17:00–18:00 P3 The way ahead?',
    ])
  })

  it('records what became of every line', () => {
    const filled = seed.split('\n').filter((line) => line.trim() !== '')
    expect(plan.lines.map(({ text }) => text)).toEqual(filled.map((line) => line.trim()))
    expect(plan.lines.filter(({ became }) => became === 'notUnderstood')).toEqual([])
    expect(plan.lines.filter(({ became }) => became === 'repeatedTitle').map(({ text }) => text)).toEqual([
      'The UCLG Learning Forum',
      'The UCLG Learning Forum',
    ])
  })

  it('gives the day, the hashtag and the texts', () => {
    expect(plan.facts).toEqual({
      title: 'The UCLG Learning Forum',
      hashtag: '#UCLGCongress',
      firstDay: { written: '12 Nov', day: 12, month: 11 },
      year: 2019,
    })
    expect([
      plan.brief.length,
      plan.strategy.map(({ title, text }) => [title, text.length]),
      plan.outcomes.length,
    ]).toEqual([
      4,
      [
        ['A learning network that is fit for purpose', 3],
        ['Co-creating our learning environment', 4],
      ],
      5,
    ])
  })
})

describe('the role that the editor gives a line', () => {
  it('replaces the one that the importer found', () => {
    const lines = sourceLines(
      'Programme\nPart One: Morning\n09:00–09:30 Opening\n\nBring a badge\nLunch talk 12:00–13:00',
    )
    const plan = parse(lines, {
      assigned: new Map([
        [5, 'point'],
        [6, 'session'],
      ]),
    })
    expect(plan.items.map(shown(plan))).toEqual([
      '0 09:00–09:30 P1 Opening • Bring a badge',
      '0 12:00–13:00 P1 Lunch talk',
    ])
    const other = parse(lines, {
      assigned: new Map([
        [5, 'outcome'],
        [6, 'leaveOut'],
      ]),
    })
    expect([other.outcomes.map(({ text }) => text), other.lines.at(-1)?.became]).toEqual([
      ['Bring a badge'],
      'leaveOut',
    ])
  })
})

describe('a time', () => {
  const first = (text: string) => {
    const { items } = parse(sourceLines(`Programme\n${text}`))
    return items[0] && `${items[0].start}–${items[0].end ?? '?'} ${items[0].title}`
  }

  it.each([
    ['09:00 – 10 years of learning', '09:00–? 10 years of learning'],
    ['9h-10h30 : Débat', '09:00–10:30 Débat'],
    ['0930–1000 Framing', '09:30–10:00 Framing'],
    ['2019–2021 strategy', undefined],
    ['1.5 million people', undefined],
    ['De las 9:00 a las 10:30 h', '09:00–10:30 '],
    ['Entre nous, à 9 h 75', undefined],
    ['9:30/10 places left', undefined],
    ['11.00 a.m. – 1 p.m. Walk', '11:00–13:00 Walk'],
    ['12 noon – 1:30 pm Lunch', '12:00–13:30 Lunch'],
    ['10h à midi | Visite', '10:00–12:00 Visite'],
  ])('of "%s" is read as %s', (text, expected) => {
    expect(first(text)).toBe(expected)
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    '\n',
    '\t',
    ' ',
    '"',
    '|',
    '09:00',
    '9 h 30',
    '–',
    '12 Nov',
    'Part 1:',
    'Room A',
    'Lunch',
    '- ',
    '#',
    'Time',
    'Title',
    'Jour 2',
    '(',
    'à',
    '25:99',
  )
  const text = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 60 })
    .map((all) => all.join(''))

  it('is read without an error, and each of its lines is recorded once', () => {
    fc.assert(
      fc.property(text, (input) => {
        const rows = input.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029\v\f]/)
        const filled = rows.flatMap((row, index) => (row.trim() === '' ? [] : [index + 1]))
        const { lines } = parse(sourceLines(input))
        const recorded = lines.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
        )
        expect(recorded.filter((line) => rows[line - 1]?.trim() !== '')).toEqual(filled)
        expect(new Set(recorded).size).toBe(recorded.length)
      }),
      { numRuns: 400 },
    )
  })

  it('has every item and part that the records of its lines name', () => {
    fc.assert(
      fc.property(text, (input) => {
        const plan = parse(sourceLines(input))
        const known = new Set([...plan.items, ...plan.parts].map(({ id }) => id))
        expect(plan.lines.flatMap(({ about }) => about).filter((id) => !known.has(id))).toEqual([])
        expect(
          plan.items.filter(
            ({ kind, part }) => (kind === 'session') !== (part !== undefined && known.has(part)),
          ),
        ).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
