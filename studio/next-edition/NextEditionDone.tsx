import { Button, Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { useIntentLink } from 'sanity/router'
import { publishedId } from '../ids.ts'
import { t } from '../language.ts'
import type { CreatedDrafts } from '../new-drafts.ts'

/** Shown after the next edition was created: a link to it, and a button that deletes its drafts again. */
export function NextEditionDone({
  written,
  isWorking,
  onUndo,
  onClose,
}: {
  written: CreatedDrafts
  isWorking: boolean
  onUndo: () => void
  onClose: () => void
}): ReactNode {
  // The edition is the first draft.
  const id = publishedId([...written.keys()][0] ?? '')
  const link = useIntentLink({ intent: 'edit', params: { id, type: 'edition' } })
  return (
    <>
      <Stack gap={3} role="status">
        <Text size={1} weight="medium">
          {t('studio.drafts.made', { count: written.size })}
        </Text>
        <Text size={1} muted>
          {t('studio.drafts.note')}
        </Text>
      </Stack>
      <Flex gap={3} wrap="wrap">
        <Button
          as="a"
          href={link.href}
          text={t('studio.drafts.open')}
          onClick={(event) => {
            link.onClick(event)
            onClose()
          }}
        />
        <Button mode="ghost" text={t('studio.nextEdition.undo')} loading={isWorking} onClick={onUndo} />
        <Button mode="ghost" text={t('studio.nextEdition.close')} onClick={onClose} />
      </Flex>
    </>
  )
}
