import { type Shown, shown } from '#src/addresses/localize.ts'
import { type Words, wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import type { Session } from '#src/model/schema.ts'
import { lengthOf, type Times } from '#src/model/time.ts'
import type { Documents } from '#src/programme/documents.ts'
import { dayText, endText, listPieces, timesText } from '#src/programme/format.ts'
import { mergedChanges, type SessionChange, type Told, toldOf } from '#src/programme/session-changes.ts'

/** A sentence about a change: words of the interface, and between them texts of the content with their languages. */
export type ToldLine = readonly (string | Shown<string>)[]

/** What a change of a session says in a language. */
export type ToldChange = {
  readonly session: string
  /** In ISO 8601. */
  readonly at: string
  readonly title: Shown<string> | undefined
  readonly lines: readonly ToldLine[]
  /** When and where the session is now; undefined where it is no longer in the programme. */
  readonly place: ToldLine | undefined
}

/** The changes of one day, in the edition's zone: the latest first, those of a session as one. */
export type ToldDay = { readonly date: string; readonly changes: readonly ToldChange[] }

type Source = {
  readonly documents: Pick<Documents, 'room' | 'contributor' | 'session'>
  readonly locale: Locale
}

/** How many changes a page or a feed tells at most. */
export const mostTold = 100

/** What changed in an edition, by day, the latest first. `timeZone` is the edition's. */
export function toldDays(
  changes: readonly SessionChange[],
  timeZone: string,
  source: Source,
): readonly ToldDay[] {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' })
  const latest = changes.slice(-mostTold).toReversed()
  const days = Map.groupBy(latest, ({ at }) => format.format(Date.parse(at)))
  return Array.from(days, ([date, ofDay]) => ({
    date,
    changes: [...Map.groupBy(ofDay, ({ session }) => session).values()]
      .map((list) =>
        toldChange(
          list.reduceRight((earlier, later) => mergedChanges(earlier, later)),
          source,
        ),
      )
      .filter(saysSomething),
  })).filter(({ changes: told }) => told.length > 0)
}

/** Whether there is anything to tell of a change in this language: a title may have changed in another. */
export const saysSomething = ({ lines }: ToldChange): boolean => lines.length > 0

/** A change in words. */
export function toldChange(change: SessionChange, source: Source): ToldChange {
  const { session, at, before, after } = change
  const present = source.documents.session(session)
  const titles = present?.title ?? after?.titles ?? before?.titles
  return {
    ...{ session, at, title: shown(titles, source.locale), lines: toldLines(change, source) },
    place: present && placeOf(present, source),
  }
}

/** @example 'Tuesday 12 November, 10:00–10:45 · Room 2' */
function placeOf(session: Session, { documents, locale }: Source): ToldLine {
  const rooms = session.rooms.flatMap((id) => shown(documents.room(id)?.name, locale) ?? [])
  return [dayAndTimes(session, locale), ...rooms.flatMap((name, index) => [index === 0 ? ' · ' : ', ', name])]
}

export function toldLines(change: SessionChange, source: Source): readonly ToldLine[] {
  return toldOf(change).flatMap((told) => lines(told, source))
}

/** A line without the marks of its languages. */
export const lineText = (line: ToldLine): string =>
  line.map((part) => (typeof part === 'string' ? part : part.value)).join('')

function lines(told: Told, source: Source): readonly ToldLine[] {
  const { locale, documents } = source
  const t = wordsOf(locale)
  const names = (ids: readonly string[], of: (id: string) => Shown<string> | undefined) =>
    ids.flatMap((id) => of(id) ?? [])
  const roomNames = (ids: readonly string[]) => names(ids, (id) => shown(documents.room(id)?.name, locale))
  const peopleNames = (ids: readonly string[]) => names(ids, (id) => personName(id, source))
  switch (told.kind) {
    case 'withdrawn':
    case 'restored':
    case 'new':
    case 'back':
    case 'asBefore':
      return [[t(`change.${told.kind}`)]]
    case 'cancelled':
      return [[t('session.cancelled')]]
    case 'moved':
      return [[movedText(told.from, told.to, t, locale)]]
    case 'rooms':
      return roomNames(told.to).length === 0
        ? [[t('change.noRoom')]]
        : [around(t('change.rooms', { rooms: '\n' }), roomNames(told.to), locale)]
    case 'people':
      return (['joined', 'left'] as const).flatMap((key) => {
        const people = peopleNames(told[key])
        return people.length === 0 ? [] : [around(t(`change.${key}`, { people: '\n' }), people, locale)]
      })
    case 'renamed':
      return renamedLine(told.from, told.to, t, locale)
  }
}

/** Only where the title is another one in this language. */
function renamedLine(
  from: Localized<string>,
  to: Localized<string>,
  t: Words,
  locale: Locale,
): readonly ToldLine[] {
  const [old, present] = [shown(from, locale), shown(to, locale)]
  if (old === undefined || old.value === present?.value) return []
  return [around(t('change.renamed', { title: '\n' }), [old], locale)]
}

function movedText(from: Times, to: Times, t: Words, locale: Locale): string {
  const isSameDay = from.date === to.date
  if (isSameDay && from.start === to.start)
    return t('change.end', { from: endText(from, locale), to: endText(to, locale) })
  const isSameLength = lengthOf(from) === lengthOf(to)
  const start = (times: Times) => (isSameDay ? times.start : dayAndStart(times, locale))
  const target = isSameDay ? timesText(to, locale) : dayAndTimes(to, locale)
  return t(isSameDay ? 'change.moved' : 'change.movedDay', {
    from: start(from),
    to: isSameLength ? start(to) : target,
  })
}

const dayAndStart = ({ date, start }: Times, locale: Locale): string =>
  `${dayText(date, locale, { weekday: true })}, ${start}`

/** @example 'Tuesday 12 November, 10:00–10:45' */
const dayAndTimes = (times: Times, locale: Locale): string =>
  `${dayText(times.date, locale, { weekday: true })}, ${timesText(times, locale)}`

/** Words with a line break, in place of which stands a list of texts. */
function around(words: string, texts: readonly Shown<string>[], locale: Locale): ToldLine {
  const [before = '', after = ''] = words.split('\n')
  const list = listPieces(texts.length, locale).flatMap(
    (piece): ToldLine => (typeof piece === 'string' ? [piece] : texts.slice(piece, piece + 1)),
  )
  return [before, ...list, after].filter((part) => part !== '')
}

/** A person's name is in no language. */
function personName(id: string, { documents, locale }: Source): Shown<string> | undefined {
  const one = documents.contributor(id)
  const name = one && (shown(one.acronym, locale) ?? shown(one.name, locale))
  return name && one.kind === 'person' ? { ...name, lang: '' } : name
}

/**
 * What a row says for a day of a change: nothing of what stands there already, since editors said so, or of what rows do not
 * show.
 */
export type RowMark =
  | { readonly word: 'change.mark.new' | 'change.restored' | 'change.mark.rooms' }
  | { readonly word: 'session.movedFromHere'; readonly from: string }

export function rowMark(
  session: Session,
  change: SessionChange | undefined,
  locale: Locale,
): RowMark | undefined {
  if (change === undefined || session.status === 'cancelled') return undefined
  const marks = untoldChanges(session, change).flatMap((told): readonly RowMark[] => {
    if (told.kind === 'new') return [{ word: 'change.mark.new' }]
    if (told.kind === 'back' || told.kind === 'restored') return [{ word: 'change.restored' }]
    if (told.kind === 'rooms') return [{ word: 'change.mark.rooms' }]
    if (told.kind !== 'moved') return []
    const { from, to } = told
    if (from.date === to.date && from.start === to.start) return []
    const start =
      from.date === to.date
        ? from.start
        : `${dayText(from.date, locale, { weekday: true, short: true })}, ${from.start}`
    return [{ word: 'session.movedFromHere', from: start }]
  })
  return marks[0]
}

/** What a session's own page says of a change for a day, apart from what its status says. */
export const pageMark = (
  session: Session,
  change: SessionChange | undefined,
  source: Source,
): readonly ToldLine[] =>
  change === undefined ? [] : untoldChanges(session, change).flatMap((told) => lines(told, source))

/** What of a change is news, and the status of the session does not say. */
function untoldChanges(session: Session, change: SessionChange): readonly Told[] {
  const { status, movedFrom } = session
  return toldOf(change).filter(({ kind }) => {
    if (kind === 'asBefore') return false
    if (kind === 'cancelled') return status !== 'cancelled'
    if (kind === 'moved') return status !== 'moved' || movedFrom?.start === undefined
    if (kind === 'rooms') return status !== 'moved' || (movedFrom?.rooms ?? []).length === 0
    return true
  })
}
