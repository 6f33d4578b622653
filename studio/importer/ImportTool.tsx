import { Box, Card, Container, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { useDocuments } from '../documents.ts'
import { draftsProblem, writeDrafts } from '../drafts.ts'
import { newId } from '../ids.ts'
import { t } from '../language.ts'
import { NotYet } from '../NotYet.tsx'
import { Done } from './Done.tsx'
import { documentsOf } from './documents.ts'
import { Preview } from './Preview.tsx'
import { parse } from './parse.ts'
import { advance, begin, useProgress } from './progress.ts'
import { proposalOf } from './proposal.ts'
import { Source } from './Source.tsx'

/** The importer: a text or a file, what becomes of each of its lines, and then drafts. */
export function ImportTool(): ReactNode {
  const client = useClient({ apiVersion })
  const { documents, error } = useDocuments()
  const { text, lines, assigned, locale, filled, written, notice } = useProgress()
  const [isWriting, setIsWriting] = useState(false)

  const plan = useMemo(() => lines && parse(lines, { assigned, locale }), [lines, assigned, locale])
  const existing = documents ?? none
  const form = useMemo(
    () => plan && { ...proposalOf(plan, existing, zones), ...filled },
    [plan, existing, filled],
  )
  const step = written ? 'done' : lines ? 'preview' : 'source'

  if (error !== undefined) return <NotYet error={error} />
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
              <Text size={1}>{notice.words}</Text>
            </Card>
          )}
          {step === 'source' && <Source text={text} />}
          {step === 'preview' && plan && form && lines && (
            <Preview
              plan={plan}
              form={form}
              existing={existing}
              isReady={documents !== undefined}
              isWriting={isWriting}
              assigned={assigned}
              count={documentsOf(plan, form, { existing, newId: counter() }).length}
              onAssign={(line, role) => {
                const after = new Map(assigned)
                if (role === undefined) after.delete(line)
                else after.set(line, role)
                advance({ assigned: after })
              }}
              onLocale={(chosen) => advance({ locale: chosen })}
              onFill={(name, value) => advance({ filled: { ...filled, [name]: value } })}
              onBack={() => begin(undefined)}
              onCreate={async () => {
                setIsWriting(true)
                advance({ notice: undefined })
                try {
                  const drafts = documentsOf(plan, form, { existing, newId })
                  advance({ written: await writeDrafts(client, drafts) })
                } catch (error) {
                  advance({ notice: { tone: 'critical', words: draftsProblem(error) } })
                }
                setIsWriting(false)
              }}
            />
          )}
          {step === 'done' && written && (
            <Done
              client={client}
              written={written}
              onUndone={() =>
                begin(undefined, { notice: { tone: 'positive', words: t('studio.import.undone') } })
              }
              onAnother={() => begin(undefined, { text: '' })}
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

/** Ids for a count alone. */
const counter = () => {
  let count = 0
  return () => String(count++)
}
