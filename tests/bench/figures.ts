/** What the benchmarks compute of their measurements, and how they show it. */

export type Distribution = {
  readonly count: number
  readonly median: number
  readonly p95: number
  readonly max: number
}

/** Each of its numbers is one of the values: the smallest that as large a part of them does not exceed (nearest rank). NaN where there are none. */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = (part: number) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
  return { count: sorted.length, median: rank(0.5), p95: rank(0.95), max: rank(1) }
}

/** The item in the middle, in the order of a number of each. @throws where there is none */
export function middleBy<T>(items: readonly T[], numberOf: (item: T) => number): T {
  const middle = items.toSorted((a, b) => numberOf(a) - numberOf(b))[(items.length - 1) >> 1]
  if (middle === undefined) throw new RangeError('no items')
  return middle
}

/** A table in Markdown. Columns but the first are set to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(3, ...[cell, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length)),
  )
  const padded = (cell: string, column: number) => {
    const width = widths[column] ?? 0
    return column === 0 ? cell.padEnd(width) : cell.padStart(width)
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  const shown = rows.map((row) => line(head.map((_, column) => padded(row[column] ?? '', column))))
  return [line(head.map(padded)), line(rule), ...shown].join('\n')
}

/** @example duration(84.2) → '84 ms', duration(2345) → '2.35 s', duration(84_000) → '84 s' */
export function duration(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return '–'
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : milliseconds < 60_000 ? 1 : 0)} s`
}

/** @example megabytes(1_500_000) → '1.5 MB', megabytes(150_000_000) → '150 MB' */
export function megabytes(bytes: number): string {
  const count = bytes / 1e6
  return Number.isNaN(bytes) ? '–' : `${count < 10 ? count.toFixed(1) : String(Math.round(count))} MB`
}
