import { Button, Card, Container, Flex, Heading, Spinner, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { t } from './language.ts'
import { reasonOf } from './reason.ts'

/** In place of what needs the content: that it is being read or, with an error, why it cannot be. */
export function NotYet({ error }: { error: unknown }): ReactNode {
  if (error === undefined) {
    return (
      <Flex height="fill" align="center" justify="center" padding={4}>
        <Waiting words={t('studio.reading')} />
      </Flex>
    )
  }
  return (
    <Message
      title={t('studio.failed')}
      text={t('studio.failed.todo', { reason: reasonOf(error) })}
      role="alert"
    >
      <Button text={t('studio.failed.again')} onClick={() => window.location.reload()} />
    </Message>
  )
}

/** In place of a tool: why it has nothing to show, and what to do about it. */
export function Message({ title, text, role, children }: MessageProps): ReactNode {
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

/** Something is on its way. */
export const Waiting = ({ words }: { words: string }): ReactNode => (
  <Flex gap={3} align="center" role="status">
    <Spinner muted />
    <Text size={1} muted>
      {words}
    </Text>
  </Flex>
)

type MessageProps = { title: string; text: string; role?: 'alert'; children?: ReactNode }
