import { Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo } from 'react'
import styled from 'styled-components'
import { languageOf, sourceLocale } from '#src/locales.ts'
import { t } from '../language.ts'
import { wordChanges } from './word-changes.ts'

/** What changed in a source text since its translation was written or confirmed, word by word. */
export function SourceChanges({ before, now }: { before: string; now: string }): ReactNode {
  const { lang } = languageOf(sourceLocale)
  const changes = useMemo(() => wordChanges(before, now, lang), [before, now, lang])
  return (
    <Stack gap={2} data-testid="source-changes">
      <Text size={1} weight="medium">
        {t('studio.translation.changedSource')}
      </Text>
      <Text size={1}>
        <Pieces lang={lang}>
          {changes.map(({ kind, text }, at) => {
            const key = `${at} ${kind}`
            if (kind === 'same') return <span key={key}>{text}</span>
            return kind === 'gone' ? <del key={key}>{text}</del> : <ins key={key}>{text}</ins>
          })}
        </Pieces>
      </Text>
    </Stack>
  )
}

const Pieces = styled.span`
  white-space: pre-wrap;
  del {
    opacity: 0.85;
  }
  del + ins {
    margin-inline-start: 0.3em;
  }
  ins {
    font-weight: 600;
    text-decoration-thickness: 2px;
  }
`
