import type { z } from 'zod'
import { contestsOf, emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { addressesOf, type Entry, isReserved } from '#src/addresses/paths.ts'
import { isLocale, type Locale, sourceLocale } from '#src/locales.ts'
import { type FaultCode, faultCodes } from '#src/model/codes.ts'
import { documentTitle, eachField, isRecord, pathText } from '#src/model/fields.ts'
import { byDocumentId, byText } from '#src/model/order.ts'
import {
  type DocumentType,
  documentTypes,
  type RawDocument,
  type Snapshot,
  schemas,
} from '#src/model/schema.ts'
import { instantOf } from '#src/model/time.ts'
import type { Fault, Warning } from './findings.ts'
import { warningsOf } from './warnings.ts'

export type Examined = {
  snapshot: Snapshot | undefined
  faults: readonly Fault[]
  warnings: readonly Warning[]
}

/**
 * Judges documents as they are stored, all together. The build refuses what is found here, and the Studio
 * refuses to publish it. The snapshot leaves out documents that have faults and what hangs on them, and is
 * undefined without a sound forum document. Other types of document are ignored. Findings name documents by
 * their titles in `locale`.
 */
export function examine(
  documents: readonly RawDocument[],
  ledger: Ledger = emptyLedger,
  locale: Locale = sourceLocale,
): Examined {
  const known = documents
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

  const { forum, ...sound } = soundDocuments(known, fault)
  if (!known.some(({ _type }) => _type === 'forum')) {
    fault({ _id: 'forum', _type: 'forum' }, '', 'noDocument')
  }
  checkReferences(known, fault)
  const snapshot = joined(sound)
  checkTimes(sound, snapshot, fault)
  checkAddresses(snapshot, ledger, known, fault, locale)
  return {
    snapshot: forum && { forum, ...snapshot },
    faults: [...faults.values()].sort((a, b) => byText(a.documentId, b.documentId)),
    warnings: warningsOf(known, snapshot, locale),
  }
}

type Report = (
  document: Pick<RawDocument, '_id' | '_type'>,
  path: string,
  code: FaultCode,
  facts?: Readonly<Record<string, string>>,
) => void

type Sound = Omit<Snapshot, 'forum'>

function soundDocuments(
  known: readonly RawDocument[],
  fault: Report,
): Sound & { forum: Snapshot['forum'] | undefined } {
  const parsed = <S extends z.ZodType>(type: string, schema: S): z.output<S>[] =>
    known.flatMap((document) => {
      if (document._type !== type) return []
      const result = schema.safeParse(document)
      if (result.success) return [result.data]
      for (const issue of result.error.issues) {
        const facts = issue.code === 'custom' ? issue.params : {}
        fault(document, pathText(document, issue.path), faultCodeOf(issue.message), facts)
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
  }
}

/** Leaves out what hangs on a document that is not there. */
function joined(sound: Sound): Sound {
  const editions = new Set(sound.editions.map(({ _id }) => _id))
  const parts = sound.parts.filter(({ edition }) => editions.has(edition))
  const partIds = new Set(parts.map(({ _id }) => _id))
  return {
    ...sound,
    parts,
    sessions: sound.sessions.filter(({ part }) => partIds.has(part)),
    breaks: sound.breaks.filter(({ edition }) => editions.has(edition)),
  }
}

function checkReferences(known: readonly RawDocument[], fault: Report): void {
  const types = new Map(known.map(({ _id, _type }) => [_id, _type]))
  for (const document of known) {
    eachField(document, (path, key, value) => {
      const expected = referenceTo[key]
      const id = isRecord(value) ? value._ref : undefined
      if (expected !== undefined && typeof id === 'string' && id !== '' && types.get(id) !== expected) {
        fault(document, path, 'brokenReference', { found: id })
      }
    })
  }
}

function checkTimes(all: Sound, { editions, parts, sessions, breaks }: Sound, fault: Report): void {
  for (const edition of all.editions) {
    const { firstDay: start, lastDay: end } = edition
    if (end < start) fault(edition, 'lastDay', 'endsBeforeStart', { start, end })
  }
  for (const one of [...all.sessions, ...all.breaks]) {
    const { start, end } = one
    if (end <= start) fault(one, 'end', 'endsBeforeStart', { start, end })
  }
  for (const edition of editions) {
    const ownParts = new Set(parts.filter((part) => part.edition === edition._id).map(({ _id }) => _id))
    const own = [
      ...sessions.filter((session) => ownParts.has(session.part)),
      ...breaks.filter((one) => one.edition === edition._id),
    ]
    checkSkippedTimes(own, edition.timeZone, fault)
  }
}

/** Times that the clocks of a zone skip. Each is looked up once, since many sessions share it. */
function checkSkippedTimes(
  timed: readonly (Sound['sessions'][number] | Sound['breaks'][number])[],
  timeZone: string,
  fault: Report,
): void {
  const skipped = new Map<string, boolean>()
  for (const one of timed) {
    for (const field of ['start', 'end'] as const) {
      const { date, [field]: time } = one
      const at = `${date} ${time}`
      const isSkipped = skipped.get(at) ?? instantOf(date, time, timeZone) === undefined
      skipped.set(at, isSkipped)
      if (isSkipped) fault(one, field, 'noSuchTime', { date, time, timeZone })
    }
  }
}

function checkAddresses(
  snapshot: Sound,
  ledger: Ledger,
  known: readonly RawDocument[],
  fault: Report,
  titlesIn: Locale,
): void {
  const addresses = addressesOf(snapshot)
  const documents = new Map(known.map((document) => [document._id, document]))
  const { editions, parts, sessions, pages } = snapshot
  const takers = new Set(
    [...editions, ...parts, ...sessions, ...pages].filter((one) => one.takesOver).map(({ _id }) => _id),
  )
  const told = new Set<string>()
  const report = ({ address, locale, subject }: Entry, owner: string) => {
    const document = documents.get(subject.id)
    const language = document?._type === 'edition' ? {} : { locale }
    // The addresses of an edition's other pages follow its own, which then says enough.
    const once = `${subject.id} ${language.locale}`
    if (document && !told.has(once)) {
      const path = document._type === 'forum' ? '' : 'slug'
      fault(document, path, 'addressTaken', { ...language, address, owner })
    }
    told.add(once)
  }
  for (const { entry, owner } of contestsOf(ledger, addresses, ({ id }) => takers.has(id))) {
    const document = documents.get(owner.id)
    const name =
      (document && documentTitle(document, titlesIn)) ??
      owner.titles?.[titlesIn] ??
      owner.titles?.[sourceLocale] ??
      owner.id
    // Where a page has no document its address is a word of the interface, and nobody's slug is wrong.
    const wordsOwn = !documents.has(entry.subject.id) && !addresses.contested.includes(entry)
    report(wordsOwn ? { ...entry, subject: { kind: 'forum', id: 'forum' } } : entry, name)
  }
  for (const entry of addresses.entries) {
    if (isReserved(entry.address)) report(entry, 'learning-forum')
  }
}

const faultCodeOf = (message: string): FaultCode =>
  faultCodes.find((code) => code === message) ?? 'wrongShape'

/** The type that a reference in a field of this name leads to. Assets are the lake's own concern. */
const referenceTo: Readonly<Record<string, DocumentType>> = {
  currentEdition: 'edition',
  edition: 'edition',
  part: 'part',
  contributor: 'contributor',
  room: 'room',
}
