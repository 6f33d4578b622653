import { Card, Stack, Text } from '@sanity/ui'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import styled from 'styled-components'
import { t } from '../language.ts'

/** A long title as the programme shows it on a phone, and how many lines it takes there. */
export function PhoneTitle({ text, lang }: { text: string; lang: string }): ReactNode {
  const title = useRef<HTMLParagraphElement>(null)
  const [lines, setLines] = useState(0)
  // Measured, since a language's words are longer or shorter than another's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what is measured.
  useLayoutEffect(() => {
    setLines(Math.round((title.current?.offsetHeight ?? 0) / lineHeight))
  }, [text])
  return (
    <Card border radius={2} padding={3} tone={lines > 3 ? 'caution' : 'transparent'}>
      <Stack gap={3}>
        <Text size={1} muted>
          {t('studio.phone', { count: lines })}
        </Text>
        <Title ref={title} lang={lang}>
          {text}
        </Title>
      </Stack>
    </Card>
  )
}

/** Titles from this many letters on may take more lines on a phone than one expects. */
export const longTitle = 64

const lineHeight = 22

/** The column and the letters of a title in the programme at 320 px. */
const Title = styled.p`
  margin: 0;
  width: 13.5rem;
  max-width: 100%;
  font-size: 17px;
  font-weight: 600;
  line-height: ${lineHeight}px;
`
