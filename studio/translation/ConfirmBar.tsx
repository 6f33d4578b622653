import { Button, Checkbox, Flex, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { Locale } from '#src/locales.ts'
import { sourceRecord } from '#src/rules/review.ts'
import { t } from '../language.ts'
import { confirmTranslations, useDeskWrites } from './desk-writes.ts'
import { type DocumentTasks, isConfirmable, taskId } from './tasks.ts'

type Props = {
  shown: readonly DocumentTasks[]
  locale: Locale
  chosen: ReadonlySet<string>
  setChosen(ids: ReadonlySet<string>): void
}

/** Confirms many translations at once: all of the list, or those that are ticked. */
export function ConfirmBar({ shown, locale, chosen, setChosen }: Props): ReactNode {
  const client = useClient({ apiVersion })
  const { isWriting } = useDeskWrites()
  const confirmable = shown.flatMap(({ document, tasks }) =>
    tasks.filter(isConfirmable).map((task) => ({ document, task, id: taskId(document, task) })),
  )
  if (confirmable.length === 0) return null
  const ticked = confirmable.filter(({ id }) => chosen.has(id))
  const confirm = async () => {
    const edits = ticked.map(({ document, task: { path, reviewedSource } }) => ({
      ...{ document, path, locale, reviewed: true, record: sourceRecord(reviewedSource) },
    }))
    if (await confirmTranslations(client, edits)) setChosen(new Set())
  }
  return (
    <Flex gap={4} align="center" wrap="wrap">
      <Flex as="label" gap={3} align="center">
        <Checkbox
          checked={ticked.length === confirmable.length}
          indeterminate={ticked.length > 0 && ticked.length < confirmable.length}
          onChange={() =>
            setChosen(
              ticked.length < confirmable.length ? new Set(confirmable.map(({ id }) => id)) : new Set(),
            )
          }
        />
        <Text size={1}>{t('studio.translation.chooseAll', { count: confirmable.length })}</Text>
      </Flex>
      <Button
        fontSize={1}
        mode="ghost"
        text={t('studio.translation.confirmMany', { count: ticked.length })}
        disabled={ticked.length === 0 || isWriting}
        onClick={() => void confirm()}
      />
    </Flex>
  )
}
