import { Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { sourceLocale } from '#src/locales.ts'
import { t } from '../language.ts'
import { WordChanges } from './WordChanges.tsx'

/** What changed in a source text since its translation was written or confirmed, word by word. */
export function SourceChanges({ before, now }: { before: string; now: string }): ReactNode {
  return (
    <Stack gap={2} data-testid="source-changes">
      <Text size={1} weight="medium">
        {t('studio.translation.changedSource')}
      </Text>
      <WordChanges {...{ before, now }} locale={sourceLocale} />
    </Stack>
  )
}
