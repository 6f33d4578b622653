import { type WordKey, wordsOf } from '#src/i18n.ts'
import { isLocale, languageOf } from '#src/locales.ts'
import { termFinder } from '#src/rules/glossary.ts'
import { markedWords, tagged, untagged } from '../marked-text.ts'
import { linkAddresses } from './block-pairs.ts'
import type { Pack, PackDocument, PackText, PackUnit } from './pack.ts'
import { fieldNames, packTitle, sourceChangeNote } from './pack-words.ts'
import { maxReturnedUnits, type ReturnedPack, UnreadablePackError } from './returned-pack.ts'
import { sentHash } from './sent-hash.ts'

/**
 * A pack as a workbook: a sheet with a row for each unit, of which only the translation may be changed, and a sheet of
 * terms. Marks are written as `<1>…</1>`. The first two columns, which are hidden, tell what a row is about.
 */
export async function workbookOf(pack: Pack): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const words = wordsOf(pack.target)
  const [source, target] = [languageOf(pack.source), languageOf(pack.target)]
  const heads = [
    [firstCell, pack.where, pack.source, pack.target].join(' '),
    '',
    words('studio.pack.column.where'),
    source.name,
    words('studio.pack.column.change'),
    target.name,
    ...(['limit', 'state', 'note', 'page'] as const).map((name) => words(`studio.pack.column.${name}`)),
  ]
  const termsIn = termFinder(pack.terms)
  const rows = pack.documents.flatMap((one) =>
    one.texts.flatMap((text) => text.units.map((unit) => rowOf(pack, one, text, unit, termsIn))),
  )
  const terms = [[source.name, target.name], ...pack.terms.map((term) => [term.source, term.target])]
  return writeXlsx({
    properties: { created: noTime, modified: noTime },
    sheets: [
      {
        ...{ name: target.name, rows: [heads, ...rows], cells: headCells(heads.length) },
        ...{ freezePane: { rows: 1 }, protection: unlockedRows },
        columns: widths.map((width, at) => ({
          ...(width === 0 ? { hidden: true, width: 2 } : { width }),
          style: {
            numFmt: '@',
            alignment: { wrapText: true, vertical: 'top' as const },
            protection: { locked: at !== columns.target },
          },
        })),
      },
      {
        ...{ name: words('studio.pack.terms'), rows: terms, cells: headCells(2), freezePane: { rows: 1 } },
        columns: [{ width: 50 }, { width: 50 }],
      },
    ],
  })
}

/**
 * A pack in a workbook, as `workbookOf` wrote it and somebody filled it in. Rows may be in another order.
 * @throws {UnreadablePackError}
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReturnedPack> {
  const { readXlsx } = await import('hucre/xlsx')
  const { sheets } = await readXlsx(bytes, { maxRows: maxReturnedUnits + 1 }).catch((error: unknown) => {
    throw new UnreadablePackError('broken', { cause: error })
  })
  const isPack = ({ rows }: (typeof sheets)[number]) => String(rows[0]?.[0] ?? '').startsWith(firstCell)
  const [head = [], ...rows] = sheets.find(isPack)?.rows ?? []
  const [where = '', source, target] = cellText(head[0]).slice(firstCell.length).trim().split(' ')
  if (where === '' || !isLocale(source) || !isLocale(target)) throw new UnreadablePackError('otherPack')
  if (rows.length > maxReturnedUnits) throw new UnreadablePackError('tooLarge')
  return {
    ...{ where, source, target },
    units: rows.flatMap((row) => {
      const id = cellText(row[columns.id])
      if (id === '') return []
      const [sourceHash = '', targetHash = '', sent = '', ...text] = cellText(row[columns.hashes])
        .split(' ')
        .map((word) => (word === none ? '' : word))
      const isMarked = text.join(' ') !== id
      const read = (cell: string) => (isMarked ? untagged(cell) : [cell])
      const words = cellText(row[columns.target])
      return [
        {
          ...{
            id,
            text: text.join(' '),
            sourceHash,
            targetHash,
            sentHash: sent,
            words,
            progress: 'none' as const,
          },
          source: read(cellText(row[columns.source])),
          target: read(words),
        },
      ]
    }),
  }
}

function rowOf(
  pack: Pack,
  { document, link }: PackDocument,
  text: PackText,
  unit: PackUnit,
  termsIn: ReturnType<typeof termFinder>,
): (string | number | null)[] {
  const words = wordsOf(pack.target)
  const write = (value: PackUnit['source']) => (unit.block ? tagged(value) : markedWords(value))
  const notes = [
    ...termsIn(markedWords(unit.source)).map((term) => `${term.source} → ${term.target}`),
    ...(unit.block ? [...linkAddresses(unit.block)].map(([id, href]) => `<${id}> ${href}`) : []),
  ]
  const state: WordKey = `studio.translation.state.${text.state}`
  return [
    unit.id,
    // A rich text is told by the id of its text, which differs from that of its units.
    [text.sourceHash, text.targetHash || none, sentHash(unit.target) || none, text.id].join(' '),
    [packTitle(document, pack), ...fieldNames(text.path, words)].join(' · '),
    write(unit.source),
    sourceChangeNote(unit, pack) ?? null,
    unit.target ? write(unit.target) : null,
    text.limit ?? null,
    words(state),
    notes.length > 0 ? notes.join('\n') : null,
    link ?? null,
  ]
}

const cellText = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell))

const headCells = (count: number) =>
  new Map(
    Array.from({ length: count }, (_, at) => [
      `0,${at}`,
      { style: { font: { bold: true }, alignment: { wrapText: true, vertical: 'top' as const } } },
    ]),
  )

/** The start of the first cell of a pack, with the version of its form. */
const firstCell = 'learning-forum 1'
const none = '-'
const columns = { id: 0, hashes: 1, source: 3, target: 5 } as const
/** In characters, of each column; 0 where it is hidden. */
const widths = [0, 0, 30, 60, 40, 60, 10, 14, 30, 40] as const
/** A workbook names the time of its making; the same content gives the same bytes. */
const noTime = new Date('2000-01-01T00:00:00Z')
const unlockedRows = {
  ...{ sheet: true, selectLockedCells: true, selectUnlockedCells: true },
  ...{ formatColumns: true, formatRows: true },
}
