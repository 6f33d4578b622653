import { Card, Stack, Text } from '@sanity/ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import styled from 'styled-components'
import { t } from '../language.ts'

/** A preview of a long title in the programme on a phone, with the number of its lines. */
export function PhoneTitle({ text, lang }: { text: string; lang: string }): ReactNode {
  const title = useRef<HTMLParagraphElement>(null)
  const [lines, setLines] = useState(0)
  // Measured, since the same number of characters takes more lines in some languages; by the browser once it has drawn a key.
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setLines(Math.round(entry.contentRect.height / lineHeight))
    })
    if (title.current) observer.observe(title.current)
    return () => observer.disconnect()
  }, [])
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

/** From this many characters on, the preview is shown. */
export const longTitle = 64

const lineHeight = 22

/** The width and the font of a title in the programme at 320 px. */
const Title = styled.p`
  margin: 0;
  width: 13.5rem;
  max-width: 100%;
  font-size: 17px;
  font-weight: 600;
  line-height: ${lineHeight}px;
`
