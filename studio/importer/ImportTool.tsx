import { Box, Card, Container, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { takeLostFocus } from '../focus-return.ts'
import { GuideLink } from '../guide/GuideLink.tsx'
import { newId } from '../ids.ts'
import { t } from '../language.ts'
import { createDrafts, draftsErrorText } from '../new-drafts.ts'
import { ChangedElsewhereError } from '../store/transactions.ts'
import { useContent, usePublishedIds } from '../store/useContent.ts'
import { proposedFields } from './edition-fields.ts'
import { ImportDone } from './ImportDone.tsx'
import { type ImportState, startImport, updateImport, useImportState } from './import-state.ts'
import type { Written } from './kept-import.ts'
import { answersByName, withKnownPeople } from './known-people.ts'
import { PlanReview } from './PlanReview.tsx'
import type { Answers, Plan } from './plan.ts'
import { draftsOfPlan } from './plan-drafts.ts'
import { SourceInput } from './SourceInput.tsx'
import { ColumnChoice } from './sheets/ColumnChoice.tsx'
import { rememberMapping } from './sheets/remembered-mappings.ts'
import { sessionTableIn } from './sheets/session-table.ts'
import { editionFor, localPlan } from './update/local-plan.ts'
import { UpdateReview } from './update/UpdateReview.tsx'
import { useEditionUpdate } from './update/useEditionUpdate.ts'

/** The importer in its steps: a text or a file, the columns of a table, the review of the plan, and the new drafts. */
export function ImportTool(): ReactNode {
  const client = useClient({ apiVersion })
  const state = useContent()
  const documents = state.content?.documents
  const { text, pasted, sheets, lines, mapping, isMapping, assigned, answers, filled, ...done } =
    useImportState()
  const { written, notice } = done
  // A choice is shown at once, and what it changes when there is time.
  const assignedNow = useDeferredValue(assigned)
  const answered = useDeferredValue(answers)

  const published = usePublishedIds(state.content)
  const existing = documents ?? none
  const plan = usePlan(existing, { assigned: assignedNow, answers: answered })
  const into = useEditionUpdate(plan, state.content)
  const { form, count } = useNewEdition(plan, existing, into === undefined)
  const table = useMemo(() => lines && mapping && sessionTableIn(lines), [lines, mapping])
  const step = stepOf({ ...done, lines, isMapping: isMapping === true && table !== undefined })

  const { isWriting, write } = useImportWrite(async () => {
    if (into) return { edition: into.edition._id, outcome: await into.write(client) }
    if (!plan || !form) return undefined
    return { drafts: await createDrafts(client, draftsOfPlan(plan, form, { existing, newId })) }
  })

  const heading = useTopOnStep(step)

  if (state.error !== undefined) return <ContentPlaceholder {...state} />
  return (
    <Card height="fill" overflow="auto" as="main" data-testid="importer">
      <Container width={4} padding={4}>
        <Stack gap={5}>
          <Stack gap={3}>
            <Heading
              as="h1"
              size={2}
              ref={heading}
              tabIndex={-1}
              style={{ outline: 'none', scrollMarginTop: '2rem' }}
            >
              {t('studio.import.title')}
            </Heading>
            <Steps step={step} hasColumns={table !== undefined} />
            <GuideLink chapter="new-edition" />
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
          {step === 'source' && <SourceInput {...{ text, pasted, sheets }} />}
          {step === 'columns' && table && mapping && (
            <ColumnChoice
              table={table}
              mapping={mapping}
              onMap={(chosen) => {
                rememberMapping(table, chosen)
                updateImport({ mapping: chosen })
              }}
              onContinue={() => updateImport({ isMapping: false })}
              onText={() => startImport(lines)}
              onBack={() => startImport(undefined)}
            />
          )}
          {step === 'preview' && documents === undefined && <ContentPlaceholder {...state} />}
          {step === 'preview' && documents && plan && form && lines && (
            <PlanReview
              plan={plan}
              form={form}
              existing={existing}
              edition={into?.edition}
              update={into && <UpdateReview {...into} />}
              isReady={assignedNow === assigned && answered === answers}
              isWriting={isWriting}
              assigned={assigned}
              count={into?.count ?? count}
              onLocale={(locale) => updateImport({ locale })}
              onInto={(edition) => updateImport({ into: edition, ticks: new Map() })}
              onFill={(name, value) => updateImport({ filled: { ...filled, [name]: value } })}
              backText={t(table ? 'studio.import.columns.back' : 'studio.import.back')}
              onBack={() => (table ? updateImport({ isMapping: true }) : startImport(undefined))}
              onWrite={() => void write()}
            />
          )}
          {written && (
            <ImportDone
              {...{ client, written, published }}
              onUndone={(undone) => {
                // After a reload there is no text.
                const text = lines ? `${undone} ${t('studio.import.stillHere')}` : undone
                updateImport({ written: undefined, notice: { tone: 'positive', text } })
              }}
              onAnother={() => startImport(undefined, { text: '', left: undefined })}
            />
          )}
        </Stack>
      </Container>
    </Card>
  )
}

/** Another step begins at its top: what it warns of stands there. @returns the heading, which takes the focus that a step loses */
function useTopOnStep(step: Step) {
  const heading = useRef<HTMLDivElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step || heading.current === null) return
    before.current = step
    heading.current.scrollIntoView({ block: 'start' })
    return takeLostFocus(heading.current)
  }, [step])
  return heading
}

/** Where an import is. */
function stepOf({ written, lines, isMapping }: Partial<ImportState>): Step {
  if (written) return 'done'
  if (!lines) return 'source'
  return isMapping ? 'columns' : 'preview'
}

/** The fields of a new edition, and how many drafts it would have; no drafts are counted where the text goes elsewhere. */
function useNewEdition(plan: Plan | undefined, existing: readonly RawDocument[], isChosen: boolean) {
  const { filled } = useImportState()
  const form = useMemo(
    () => plan && { ...proposedFields(plan, existing, zones), ...filled },
    [plan, existing, filled],
  )
  // A key shows at once, and is counted when there is time.
  const counted = useDeferredValue(form)
  const count = useMemo(
    () =>
      plan && counted && isChosen ? draftsOfPlan(plan, counted, { existing, newId: counter() }).length : 0,
    [plan, counted, existing, isChosen],
  )
  return { form, count }
}

/** Writes what an import makes, and tells where that fails. @param make writes, and gives what was written */
function useImportWrite(make: () => Promise<Written | undefined>) {
  const [isWriting, setIsWriting] = useState(false)
  const write = async () => {
    setIsWriting(true)
    updateImport({ notice: undefined })
    try {
      updateImport({ written: await make() })
    } catch (error) {
      const isElsewhere = error instanceof ChangedElsewhereError
      const text = isElsewhere ? t('studio.import.update.elsewhere') : draftsErrorText(error)
      updateImport({ notice: { tone: 'critical', text } })
    }
    setIsWriting(false)
  }
  return { isWriting, write }
}

/** The plan of the lines, with the people that exist; undefined before the columns of a table are checked. */
function usePlan(
  existing: readonly RawDocument[],
  { assigned, answers }: Pick<ImportState, 'assigned' | 'answers'>,
): Plan | undefined {
  const { lines, mapping, isMapping, locale, into } = useImportState()
  const parsed = useMemo(() => {
    if (!lines || isMapping) return undefined
    const planWith = (known: Answers) =>
      localPlan(lines, { assigned, answers: known, locale, mapping }, { documents: existing, into })
    const plan = planWith(answers)
    const known = answersByName(plan, existing, answers)
    return known.size === 0 ? plan : withoutQuestions(planWith(new Map([...known, ...answers])), known)
  }, [lines, assigned, answers, locale, mapping, isMapping, existing, into])
  return useMemo(
    () => parsed && withKnownPeople(parsed, existing, answers, editionFor(parsed, existing, into)?._id),
    [parsed, existing, answers, into],
  )
}

const withoutQuestions = (plan: Plan, answered: Answers): Plan => ({
  ...plan,
  questions: plan.questions.filter(({ id }) => !answered.has(id)),
})

function Steps({ step, hasColumns }: { step: Step; hasColumns: boolean }): ReactNode {
  const shown = steps.filter((one) => hasColumns || one !== 'columns')
  return (
    <Flex as="ol" gap={4} wrap="wrap" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {shown.map((one, index) => (
        <Box as="li" key={one} aria-current={one === step ? 'step' : undefined}>
          <Text size={1} weight={one === step ? 'bold' : 'regular'} muted={one !== step}>
            {index + 1}. {t(`studio.import.step.${one}`)}
          </Text>
        </Box>
      ))}
    </Flex>
  )
}

const steps = ['source', 'columns', 'preview', 'done'] as const
type Step = (typeof steps)[number]

const none: readonly RawDocument[] = []
const zones = Intl.supportedValuesOf('timeZone')

/** Ids for drafts that are only counted. */
const counter = () => {
  let count = 0
  return () => String(count++)
}
