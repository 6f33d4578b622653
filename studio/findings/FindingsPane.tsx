import { Box, Stack, Text } from '@sanity/ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { Finding } from '#src/rules/findings.ts'
import { ContentPlaceholder, Loading } from '../ContentPlaceholder.tsx'
import { FoldingSection } from '../FoldingSection.tsx'
import { FormLink } from '../FormLink.tsx'
import { t } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { FindingLinks, FindingList } from '../publishing/FindingList.tsx'
import { findingGroups } from '../publishing/finding-groups.ts'
import { Findings } from '../publishing/OutlookView.tsx'
import { joined } from '../schema/list-text.ts'
import type { ContentState } from '../store/content-store.ts'
import { useContent } from '../store/useContent.ts'
import { type EditionFindings, editionFindings } from './edition-findings.ts'

type Props = {
  /** The id of the edition, as `edition`. */
  options?: Readonly<Record<string, unknown>>
}

/** The findings of an edition in the desk, by kind; each opens its field beside the list. */
export function FindingsPane({ options }: Props): ReactNode {
  const state = useContent()
  const found = useEditionFindings(state, String(options?.edition))
  if (state.content === undefined) return <ContentPlaceholder {...state} />
  if (found === undefined)
    return (
      <Box padding={4}>
        <Loading text={t('studio.findings.reading')} />
      </Box>
    )
  const { faults, warnings, untranslated } = found
  const count = linesOf(faults) + linesOf(warnings) + linesOf(untranslated)
  return (
    <Box padding={3} data-testid="edition-findings">
      <FindingLinks value={FieldLink}>
        <Stack gap={4}>
          <Text size={1} muted role="status">
            {count === 0 ? t('studio.findings.none') : t('studio.findings.count', { count })}
          </Text>
          <Findings title={t('studio.publish.faults')} tone="critical" findings={faults} />
          <Findings title={t('studio.findings.warnings')} tone="caution" findings={warnings} />
          {untranslated.length > 0 && <Untranslated findings={untranslated} />}
        </Stack>
      </FindingLinks>
    </Box>
  )
}

/** How many lines a list of findings has, so that who counts them finds the number that stands above. */
const linesOf = (findings: readonly Finding[]): number =>
  findingGroups(findings).reduce((sum, { documents }) => sum + documents.length, 0)

/** What lacks a language, folded at first: it is often most of all, and has a list of its own under Translations. */
function Untranslated({ findings }: { findings: readonly Finding[] }): ReactNode {
  const [isFolded, setFolded] = useState(true)
  const name = joined(t('studio.findings.missingTranslation'), linesOf(findings))
  return (
    <FoldingSection {...{ name, isFolded }} fold={setFolded}>
      <FindingList findings={findings} isHeaded />
    </FoldingSection>
  )
}

/** Opens the form of a document at a field, beside the list. */
const FieldLink = ({ finding: { documentId, path }, children }: LinkProps): ReactNode => (
  <FormLink id={documentId} at={{ path }}>
    {children}
  </FormLink>
)

type LinkProps = { finding: Finding; children: ReactNode }

/** The findings at first, and again when nobody has changed anything for a while: a key in a form does not wait for them. */
function useEditionFindings({ content }: ContentState, edition: string): EditionFindings | undefined {
  const [found, setFound] = useState<{ edition: string; findings: EditionFindings }>()
  const isFirst = found?.edition !== edition
  useEffect(() => {
    if (content === undefined) return
    let isCurrent = true
    const find = async () => {
      const ledger = await publishedLedger()
      if (isCurrent) setFound({ edition, findings: editionFindings(content, ledger, edition) })
    }
    const timer = setTimeout(() => void find(), isFirst ? 0 : quietMilliseconds)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [content, edition, isFirst])
  return isFirst ? undefined : found.findings
}

const quietMilliseconds = 1000
