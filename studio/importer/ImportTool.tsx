import { Box, Card, Container, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { newId } from '../ids.ts'
import { t } from '../language.ts'
import { createDrafts, draftsErrorText } from '../new-drafts.ts'
import { useContent } from '../store/useContent.ts'
import { proposedFields } from './edition-fields.ts'
import { ImportDone } from './ImportDone.tsx'
import { startImport, updateImport, useImportState } from './import-state.ts'
import { withKnownPeople } from './known-people.ts'
import { PlanReview } from './PlanReview.tsx'
import { parse } from './parse.ts'
import { draftsOfPlan } from './plan-drafts.ts'
import { SourceInput } from './SourceInput.tsx'

/** The importer in three steps: a text or a file, the review of the plan, and the new drafts. */
export function ImportTool(): ReactNode {
  const client = useClient({ apiVersion })
  const state = useContent()
  const documents = state.content?.documents
  const { text, lines, assigned, answers, locale, filled, written, notice } = useImportState()
  const [isWriting, setIsWriting] = useState(false)

  const existing = documents ?? none
  const parsed = useMemo(
    () => lines && parse(lines, { assigned, answers, locale }),
    [lines, assigned, answers, locale],
  )
  const plan = useMemo(
    () => parsed && withKnownPeople(parsed, existing, answers),
    [parsed, existing, answers],
  )
  const form = useMemo(
    () => plan && { ...proposedFields(plan, existing, zones), ...filled },
    [plan, existing, filled],
  )
  const step = written ? 'done' : lines ? 'preview' : 'source'

  if (state.error !== undefined) return <ContentPlaceholder {...state} />
  return (
    <Card height="fill" overflow="auto" as="main" data-testid="importer">
      <Container width={4} padding={4}>
        <Stack gap={5}>
          <Stack gap={3}>
            <Heading as="h1" size={2}>
              {t('studio.import.title')}
            </Heading>
            <Steps step={step} />
          </Stack>
          {notice !== undefined && (
            <Card
              padding={3}
              radius={2}
              tone={notice.tone}
              role={notice.tone === 'critical' ? 'alert' : 'status'}
              border
            >
              <Text size={1}>{notice.text}</Text>
            </Card>
          )}
          {step === 'source' && <SourceInput text={text} />}
          {step === 'preview' && plan && form && lines && (
            <PlanReview
              plan={plan}
              form={form}
              existing={existing}
              isReady={documents !== undefined}
              isWriting={isWriting}
              assigned={assigned}
              count={draftsOfPlan(plan, form, { existing, newId: counter() }).length}
              onLocale={(chosen) => updateImport({ locale: chosen })}
              onFill={(name, value) => updateImport({ filled: { ...filled, [name]: value } })}
              onBack={() => startImport(undefined)}
              onCreate={async () => {
                setIsWriting(true)
                updateImport({ notice: undefined })
                try {
                  const drafts = draftsOfPlan(plan, form, { existing, newId })
                  updateImport({ written: await createDrafts(client, drafts) })
                } catch (error) {
                  updateImport({ notice: { tone: 'critical', text: draftsErrorText(error) } })
                }
                setIsWriting(false)
              }}
            />
          )}
          {step === 'done' && written && (
            <ImportDone
              client={client}
              written={written}
              onUndone={() =>
                startImport(undefined, { notice: { tone: 'positive', text: t('studio.import.undone') } })
              }
              onAnother={() => startImport(undefined, { text: '' })}
            />
          )}
        </Stack>
      </Container>
    </Card>
  )
}

function Steps({ step }: { step: 'source' | 'preview' | 'done' }): ReactNode {
  return (
    <Flex as="ol" gap={4} wrap="wrap" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {(['source', 'preview', 'done'] as const).map((one) => (
        <Box as="li" key={one} aria-current={one === step ? 'step' : undefined}>
          <Text size={1} weight={one === step ? 'bold' : 'regular'} muted={one !== step}>
            {t(`studio.import.step.${one}`)}
          </Text>
        </Box>
      ))}
    </Flex>
  )
}

const none: readonly RawDocument[] = []
const zones = Intl.supportedValuesOf('timeZone')

/** Ids for drafts that are only counted. */
const counter = () => {
  let count = 0
  return () => String(count++)
}
