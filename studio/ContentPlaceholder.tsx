import { Button, Card, Container, Flex, Heading, Spinner, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { errorText } from './error-text.ts'
import { t } from './language.ts'
import type { ContentState } from './store/content-store.ts'

/** Shown in place of a tool that needs the content, while it is being read or, with a way to try again, after an error. */
export function ContentPlaceholder({ error, retry }: ContentState): ReactNode {
  if (error === undefined) {
    return (
      <Flex height="fill" align="center" justify="center" padding={4}>
        <Loading text={t('studio.reading')} />
      </Flex>
    )
  }
  return (
    <ToolMessage
      title={t('studio.failed')}
      text={t('studio.failed.todo', { reason: errorText(error) })}
      role="alert"
    >
      <Button text={t('studio.failed.again')} onClick={retry} />
    </ToolMessage>
  )
}

/** Shown in place of a tool that has nothing to show: why, and what to do about it. */
export function ToolMessage({ title, text, role, children }: ToolMessageProps): ReactNode {
  return (
    <Card height="fill" padding={5}>
      <Container width={1}>
        <Stack gap={4} role={role}>
          <Heading as="h1" size={2}>
            {title}
          </Heading>
          <Text muted>{text}</Text>
          <Flex>{children}</Flex>
        </Stack>
      </Container>
    </Card>
  )
}

export const Loading = ({ text }: { text: string }): ReactNode => (
  <Flex gap={3} align="center" role="status">
    <Spinner muted />
    <Text size={1} muted>
      {text}
    </Text>
  </Flex>
)

type ToolMessageProps = { title: string; text: string; role?: 'alert'; children?: ReactNode }
