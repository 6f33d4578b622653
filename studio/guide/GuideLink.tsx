import { Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { useWorkspace } from 'sanity'
import { t } from '../language.ts'
import type { GuideChapter } from './guide-text.ts'

/** A link to a chapter of the guide, in a window of its own: what one does stays as it is. */
export function GuideLink({ chapter }: { chapter: GuideChapter }): ReactNode {
  const { basePath } = useWorkspace()
  return (
    <Text size={1}>
      <a href={`${basePath.replace(/\/$/, '')}/guide#${chapter}`} target="_blank" rel="noreferrer">
        {t('studio.guide.link', { chapter: t(`studio.guide.${chapter}`) })}
      </a>
    </Text>
  )
}
