import { Button, Card, Checkbox, Flex, Grid, Heading, Select, Stack, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { type Locale, languageOf, locales, sourceLocale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { languagesText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { titleText } from '../schema/list-text.ts'
import { EditionForm } from './EditionForm.tsx'
import type { EditionFields } from './edition-fields.ts'
import { PlannedProgramme } from './PlannedProgramme.tsx'
import { PlanQuestions } from './PlanQuestions.tsx'
import type { Plan, Role } from './plan.ts'
import { SourceLines } from './SourceLines.tsx'
import { ToLine } from './ToLine.tsx'

/** The review of a plan before its drafts are created: problems, fields, programme, and what became of each line. */
export function PlanReview({
  plan,
  form,
  existing,
  isReady,
  isWriting,
  assigned,
  count,
  onLocale,
  onFill,
  backText,
  onBack,
  onCreate,
}: {
  plan: Plan
  form: EditionFields
  existing: readonly RawDocument[]
  isReady: boolean
  isWriting: boolean
  assigned: ReadonlyMap<number, Role>
  count: number
  onLocale: (locale: Locale) => void
  onFill: (name: keyof EditionFields, value: string) => void
  backText: string
  onBack: () => void
  onCreate: () => void
}): ReactNode {
  const [isAccepted, setIsAccepted] = useState(false)
  const twin = existing.find(
    ({ _type, ordinal, firstDay, lastDay }) =>
      _type === 'edition' &&
      ((form.ordinal !== '' && String(ordinal) === form.ordinal) ||
        (form.firstDay !== '' && firstDay === form.firstDay && lastDay === form.lastDay)),
  )
  const actions = (
    <Flex gap={3} wrap="wrap">
      <Button
        text={isWriting ? t('studio.import.creating') : t('studio.import.create', { count })}
        loading={isWriting}
        disabled={!isReady || isWriting || (twin !== undefined && !isAccepted)}
        onClick={onCreate}
      />
      <Button mode="ghost" text={backText} disabled={isWriting} onClick={onBack} />
    </Flex>
  )
  return (
    <Stack gap={5}>
      <PlanQuestions plan={plan} />
      <Problems plan={plan} />
      {twin !== undefined && (
        <Card padding={3} radius={2} tone="caution" border>
          <Stack gap={3}>
            <Text size={1} role="alert">
              {t('studio.import.duplicate', { title: titleText(twin.title) })}
            </Text>
            <Flex gap={2} align="center" as="label">
              <Checkbox
                checked={isAccepted}
                onChange={(event) => setIsAccepted(event.currentTarget.checked)}
              />
              <Text size={1}>{t('studio.import.duplicateAccept')}</Text>
            </Flex>
          </Stack>
        </Card>
      )}
      {actions}
      <Grid gridTemplateColumns={[1, 1, 1, 2]} gap={5}>
        <Stack gap={5} style={{ minWidth: 0 }}>
          <Stack gap={3}>
            <Text as="label" htmlFor="import-language" size={1} weight="medium">
              {t('studio.import.language')}
            </Text>
            <Select
              id="import-language"
              value={plan.locale}
              onChange={(event) => {
                const chosen = locales.find(({ locale }) => locale === event.currentTarget.value)
                if (chosen) onLocale(chosen.locale)
              }}
            >
              {locales.map(({ locale, name }) => (
                <option key={locale} value={locale}>
                  {name}
                </option>
              ))}
            </Select>
            {plan.locale !== sourceLocale && (
              <Text size={1} muted>
                {t('studio.import.notSource', {
                  language: languagesText([languageOf(plan.locale).lang], studioLocale),
                })}
              </Text>
            )}
          </Stack>
          <EditionForm
            plan={plan}
            form={form}
            hasForum={existing.some(({ _type }) => _type === 'forum')}
            onFill={onFill}
          />
          <PlannedProgramme plan={plan} firstDay={form.firstDay} />
        </Stack>
        <SourceLines plan={plan} assigned={assigned} />
      </Grid>
      {actions}
    </Stack>
  )
}

/** What the editor should check: lines that were not understood, then other problems. */
function Problems({ plan }: { plan: Plan }): ReactNode {
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
}
