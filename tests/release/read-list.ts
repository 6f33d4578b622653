import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** Reads lists of sessions off the HTML of pages, as a parser of the standard sees it. */

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document
export type Element = DefaultTreeAdapterTypes.Element

export type ReadTitle = { text: string; lang: string | undefined }
export type ReadRow = {
  href: string
  title: ReadTitle
  level: string
  rooms: readonly ReadTitle[]
  label: ReadTitle | undefined
  isPlenary: boolean
  isCancelled: boolean
  /** The strand of its part, where it has its own. */
  strand: string | undefined
  /** Its own times where it stands alone, and where it says until when it goes on. */
  from: string | undefined
  to: string | undefined
}
export type ReadStart = {
  from: string
  to: string
  /** What the lines say that name what has not ended yet. */
  stillOn: readonly string[]
  rows: readonly ReadRow[]
  left: readonly ReadRow[]
}
export type ReadBand =
  | {
      kind: 'sessions'
      starts: readonly ReadStart[]
      long: readonly { row: ReadRow; starts: number }[]
    }
  | { kind: 'alone'; row: ReadRow }
  | { kind: 'break'; id: string; title: ReadTitle; from: string; to: string; stillOn: readonly string[] }
  | { kind: 'left'; time: string; row: ReadRow }
/** A list, with the heading of the part that it stands under. */
export type ReadGroup = { part: { href: string; title: ReadTitle } | undefined; bands: readonly ReadBand[] }
export type ReadDay = {
  /** Where the heading above it leads to. */
  day: string | undefined
  groups: readonly ReadGroup[]
  /** Where the line at the end of an evening leads to. */
  night: string | undefined
}

/** The main part of a page. @throws where there is none */
export function mainOf(html: string): Element {
  const [main] = allIn(parse(html), ({ tagName }) => tagName === 'main')
  if (main === undefined) throw new Error('The page has no main part.')
  return main
}

/** The lists of sessions of a page, by day. */
export const daysIn = (main: Element): readonly ReadDay[] =>
  allIn(main, (element) => hasClass(element, 'plan')).map((plan) => {
    const heading = allIn(
      outermost(plan),
      (element) => hasClass(element, 'day-title') && element.tagName === 'h2',
    )
    return {
      day: heading.map(linkIn).at(0),
      groups: childrenOf(plan).flatMap((child) => {
        if (child.tagName === 'ol') return [{ part: undefined, bands: bandsIn(child) }]
        const [title] = allIn(child, (element) => hasClass(element, 'part-title'))
        return allIn(child, (element) => element.tagName === 'ol' && hasClass(element, 'thread')).map(
          (list) => ({
            ...{ part: title && { href: linkIn(title) ?? '', title: titleOf(title) }, bands: bandsIn(list) },
          }),
        )
      }),
      night: allIn(plan, (element) => hasClass(element, 'night'))
        .map(linkIn)
        .at(0),
    }
  })

/** The chapter around a list, which has its heading; or the list, where it has that itself. */
function outermost(plan: Element): Element {
  const { parentNode: above } = plan
  return above && 'tagName' in above && above.tagName === 'section' ? above : plan
}

const bandsIn = (list: Element): readonly ReadBand[] => childrenOf(list).map(bandOf)

function bandOf(item: Element): ReadBand {
  if (hasClass(item, 'left')) {
    const [when] = allIn(item, (element) => hasClass(element, 'when'))
    return { kind: 'left', time: when ? textOf(when) : '', row: rowOf(item) }
  }
  if (hasClass(item, 'pause')) {
    const [title] = allIn(item, (element) => hasClass(element, 'pause-title'))
    const [from = '', to = ''] = timesIn(item)
    return {
      ...{ kind: 'break', id: attribute(item, 'data-row') ?? '', from, to },
      ...{ title: title ? titleOf(title) : { text: '', lang: undefined }, stillOn: stillIn(item) },
    }
  }
  return hasClass(item, 'band') ? sessionsOf(item) : { kind: 'alone', row: rowOf(item) }
}

/** What starts together, and what goes on beside it. */
function sessionsOf(band: Element): ReadBand {
  const long: { row: ReadRow; starts: number }[] = []
  const starts: ReadStart[] = []
  const inLast = (more: (start: ReadStart) => Partial<ReadStart>) => {
    const last = starts.pop()
    if (last === undefined) throw new Error('A band begins without a time.')
    starts.push({ ...last, ...more(last) })
  }
  const kinds: Readonly<Record<string, (child: Element) => void>> = {
    when: (child) => {
      const [from = '', to = ''] = timesIn(child)
      starts.push({ from, to, stillOn: [], rows: [], left: [] })
    },
    still: (child) => inLast(({ stillOn }) => ({ stillOn: [...stillOn, textOf(child)] })),
    long: (child) => {
      const count = Number(/\bs(\d)\b/.exec(attribute(child, 'class') ?? '')?.[1])
      long.push(...childrenOf(child).map((row) => ({ row: rowOf(row), starts: count })))
    },
    strands: (child) => {
      const [left, rows] = [true, false].map((isLeft) =>
        childrenOf(child).filter((row) => hasClass(row, 'left') === isLeft),
      )
      inLast(() => ({ left: (left ?? []).map(rowOf), rows: (rows ?? []).map(rowOf) }))
    },
  }
  for (const child of childrenOf(band)) {
    const kind = Object.keys(kinds).find((name) => hasClass(child, name))
    if (kind === undefined) throw new Error(`A band has a ${child.tagName}.`)
    kinds[kind]?.(child)
  }
  return { kind: 'sessions', starts, long }
}

function rowOf(item: Element): ReadRow {
  const [heading = item] = allIn(item, (element) => hasClass(element, 'row-title'))
  const [label] = allIn(item, (element) => hasClass(element, 'of'))
  const times = timesIn(item)
  const isAlone = allIn(item, (element) => hasClass(element, 'when')).length > 0
  return {
    ...{ href: linkIn(heading) ?? '', title: titleOf(firstLink(heading) ?? heading), level: heading.tagName },
    rooms: allIn(item, ({ tagName, parentNode }) => tagName === 'b' && isAt(parentNode)).map(titleOf),
    label: label && titleOf(label),
    ...{ isPlenary: hasClass(item, 'plenary'), isCancelled: hasClass(item, 'cancelled') },
    strand: attribute(item, 'data-part'),
    from: isAlone ? times[0] : undefined,
    to: isAlone ? times[1] : times[0],
  }
}

const isAt = (node: Element['parentNode']) => node !== null && 'attrs' in node && hasClass(node, 'at')
const stillIn = (item: Element) => allIn(item, (element) => hasClass(element, 'still')).map(textOf)
const timesIn = (item: Element) =>
  allIn(item, ({ tagName }) => tagName === 'time').flatMap((time) => attribute(time, 'datetime') ?? [])

/** All elements within one that are so, in the order of the page. */
export function allIn(node: Node, is: (element: Element) => boolean): Element[] {
  if (!('childNodes' in node)) return []
  return node.childNodes.flatMap((child) =>
    'attrs' in child ? [...(is(child) ? [child] : []), ...allIn(child, is)] : [],
  )
}

export const childrenOf = ({ childNodes }: Element): Element[] =>
  childNodes.filter((child): child is Element => 'attrs' in child)
export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((one) => one.name === name)?.value
export const hasClass = (element: Element, name: string): boolean =>
  (attribute(element, 'class') ?? '').split(' ').includes(name)

/** The text of an element, one space between words. */
export const textOf = (element: Element): string => rawText(element).replace(/\s+/g, ' ').trim()
const rawText = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(rawText).join('') : ''

const firstLink = (element: Element): Element | undefined =>
  element.tagName === 'a' ? element : allIn(element, ({ tagName }) => tagName === 'a')[0]
export const linkIn = (element: Element): string | undefined => {
  const link = firstLink(element)
  return link && attribute(link, 'href')
}

/** A text, and the language with which all of it is marked. */
export const titleOf = (element: Element): ReadTitle => {
  const [marked] = allIn(element, (inner) => attribute(inner, 'lang') !== undefined)
  const text = textOf(element)
  return { text, lang: marked && textOf(marked) === text ? attribute(marked, 'lang') : undefined }
}
