import { Card, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { languageOf } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { sourceWords } from '#src/rules/review.ts'
import { t } from '../language.ts'
import { joined, titleText } from '../schema/list-text.ts'
import type { MergedField } from './merge.ts'

type ById = ReadonlyMap<string, RawDocument>

/** What the entry that stays takes of the other, and what is dropped because both have it. */
export function MergedFields({ fields, byId }: { fields: readonly MergedField[]; byId: ById }): ReactNode {
  if (fields.length === 0) return <Text size={1}>{t('studio.people.merge.noFields')}</Text>
  return (['filled', 'kept'] as const).map((outcome) => {
    const own = fields.filter((one) => one.outcome === outcome)
    if (own.length === 0) return null
    return (
      <Stack key={outcome} gap={3} as="section">
        <Text as="h3" size={1} weight="medium">
          {t(`studio.people.merge.${outcome}`)}
        </Text>
        <Card border radius={2} padding={3} style={{ overflowWrap: 'anywhere' }}>
          <Stack as="ul" gap={4} padding={0} margin={0} style={{ listStyle: 'none' }}>
            {own.map((one) => (
              <Field key={`${one.field} ${one.locale}`} {...one} byId={byId} />
            ))}
          </Stack>
        </Card>
      </Stack>
    )
  })
}

function Field({ field, locale, outcome, stays, goes, byId }: MergedField & { byId: ById }): ReactNode {
  const lang = locale && languageOf(locale).lang
  return (
    <Stack as="li" gap={2}>
      <Text size={1} muted>
        {joined(t(`field.${field}`), locale && languageOf(locale).name)}
      </Text>
      {outcome === 'kept' && valueText(stays, byId) !== '' && (
        <Text size={1}>
          <span lang={lang}>{valueText(stays, byId)}</span>
        </Text>
      )}
      <Text size={1}>
        {outcome === 'kept' ? (
          <del lang={lang}>{valueText(goes, byId)}</del>
        ) : (
          <span lang={lang}>{valueText(goes, byId)}</span>
        )}
      </Text>
    </Stack>
  )
}

function valueText(value: unknown, byId: ById): string {
  const id = referencedId(value)
  if (id !== undefined) return titleText(byId.get(id)?.name)
  return isRecord(value) && 'asset' in value ? t('studio.people.merge.image') : sourceWords(value)
}
