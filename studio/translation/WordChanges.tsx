import { Text } from '@sanity/ui'
import { memo, type ReactNode, useMemo } from 'react'
import styled from 'styled-components'
import { type Locale, languageOf } from '#src/locales.ts'
import { wordChanges } from './word-changes.ts'

/** What changed in a text, word by word. */
export const WordChanges = memo(function Changes({ before, now, locale }: Props): ReactNode {
  const { lang } = languageOf(locale)
  const changes = useMemo(() => wordChanges(before, now, lang), [before, now, lang])
  return (
    <Text size={1}>
      <Edits lang={lang}>
        {changes.map(({ kind, text }, at) => {
          const key = `${at} ${kind}`
          if (kind === 'same') return <span key={key}>{text}</span>
          return kind === 'gone' ? <del key={key}>{text}</del> : <ins key={key}>{text}</ins>
        })}
      </Edits>
    </Text>
  )
})

type Props = { before: string; now: string; locale: Locale }

/** What is gone and what is new, beside each other. */
export const Edits = styled.span`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
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
