import { Badge, Box, Card, Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { countOf, type LanguageChange, type PageChange } from '#src/content/changes.ts'
import type { Finding } from '#src/rules/findings.ts'
import { Loading } from '../ContentPlaceholder.tsx'
import { FirstOfList } from '../FirstOfList.tsx'
import { t } from '../language.ts'
import { FindingList } from './FindingList.tsx'
import type { Outlook } from './outlook.ts'

/** The effect of a step: its faults and warnings, then which pages change in which languages. */
export function OutlookView({
  outlook,
  error,
  faultsTitle = t('studio.publish.faults'),
}: {
  outlook?: Outlook
  error?: unknown
  faultsTitle?: string
}): ReactNode {
  if (error !== undefined) {
    return (
      <Card tone="caution" padding={3} radius={2} role="alert">
        <Text size={1}>{t('studio.publish.unread')}</Text>
      </Card>
    )
  }
  if (outlook === undefined) {
    return <Loading text={t('studio.publish.reading')} />
  }
  const { changes, faults, holding, warnings } = outlook
  const others = countOf(changes.slice(mostListed))
  return (
    <Stack gap={4}>
      <Findings title={faultsTitle} tone="critical" findings={faults} />
      <Findings title={t('studio.publish.held')} tone="critical" findings={holding} />
      <Findings title={t('studio.publish.warnings')} tone="caution" findings={warnings} />
      <Stack gap={3} as="section">
        <Text size={1} weight="semibold" as="h3">
          {changes.length === 0
            ? t('studio.publish.noPages')
            : t('studio.publish.pages', { count: countOf(changes) })}
        </Text>
        <FirstOfList items={changes.slice(0, mostListed)} atFirst={pagesAtFirst}>
          {(change) => <Page key={`${change.subject.kind} ${change.subject.id}`} {...change} />}
        </FirstOfList>
        {others > 0 && (
          <Text size={1} muted>
            {t('studio.publish.more', { count: others })}
          </Text>
        )}
      </Stack>
    </Stack>
  )
}

/** A name in the footer is on every page of the site: nobody reads them all. */
const mostListed = 60

/** What is to be decided stands below them. */
const pagesAtFirst = 8

function Page({ subject, title, kind, languages }: PageChange): ReactNode {
  const moved = languages.filter(({ before, after }) => before !== undefined && before !== after)
  return (
    <Box as="li" paddingTop={3} style={{ borderTop: '1px solid var(--card-border-color)' }}>
      <Stack gap={4}>
        <Flex gap={2} align="center" wrap="wrap">
          <Badge tone={tones[kind]}>{t(`studio.publish.page.${kind}`)}</Badge>
          <Box flex={1} style={{ minWidth: '10rem' }}>
            <Text size={1}>
              {[t(`studio.publish.kind.${subject.kind}`), title].filter(Boolean).join(' · ')}
            </Text>
          </Box>
          <Text size={1} muted>
            {languages.map(({ locale }) => locale.toUpperCase()).join(', ')}
          </Text>
        </Flex>
        {moved.map((change) => (
          <Text size={1} muted key={change.locale} style={{ overflowWrap: 'anywhere' }}>
            {addressText(change)}
          </Text>
        ))}
      </Stack>
    </Box>
  )
}

const addressText = ({ before = '', after, leadsTo = '' }: LanguageChange): string =>
  after === undefined
    ? t('studio.publish.gone', { address: before, leadsTo })
    : t('studio.publish.redirect', { from: before, to: after })

/** Faults or warnings, each with a link to its field; nothing where there are none. */
export function Findings({ title, tone, findings }: FindingsProps): ReactNode {
  if (findings.length === 0) return null
  return (
    <Card tone={tone} padding={3} radius={2} role={tone === 'critical' ? 'alert' : undefined}>
      <Stack gap={3}>
        <Text size={1} weight="semibold">
          {title}
        </Text>
        <FindingList findings={findings} />
      </Stack>
    </Card>
  )
}

const tones = { new: 'positive', changed: 'primary', moved: 'caution', gone: 'critical' } as const

type FindingsProps = { title: string; tone: 'critical' | 'caution'; findings: readonly Finding[] }
