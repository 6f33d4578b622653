import type { Words } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Problem, SourceLine } from '../plan.ts'
import type { TextSheet } from '../sheets/workbook-sheets.ts'
import { columnHead } from '../workbook/programme-cells.ts'

/** The programme of another system, as its file tells it. */
export type Schedule = {
  /** Empty where the file names none. */
  title: string
  /** An IANA zone; undefined where the file names none. */
  zone?: string | undefined
  /** The language of its texts, where the file says it. */
  locale?: Locale
  venue?: string
  city?: string
  events: readonly ScheduledEvent[]
}

/** A session or a break of another system. Lists have a text for each; what the file does not say is empty or left out. */
export type ScheduledEvent = {
  title: string
  /** ISO 8601, with an offset where the file says the instant; undefined where there is no time. */
  start?: string | undefined
  /** In minutes. */
  duration?: number | undefined
  id?: string | undefined
  subtitle?: string | undefined
  rooms?: readonly string[]
  track?: string | undefined
  kind?: string | undefined
  description?: string | undefined
  speakers?: readonly string[]
  moderators?: readonly string[]
  chairs?: readonly string[]
  /** Names or tags. */
  languages?: readonly string[]
  interpreted?: readonly string[]
  links?: readonly string[]
  isCancelled?: boolean
  /** What the editor should know that a row does not show. */
  told?: readonly Omit<Problem, 'line'>[]
}

/**
 * A schedule as the rows that a table of sessions gives, in the order of time: from here on it goes the same way. Columns that are empty
 * throughout are left out; their heads are words of the language of `t` that the importer knows.
 */
export function scheduleSheet({ title, zone, locale, venue, city, events }: Schedule, t: Words): TextSheet {
  const inOrder = events.toSorted((one, other) => instantIn(one) - instantIn(other))
  const columns = scheduleColumns.filter(
    ({ name, cell }) =>
      name === 'title' || name === 'startDateTime' || inOrder.some((one) => cell(one) !== ''),
  )
  const head = columns.map(({ name }) => scheduleHead(t, name))
  const rows = inOrder.map((event) => ({ event, cells: columns.map(({ cell }) => cell(event).trim()) }))
  const lines = [
    ...(title === '' ? [] : [{ text: title, style: 'heading' as const }]),
    ...(venue === undefined ? [] : [{ text: t('studio.import.schedule.venue', { venue }) }]),
    ...(city === undefined ? [] : [{ text: t('studio.import.schedule.city', { city }) }]),
    { text: head.join(' · '), cells: head },
    ...rows.map(({ event: { told = [], isCancelled = false }, cells }) => ({
      ...{ text: cells.filter(Boolean).join(' · '), cells, scheduled: { isCancelled } },
      ...(told.length > 0 && { told }),
    })),
  ].map((line, at): SourceLine => ({ ...line, from: at + 1, to: at + 1, isAfterGap: at === 0 }))
  return { name: '', lines, ...(zone !== undefined && { zone }), ...(locale && { locale }) }
}

/** For the order alone: a time without an offset is taken for UTC. */
function instantIn({ start = '' }: ScheduledEvent): number {
  const instant = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(start) ? start : `${start}Z`)
  return Number.isNaN(instant) ? 0 : instant
}

/** A text of a file, which may have line breaks in what is one line here. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const listed = (all: readonly string[] = []): string => all.map(oneLine).filter(Boolean).join('\n')

const scheduleColumns = [
  { name: 'startDateTime', cell: ({ start = '' }) => start },
  { name: 'duration', cell: ({ duration }) => (duration === undefined ? '' : String(duration)) },
  { name: 'title', cell: ({ title }) => title },
  { name: 'subtitle', cell: ({ subtitle = '' }) => subtitle },
  { name: 'room', cell: ({ rooms }) => listed(rooms) },
  { name: 'part', cell: ({ track = '' }) => track },
  { name: 'kind', cell: ({ kind = '' }) => kind },
  { name: 'moderators', cell: ({ moderators }) => listed(moderators) },
  { name: 'chairs', cell: ({ chairs }) => listed(chairs) },
  { name: 'speakers', cell: ({ speakers }) => listed(speakers) },
  { name: 'spoken', cell: ({ languages }) => listed(languages).replaceAll('\n', ', ') },
  { name: 'interpreted', cell: ({ interpreted }) => listed(interpreted).replaceAll('\n', ', ') },
  { name: 'description', cell: ({ description = '' }) => description },
  { name: 'link', cell: ({ links }) => listed(links) },
  { name: 'id', cell: ({ id = '' }) => id },
] as const satisfies readonly { name: string; cell: (event: ScheduledEvent) => string }[]

type ScheduleColumn = (typeof scheduleColumns)[number]['name']
export const scheduleColumnNames: readonly ScheduleColumn[] = scheduleColumns.map(({ name }) => name)

/** The head of a column, in a language: one that the importer knows. */
export const scheduleHead = (t: Words, column: ScheduleColumn): string =>
  isOwnHead(column) ? t(`studio.import.schedule.${column}`) : columnHead(t, column)

/** What other systems have besides, or call otherwise than our tables. */
const ownHeads = ['startDateTime', 'duration', 'subtitle', 'part', 'speakers', 'id'] as const
const isOwnHead = (column: ScheduleColumn): column is (typeof ownHeads)[number] =>
  ownHeads.some((own) => own === column)
