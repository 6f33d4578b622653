import { Button, Flex, Stack } from '@sanity/ui'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useClient } from 'sanity'
import styled from 'styled-components'
import { apiVersion } from '#src/config.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { sourceRecord } from '#src/rules/review.ts'
import { t } from '../language.ts'
import { tellProblem, writeTranslations } from './desk-writes.ts'
import type { Task } from './tasks.ts'

type Props = { document: RawDocument; task: Task; locale: Locale; name: string; keep(): void }

/**
 * The translation of a plain text, written in the list. It is saved as a draft when one leaves it; Ctrl + Enter saves it as
 * reviewed; Escape brings back what is stored. The field keeps what is typed by itself, so that a key costs nothing.
 */
export function TranslationLine({ document, task, locale, name, keep }: Props): ReactNode {
  const client = useClient({ apiVersion })
  const field = useRef<HTMLTextAreaElement>(null)
  // The stored text that the typed one began with.
  const begun = useRef(task.text)
  // What it is a translation of, whatever becomes of that meanwhile.
  const source = useRef(task.reviewedSource)
  const { name: language, lang } = languageOf(locale)

  useEffect(() => {
    const isTyping = field.current !== null && field.current.value !== begun.current
    if (field.current && !isTyping) {
      field.current.value = task.text
      begun.current = task.text
      source.current = task.reviewedSource
    }
  }, [task.text, task.reviewedSource])

  const save = async (reviewed: boolean) => {
    const typed = field.current?.value ?? ''
    const value = task.lines === 'one' ? typed.replace(/\s*\n\s*/g, ' ') : typed
    if (value === begun.current && !reviewed) return
    if (begun.current !== task.text) return tellProblem(t('studio.translation.changedMeanwhile', { name }))
    if (value.trim() === '' && task.text === '') return
    const record = source.current === undefined ? undefined : sourceRecord(source.current)
    const edit = { document, path: task.path, locale, value, record, reviewed }
    const before = begun.current
    keep()
    begun.current = value
    if (!(await writeTranslations(client, [edit]))) begun.current = before
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.value = begun.current = task.text
    const isEnd = event.key === 'Enter' && (task.lines === 'one' || event.ctrlKey || event.metaKey)
    if (!isEnd || event.nativeEvent.isComposing) return
    event.preventDefault()
    void save(event.ctrlKey || event.metaKey)
  }
  return (
    <Stack gap={2}>
      <Field
        ref={field}
        rows={1}
        lang={lang}
        defaultValue={task.text}
        aria-label={`${t('studio.translation.write', { language })} · ${name}`}
        title={t('studio.translation.lineKeys')}
        onKeyDown={onKeyDown}
        onBlur={() => void save(false)}
      />
      {task.text === '' && task.source !== '' && (
        <Flex>
          <Button
            mode="bleed"
            fontSize={1}
            padding={2}
            text={t('studio.translation.copySource')}
            aria-label={`${t('studio.translation.copySource')} · ${name}`}
            onClick={() => {
              if (!field.current) return
              field.current.value = task.source
              field.current.focus()
            }}
          />
        </Flex>
      )}
    </Stack>
  )
}

const Field = styled.textarea`
  box-sizing: border-box;
  width: 100%;
  padding: 0.5rem 0.625rem;
  border: 1px solid var(--card-border-color);
  border-radius: 0.1875rem;
  background: var(--card-bg-color);
  color: var(--card-fg-color);
  font: inherit;
  font-size: 0.8125rem;
  line-height: 1.4;
  field-sizing: content;
  resize: vertical;
  &:focus-visible {
    outline: 2px solid var(--card-focus-ring-color);
    outline-offset: 0;
  }
`
