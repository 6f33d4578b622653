import { Card, Container, Spinner } from '@sanity/ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import styled from 'styled-components'
import { studioLocale } from '../language.ts'
import { guideHtml } from './guide-text.ts'

/** The guide for editors. The hash of the address names a chapter. */
export function Guide(): ReactNode {
  const [html, setHtml] = useState<string>()
  const text = useRef<HTMLDivElement>(null)
  useEffect(() => void guideHtml(studioLocale).then(setHtml), [])
  useEffect(() => {
    if (html === undefined) return
    const chapter = text.current?.querySelector<HTMLElement>(`[id="${CSS.escape(location.hash.slice(1))}"]`)
    chapter?.scrollIntoView()
    chapter?.focus({ preventScroll: true })
  }, [html])
  return (
    <Card height="fill" overflow="auto" data-testid="guide">
      <Container width={1} padding={[3, 4, 5]}>
        {html === undefined ? (
          <Spinner />
        ) : (
          // The text is ours: it is in the repository.
          // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing of it comes from content.
          <Text ref={text} lang={studioLocale} dangerouslySetInnerHTML={{ __html: html }} />
        )}
      </Container>
    </Card>
  )
}

const Text = styled.div`
  font: 400 1rem/1.55 system-ui, sans-serif;
  color: var(--card-fg-color);
  overflow-wrap: anywhere;
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
  h2 { font-size: 1.1875rem; line-height: 1.3; margin: 2rem 0 0.5rem; scroll-margin-top: 1rem; }
  h2:focus { outline: none; }
  p, ul, ol { margin: 0.75rem 0; }
  ul, ol { padding-inline-start: 1.5rem; }
  li { margin: 0.5rem 0; }
  strong { font-weight: 650; }
  img { display: block; max-width: 100%; height: auto; margin-block: 0.75rem; border: 1px solid var(--card-border-color); border-radius: 4px; }
`
