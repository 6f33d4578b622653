import { AddIcon } from '@sanity/icons/Add'
import { Button, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { type ArrayOfObjectsInputProps, insert, setIfMissing } from 'sanity'
import { type Locale, languageOf, sourceLocale } from '#src/locales.ts'
import { isEmptyText } from '#src/rules/review.ts'
import { newKey } from '../ids.ts'
import { t } from '../language.ts'

/** The column of a language without an item: a button that adds one. */
export function MissingLanguage({
  locale,
  source,
  onChange,
  schemaType,
  readOnly,
}: ArrayOfObjectsInputProps & { locale: Locale; source: unknown }) {
  const { name } = languageOf(locale)
  const write = (more: { value?: unknown } = {}) =>
    onChange([
      setIfMissing([]),
      insert(
        [{ _key: newKey(), _type: `${schemaType.name}Value`, language: locale, ...more }],
        'after',
        [-1],
      ),
    ])
  return (
    // The spacing is that of Sanity's own fields in the columns beside it.
    <Stack style={{ paddingBlockStart: 12, gap: 20 }}>
      <Text size={1} weight="medium">
        {name}
      </Text>
      <Button
        mode="ghost"
        icon={AddIcon}
        text={t('studio.translation.write', { language: name })}
        onClick={() => write()}
        disabled={readOnly === true}
        style={{ minHeight: 35 }}
      />
      <CopySource {...{ locale, source, readOnly }} copy={() => write({ value: source })} />
    </Stack>
  )
}

/** A button that begins a translation with the text of the source, where there is one; addresses are not translated. */
export const CopySource = ({ locale, source, readOnly, copy }: CopyProps): ReactNode =>
  locale !== sourceLocale &&
  !isAddress(source) &&
  !isEmptyText(source) && (
    <Button
      mode="bleed"
      fontSize={1}
      text={t('studio.translation.copySource')}
      aria-label={`${t('studio.translation.copySource')} · ${languageOf(locale).name}`}
      disabled={readOnly === true}
      onClick={copy}
    />
  )

/** Whether the value of a localized field is a slug. */
export const isAddress = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'current' in value

type CopyProps = { locale: Locale; source: unknown; readOnly: boolean | undefined; copy(): void }
