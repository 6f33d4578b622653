import {
  type DocumentRule,
  getValueAtPath,
  type Path,
  type SanityClient,
  type SanityDocument,
  stringToPath,
  type ValidationContext,
} from 'sanity'
import type { Ledger } from '#src/addresses/ledger.ts'
import { apiVersion } from '#src/config.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Examined } from '#src/rules/examine.ts'
import { examine } from '#src/rules/examine.ts'
import type { Finding } from '#src/rules/findings.ts'
import { sentenceOf } from './findings.ts'
import { publishedId } from './ids.ts'
import { studioLocale } from './language.ts'
import { publishedLedger } from './ledger.ts'
import { linesOf } from './schema/localized.ts'

/**
 * The one validation of every document type: the content rules, which are the build's too, over this
 * document among all others as they stand with their drafts, and the ledger of published addresses. Faults forbid publishing, warnings do not.
 */
export const contentRules = (rule: DocumentRule): DocumentRule[] => [
  rule.custom((document, context) => findings('faults', document, context)),
  rule.custom((document, context) => findings('warnings', document, context)).warning(),
]

async function findings(
  kind: 'faults' | 'warnings',
  document: SanityDocument | undefined,
  { getClient }: ValidationContext,
) {
  if (document === undefined) return true
  // What was never saved has no time of its own yet.
  const edited = { ...document, _updatedAt: document._updatedAt ?? '', _id: publishedId(document._id) }
  const [documents, ledger] = await Promise.all([allDocuments(getClient({ apiVersion })), publishedLedger()])
  const found = judged(edited, documents, ledger)[kind]
  return found.length === 0 || found.map((one) => ({ message: sentenceOf(one), path: pathIn(edited, one) }))
}

/** What is found in a document among all others. Both kinds are asked for one after the other: all is judged once. */
function judged(edited: RawDocument, documents: readonly RawDocument[], ledger: Ledger): Judged {
  const of = JSON.stringify(edited)
  if (last?.of === of && last.documents === documents && last.ledger === ledger) return last
  const { faults, warnings } = examine(
    [...documents.filter(({ _id }) => _id !== edited._id), edited],
    ledger,
    studioLocale,
  )
  const isOwn = ({ documentId }: Finding) => documentId === edited._id
  last = { of, documents, ledger, faults: faults.filter(isOwn), warnings: warnings.filter(isOwn) }
  return last
}
type Judged = Pick<Examined, 'faults' | 'warnings'>
let last: (Judged & { of: string; documents: readonly RawDocument[]; ledger: Ledger }) | undefined

/** The path of the field; for a finding about one language, of that language's line, where there is one. */
export function pathIn(document: RawDocument, { path, locale }: Pick<Finding, 'path' | 'locale'>): Path {
  const field = path === '' ? [] : stringToPath(path)
  const line = linesOf(getValueAtPath(document, field)).find(({ language }) => language === locale)
  return typeof line?._key === 'string' ? [...field, { _key: line._key }, 'value'] : field
}

/** Every document, drafts first, read at most every two seconds however many forms are being checked. */
function allDocuments(client: SanityClient): Promise<readonly RawDocument[]> {
  const now = performance.now()
  if (now - readAt > 2000) {
    readAt = now
    reading = client
      .withConfig({ perspective: 'drafts', useCdn: false })
      .fetch(snapshotQuery)
      .then((lists) => Object.values(lists).flat())
    reading.catch(() => {
      readAt = Number.NEGATIVE_INFINITY
    })
  }
  return reading
}
let readAt = Number.NEGATIVE_INFINITY
let reading: Promise<readonly RawDocument[]> = Promise.resolve([])
