import { CheckmarkIcon } from '@sanity/icons/Checkmark'
import { Badge, Button, Flex, Stack } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { useFormValue } from 'sanity'
import { type Locale, languageOf } from '#src/locales.ts'
import {
  reviewOf,
  sourceHash,
  sourceRecord,
  sourceWords,
  stateOf,
  type TranslationState,
} from '#src/rules/review.ts'
import { t } from '../language.ts'
import { SourceChanges } from './SourceChanges.tsx'
import { useConfirmReview, useWriteReview } from './useWriteReview.ts'

/**
 * The state of one translation, below its text. When an editor changes the text, its review is set to the present
 * source text and to "needs review". It is confirmed by the button, or by Ctrl + Enter while the text has the focus.
 */
export function TranslationStatus({ path, locale, source, text, focused, readOnly }: Props): ReactNode {
  const entry = reviewOf(useFormValue(['review']), path, locale)
  const state = stateOf(source, text, entry)
  const writeReview = useWriteReview()
  const confirmReview = useConfirmReview()
  const toast = useToast()
  const language = languageOf(locale).name

  const before = useRef(sourceHash(text))
  const now = sourceHash(text)
  const onTextChange = useEffectEvent((now: string) => {
    if (focused && now !== before.current && (state !== 'needsReview' || !entry)) {
      writeReview(entry?.key, { path, language: locale, ...sourceRecord(source), reviewed: false })
    }
    before.current = now
  })
  useEffect(() => {
    onTextChange(now)
  }, [now])

  const confirm = async () => {
    if (readOnly || state === 'reviewed') return
    await confirmReview(entry?.key, { path, language: locale, ...sourceRecord(source), reviewed: true })
    toast.push({ status: 'success', title: t('studio.translation.confirmed', { language }) })
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void confirm()
  })
  useEffect(() => {
    if (!focused) return
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [focused])

  return (
    <Stack gap={2}>
      <Flex gap={2} align="center" justify="space-between" wrap="wrap" style={{ minHeight: statusHeight }}>
        <Badge tone={tones[state]} data-testid={`translation-${path}-${locale}`}>
          {t(`studio.translation.state.${state}`)}
        </Badge>
        {state !== 'reviewed' && (
          <Button
            mode="bleed"
            fontSize={1}
            padding={2}
            icon={CheckmarkIcon}
            text={t('studio.translation.confirm')}
            aria-label={t('studio.translation.confirmIn', { language })}
            title={t('studio.translation.confirmKey')}
            disabled={readOnly === true}
            onClick={() => void confirm()}
          />
        )}
      </Flex>
      {state === 'stale' && entry?.sourceText !== undefined && (
        <SourceChanges before={entry.sourceText} now={sourceWords(source)} />
      )}
    </Stack>
  )
}

/** The same for all languages, so that the states are aligned whether there is a button beside them or not. */
export const statusHeight = 25

/** The colours of the states, which are always shown in words too. */
export const tones = {
  missing: 'critical',
  stale: 'caution',
  needsReview: 'primary',
  reviewed: 'positive',
} as const satisfies Record<TranslationState, string>

type Props = {
  path: string
  locale: Locale
  source: unknown
  text: unknown
  focused: boolean
  readOnly: boolean | undefined
}
