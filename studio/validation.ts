import {
  type DocumentRule,
  getValueAtPath,
  type Path,
  type SanityDocument,
  stringToPath,
  type ValidationContext,
} from 'sanity'
import type { Ledger } from '#src/addresses/ledger.ts'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type Examined, examine } from '#src/rules/examine.ts'
import type { Finding } from '#src/rules/findings.ts'
import { findingSentence } from './finding-text.ts'
import { publishedId } from './ids.ts'
import { studioLocale } from './language.ts'
import { publishedLedger } from './published-ledger.ts'
import { languageItems } from './schema/localized-fields.ts'
import { currentContent } from './store/content-store.ts'
import type { ContentVersions } from './store/versions.ts'

/**
 * The validation of every document type: the content rules of the build, applied to the document as it is in the
 * form, to all others as editors see them, and to the published ledger of addresses. Faults forbid publishing,
 * warnings do not.
 */
export const contentRules = (rule: DocumentRule): DocumentRule[] => [
  rule.custom((document, context) => markers('faults', document, context)),
  rule.custom((document, context) => markers('warnings', document, context)).warning(),
]

/** What Sanity shows beside the fields of a form; `true` when there is nothing to show. */
async function markers(
  kind: 'faults' | 'warnings',
  document: SanityDocument | undefined,
  { getClient }: ValidationContext,
) {
  if (document === undefined) return true
  const [content, ledger] = await Promise.all([currentContent(getClient({ apiVersion })), publishedLedger()])
  const findings = findingsOf(document, content, ledger)[kind]
  return (
    findings.length === 0 ||
    findings.map((finding) => ({ message: findingSentence(finding), path: pathIn(document, finding) }))
  )
}

/**
 * The findings about a document among all others. The rules for faults and for warnings ask one after the other with
 * the same document, so the last answer is kept: the content is examined once per keystroke.
 */
function findingsOf(document: SanityDocument, content: ContentVersions, ledger: Ledger): Findings {
  const known = last
  if (known?.document === document && known.content === content && known.ledger === ledger) return known
  const id = publishedId(document._id)
  // A document that was never saved has no time of change yet.
  const edited: RawDocument = { ...document, _id: id, _updatedAt: document._updatedAt ?? '' }
  const documents = content.byId.has(id)
    ? content.documents.map((one) => (one._id === id ? edited : one))
    : [...content.documents, edited]
  const { faults, warnings } = examine(documents, ledger, studioLocale)
  const isOwn = ({ documentId }: Finding) => documentId === id
  const found = { document, content, ledger, faults: faults.filter(isOwn), warnings: warnings.filter(isOwn) }
  last = found
  return found
}

type Findings = Pick<Examined, 'faults' | 'warnings'>
let last: (Findings & { document: SanityDocument; content: ContentVersions; ledger: Ledger }) | undefined

/** The path of a finding's field; for a finding about one language, of that language's value where there is one. */
export function pathIn(
  document: Pick<RawDocument, '_id' | '_type'>,
  { path, locale }: Pick<Finding, 'path' | 'locale'>,
): Path {
  const field = path === '' ? [] : stringToPath(path)
  const item = languageItems(getValueAtPath(document, field)).find(({ language }) => language === locale)
  return typeof item?._key === 'string' ? [...field, { _key: item._key }, 'value'] : field
}
