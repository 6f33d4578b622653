import type { z } from 'zod'
import { formerPeople, withoutFormerPeople } from '#src/addresses/former-people.ts'
import {
  contestedEntries,
  emptyLedger,
  type Ledger,
  type PastSubject,
  takenIn,
} from '#src/addresses/ledger.ts'
import { shown } from '#src/addresses/localize.ts'
import { addressesOf, type Entry } from '#src/addresses/paths.ts'
import { isLocale, type Locale, sourceLocale } from '#src/locales.ts'
import { type FaultCode, faultCodes } from '#src/model/codes.ts'
import { documentTitle, isRecord, localizedPlace, pathText } from '#src/model/fields.ts'
import { inPresentShape } from '#src/model/migration.ts'
import { byDocumentId, byText } from '#src/model/order.ts'
import { documentTypes, type RawDocument, type Snapshot, schemas } from '#src/model/schema.ts'
import { isReservedSegment, isSafeId, unusedSlug } from '#src/model/slugs.ts'
import { endDateOf, endsTooEarly, instantOf, isDate, isTime } from '#src/model/time.ts'
import { noticesOf } from '#src/programme/notice-times.ts'
import type { Fault, Warning } from './findings.ts'
import { deadLinksIn } from './page-links.ts'
import { checkEditions, checkReferences, type Report } from './reference-faults.ts'
import { warningsOf } from './warnings.ts'

export type Examined = {
  snapshot: Snapshot | undefined
  faults: readonly Fault[]
  warnings: readonly Warning[]
}

/**
 * Checks all documents together, as they are stored. The build and the Studio's publish action refuse content with
 * faults. The snapshot leaves out documents with a wrong shape and those that depend on them; it is undefined without
 * a valid forum document. Documents of other types are ignored; those of an earlier shape are taken as a migration
 * would leave them. Findings name documents by their titles in `locale`.
 */
export function examine(
  documents: readonly RawDocument[],
  published: Ledger = emptyLedger,
  locale: Locale = sourceLocale,
): Examined {
  const known = inPresentShape(documents)
    .filter(({ _type }) => documentTypes.some((type) => type === _type))
    .sort(byDocumentId)
  const stored = new Map(known.map((document) => [document._id, document]))
  const faults = new Map<string, Fault>()
  const fault: Report = (document, path, code, { locale: language, ...facts } = {}) => {
    const { _id: documentId, _type: documentType } = document
    const title = documentTitle(stored.get(documentId) ?? document, locale)
    const finding = { documentId, documentType, title, path, code, facts }
    faults.set([documentId, path, language].join(' '), {
      ...finding,
      ...(isLocale(language) && { locale: language }),
    })
  }

  const { forum, ...valid } = validDocuments(known, fault)
  const ledger = withoutFormerPeople(published, { forum, ...valid })
  if (!known.some(({ _type }) => _type === 'forum')) {
    fault({ _id: 'forum', _type: 'forum' }, '', 'noDocument')
  }
  checkReferences(known, fault)
  checkEditions(known, fault, locale)
  checkIds(known, ledger, fault, locale)
  const snapshot = withoutOrphans(valid)
  checkOrder(known, fault)
  checkTimes(snapshot, fault)
  if (forum) checkNotices({ forum, ...snapshot }, fault)
  checkAddresses(snapshot, ledger, known, fault, locale)
  return {
    snapshot: forum && { forum, ...snapshot },
    faults: [...faults.values()].sort((a, b) => byText(a.documentId, b.documentId)),
    get warnings() {
      return warningsOf(known, snapshot, locale, deadLinksIn(snapshot, ledger))
    },
  }
}

type Valid = Omit<Snapshot, 'forum'>

function validDocuments(
  known: readonly RawDocument[],
  fault: Report,
): Valid & { forum: Snapshot['forum'] | undefined } {
  const byType = Map.groupBy(known, ({ _type }) => _type)
  const parsed = <S extends z.ZodType>(type: string, schema: S): z.output<S>[] =>
    (byType.get(type) ?? []).flatMap((document) => {
      const result = parsedDocument(document, schema)
      if (result.success) return [result.data]
      for (const issue of result.error.issues) {
        const { path, language } = localizedPlace(document, issue.path)
        const facts = { ...(language !== undefined && { locale: language }), ...factsOf(issue) }
        fault(document, pathText(document, path), faultCodeOf(issue.message), facts)
      }
      return []
    })
  return {
    forum: parsed('forum', schemas.forum)[0],
    strategySections: parsed('strategySection', schemas.strategySection),
    editions: parsed('edition', schemas.edition),
    parts: parsed('part', schemas.part),
    sessions: parsed('session', schemas.session),
    breaks: parsed('break', schemas.break),
    contributors: parsed('contributor', schemas.contributor),
    rooms: parsed('room', schemas.room),
    pages: parsed('page', schemas.page),
    terms: parsed('term', schemas.term),
  }
}

/** The same object gives the same result, so that what depends on a document that has not changed need not be made again. */
function parsedDocument<S extends z.ZodType>(
  document: RawDocument,
  schema: S,
): z.ZodSafeParseResult<z.output<S>> {
  const known = parsedDocuments.get(document) ?? schema.safeParse(document)
  parsedDocuments.set(document, known)
  return known as z.ZodSafeParseResult<z.output<S>>
}

const parsedDocuments = new WeakMap<RawDocument, z.ZodSafeParseResult<unknown>>()

/** Leaves out documents that refer to an edition that is missing, and the parts that sessions must not have. */
function withoutOrphans(documents: Valid): Valid {
  const editions = new Set(documents.editions.map(({ _id }) => _id))
  const isPlaced = ({ edition }: { edition: string }) => editions.has(edition)
  const parts = documents.parts.filter(isPlaced)
  const editionOfPart = new Map(parts.map(({ _id, edition }) => [_id, edition]))
  return {
    ...documents,
    parts,
    sessions: documents.sessions
      .filter(isPlaced)
      .map((session) =>
        session.part === undefined || editionOfPart.get(session.part) === session.edition
          ? session
          : { ...session, part: undefined },
      ),
    breaks: documents.breaks.filter(isPlaced),
    rooms: documents.rooms.filter(isPlaced),
  }
}

/**
 * Ids are segments of addresses and names of files (permalinks, embeds, share images). Two that differ in capital letters
 * only would be one file on many systems, also where one of them was published and is gone.
 */
function checkIds(
  known: readonly RawDocument[],
  { permalinks }: Ledger,
  fault: Report,
  titlesIn: Locale,
): void {
  const owners = new Map<string, { id: string; title: string }[]>()
  const add = (id: string, title: string) => {
    const same = owners.get(id.toLowerCase()) ?? []
    owners.set(id.toLowerCase(), [...same, { id, title }])
  }
  for (const document of known) add(document._id, documentTitle(document, titlesIn))
  for (const { id, titles } of Object.values(permalinks)) add(id, shown(titles, titlesIn)?.value ?? id)
  for (const document of known) {
    const { _id, _type } = document
    if (!isSafeId(_id) || (_type !== 'forum' && pageIds.has(_id))) {
      fault(document, '', 'notAnId', { found: _id })
      continue
    }
    const owner = owners.get(_id.toLowerCase())?.find(({ id }) => id !== _id)
    if (owner) fault(document, '', 'sameId', { found: _id, owner: owner.title })
  }
}

/** Ids of pages that have no document of their own. */
const pageIds: ReadonlySet<string> = new Set([
  ...['forum', 'strategy', 'people', 'search', 'feeds', 'webmasters'],
])

/** As it is stored: what is wrong with another field of the document must not hide it. */
function checkOrder(known: readonly RawDocument[], fault: Report): void {
  const valid = (value: unknown, isValid: (text: string) => boolean) =>
    typeof value === 'string' && isValid(value) ? value : undefined
  for (const document of known) {
    const [firstDay, lastDay] = [document.firstDay, document.lastDay].map((day) => valid(day, isDate))
    if (firstDay !== undefined && lastDay !== undefined && lastDay < firstDay)
      fault(document, 'lastDay', 'lastDayBeforeFirst', { start: firstDay, end: lastDay })
    const { from, until } = storedWindow(document.notice)
    if (from !== undefined && until !== undefined && until <= from)
      fault(document, 'notice.until', 'untilBeforeFrom', { from, until })
    const [start, end] = [document.start, document.end].map((time) => valid(time, isTime))
    if (start !== undefined && end !== undefined && endsTooEarly({ start, end }))
      fault(document, 'end', 'endsBeforeStart', { start, end })
  }
}

/** The times of a notice as it is stored, such as `2019-11-12 14:00`. */
function storedWindow(notice: unknown): Partial<Record<'from' | 'until', string>> {
  const at = (value: unknown) => {
    const { date, time } = isRecord(value) ? value : {}
    return typeof date === 'string' && isDate(date) && typeof time === 'string' && isTime(time)
      ? `${date} ${time}`
      : undefined
  }
  const { from, until } = isRecord(notice) ? notice : {}
  const [first, last] = [at(from), at(until)]
  return { ...(first && { from: first }), ...(last && { until: last }) }
}

function checkTimes({ editions, sessions, breaks }: Valid, fault: Report): void {
  const timed = Map.groupBy<string, Valid['sessions'][number] | Valid['breaks'][number]>(
    [...sessions, ...breaks],
    ({ edition }) => edition,
  )
  for (const { _id, timeZone } of editions) checkSkippedTimes(timed.get(_id) ?? [], timeZone, fault)
}

/** Reports times that do not exist because clocks go forward. Each time is checked once, since many sessions share it. */
function checkSkippedTimes(
  timed: readonly (Valid['sessions'][number] | Valid['breaks'][number])[],
  timeZone: string,
  fault: Report,
): void {
  const skipped = new Map<string, boolean>()
  for (const document of timed) {
    const moments = [
      { field: 'start', date: document.date, time: document.start },
      { field: 'end', date: endDateOf(document), time: document.end },
    ] as const
    for (const { field, date, time } of moments) {
      const dateAndTime = `${date} ${time}`
      const isSkipped = skipped.get(dateAndTime) ?? instantOf(date, time, timeZone) === undefined
      skipped.set(dateAndTime, isSkipped)
      if (isSkipped) fault(document, field, 'noSuchTime', { date, time, timeZone })
    }
  }
}

/** Times of notices that do not exist because clocks go forward. */
function checkNotices(snapshot: Pick<Snapshot, 'forum' | 'editions'>, fault: Report): void {
  for (const { id, isOfForum, notice, timeZone } of noticesOf(snapshot))
    for (const field of ['from', 'until'] as const) {
      const at = notice[field]
      if (at && instantOf(at.date, at.time, timeZone) === undefined)
        fault({ _id: id, _type: isOfForum ? 'forum' : 'edition' }, `notice.${field}`, 'noSuchTime', {
          ...at,
          timeZone,
        })
    }
}

function checkAddresses(
  snapshot: Valid,
  ledger: Ledger,
  known: readonly RawDocument[],
  fault: Report,
  titlesIn: Locale,
): void {
  const addresses = addressesOf(snapshot, takenIn(ledger))
  const documents = new Map(known.map((document) => [document._id, document]))
  const { editions, parts, sessions, rooms, contributors, pages } = snapshot
  const takingOver = new Set(
    [...editions, ...parts, ...sessions, ...rooms, ...contributors, ...pages]
      .filter(({ takesOver }) => takesOver)
      .map(({ _id }) => _id),
  )
  const contested = new Set(addresses.contested)
  const reported = new Set<string>()
  const report = ({ address, locale, subject }: Entry, owner: string) => {
    const document = documents.get(subject.id)
    const language = document?._type === 'edition' ? {} : { locale }
    // One fault per document and language: an edition's other addresses contain its own.
    const key = `${subject.id} ${language.locale}`
    if (document && !reported.has(key)) {
      const path = document._type === 'forum' ? '' : 'slug'
      fault(document, path, 'addressTaken', { ...language, address, owner })
    }
    reported.add(key)
  }
  const mayTake = ({ id }: PastSubject, owner: PastSubject) =>
    takingOver.has(id) || formerPeople(snapshot).presentId(owner.id) === id
  for (const { entry, owner } of contestedEntries(ledger, addresses, mayTake)) {
    const document = documents.get(owner.id)
    const name =
      (document && documentTitle(document, titlesIn)) ?? shown(owner.titles, titlesIn)?.value ?? owner.id
    // The address of a page without a document is a word of the interface: no slug is wrong, so the forum gets the fault.
    const isInterfaceWord = !documents.has(entry.subject.id) && !contested.has(entry)
    report(isInterfaceWord ? { ...entry, subject: { kind: 'forum', id: 'forum' } } : entry, name)
  }
  // A slug is checked with its document; a document without one has its id in its place.
  for (const { address, locale, subject } of addresses.entries) {
    const document = documents.get(subject.id)
    const segment = address.split('/').at(-2) ?? ''
    const isOfDocument = document?._type === subject.kind && segment === document._id
    if (isOfDocument && isReservedSegment(segment))
      fault(document, 'slug', 'reserved', { locale, found: segment, proposal: unusedSlug(segment) })
  }
}

/** The limit that a value exceeds, or the facts that a check of our own gave. */
const factsOf = (issue: z.core.$ZodIssue): Readonly<Record<string, string>> =>
  issue.code === 'custom'
    ? (issue.params ?? {})
    : issue.code === 'too_big'
      ? { most: String(issue.maximum) }
      : {}

const faultCodeOf = (message: string): FaultCode =>
  faultCodes.find((code) => code === message) ?? 'wrongShape'
