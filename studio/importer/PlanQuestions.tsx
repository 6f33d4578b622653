import { Button, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { memo, type ReactNode, useId } from 'react'
import { studioLocale, t } from '../language.ts'
import { type ContributionRole, roleText } from './contribution-roles.ts'
import { answerQuestion, useImportState } from './import-state.ts'
import type { Plan, Question } from './plan.ts'
import { ToLine } from './ToLine.tsx'

/** Readings that are not sure, each taken or left by one press; a second press takes the answer back. */
export const PlanQuestions = memo(function PlanQuestions({ plan: { questions } }: { plan: Plan }): ReactNode {
  const { answers } = useImportState()
  if (questions.length === 0) return null
  const open = questions.filter(({ id }) => !answers.has(id)).length
  return (
    <Card
      padding={3}
      radius={2}
      tone={open > 0 ? 'caution' : 'positive'}
      border
      data-testid="import-questions"
    >
      <Stack gap={4}>
        <Stack gap={3}>
          <Heading as="h2" size={1}>
            {t('studio.import.questions')}
          </Heading>
          <Text size={1} role="status">
            {t('studio.import.count.questions', { count: open })}
          </Text>
        </Stack>
        <Stack as="ul" gap={4} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {questions.map((question) => (
            <Choice key={question.id} question={question} answer={answers.get(question.id)} />
          ))}
        </Stack>
      </Stack>
    </Card>
  )
})

function Choice({
  question: { id, code, line, facts },
  answer,
}: {
  question: Question
  answer: 'take' | 'leave' | undefined
}): ReactNode {
  const label = useId()
  const role = facts.role as ContributionRole | undefined
  const words = { ...facts, ...(role && { role: roleText(role)[studioLocale] }) }
  return (
    <Stack as="li" gap={3}>
      <Text size={1} id={label} style={{ overflowWrap: 'anywhere' }}>
        <ToLine line={line}>{t('studio.import.line', { line })}</ToLine>{' '}
        {t(`studio.import.question.${code}`, words)}
      </Text>
      <Flex gap={2} wrap="wrap" role="group" aria-labelledby={label}>
        {(['take', 'leave'] as const).map((one) => (
          <Button
            key={one}
            mode={answer === one ? 'default' : 'ghost'}
            fontSize={1}
            padding={2}
            text={t(`studio.import.answer.${code}.${one}`)}
            aria-pressed={answer === one}
            onClick={() => answerQuestion(id, answer === one ? undefined : one)}
          />
        ))}
      </Flex>
    </Stack>
  )
}
