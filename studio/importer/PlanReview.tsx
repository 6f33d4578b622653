import { Button, Card, Flex, Grid, Heading, Stack, Text } from '@sanity/ui'
import { memo, type ReactNode, useMemo } from 'react'
import { type Locale, languageOf, locales, sourceLocale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { languagesText } from '#src/programme/format.ts'
import { editionsLatestFirst } from '../edition-documents.ts'
import { LabelledSelect } from '../inputs/LabelledSelect.tsx'
import { studioLocale, t } from '../language.ts'
import { dateText, joined, titleText } from '../schema/list-text.ts'
import { EditionForm } from './EditionForm.tsx'
import { type EditionFields, newEdition, sameEdition } from './edition-fields.ts'
import { PlannedProgramme } from './PlannedProgramme.tsx'
import { PlanQuestions } from './PlanQuestions.tsx'
import type { Plan, Role } from './plan.ts'
import { SourceLines } from './SourceLines.tsx'
import { ToLine } from './ToLine.tsx'

/** The review of a plan before anything is written: problems, where it goes, what becomes of it, and of each line. */
export function PlanReview({
  plan,
  form,
  existing,
  edition,
  update,
  isReady,
  isWriting,
  assigned,
  count,
  onLocale,
  onInto,
  onFill,
  backText,
  onBack,
  onWrite,
}: {
  plan: Plan
  form: EditionFields
  existing: readonly RawDocument[]
  /** The edition that the text goes into; undefined for a new one. */
  edition: RawDocument | undefined
  /** What the text changes in that edition. */
  update: ReactNode
  isReady: boolean
  isWriting: boolean
  assigned: ReadonlyMap<number, Role>
  /** How many drafts, or how many changes, would be written. */
  count: number
  onLocale: (locale: Locale) => void
  onInto: (edition: string) => void
  onFill: (name: keyof EditionFields, value: string) => void
  backText: string
  onBack: () => void
  onWrite: () => void
}): ReactNode {
  const twin = edition === undefined ? sameEdition(form, existing) : undefined
  const writeText = edition
    ? t('studio.import.update.write', { count })
    : t('studio.import.create', { count })
  const isNew = edition === undefined
  const checked = useMemo(
    () => (isNew ? plan : { ...plan, problems: plan.problems.filter(isNotAboutParts) }),
    [plan, isNew],
  )
  const language = languagesText([languageOf(plan.locale).lang], studioLocale)
  const actions = (
    <Flex gap={3} wrap="wrap">
      <Button
        text={isWriting ? t('studio.import.creating') : writeText}
        loading={isWriting}
        disabled={!isReady || isWriting || count === 0}
        onClick={onWrite}
      />
      <Button mode="ghost" text={backText} disabled={isWriting} onClick={onBack} />
    </Flex>
  )
  return (
    <Stack gap={5}>
      <PlanQuestions plan={plan} />
      <Problems plan={checked} />
      <EditionChoice {...{ existing, edition, onInto }} />
      {twin !== undefined && (
        <Card padding={3} radius={2} tone="caution" border>
          <Text size={1} role="alert">
            {t('studio.import.duplicate', { title: titleText(twin.title) })}
          </Text>
        </Card>
      )}
      {actions}
      <Grid gridTemplateColumns={[1, 1, 1, 2]} gap={5}>
        <Stack gap={5} style={{ minWidth: 0 }}>
          <LabelledSelect
            label={t('studio.import.language')}
            value={plan.locale}
            options={locales.map(({ locale, name }) => [locale, name] as const)}
            hint={edition || plan.locale === sourceLocale ? '' : t('studio.import.notSource', { language })}
            onChange={(value) => {
              const chosen = locales.find(({ locale }) => locale === value)
              if (chosen) onLocale(chosen.locale)
            }}
          />
          {edition === undefined ? (
            <>
              <EditionForm
                plan={plan}
                form={form}
                hasForum={existing.some(({ _type }) => _type === 'forum')}
                onFill={onFill}
              />
              <PlannedProgramme plan={plan} firstDay={form.firstDay} />
            </>
          ) : (
            update
          )}
        </Stack>
        <SourceLines plan={plan} assigned={assigned} />
      </Grid>
      {actions}
    </Stack>
  )
}

/** An edition that exists has its parts: a text that names none changes nothing there. */
const isNotAboutParts = ({ code }: Plan['problems'][number]) => code !== 'noParts' && code !== 'beforeParts'

/** Where a text goes: into a new edition, or into one that exists. */
function EditionChoice({
  existing,
  edition,
  onInto,
}: {
  existing: readonly RawDocument[]
  edition: RawDocument | undefined
  onInto: (edition: string) => void
}): ReactNode {
  const editions = editionsLatestFirst(existing)
  if (editions.length === 0) return null
  return (
    <LabelledSelect
      label={t('studio.import.into')}
      value={edition?._id ?? newEdition}
      options={[
        [newEdition, t('studio.import.into.new')],
        ...editions.map(
          ({ _id, title, firstDay }) =>
            [_id, joined(titleText(title), dateText(firstDay, { year: true }))] as const,
        ),
      ]}
      hint={t(edition ? 'studio.import.into.existingHint' : 'studio.import.into.newHint')}
      onChange={onInto}
    />
  )
}

/** What the editor should check: lines that were not understood, then other problems. A key in a field beside it does not draw it anew. */
const Problems = memo(function Problems({ plan }: { plan: Plan }): ReactNode {
  const unclear = plan.lines.filter(({ became }) => became === 'notUnderstood')
  if (unclear.length + plan.problems.length === 0 && plan.questions.length === 0) {
    return (
      <Card padding={3} radius={2} tone="positive" border role="status">
        <Text size={1}>{t('studio.import.allClear')}</Text>
      </Card>
    )
  }
  if (unclear.length + plan.problems.length === 0) return null
  const words = (facts: Readonly<Record<string, string>>) =>
    // Some sentences have an optional text at their end.
    ({
      text: '',
      ...Object.fromEntries(
        Object.entries(facts).map(([name, value]) => [name, value || t('studio.untitled')]),
      ),
    })
  return (
    <Card padding={3} radius={2} tone="caution" border role="status">
      <Stack gap={4}>
        <Heading as="h2" size={1}>
          {t('studio.import.look')}
        </Heading>
        <Stack as="ul" gap={3} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {unclear.length > 0 && (
            <Text as="li" size={1} weight="medium">
              <ToLine line={unclear[0]?.from}>
                {t('studio.import.count.notUnderstood', { count: unclear.length })}
              </ToLine>
            </Text>
          )}
          {plan.problems.map(({ code, line, facts }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole.
            <Text as="li" size={1} key={index}>
              {line !== undefined && (
                <>
                  <ToLine line={line}>{t('studio.import.line', { line })}</ToLine>{' '}
                </>
              )}
              {t(`studio.import.problem.${code}`, words(facts))}
            </Text>
          ))}
        </Stack>
      </Stack>
    </Card>
  )
})
