import { minutesOf } from '#src/model/time.ts'
import type { BoardLine } from './board-programme.ts'
import { type BoardView, columnsOfLine } from './columns.ts'
import { lanesOf, type Spot } from './timeline-layout.ts'

/** A card for each column that a line stands in. */
export const cardsOf = (
  lines: readonly BoardLine[],
  view: BoardView,
  shown: ReadonlySet<string | undefined>,
): readonly Card[] =>
  lines.flatMap((line) =>
    columnsOfLine(line, view, shown).map((from, nth) => ({
      // The same in another column, so that it keeps the focus.
      key: `${line.id} ${nth}`,
      ...{ line, from },
      isLifted: false,
      spot: { start: line.start, end: line.end, column: from },
    })),
  )

/** Where the cards are while a line is lifted: other lanes are found only for the columns that it leaves or enters. */
export function withLifted({ cards: stored, lanes }: Placed, lifted: Lifted, scale: number): Placed {
  const cards = stored.map((card) => (card.line.id === lifted.id ? asLifted(card, lifted) : card))
  const columns = new Set(
    [...stored, ...cards].filter(({ line }) => line.id === lifted.id).map(({ spot }) => spot.column),
  )
  const around = cards.filter(({ spot }) => columns.has(spot.column))
  return { cards, lanes: new Map([...lanes, ...lanesIn(around, scale)]) }
}

/** In all of its columns at that time, and in another column than the one it was lifted from. */
const asLifted = (card: Card, { from, spot: { start, end, column } }: Lifted): Card => ({
  ...card,
  isLifted: true,
  spot: { start, end, column: card.from === from ? column : card.from },
})

/** The lanes of the sessions in each column that has some. */
export const lanesIn = (cards: readonly Card[], scale: number): Lanes =>
  new Map(
    [
      ...Map.groupBy(
        cards.filter(({ line }) => line.type === 'session'),
        ({ spot }) => spot.column,
      ),
    ].map(([column, own]) => [
      column,
      lanesOf(
        own
          .map(({ key, spot: { start, end } }) => ({ id: key, start, end }))
          .sort((a, b) => minutesOf(a.start) - minutesOf(b.start)),
        scale,
      ),
    ]),
  )

type Placed = { cards: readonly Card[]; lanes: Lanes }
type Lanes = ReadonlyMap<string | undefined, ReturnType<typeof lanesOf>>
export type Lifted = { id: string; from: string | undefined; spot: Spot }
type Card = { key: string; line: BoardLine; from: string | undefined; isLifted: boolean; spot: Spot }
