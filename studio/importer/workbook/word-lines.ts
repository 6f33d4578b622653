import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import { cleanText, plainSpaces } from '#src/model/clean-text.ts'
import { isCancellation } from '../item-titles.ts'
import type { SourceLine } from '../plan.ts'
import { columnHead } from './programme-cells.ts'
import { documentColumns, documentHead } from './programme-document.ts'

/**
 * The lines of a Word document in which the programme of an edition went out from here, known by the heads of its tables: a session in
 * each row, whose notes and people stand in columns of their own. Undefined for any other document.
 */
export function linesOfOwnWord(
  lines: readonly SourceLine[],
): { lines: readonly SourceLine[]; locale: Locale } | undefined {
  const heads = lines.flatMap(({ cells }) => (cells ? joined(cells) : []))
  const own = forms.find(({ head }) => heads.includes(head))
  if (own === undefined) return undefined
  return {
    locale: own.locale,
    lines: lines.map((line): SourceLine => {
      const { cells } = line
      if (cells?.length !== documentColumns.length) return line
      if (joined(cells) === own.head) return { ...line, cells: own.columns }
      return { ...line, ...ownRow(cells.map(readable), own) }
    }),
  }
}

/** In the order of the columns below. */
function ownRow(
  [times = '', written = '', room = '', part = '', people = '']: readonly string[],
  { notes, breakWord }: Form,
): Pick<SourceLine, 'cells' | 'scheduled'> {
  const [title = '', ...under] = written.split('\n')
  const isCancelled = under.some(isCancellation)
  const isBreak = under.includes(breakWord)
  const text = under.filter((line) => !notes.some((note) => note.test(line)))
  const names = people.split('\n').map((line) => line.replace(/^[^:]{1,60}?\s?:\s+/u, ''))
  return {
    cells: [times, title, text.join('\n'), room, part, names.join('\n'), isBreak ? breakWord : ''],
    scheduled: { isCancelled },
  }
}

const readable = (text: string): string => plainSpaces(cleanText(text))
const joined = (cells: readonly string[]): string => cells.map(readable).join('|')

type Form = {
  locale: Locale
  head: string
  columns: readonly string[]
  notes: readonly RegExp[]
  breakWord: string
}

const forms: readonly Form[] = locales.map(({ locale }) => {
  const t = wordsOf(locale)
  const exact = (text: string) => new RegExp(`^${readable(text)}$`, 'u')
  return {
    locale,
    head: joined(documentColumns.map((column) => documentHead(t, column))),
    columns: [
      ...(['start', 'title', 'description', 'room', 'part', 'speakers', 'kind'] as const).map((column) =>
        columnHead(t, column),
      ),
    ],
    notes: [
      exact(t('studio.word.break')),
      exact(t('session.cancelled')),
      ...(['session.movedFromHere', 'session.movedFromRoomHere', 'session.movedFromBothHere'] as const).map(
        (key) => exact(t(key, { from: '.*' })),
      ),
    ],
    breakWord: t('studio.word.break'),
  }
})
