import { Badge, Flex, Stack } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { type Locale, languageOf, sourceLocale } from '#src/locales.ts'
import { isEmptyText } from '#src/rules/review.ts'
import { longTitle, PhoneTitle } from '../inputs/PhoneTitle.tsx'
import { t } from '../language.ts'
import { CopySource, isAddress } from './MissingLanguage.tsx'
import { SlugFromTitle } from './SlugFromTitle.tsx'
import { SortNameFromName } from './SortNameFromName.tsx'
import { statusHeight, TranslationStatus } from './TranslationStatus.tsx'

/** One language of a localized field, with what is said of its text and offered for it. */
export function LanguageColumn({ children, copy, isHidden, ...translation }: ColumnProps): ReactNode {
  const { path, locale, source, text, readOnly } = translation
  const [focused, setFocused] = useState(false)
  const hasState = !isAddress(source) && !isAddress(text) && !isEmptyText(source) && !isEmptyText(text)
  return (
    // The handlers only observe whether a field in the group has the focus.
    <Stack
      gap={3}
      role="group"
      aria-label={languageOf(locale).name}
      data-hidden={isHidden || undefined}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {children}
      {isEmptyText(text) && <CopySource {...{ locale, source, readOnly, copy }} />}
      {(path === 'title' || path === 'name') && !readOnly && (
        <SlugFromTitle locale={locale} title={text} focused={focused} />
      )}
      {path === 'name' && !readOnly && <SortNameFromName locale={locale} name={text} focused={focused} />}
      {path === 'title' && typeof text === 'string' && text.length >= longTitle && (
        <PhoneTitle text={text} lang={languageOf(locale).lang} />
      )}
      {hasState && locale === sourceLocale && (
        <Flex align="center" style={{ minHeight: statusHeight }}>
          <Badge>{t('studio.translation.state.source')}</Badge>
        </Flex>
      )}
      {hasState && locale !== sourceLocale && (
        <TranslationStatus key={`${path} ${locale}`} {...translation} focused={focused} />
      )}
    </Stack>
  )
}

type ColumnProps = {
  path: string
  locale: Locale
  source: unknown
  text: unknown
  readOnly: boolean | undefined
  /** Where there is no room for all languages. */
  isHidden: boolean
  copy(): void
  children: ReactNode
}
