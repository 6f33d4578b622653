import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type Card, cardAt, cardOf, cardText } from '#src/pictures/share-card.ts'
import { drawingOf, type Typeface } from '#src/pictures/share-drawing.ts'
import { loadTypeface } from '#src/pictures/typeface.ts'
import { examine } from '#src/rules/examine.ts'
import { published } from '../feeds/published.ts'
import { changed, stored, words } from '../seed/stored.ts'

/** A typeface whose letters are all half an em wide; the path of a text is the text itself. */
const typeface: Typeface = {
  has: (character) => /^[\p{Script=Latin}\d\p{P}]$/u.test(character),
  widthOf: (text) => [...text].length / 2,
  outlineOf: (text) => [{ path: text, x: 0 }],
}
const colours = ['#0b6b63', '#ad3c12', '#4b32a8']
const card: Card = {
  thread: [2],
  head: 'UCLG Learning Forum',
  when: '11:00–11:40',
  title: 'Taking stock',
  instead: ['Localizing the global agendas', 'Part Two'],
  foot: '12 November 2019, Durban',
  cancelled: false,
  colours,
}

/** The lines of text of a drawing, with their places in pixels. */
function linesOf(svg: string) {
  const pattern =
    /<g fill="([^"]+)" transform="translate\((\d+) ([\d.]+)\) scale\(([\d.]+)[^"]*"><path d="([^"]*)"/g
  return [...svg.matchAll(pattern)].map(([, fill, x, y, scale, text]) => ({
    fill,
    text: text ?? '',
    y: Number(y),
    size: Number(scale) * 1000,
    right: Number(x) + ([...(text ?? '')].length / 2) * Number(scale) * 1000,
  }))
}
const linesWith = (change: Partial<Card>) => linesOf(drawingOf({ ...card, ...change }, [typeface]))

describe('a share image', () => {
  it('has the site, the time in the colour of the part, the title, and the day and place, from top to bottom', () => {
    expect(linesWith({})).toEqual([
      { text: 'UCLG Learning Forum', fill: '#1c1d22', y: 112, size: 32, right: 480 },
      { text: '11:00–11:40', fill: '#ad3c12', y: 272, size: 152, right: 1012 },
      { text: 'Taking stock', fill: '#1c1d22', y: 367.2, size: 64, right: 560 },
      { text: '12 November 2019, Durban', fill: '#5c5d64', y: 556, size: 34, right: 584 },
    ])
  })

  it('has what was changed below all else, in the colour of the part, and moves up for it', () => {
    const lines = linesWith({ note: 'Moved from 09:30–10:00', title: 'participant·e·s '.repeat(312) })
    expect(lines.slice(-2)).toEqual([
      { text: '12 November 2019, Durban', fill: '#5c5d64', y: 508, size: 34, right: 584 },
      { text: 'Moved from 09:30–10:00', fill: '#ad3c12', y: 560, size: 34, right: 550 },
    ])
    expect(Math.max(...lines.slice(2, -2).map(({ y }) => y))).toBeLessThan(508 - 34)
  })

  it.each([
    [
      'long',
      'Renforcer l’agenda d’apprentissage par la coopération entre pairs et la coopération décentralisée',
    ],
    ['very long', 'participant·e·s '.repeat(312)],
    ['without a space', 'x'.repeat(5000)],
    ['of one very long word among short ones', `la ${'x'.repeat(60)} coopération`],
  ])('keeps a title that is %s inside its box', (_, title) => {
    const lines = linesWith({ title })
    const titleLines = lines.slice(2, -1)
    expect(titleLines.length).toBeGreaterThan(1)
    for (const { y, size, right } of titleLines) {
      expect(right).toBeLessThanOrEqual(1112)
      expect(y - size).toBeGreaterThan(272)
      expect(y + size * 0.25).toBeLessThan(556 - 34)
    }
  })

  it('keeps all of a title that fits, and ends a longer one in an ellipsis', () => {
    const title =
      'Renforcer l’agenda d’apprentissage par la coopération entre pairs et la coopération décentralisée'
    const textOf = (lines: ReturnType<typeof linesWith>) => lines.slice(2, -1).map(({ text }) => text)
    expect(textOf(linesWith({ title })).join(' ')).toBe(title)
    expect(textOf(linesWith({ title: title.repeat(20) })).at(-1)).toMatch(/…$/)
  })

  it('breaks no line at a no-break space, and balances the lines', () => {
    const title = 'Quelle voie suivre pour les villes et les\u202f?'
    expect(linesWith({ title }).map(({ text }) => text)).toEqual([
      'UCLG Learning Forum',
      '11:00–11:40',
      'Quelle voie suivre pour',
      'les villes et les\u202f?',
      '12 November 2019, Durban',
    ])
  })

  it('leaves out emoji and marks of direction, and the accent that the typeface lacks', () => {
    expect(linesWith({ title: 'Łódź 🎉 \u202eparticipant·e·s\u202c q\u0308' }).at(2)?.text).toBe(
      'Łódź participant·e·s q',
    )
  })

  it('has a title whole, in the typeface that has all its letters, or another title in its place', () => {
    const arabic: Typeface = { ...typeface, has: (character) => /[\p{Script=Arabic}a-z]/iu.test(character) }
    const titleOf = (title: string, ...others: Typeface[]) =>
      linesOf(drawingOf({ ...card, title }, [typeface, ...others])).at(2)?.text
    expect(titleOf('Cities العربية')).toBe('Localizing the global agendas')
    expect(titleOf('Cities العربية', arabic)).toBe('Cities العربية')
    expect(titleOf('المدن تتعلم معا', arabic)).toBe('المدن تتعلم معا')
    expect(titleOf('城市 and العربية', arabic)).toBe('Localizing the global agendas')
    expect(titleOf('🎉🎉', arabic)).toBe('Localizing the global agendas')
    const { instead } = card
    expect(
      linesOf(drawingOf({ ...card, title: '城市', instead: ['議程', ...instead.slice(1)] }, [typeface])).at(2)
        ?.text,
    ).toBe('Part Two')
  })

  it('has a title in other scripts whole, or none of it, in the typefaces that it is drawn with', async () => {
    const cases: readonly { title?: string }[] = JSON.parse(
      readFileSync(new URL('../cases/content/share-non-latin.json', import.meta.url), 'utf8'),
    )
    const [own, other] = (await Promise.all([loadTypeface('own'), loadTypeface('other')])).map(
      ({ has }): Typeface => ({ ...typeface, has }),
    )
    if (!own || !other) throw new Error('no typeface')
    const titles = [...cases.flatMap(({ title }) => title ?? []), '城市 2027', 'Cities 城市']
    expect(
      titles.map((title) => {
        const lines = linesOf(drawingOf({ ...card, title }, [own, other]))
        return lines
          .slice(2, -1)
          .map(({ text }) => text)
          .join(' ')
      }),
    ).toEqual([
      ...['المدن تتعلم معا 2027', 'Localizing the global agendas', 'Đối thoại … Дарья'],
      ...['Localizing the global agendas', 'Localizing the global agendas'],
    ])
  })

  it('loses the facts that cannot be drawn, and keeps the others', () => {
    expect(linesWith({ foot: 'Cancelled · 12 November 2019, 더반, South Africa' }).at(-1)?.text).toBe(
      'Cancelled · 12 November 2019, South Africa',
    )
  })

  it('strikes out the time of a cancelled session', () => {
    const strike = /<path d="M176 [\d.]+h836" stroke="#ad3c12"/
    expect(drawingOf({ ...card, cancelled: true }, [typeface])).toMatch(strike)
    expect(drawingOf(card, [typeface])).not.toMatch(strike)
  })

  it('has a piece of the thread and a ring for each part of an edition', () => {
    const svg = drawingOf({ ...card, thread: [1, 2, 3] }, [typeface])
    expect(
      [...svg.matchAll(/<path d="(M104[^"]+)" stroke="([^"]+)"/g)].map(([, d, stroke]) => [d, stroke]),
    ).toEqual([
      ['M104 0v210', '#0b6b63'],
      ['M104 210v210', '#ad3c12'],
      ['M104 420v210', '#4b32a8'],
    ])
    expect(svg.match(/<circle/g)?.length).toBe(3)
  })
})

describe('the texts of a share image', () => {
  const { documents } = published()

  it('of a part have its times, and its ordinal in words', () => {
    expect(cardOf({ kind: 'part', id: 'part-2' }, 'fr', documents)).toEqual({
      thread: [2],
      head: 'Forum d’apprentissage de CGLU',
      when: '10:00–13:00',
      title: 'Localisation des agendas mondiaux',
      instead: ['Deuxième partie'],
      foot: 'Deuxième partie · 12 novembre 2019, Durban, Afrique du Sud',
      cancelled: false,
      colours,
    })
  })

  it('of the forum have its name and its current edition', () => {
    expect(cardOf({ kind: 'forum', id: 'forum' }, 'es', documents)).toEqual({
      thread: [1, 3],
      head: 'Ciudades y Gobiernos Locales Unidos',
      when: '',
      title: 'Foro de Aprendizaje de CGLU',
      instead: ['Ciudades y Gobiernos Locales Unidos', 'CGLU'],
      foot: '12 de noviembre de 2019, Durban, Sudáfrica',
      cancelled: false,
      colours,
    })
  })

  it('have the colours and the mark of the forum', () => {
    const mark = { asset: { _ref: `image-${'a'.repeat(40)}-48x48-svg` } }
    const own = published(changed('forum', { mark, colours: { secondLight: '#005F8A' } }))
    expect(cardOf({ kind: 'part', id: 'part-2' }, 'fr', own.documents)).toMatchObject({
      colours: ['#0b6b63', '#005f8a', '#4b32a8'],
      mark: mark.asset._ref,
    })
    expect(linesWith({ colours: ['#0b6b63', '#005f8a', '#4b32a8'] })[1]?.fill).toBe('#005f8a')
  })

  it('have their first line beside the mark, whatever its width', () => {
    const mark = { url: 'data:image/png;base64,', width: 260, height: 60 }
    const svg = drawingOf({ ...card, head: 'M'.repeat(90) }, [typeface], mark)
    expect(svg).toContain('<image x="852" y="71" width="260" height="60" href="data:image/png;base64,"/>')
    expect(linesOf(svg)[0]?.right).toBeLessThan(852)
  })

  it('of a cancelled session say that it is cancelled', () => {
    const { documents: cancelled } = published(changed('session-sendai', { status: 'cancelled' }))
    expect(cardText(cardOf({ kind: 'session', id: 'session-sendai' }, 'en', cancelled))).toBe(
      'Learning from an example: localizing the Sendai Framework · 11:00–11:40 · Cancelled · 12 November 2019, Durban, South Africa',
    )
  })

  const rooms = ['a', 'b'].map((letter) => ({
    ...{ _id: `room-${letter}`, _type: 'room', _updatedAt: '2019-11-01T08:00:00Z', slug: [] },
    ...{ edition: { _ref: 'edition-2019' }, name: words({ en: `Room ${letter.toUpperCase()}` }) },
  }))
  const inRoom = (letter: string) => [{ _key: letter, _ref: `room-${letter}` }]
  const sendai = (fields: object) => {
    const { documents: other } = published([...changed('session-sendai', { ...fields }), ...rooms])
    return cardOf({ kind: 'session', id: 'session-sendai' }, 'en', other)
  }

  it('of a session have its room, and from when and where it was moved', () => {
    expect(sendai({ rooms: inRoom('b') })).toMatchObject({
      ...{ when: '11:00–11:40', foot: '12 November 2019, Durban · Room B' },
    })
    const movedFrom = { date: '2019-11-11', start: '09:30', end: '10:00' }
    expect(sendai({ status: 'moved', movedFrom }).note).toBe('Moved from Monday 11 November, 09:30–10:00')
    const other = { rooms: inRoom('b'), status: 'moved' }
    expect(sendai({ ...other, movedFrom: { rooms: inRoom('a') } }).note).toBe('Moved from Room A')
    expect(sendai({ ...other, movedFrom: { ...movedFrom, date: undefined, rooms: inRoom('a') } }).note).toBe(
      'Moved from 09:30–10:00, Room A',
    )
    expect(sendai({ status: 'moved' }).note).toBe('Moved')
  })

  it('of what was withdrawn say so, with its last title', () => {
    const content = (all: readonly RawDocument[], ledger = emptyLedger) => {
      const { snapshot } = examine(all, ledger)
      if (!snapshot) throw new Error('The content has faults.')
      return contentOf({ snapshot, ledger })
    }
    const { ledger } = content(stored)
    const later = content(
      stored.filter(({ _id }) => _id !== 'session-way-ahead'),
      ledger,
    )
    expect(cardAt('session-way-ahead', 'fr', later)).toMatchObject({
      ...{ title: 'Quelle voie suivre\u202f?', when: '', foot: '' },
      note: 'Cette session ne figure plus au programme',
    })
    expect(cardAt('session-way-ahead', 'fr', content(stored, ledger))?.note).toBe(undefined)
    expect(cardAt('contact', 'fr', later)).toBe(undefined)
    expect(cardAt('nobody', 'fr', later)).toBe(undefined)
  })
})
