import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import { type Locale, locales } from '#src/locales.ts'
import { RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer, type Renderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { parseProblems } from '../commands/html-problems.ts'
import { temporaryFolder } from '../commands/project.ts'
import {
  type DrawnProgramme,
  type DrawnSession,
  documentsOfDrawn,
  drawnProgramme,
  editionId,
  editionSlug,
  partId,
  people,
  roomId,
  type Texts,
} from './drawn-programme.ts'
import {
  allIn,
  attribute,
  childrenOf,
  daysIn,
  hasClass,
  linkIn,
  mainOf,
  type ReadBand,
  type ReadDay,
  type ReadRow,
  type ReadTitle,
  textOf,
  titleOf,
} from './read-list.ts'

/**
 * Programmes as chance makes them, and the pages that readers get of them: each session stands once in a list, in the order
 * of time, under its day, beside no session that it overlaps in one column, under the heading of its part or with a label.
 */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let renderer: Renderer
beforeAll(async () => {
  renderer = await openRenderer(readConfig({ SITE_URL: 'https://example.org/' }))
}, 120_000)

const segments = {
  en: { programme: 'programme', rooms: 'rooms', people: 'people' },
  fr: { programme: 'programme', rooms: 'salles', people: 'personnes' },
  es: { programme: 'programa', rooms: 'salas', people: 'personas' },
} as const satisfies Record<Locale, object>

/** The pages of a programme in one language, by their addresses. */
async function pagesOf(programme: DrawnProgramme, locale: Locale): Promise<ReadonlyMap<string, string>> {
  const { snapshot, faults } = examine(documentsOfDrawn(programme))
  expect(faults).toEqual([])
  if (snapshot === undefined) throw new Error('no forum')
  const pages = new Map<string, string>()
  const { people: who } = segments[locale]
  const wanted = new RegExp(`^${locale}/(${editionSlug}|${who}|embed)/.*html$`)
  const sink = async (path: string, bytes: Uint8Array) =>
    void pages.set(`/${path.replace(/index\.html$/, '')}`, new TextDecoder().decode(bytes))
  const site = new RenderedSite(renderer, folder, { isForOne: true })
  await site.update(contentOf({ snapshot, ledger: emptyLedger }), sink, {
    later: (path) => !wanted.test(path),
  })
  return pages
}

/** The moments of a session on the edition's clock, as texts in their order. */
const nextDate = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
const startOf = ({ date, start }: Pick<DrawnSession, 'date' | 'start'>) => `${date} ${start}`
const endOf = ({ date, start, end }: Pick<DrawnSession, 'date' | 'start' | 'end'>) =>
  `${end > start ? date : nextDate(date)} ${end}`
const doMeet = (a: DrawnSession, b: DrawnSession) => startOf(a) < endOf(b) && startOf(b) < endOf(a)
const takesPlace = ({ status }: DrawnSession) => status !== 'cancelled'
const byStart = (a: Parameters<typeof startOf>[0], b: Parameters<typeof startOf>[0]) =>
  startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0

/** What the clock of a zone shows at an instant. */
const onClock = (iso: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso))

/** A text as readers of a language get it: in English where it is missing, else in the language that is there. */
function shownText(texts: Texts, locale: Locale): ReadTitle {
  const found =
    [locale, ...locales.map((one) => one.locale)].find((one) => texts[one] !== undefined) ?? locale
  return { text: texts[found] ?? '', lang: found === locale ? undefined : found }
}

/** What is known of a page's list, to be compared with what it shows. */
type Wanted = {
  programme: DrawnProgramme
  locale: Locale
  sessions: readonly DrawnSession[]
  breaks: DrawnProgramme['breaks']
  /** The old places that have a line. */
  left: readonly DrawnSession[]
  /** Parts are headings or labels as follows from the times, or labels everywhere, or named nowhere. */
  parts: 'derived' | 'labels' | 'none'
  /** Of the first headings: of parts, or else of sessions. */
  level: number
  /** The room whose page it is. */
  inRoom?: number
}

const tally = { headings: 0, labels: 0, joined: 0, alone: 0, still: 0, night: 0, left: 0, lists: 0, rows: 0 }

function checkDay(read: ReadDay, wanted: Wanted): void {
  const { locale, sessions } = wanted
  const sessionAt = new Map(sessions.map((one) => [sessionAddress(one.id, locale), one]))
  const known = (row: ReadRow) => {
    const session = sessionAt.get(row.href)
    if (session === undefined) throw new Error(`The list has ${row.href}.`)
    return session
  }
  const bands = read.groups.flatMap((group) => group.bands)
  const rows = bands.flatMap(rowsOf)
  // Each once.
  expect(rows.map(({ href }) => href).sort()).toEqual([...sessionAt.keys()].sort())
  const lines = bands.flatMap(leftOf)
  expect(lines.map(({ href }) => href).sort()).toEqual(
    wanted.left.map(({ id }) => sessionAddress(id, locale)).sort(),
  )
  checkBreaks(bands, wanted)
  // In the order of time, old places included.
  const moments = bands.flatMap((band) => momentsOf(band, known, wanted))
  expect(moments).toEqual(moments.toSorted())
  for (const { part, bands: own } of read.groups)
    for (const row of own.flatMap(rowsOf)) checkRow(row, known(row), wanted, part?.href)
  checkHeadings(read, wanted, known)
  for (const [place, band] of bands.entries()) {
    if (band.kind === 'sessions') checkColumns(band, known, wanted.programme)
    if (band.kind === 'alone') checkAlone(band.row, known(band.row), wanted)
    checkStillOn(band, bands.slice(0, place).flatMap(rowsOf).map(known), wanted, known)
  }
  tally.lists += 1
  tally.rows += rows.length
  tally.left += lines.length
}

/** A session that is alone has its own times, and nothing takes place beside it. */
function checkAlone({ from, to }: ReadRow, only: DrawnSession, { programme, sessions }: Wanted): void {
  const others = sessions.filter((one) => one !== only && takesPlace(one) && doMeet(one, only))
  if (takesPlace(only)) expect(others).toEqual([])
  expect([from, to].map((iso) => onClock(iso ?? '', programme.timeZone))).toEqual([
    startOf(only),
    endOf(only),
  ])
  tally.alone += 1
}

/** Each break stands once, with its own times. */
function checkBreaks(bands: readonly ReadBand[], { programme, breaks, locale }: Wanted): void {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  const read = bands.flatMap((band) => (band.kind === 'break' ? [band] : []))
  expect(
    read.toSorted(byId).map(({ id, title, from, to }) => ({
      ...{ id, title, times: [from, to].map((iso) => onClock(iso, programme.timeZone)) },
    })),
  ).toEqual(
    breaks.toSorted(byId).map((one) => ({
      ...{ id: one.id, title: shownText(one.title, locale), times: [startOf(one), endOf(one)] },
    })),
  )
}

/** The sessions of a band in the order of the page. */
function rowsOf(band: ReadBand): readonly ReadRow[] {
  if (band.kind === 'alone') return [band.row]
  if (band.kind !== 'sessions') return []
  const long = band.long.map(({ row }) => row)
  return band.starts.flatMap(({ rows }, index) => (index === 0 ? [...rows, ...long] : rows))
}

const leftOf = (band: ReadBand): readonly ReadRow[] =>
  band.kind === 'left' ? [band.row] : band.kind === 'sessions' ? band.starts.flatMap(({ left }) => left) : []

/** When what stands in a band starts, in the order of the page. */
function momentsOf(
  band: ReadBand,
  known: (row: ReadRow) => DrawnSession,
  { programme, breaks, left, locale }: Wanted,
): readonly string[] {
  const before = ({ href }: ReadRow) => {
    const session = left.find(({ id }) => sessionAddress(id, locale) === href)
    return session?.from ? startOf(session.from) : 'not moved from here'
  }
  if (band.kind === 'alone') return [startOf(known(band.row))]
  if (band.kind === 'break') return breaks.filter(({ id }) => id === band.id).map(startOf)
  if (band.kind === 'left') {
    expect(before(band.row).slice(-5)).toBe(band.time)
    return [before(band.row)]
  }
  return band.starts.flatMap(({ from, rows, left: gone }, index) => {
    const all = [...rows, ...(index === 0 ? band.long.map(({ row }) => row) : [])]
    const starts = [...all.map((row) => startOf(known(row))), ...gone.map(before)]
    // The time stands once for all of them.
    expect([...new Set(starts)]).toEqual([onClock(from, programme.timeZone)])
    return starts
  })
}

/** Three colours, then the same as double lines. */
const strandIn = ({ part }: DrawnSession) => ['1', '2', '3', '1b', '2b'][part ?? -1]

function checkRow(row: ReadRow, session: DrawnSession, wanted: Wanted, heading: string | undefined): void {
  const { programme, locale, parts, level, inRoom } = wanted
  const part = session.part === undefined ? undefined : programme.parts[session.part]
  const isLabelled = parts === 'labels' || (parts === 'derived' && !hasHeadings(wanted))
  const rooms = inRoom !== undefined && session.rooms.length === 1 ? [] : session.rooms
  const { title, isPlenary, isCancelled, label, strand } = row
  expect({ title, isPlenary, isCancelled, strand, rooms: row.rooms, level: row.level }).toEqual({
    title: shownText(session.title, locale),
    isPlenary: session.plenary,
    isCancelled: session.status === 'cancelled',
    strand: isLabelled ? strandIn(session) : undefined,
    rooms: rooms.map((index) => shownText(programme.rooms[index] ?? {}, locale)),
    level: `h${heading === undefined ? level : level + 1}`,
  })
  if (session.plenary) expect(label?.text).toMatch(/^Pl/)
  else expect(label).toEqual(isLabelled && part ? shownText(part, locale) : undefined)
}

/** Whether parts are headings, worked out apart from the code: no session is between or beside those of another part. */
function hasHeadings({ sessions }: Pick<Wanted, 'sessions'>): boolean {
  const isOutside = (part: number, other: DrawnSession) => {
    const own = sessions.filter((one) => one.part === part)
    const [from = ''] = own.map(startOf).sort()
    const to = own.map(endOf).sort().at(-1) ?? ''
    return other.part === part || endOf(other) <= from || startOf(other) >= to
  }
  const parts = new Set(sessions.flatMap(({ part }) => part ?? []))
  return parts.size > 0 && [...parts].every((part) => sessions.every((other) => isOutside(part, other)))
}

function checkHeadings(read: ReadDay, wanted: Wanted, known: (row: ReadRow) => DrawnSession): void {
  const { programme, locale } = wanted
  const headings = read.groups.flatMap(({ part }) => part ?? [])
  if (wanted.parts !== 'derived' || !hasHeadings(wanted)) {
    expect(headings).toEqual([])
    tally.labels += 1
    return
  }
  tally.headings += 1
  expect(new Set(headings.map(({ href }) => href)).size).toBe(headings.length)
  for (const { part, bands } of read.groups)
    for (const row of bands.flatMap(rowsOf)) {
      const own = known(row).part
      expect(part).toEqual(
        own === undefined
          ? undefined
          : { href: partAddress(own, locale), title: shownText(programme.parts[own] ?? {}, locale) },
      )
    }
}

/** No two that overlap are one below the other in a column, but a long one, which has its own. */
function checkColumns(
  { starts, long }: Extract<ReadBand, { kind: 'sessions' }>,
  known: (row: ReadRow) => DrawnSession,
  { timeZone }: DrawnProgramme,
): void {
  expect([starts.length < 4, long.length < 3]).toEqual([true, true])
  if (starts.length > 1) tally.joined += 1
  for (const [index, { to, rows }] of starts.entries()) {
    const later = starts.slice(index + 1).flatMap((one) => one.rows.map(known))
    for (const row of rows) {
      const session = known(row)
      if (!takesPlace(session)) continue
      expect(later.filter((other) => takesPlace(other) && doMeet(session, other))).toEqual([])
      expect(onClock(row.to ?? to, timeZone)).toBe(endOf(session))
    }
  }
  for (const { row, starts: count } of long) {
    const session = known(row)
    expect(starts.filter(({ from }) => onClock(from, timeZone) < endOf(session))).toHaveLength(count)
    expect(onClock(row.to ?? starts[0]?.to ?? '', timeZone)).toBe(endOf(session))
  }
}

/** What has not ended when a band starts is named in it; a session that is alone has none. */
function checkStillOn(
  band: ReadBand,
  earlier: readonly DrawnSession[],
  { programme, breaks, locale }: Wanted,
  known: (row: ReadRow) => DrawnSession,
): void {
  if (band.kind === 'left') return
  const [start] =
    band.kind === 'alone'
      ? [startOf(known(band.row))]
      : band.kind === 'break'
        ? breaks.filter(({ id }) => id === band.id).map(startOf)
        : [onClock(band.starts[0]?.from ?? '', programme.timeZone)]
  const expected = earlier.filter((one) => takesPlace(one) && endOf(one) > (start ?? ''))
  const [said = [], ...others] =
    band.kind === 'sessions'
      ? band.starts.map(({ stillOn }) => stillOn)
      : [band.kind === 'break' ? band.stillOn : []]
  expect(others.flat()).toEqual([])
  expect(said).toHaveLength(expected.length)
  for (const { title, end } of expected) {
    const { text } = shownText(title, locale)
    expect(said.filter((line) => line.includes(text) && line.includes(end))).toHaveLength(1)
  }
  tally.still += expected.length
}

const inProgramme = (locale: Locale) => `/${locale}/${editionSlug}/${segments[locale].programme}/`
const sessionAddress = (id: string, locale: Locale) => `${inProgramme(locale)}${id}/`
const partAddress = (index: number, locale: Locale) => `${inProgramme(locale)}${partId(index)}/`
const dayAddress = (date: string, locale: Locale) => `${inProgramme(locale)}${date}/`

/** The days of an edition with all that takes place on each, old places included. */
function wantedDays(
  programme: DrawnProgramme,
  locale: Locale,
  level: number,
): readonly (Wanted & { date: string })[] {
  const { sessions, breaks } = programme
  const dates = [...new Set([...sessions, ...breaks].map(({ date }) => date))].sort()
  return dates.map((date) => ({
    ...{ date, programme, locale, level, parts: 'derived' },
    sessions: sessions.filter((one) => one.date === date),
    breaks: breaks.filter((one) => one.date === date),
    left: sessions.filter((one) => one.from?.date === date && startOf(one.from) !== startOf(one)),
  }))
}

/** Some sessions as pages of parts and rooms list them. */
const wantedSome = (
  sessions: readonly DrawnSession[],
  more: Pick<Wanted, 'programme' | 'locale' | 'level' | 'parts' | 'inRoom'>,
): readonly (Wanted & { date: string })[] =>
  [...Map.groupBy(sessions.toSorted(byStart), ({ date }) => date)].map(([date, own]) => ({
    ...{ date, sessions: own, breaks: [], left: [], ...more },
  }))

/** The lists of a page: one for each day, under it where the edition has several. */
function checkPage(html: string, wanted: readonly (Wanted & { date: string })[], hasDays: boolean): void {
  expect(parseProblems(html)).toEqual([])
  const read = daysIn(mainOf(html))
  expect(read.map(({ day }) => day)).toEqual(
    wanted.map(({ date, locale }) => (hasDays ? dayAddress(date, locale) : undefined)),
  )
  for (const [index, day] of read.entries()) {
    const own = wanted[index]
    if (own) checkDay(day, own)
  }
}

/** Where evenings go on after midnight, the line at their end leads to the next date. */
function checkNights(
  html: string,
  wanted: readonly (Wanted & { date: string })[],
  programme: DrawnProgramme,
): void {
  for (const [index, { night }] of daysIn(mainOf(html)).entries()) {
    const { date = '', sessions = [], locale = 'en' } = wanted[index] ?? {}
    const morning = programme.sessions.filter((one) => one.date === nextDate(date) && one.start < '05:00')
    const goesOn = sessions.some((one) => endOf(one) >= `${nextDate(date)} `)
    expect(night).toBe(goesOn && morning.length > 0 ? dayAddress(nextDate(date), locale) : undefined)
    if (night !== undefined) tally.night += 1
  }
}

function checkPerson(html: string, index: number, programme: DrawnProgramme, locale: Locale): void {
  expect(parseProblems(html)).toEqual([])
  const own = programme.sessions.filter((one) => one.people.includes(index)).toSorted(byStart)
  const rows = allIn(mainOf(html), (element) => element.tagName === 'li' && hasClass(element, 'row'))
  const read = rows.map((row) => {
    const [title] = allIn(row, (element) => hasClass(element, 'row-title'))
    const times = allIn(row, ({ tagName }) => tagName === 'time').map(
      (time) => attribute(time, 'datetime') ?? '',
    )
    const day = allIn(row, (element) => hasClass(element, 'on'))
      .flatMap(childrenOf)
      .at(-1)
    return {
      ...{ href: title && linkIn(title), title: title && titleOf(title) },
      times: times.map((iso) => onClock(iso, programme.timeZone)),
      day: Number(/\d+/.exec(day ? textOf(day) : '')?.[0]),
      strand: attribute(row, 'data-part'),
    }
  })
  const expected = own.map((session) => ({
    ...{ href: sessionAddress(session.id, locale), title: shownText(session.title, locale) },
    ...{ times: [startOf(session), endOf(session)], day: Number(session.date.slice(-2)) },
    strand: strandIn(session),
  }))
  expect(read.map(({ times }) => times[0])).toEqual(expected.map(({ times }) => times[0]))
  expect(read.toSorted(byHref)).toEqual(expected.toSorted(byHref))
}
const byHref = (a: { href: string | undefined }, b: { href: string | undefined }) =>
  `${a.href}` < `${b.href}` ? -1 : 1

function checkEdition(
  html: string,
  programme: DrawnProgramme,
  days: readonly (Wanted & { date: string })[],
  locale: Locale,
): void {
  expect(parseProblems(html)).toEqual([])
  const listed = (id: string) =>
    allIn(mainOf(html), (element) => attribute(element, 'aria-labelledby') === id).flatMap((section) =>
      allIn(section, (element) => hasClass(element, 'ring')).map((item) => ({
        href: linkIn(item),
        count: Number(/(\d+) ses/.exec(textOf(item))?.[1] ?? 0),
      })),
    )
  expect(listed('days')).toEqual(
    days.length < 2
      ? []
      : days.map(({ date, sessions }) => ({ href: dayAddress(date, locale), count: sessions.length })),
  )
  const parts = programme.parts.map((_title, index) => ({
    href: partAddress(index, locale),
    count: programme.sessions.filter(({ part }) => part === index).length,
  }))
  const apart = programme.sessions.filter(({ part }) => part === undefined).length
  expect(listed('programme').slice(0, parts.length)).toEqual(parts)
  expect(
    listed('programme')
      .slice(parts.length)
      .map(({ href }) => href),
  ).toEqual(apart > 0 ? [inProgramme(locale)] : [])
}

/** Every page of a programme that lists sessions, in one language. */
async function checkProgramme(programme: DrawnProgramme, locale: Locale): Promise<void> {
  const pages = await pagesOf(programme, locale)
  const page = (address: string) => {
    const html = pages.get(address)
    if (html === undefined) throw new Error(`There is no ${address}.`)
    return html
  }
  const days = wantedDays(programme, locale, 2)
  const hasDays = days.length > 1
  const inAll = days.map((day) => ({ ...day, level: hasDays ? 3 : 2 }))
  if (days.length > 0) {
    checkPage(page(inProgramme(locale)), inAll, hasDays)
    checkNights(page(inProgramme(locale)), inAll, programme)
    checkPage(page(`/${locale}/embed/${editionId}/`), inAll, hasDays)
  }
  for (const day of hasDays ? days : []) {
    checkPage(page(dayAddress(day.date, locale)), [day], false)
    checkNights(page(dayAddress(day.date, locale)), [day], programme)
    checkPage(page(`/${locale}/embed/${editionId}.${day.date}/`), [day], false)
  }
  const some = { programme, locale, level: hasDays ? 3 : 2 }
  for (const index of programme.parts.keys()) {
    const own = wantedSome(
      programme.sessions.filter(({ part }) => part === index),
      { ...some, parts: 'none' },
    )
    checkPage(page(partAddress(index, locale)), own, hasDays)
    checkPage(page(`/${locale}/embed/${partId(index)}/`), own, hasDays)
  }
  for (const index of programme.rooms.keys()) {
    const own = wantedSome(
      programme.sessions.filter(({ rooms }) => rooms.includes(index)),
      { ...some, parts: 'labels', inRoom: index },
    )
    checkPage(page(`/${locale}/${editionSlug}/${segments[locale].rooms}/${roomId(index)}/`), own, hasDays)
  }
  for (const [index, id] of people.entries())
    checkPerson(page(`/${locale}/${segments[locale].people}/${id}/`), index, programme, locale)
  checkEdition(page(`/${locale}/${editionSlug}/`), programme, days, locale)
}

const isLong = process.env.LONG !== undefined

it('pages of programmes as chance makes them list each session once, in the order of time, under its day and part', {
  timeout: isLong ? 3_600_000 : 300_000,
}, async () => {
  const locale = fc.constantFrom(...locales.map((one) => one.locale))
  await fc.assert(fc.asyncProperty(drawnProgramme, locale, checkProgramme), {
    numRuns: isLong ? 2_000 : 60,
    seed: Number(process.env.SEED ?? 1),
  })
  console.log(tally)
  // Chance has made some of everything.
  for (const [what, count] of Object.entries(tally)) expect(count, what).toBeGreaterThan(0)
})
