import { isLocale, type Locale } from '#src/locales.ts'
import type { MarkedPiece, MarkedText, MarkKind } from '../marked-text.ts'
import {
  maxReturnedUnits,
  type ReturnedPack,
  type ReturnedUnit,
  UnreadablePackError,
} from './returned-pack.ts'

/**
 * A pack in XLIFF 1.2, as `xliffOf` wrote it and a translation tool changed it. Markup of tools that cut texts into
 * sentences is understood. What a later `file` element holds is left out.
 * @throws {UnreadablePackError}
 */
export function readXliff(text: string): ReturnedPack {
  // Entities of a document type could grow without end.
  if (/<!DOCTYPE/i.test(text)) throw new UnreadablePackError('doctype')
  const document = new DOMParser().parseFromString(text, 'application/xml')
  if (document.getElementsByTagName('parsererror').length > 0) throw new UnreadablePackError('notXml')
  const file = document.getElementsByTagName('file')[0]
  const [, where = '', job = ''] = /^(.+)\.(\w+)$/.exec(file?.getAttribute('original') ?? '') ?? []
  if (file?.getAttribute('product-name') !== 'learning-forum' || where === '' || !isLocale(job))
    throw new UnreadablePackError('otherPack')
  const source = localeOf(file.getAttribute('source-language'))
  if (source === undefined || localeOf(file.getAttribute('target-language')) !== job)
    throw new UnreadablePackError('language')
  const units = [...file.getElementsByTagName('trans-unit')]
  if (units.length > maxReturnedUnits) throw new UnreadablePackError('tooLarge')
  return { where, source, target: job, units: units.map(returnedUnit) }
}

/** @example localeOf('fr-FR') → 'fr' */
function localeOf(tag: string | null): Locale | undefined {
  const language = tag?.toLowerCase().split(/[-_]/)[0]
  return isLocale(language) ? language : undefined
}

function returnedUnit(element: Element): ReturnedUnit {
  const [source, target] = ['source', 'target'].map((name) => child(element, name))
  const contexts = child(element, 'context-group')?.children ?? []
  const context = (type: string) =>
    [...contexts].find((one) => one.getAttribute('context-type') === type)?.textContent ?? ''
  const lineEnds = new Set([...(source?.querySelectorAll('x[ctype="lb"]') ?? [])].map((one) => one.id))
  const language = target?.getAttribute('xml:lang')
  return {
    id: element.getAttribute('id') ?? '',
    text: context('x-text'),
    sourceHash: context('x-source-hash'),
    targetHash: context('x-target-hash'),
    sentHash: context('x-sent-hash'),
    source: source ? inlineText(source, lineEnds) : [],
    target: target ? inlineText(target, lineEnds) : [],
    words: target?.textContent ?? '',
    ...(language && { language }),
    progress: progressOf(element, target?.getAttribute('state') ?? ''),
  }
}

function progressOf(element: Element, state: string): ReturnedUnit['progress'] {
  if (element.getAttribute('approved') === 'yes' || state === 'final' || state === 'signed-off')
    return 'final'
  return state === 'translated' || state.startsWith('needs-review') ? 'translated' : 'none'
}

const child = (element: Element, name: string) => [...element.children].find((one) => one.localName === name)

/** The text of a source or a target; undefined where its marks are not well nested, or are none of ours. */
function inlineText(element: Element, lineEnds: ReadonlySet<string>): MarkedText | undefined {
  const root: MarkedPiece[] = []
  const open: { id: number; kind: MarkKind; inner: MarkedPiece[] }[] = []
  const place = () => open.at(-1)?.inner ?? root
  const idOf = (from: Element) => Number(from.getAttribute('id') ?? from.getAttribute('rid'))
  const begin = (from: Element): boolean => {
    const mark = { id: idOf(from), kind: 'bold' as const, inner: [] }
    place().push(mark)
    open.push(mark)
    return true
  }
  const end = (from: Element) => open.pop()?.id === idOf(from)
  const lineEnd = (from: Element) =>
    (from.getAttribute('ctype') === 'lb' || lineEnds.has(from.id)) && addText(place(), '\n')
  const inside = (from: Element) => [...from.childNodes].every(read)
  const readers: Readonly<Record<string, (from: Element) => boolean>> = {
    g: (from) => begin(from) && inside(from) && end(from),
    mrk: inside,
    ...{ bpt: begin, bx: begin, ept: end, ex: end, x: lineEnd, ph: lineEnd },
  }
  function read(node: ChildNode): boolean {
    if (isText(node)) return addText(place(), node.nodeValue ?? '')
    // Comments and the like.
    return !isElement(node) || (readers[node.localName]?.(node) ?? false)
  }
  return inside(element) && open.length === 0 ? root : undefined
}

function addText(place: MarkedPiece[], words: string): true {
  const last = place.at(-1)
  if (typeof last === 'string') place[place.length - 1] = last + words
  else if (words !== '') place.push(words)
  return true
}

const isText = (node: Node) => node.nodeType === 3 || node.nodeType === 4
const isElement = (node: Node): node is Element => node.nodeType === 1
