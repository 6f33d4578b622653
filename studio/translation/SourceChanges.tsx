import { Stack, Text } from '@sanity/ui'
import { type ReactNode, useDeferredValue } from 'react'
import { sourceLocale } from '#src/locales.ts'
import { t } from '../language.ts'
import { WordChanges } from './WordChanges.tsx'

/** What changed in a source text since its translation was written or confirmed, word by word. */
export function SourceChanges({ before, ...source }: { before: string; now: string }): ReactNode {
  // A key in the source is drawn before what it changes.
  const now = useDeferredValue(source.now)
  return (
    <Stack gap={2} data-testid="source-changes">
      <Text size={1} weight="medium">
        {t('studio.translation.changedSource')}
      </Text>
      <WordChanges {...{ before, now }} locale={sourceLocale} />
    </Stack>
  )
}
