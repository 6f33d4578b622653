import { describe, expect, it } from 'vitest'
import { overlapsOf } from '#src/programme/conflicts.ts'

describe('overlaps', () => {
  it('are none where one ends as the other begins', () => {
    expect(
      overlapsOf([
        { id: 'opening', start: 900, end: 920 },
        { id: 'rules', start: 920, end: 955 },
      ]),
    ).toEqual(new Map())
  })

  it('are said of both, in the order given', () => {
    expect(
      overlapsOf([
        { id: 'long', start: 900, end: 1200 },
        { id: 'early', start: 910, end: 920 },
        { id: 'late', start: 1159, end: 1300 },
        { id: 'after', start: 1300, end: 1400 },
      ]),
    ).toEqual(
      new Map([
        ['long', ['early', 'late']],
        ['early', ['long']],
        ['late', ['long']],
      ]),
    )
  })

  it('are there between two that take the same time, and never with oneself', () => {
    expect(
      overlapsOf([
        { id: 'a', start: 1, end: 2 },
        { id: 'b', start: 1, end: 2 },
      ]),
    ).toEqual(
      new Map([
        ['a', ['b']],
        ['b', ['a']],
      ]),
    )
  })
})
