import { UndoIcon } from '@sanity/icons/Undo'
import { Button, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import type { SanityClient } from 'sanity'
import { useIntentLink } from 'sanity/router'
import { publishedId } from '../ids.ts'
import { t } from '../language.ts'
import { type CreatedDrafts, deleteDrafts, draftsErrorText } from '../new-drafts.ts'

/** Shown after an import: a link to the new edition, and a button that deletes the drafts again. */
export function ImportDone({
  client,
  written,
  onUndone,
  onAnother,
}: {
  client: SanityClient
  written: CreatedDrafts
  onUndone: () => void
  onAnother: () => void
}): ReactNode {
  const [problem, setProblem] = useState<string>()
  const [isUndoing, setIsUndoing] = useState(false)
  // The edition is the first draft of an import.
  const id = publishedId([...written.keys()][0] ?? '')
  const link = useIntentLink({ intent: 'edit', params: { id, type: 'edition' } })
  const undo = async () => {
    setIsUndoing(true)
    setProblem(undefined)
    try {
      await deleteDrafts(client, written)
      onUndone()
    } catch (error) {
      setProblem(draftsErrorText(error))
      setIsUndoing(false)
    }
  }
  return (
    <Stack gap={4} data-testid="import-done">
      <Stack gap={3} role="status">
        <Heading as="h2" size={1}>
          {t('studio.drafts.made', { count: written.size })}
        </Heading>
        <Text size={1} muted>
          {t('studio.drafts.note')}
        </Text>
      </Stack>
      {problem !== undefined && (
        <Card padding={3} radius={2} tone="critical" role="alert" border>
          <Text size={1}>{problem}</Text>
        </Card>
      )}
      <Flex gap={3} wrap="wrap">
        <Button as="a" href={link.href} onClick={link.onClick} text={t('studio.drafts.open')} />
        <Button
          mode="ghost"
          icon={UndoIcon}
          text={t('studio.import.undo')}
          loading={isUndoing}
          onClick={undo}
        />
        <Button mode="ghost" text={t('studio.import.another')} onClick={onAnother} />
      </Flex>
    </Stack>
  )
}
