import type { Words } from '#src/i18n.ts'
import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { isRecord, recordsIn } from '#src/model/fields.ts'
import { referencedId, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { dayText } from '#src/programme/format.ts'
import { documentsOfEdition, timedDocuments } from '../../edition-documents.ts'
import { textIn } from '../../schema/localized-fields.ts'
import { columnHead, type Naming, nameIn } from './programme-cells.ts'

/** The programme of an edition as people read it in a document: what it is and where, then each day with its lines in the order of time. */
export type ProgrammeDocument = {
  locale: Locale
  title: string
  /** Lines such as "Venue: Harbour Centre". */
  facts: readonly string[]
  heads: readonly string[]
  days: readonly { title: string; rows: readonly ProgrammeRow[] }[]
}

/** A session or a break by its columns. Each cell has its lines; the notes stand under the title. */
export type ProgrammeRow = {
  times: string
  title: string
  notes: readonly string[]
  rooms: readonly string[]
  part: string
  people: readonly string[]
}

/** The columns of such a document. */
export const documentColumns = ['start', 'title', 'room', 'part', 'speakers'] as const

/** The head of a column, in a language: one that the importer knows. */
export const documentHead = (t: Words, column: (typeof documentColumns)[number]): string =>
  // Here one column has the times, and one all people.
  column === 'start' || column === 'speakers' ? t(`studio.word.column.${column}`) : columnHead(t, column)

export function programmeDocument(
  edition: RawDocument,
  documents: readonly RawDocument[],
  { locale, named }: Naming,
): ProgrammeDocument {
  const t = wordsOf(locale)
  const nameOf = (id: string | undefined) => nameIn(locale, id === undefined ? undefined : named(id))
  const placed = timedDocuments(documentsOfEdition(documents, edition._id)).filter(
    ({ date, start }) => plain(date) !== '' && plain(start) !== '',
  )
  const [venue, city, country] = [edition.venue, edition.city, edition.country].map((field) =>
    textIn(locale, field),
  )
  const town = [city, country].filter(Boolean).join(', ')
  return {
    ...{ locale, title: nameIn(locale, edition) },
    facts: [
      ...(venue ? [t('studio.import.schedule.venue', { venue })] : []),
      ...(city ? [t('studio.import.schedule.city', { city: town })] : []),
      ...(plain(edition.timeZone) === '' ? [] : [t('studio.word.zone', { zone: plain(edition.timeZone) })]),
    ],
    heads: documentColumns.map((column) => documentHead(t, column)),
    days: [...Map.groupBy(placed, ({ date }) => plain(date))].map(([date, all]) => ({
      title: dayText(date, locale, { weekday: true, year: true }),
      rows: all.map((document) => ({
        times: [plain(document.start), plain(document.end)].filter(Boolean).join('–'),
        title: nameIn(locale, document),
        notes: notesOf(document, locale, nameOf),
        rooms: referencedIds(document.rooms).map(nameOf),
        part: nameOf(referencedId(document.part)),
        people: recordsIn(document.contributors).map((one) => {
          const role = textIn(locale, one.role)
          const name = nameOf(referencedId(one.contributor))
          return role === '' ? name : t('feed.labelled', { label: role, text: name })
        }),
      })),
    })),
  }
}

/** That it is a break, is cancelled, or from when and where it was moved. */
function notesOf(
  document: RawDocument,
  locale: Locale,
  nameOf: (id: string | undefined) => string,
): readonly string[] {
  const t = wordsOf(locale)
  if (document._type === 'break') return [t('studio.word.break')]
  if (document.status === 'cancelled') return [t('session.cancelled')]
  if (document.status !== 'moved' || !isRecord(document.movedFrom)) return []
  const { date, start, end, rooms } = document.movedFrom
  const day =
    plain(date) !== '' && date !== document.date ? dayText(plain(date), locale, { weekday: true }) : ''
  const time =
    start === document.start && day === '' ? '' : [plain(start), plain(end)].filter(Boolean).join('–')
  const names = referencedIds(rooms).map(nameOf)
  const from = [day, time, ...names].filter(Boolean).join(', ')
  const where = names.length === 0 ? '' : time === '' ? 'Room' : 'Both'
  return from === '' ? [] : [t(`session.movedFrom${where}Here`, { from })]
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : '')
