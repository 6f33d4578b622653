import { Button, Card, Flex, Stack, Text, TextInput } from '@sanity/ui'
import { type ReactNode, type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import { settings } from '../settings.ts'
import { giveName, signInAs } from './name.ts'

/** The form in which an editor gives a name. */
export function NameForm({
  name: before = '',
  token,
  go,
  help,
  onGiven,
  onCancel,
}: NameFormProps): ReactNode {
  const id = useId()
  const [name, setName] = useState(before)
  const [problem, setProblem] = useState<string>()
  const [isWorking, setIsWorking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // The content of a dialog is rendered before it is in the page, and cannot have the focus until then.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.select())
    return () => cancelAnimationFrame(frame)
  }, [])
  const isName = name.trim() !== ''

  const give = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!isName || isWorking) return
    setIsWorking(true)
    setProblem(undefined)
    try {
      signInAs(await giveName(settings()?.apiHost ?? '', name, token))
      onGiven?.()
    } catch (error) {
      setProblem(errorText(error))
    }
    setIsWorking(false)
  }

  return (
    <form onSubmit={give} data-testid="editor-name">
      <Stack gap={5}>
        <Text size={1} muted id={`${id}-help`}>
          {help}
        </Text>
        <Stack gap={3}>
          <Text as="label" htmlFor={id} size={1} weight="medium">
            {t('studio.name.field')}
          </Text>
          <TextInput
            id={id}
            ref={field}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            aria-describedby={`${id}-help`}
            autoComplete="name"
            maxLength={80}
          />
        </Stack>
        {problem !== undefined && (
          <Card padding={3} radius={2} tone="critical" role="alert" border>
            <Text size={1}>{t('studio.name.failed', { reason: problem })}</Text>
          </Card>
        )}
        <Flex gap={2} justify="flex-end">
          {onCancel && <Button type="button" mode="bleed" text={t('studio.cancel')} onClick={onCancel} />}
          <Button type="submit" text={go} disabled={!isName} loading={isWorking} />
        </Flex>
      </Stack>
    </form>
  )
}

type NameFormProps = {
  name?: string
  /** The token of an editor who changes the name; undefined for a first name. */
  token?: string | undefined
  help: string
  go: string
  onGiven?: () => void
  onCancel?: () => void
}
