import { Stack, Text } from '@sanity/ui'
import { type ComponentType, createContext, type ReactNode, useContext } from 'react'
import { IntentLink } from 'sanity/router'
import { isWordKey } from '#src/i18n.ts'
import type { Finding } from '#src/rules/findings.ts'
import { FirstOfList } from '../FirstOfList.tsx'
import { findingDocument, findingWords } from '../finding-text.ts'
import { t } from '../language.ts'
import { type FindingGroup, type FindingKind, findingGroups } from './finding-groups.ts'

/**
 * Findings by kind: what is wrong and what to do once, then each document with its fields, as a link to the first.
 * `isHeaded`: what they are of one kind stands above them already.
 */
export function FindingList({ findings, isHeaded = false }: Props): ReactNode {
  return findingGroups(findings).map((group) => <Group key={group.kind} {...group} isHeaded={isHeaded} />)
}

type Props = { findings: readonly Finding[]; isHeaded?: boolean }

function Group({ kind, documents, isHeaded }: FindingGroup & { isHeaded: boolean }): ReactNode {
  const all = documents.flat()
  const heading = `studio.findings.${kind}`
  const hasHeading = all.length > 1 && isWordKey(heading)
  const todos = new Set(all.map((finding) => findingWords(finding).todo))
  const above: Above = {
    wrong: hasHeading && saidByHeading.has(kind),
    todo: hasHeading && todos.size === 1,
  }
  return (
    <Stack gap={3} data-finding={kind}>
      {hasHeading && !isHeaded && (
        <Text size={1} weight="medium" as="h4">
          {`${t(heading)} (${documents.length})`}
        </Text>
      )}
      {above.todo && <Text size={1}>{[...todos][0]}</Text>}
      <FirstOfList items={documents} atFirst={8}>
        {(findings) => <Place key={findings[0]?.documentId} findings={findings} above={above} />}
      </FirstOfList>
    </Stack>
  )
}

/** Leads from a finding to its field. Around a list of findings, others can have another way. */
export const FindingLinks = createContext<ComponentType<LinkProps>>(EditLink)

type LinkProps = { finding: Finding; children: ReactNode }

function EditLink({ finding: { documentId: id, documentType: type, path }, children }: LinkProps): ReactNode {
  return (
    <IntentLink intent="edit" params={{ id, type, path }} style={{ textDecoration: 'underline' }}>
      {children}
    </IntentLink>
  )
}

function Place({ findings, above }: { findings: readonly Finding[]; above: Above }): ReactNode {
  const Link = useContext(FindingLinks)
  const [first] = findings
  if (first === undefined) return null
  return (
    <Text as="li" size={1} style={{ overflowWrap: 'anywhere' }}>
      <Link finding={first}>{findingDocument(first)}</Link>
      {` – ${placesText(findings, above)}`}
    </Text>
  )
}

/** What of a finding stands above the list of its documents. */
type Above = { wrong: boolean; todo: boolean }

/** Kinds whose findings have nothing to say but where they are. */
const saidByHeading: ReadonlySet<FindingKind> = new Set([
  ...(['missingTranslation', 'missingAlt', 'missing', 'missingEverywhere', 'longNotice'] as const),
])

/** @example 'Title (Français, Español), Summary (Español)' or 'Description (English) says “UCLGA”, …' */
function placesText(findings: readonly Finding[], above: Above): string {
  const sentences = Map.groupBy(findings.map(findingWords), ({ wrong, todo }) =>
    [above.wrong ? '' : `${wrong}.`, above.todo ? '' : todo].filter(Boolean).join(' '),
  )
  return [...sentences]
    .map(([sentence, own]) => {
      const fields = [...Map.groupBy(own, ({ field }) => field)].map(([field, places]) => {
        const languages = [...new Set(places.flatMap(({ language }) => language || []))]
        return languages.length === 0 ? field : `${field} (${languages.join(', ')})`
      })
      return [fields.join(', '), sentence].filter(Boolean).join(' ')
    })
    .join(' ')
}
