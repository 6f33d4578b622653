import type { Ledger } from '#src/addresses/ledger.ts'
import { memoWith } from '#src/model/memo.ts'
import { examine } from '#src/rules/examine.ts'
import type { Finding } from '#src/rules/findings.ts'
import { documentsAround } from '../edition-documents.ts'
import { studioLocale } from '../language.ts'
import type { ContentVersions } from '../store/versions.ts'

/** What is wrong in an edition or worth a look, as editors see its documents, and what it lacks in languages, apart. */
export type EditionFindings = {
  faults: readonly Finding[]
  warnings: readonly Finding[]
  untranslated: readonly Finding[]
}

/**
 * The findings about an edition, all that belongs to it, and those who take part in it; drafts count as they are. The
 * content is examined once for all editions, until it changes.
 */
export function editionFindings(content: ContentVersions, ledger: Ledger, edition: string): EditionFindings {
  const { faults, warnings } = examined(content)(ledger)
  const ids = new Set(documentsAround(content, edition).map(({ _id }) => _id))
  const isOwn = ({ documentId }: Finding) => ids.has(documentId)
  const own = warnings.filter(isOwn)
  return {
    faults: faults.filter(isOwn),
    warnings: own.filter((finding) => !isUntranslated(finding)),
    untranslated: own.filter(isUntranslated),
  }
}

const isUntranslated = ({ code }: Finding) => code === 'missingTranslation'

const examined = memoWith(({ documents }: ContentVersions) =>
  memoWith((ledger: Ledger) => {
    const { faults, warnings } = examine(documents, ledger, studioLocale)
    return { faults, warnings }
  }),
)
