import { wordsOf } from '#src/i18n.ts'
import { languageOf } from '#src/locales.ts'
import { cleanText } from '#src/model/clean-text.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import { termFinder } from '#src/rules/glossary.ts'
import type { TranslationState } from '#src/rules/review.ts'
import { type MarkedText, markedWords } from '../marked-text.ts'
import { linkAddresses } from './block-pairs.ts'
import type { Pack, PackDocument, PackText, PackUnit } from './pack.ts'
import { fieldNames, packTitle, sourceChangeNote } from './pack-words.ts'
import { sentHash } from './sent-hash.ts'

/**
 * A pack as a file of XLIFF 1.2, the version that all translation tools read. It names no time, so that the same content
 * gives the same bytes. A rich text is a group with a unit for each paragraph; marks are `g`, ends of lines `x`.
 */
export function xliffOf(pack: Pack): string {
  const [source, target] = [languageOf(pack.source).lang, languageOf(pack.target).lang]
  const writeUnit = unitWriter(pack)
  const groups = pack.documents.map((one) => documentGroup(one, pack, writeUnit))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
    `<file original="${escaped(`${pack.where}.${pack.target}`)}" source-language="${source}" target-language="${target}" datatype="plaintext" product-name="learning-forum">`,
    ...termLines(pack),
    '<body>',
    ...groups,
    '</body></file></xliff>',
    '',
  ].join('\n')
}

/** The states of XLIFF for ours. */
export const sentStates = {
  missing: 'needs-translation',
  stale: 'needs-translation',
  needsReview: 'needs-review-translation',
  reviewed: 'final',
} as const satisfies Record<TranslationState, string>

type UnitWriter = (unit: PackUnit, text: PackText) => string

function documentGroup({ document, texts, link }: PackDocument, pack: Pack, writeUnit: UnitWriter): string {
  const words = wordsOf(pack.target)
  const lines = texts.map((text) => {
    const [unit] = text.units
    if (unit !== undefined && unit.block === undefined) return writeUnit(unit, text)
    return [
      `<group id="${escaped(text.id)}" resname="${escaped(fieldNames(text.path, words).join(' · '))}" restype="x-rich-text">`,
      ...text.units.map((one) => writeUnit(one, text)),
      '</group>',
    ].join('\n')
  })
  return [
    `<group id="${escaped(document._id)}" resname="${escaped(packTitle(document, pack))}" restype="x-${document._type}">`,
    ...(link === undefined ? [] : [`<note from="page">${escaped(link)}</note>`]),
    ...lines,
    '</group>',
  ].join('\n')
}

function unitWriter(pack: Pack): UnitWriter {
  const words = wordsOf(pack.target)
  const termsIn = termFinder(pack.terms)
  const [sourceLang, targetLang] = [languageOf(pack.source).lang, languageOf(pack.target).lang]
  return (unit, text) => {
    const { kind, source, target, before } = unit
    const change = sourceChangeNote(unit, pack)
    const terms = termsIn(markedWords(source)).map((term) => `${term.source} → ${term.target}`)
    const notes = [
      ['change', change],
      ['before', before && words('studio.pack.note.before', { text: before })],
      ['terms', terms.length > 0 ? words('studio.pack.note.terms', { terms: terms.join('; ') }) : undefined],
      ['links', linkNote(unit)],
      ['limit', text.limit && words('studio.pack.note.limit', { count: text.limit })],
    ]
    const limit = text.limit === undefined ? '' : ` maxwidth="${text.limit}" size-unit="char"`
    const context = [
      ['x-text', text.id],
      ['x-source-hash', text.sourceHash],
      ['x-target-hash', text.targetHash],
      ['x-sent-hash', sentHash(target)],
    ]
    return [
      `<trans-unit id="${escaped(unit.id)}" resname="${escaped(fieldNames(text.path, words).join(' · '))}" restype="x-${kind}"${limit} approved="${text.state === 'reviewed' ? 'yes' : 'no'}" xml:space="preserve">`,
      `<source>${inline(source)}</source>`,
      `<target state="${sentStates[text.state]}">${target ? inline(target, maxMark(source)) : ''}</target>`,
      `<context-group purpose="information">${context.map(([type, value]) => `<context context-type="${type}">${escaped(value ?? '')}</context>`).join('')}</context-group>`,
      ...notes.flatMap(([from, note]) =>
        note ? [`<note from="${from}">${escaped(String(note))}</note>`] : [],
      ),
      ...(before === undefined || target === undefined
        ? []
        : [
            `<alt-trans alttranstype="previous-version"><source xml:lang="${sourceLang}">${escaped(before)}</source><target xml:lang="${targetLang}">${escaped(markedWords(target))}</target></alt-trans>`,
          ]),
      '</trans-unit>',
    ].join('\n')
  }
}

/** Where the links of a unit lead, by their number: translators read it, and nothing comes back of it. */
const linkNote = ({ block }: PackUnit): string | undefined =>
  block && [...linkAddresses(block)].map(([id, href]) => `<${id}> ${href}`).join('; ')

function termLines({ terms, source, target }: Pack): readonly string[] {
  if (terms.length === 0) return []
  const rows = [[source, target], ...terms.map((term) => [term.source, term.target])]
  const table = rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')).join('\n')
  return [
    `<header><glossary><internal-file form="text/tab-separated-values">${escaped(table)}</internal-file></glossary></header>`,
  ]
}

/** Marks as elements; the ends of lines are numbered after the marks. */
function inline(text: MarkedText, last = maxMark(text)): string {
  let number = last
  const write = (pieces: MarkedText): string =>
    pieces
      .map((piece) =>
        typeof piece === 'string'
          ? piece
              .split('\n')
              .map(escaped)
              .reduce((before, line) => `${before}<x id="${++number}" ctype="lb"/>${line}`)
          : `<g id="${piece.id}" ctype="${ctypes[piece.kind]}">${write(piece.inner)}</g>`,
      )
      .join('')
  return write(text)
}

const ctypes = { bold: 'bold', italic: 'italic', link: 'link' } as const

const maxMark = (text: MarkedText): number =>
  Math.max(
    0,
    ...text.map((piece) => (typeof piece === 'string' ? 0 : Math.max(piece.id, maxMark(piece.inner)))),
  )

const escaped = (text: string) => escapeMarkup(cleanText(text))
