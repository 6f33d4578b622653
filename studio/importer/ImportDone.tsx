import { UndoIcon } from '@sanity/icons/Undo'
import { Button, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import type { SanityClient } from 'sanity'
import { useIntentLink } from 'sanity/router'
import { publishedId } from '../ids.ts'
import { t } from '../language.ts'
import { deleteDrafts, draftsErrorText } from '../new-drafts.ts'
import { ChangedElsewhereError, undoChanges } from '../store/transactions.ts'
import type { Written } from './kept-import.ts'

/** What is said of what an import wrote, the published id of its edition, and how it is taken back. */
function told(client: SanityClient, written: Written, published: ReadonlySet<string>) {
  if ('drafts' in written) {
    const { drafts } = written
    const isPrivate = ![...drafts.keys()].some((id) => published.has(publishedId(id)))
    return {
      title: t('studio.drafts.made', { count: drafts.size }),
      note: isPrivate ? t('studio.drafts.note') : t('studio.drafts.published'),
      open: t('studio.drafts.open'),
      undone: t('studio.import.undone'),
      // The edition is the first draft of an import.
      edition: publishedId([...drafts.keys()][0] ?? ''),
      undo: () => deleteDrafts(client, drafts),
    }
  }
  const { edition, outcome } = written
  return {
    title: t('studio.import.update.written', { count: outcome.written.length }),
    note: t('studio.import.update.note'),
    open: t('studio.import.update.open'),
    undone: t('studio.import.update.undone'),
    edition,
    undo: () => undoChanges(client, outcome.written, outcome.shown),
  }
}

/** Shown after an import: a link to the edition, and a button that takes all of it back. */
export function ImportDone({
  client,
  written,
  published,
  onUndone,
  onAnother,
}: {
  client: SanityClient
  written: Written
  /** The ids of what readers may see. */
  published: ReadonlySet<string>
  onUndone: (text: string) => void
  onAnother: () => void
}): ReactNode {
  const [problem, setProblem] = useState<string>()
  const [isUndoing, setIsUndoing] = useState(false)
  const { title, note, open, undone, edition, undo } = told(client, written, published)
  const link = useIntentLink({ intent: 'edit', params: { id: edition, type: 'edition' } })
  const undoAll = async () => {
    setIsUndoing(true)
    setProblem(undefined)
    try {
      await undo()
      onUndone(undone)
    } catch (error) {
      const isElsewhere = error instanceof ChangedElsewhereError
      setProblem(isElsewhere ? t('studio.import.update.undoElsewhere') : draftsErrorText(error))
      setIsUndoing(false)
    }
  }
  return (
    <Stack gap={4} data-testid="import-done">
      <Stack gap={3} role="status">
        <Heading as="h2" size={1}>
          {title}
        </Heading>
        <Text size={1} muted>
          {note}
        </Text>
      </Stack>
      {problem !== undefined && (
        <Card padding={3} radius={2} tone="critical" role="alert" border>
          <Text size={1}>{problem}</Text>
        </Card>
      )}
      <Flex gap={3} wrap="wrap">
        <Button as="a" href={link.href} onClick={link.onClick} text={open} />
        <Button
          mode="ghost"
          icon={UndoIcon}
          text={t('studio.import.undo')}
          loading={isUndoing}
          onClick={() => void undoAll()}
        />
        <Button mode="ghost" text={t('studio.import.another')} onClick={onAnother} />
      </Flex>
    </Stack>
  )
}
