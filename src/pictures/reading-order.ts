import bidiOf from 'bidi-js'

/** A piece of a line that runs in one direction. */
export type DirectedRun = { text: string; isRightToLeft: boolean }

/**
 * The pieces of a line from left to right, each in its own order of letters (UAX #9, rule L2).
 * @example runsInOrder('א 12') → '12' before 'א '
 */
export function runsInOrder(line: string): readonly DirectedRun[] {
  if (!/[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}\p{scx=Adlm}]/u.test(line))
    return [{ text: line, isRightToLeft: false }]
  const { levels } = bidi.getEmbeddingLevels(line)
  const runs: { text: string; level: number }[] = []
  for (let at = 0; at < line.length; at++) {
    const [last, level, letter] = [runs.at(-1), levels[at] ?? 0, line[at] ?? '']
    if (last?.level === level) last.text += letter
    else runs.push({ text: letter, level })
  }
  for (let level = Math.max(...runs.map((run) => run.level)); level > 0; level--) turnOver(runs, level)
  return runs.map(({ text, level }) => ({ text, isRightToLeft: level % 2 === 1 }))
}

/** Turns each sequence of runs at a level or above it over. */
function turnOver(runs: { level: number }[], level: number): void {
  for (let from = 0; from < runs.length; from++) {
    let to = from
    while ((runs[to]?.level ?? -1) >= level) to++
    runs.splice(from, to - from, ...runs.slice(from, to).reverse())
    from = Math.max(from, to)
  }
}

const bidi = bidiOf()
