import { Grid, Heading, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { isTimeZone } from '#src/model/time.ts'
import { LabelledInput } from '../inputs/LabelledInput.tsx'
import { t } from '../language.ts'
import type { EditionFields } from './edition-fields.ts'
import type { Plan } from './plan.ts'

/** The fields of the edition and of the forum: what the text says, to be checked, and what is missing, to be filled in. */
export function EditionForm({
  plan,
  form,
  hasForum,
  onFill,
}: {
  plan: Plan
  form: EditionFields
  hasForum: boolean
  onFill: (name: keyof EditionFields, value: string) => void
}): ReactNode {
  const emptyHint = t('studio.import.missing')
  const isGuessed = plan.facts.firstDay !== undefined && plan.facts.firstDay.year === undefined
  const field = (
    name: keyof EditionFields,
    label: string,
    more: { type?: 'date'; hint?: string; list?: string; emptyHint?: string } = {},
  ) => <LabelledInput label={label} value={form[name]} onChange={(value) => onFill(name, value)} {...more} />
  const zoneHint =
    form.timeZone !== '' && !isTimeZone(form.timeZone)
      ? t('studio.import.zoneUnknown')
      : t('studio.import.zoneHint')
  return (
    <Stack gap={5}>
      <Stack gap={4} as="section">
        <Stack gap={3}>
          <Heading as="h2" size={1}>
            {t('studio.import.edition')}
          </Heading>
          <Text size={1} muted>
            {t('studio.import.ask')}
          </Text>
        </Stack>
        {field('title', t('field.title'), { emptyHint })}
        <Grid gridTemplateColumns={[1, 2]} gap={4}>
          {field('ordinal', t('field.ordinal'), { emptyHint })}
          {field('slug', t('field.slug'), { emptyHint })}
          {field('firstDay', t('field.firstDay'), {
            type: 'date',
            emptyHint,
            ...(isGuessed &&
              plan.facts.year !== undefined && {
                hint: t('studio.import.yearGuessed', { year: String(plan.facts.year) }),
              }),
          })}
          {field('lastDay', t('field.lastDay'), { type: 'date', emptyHint })}
          {field('city', t('field.city'), { emptyHint })}
          {field('country', t('field.country'))}
          {field('timeZone', t('field.timeZone'), { list: 'import-zones', hint: zoneHint, emptyHint })}
          {field('venue', t('field.venue'))}
        </Grid>
        {zoneList}
      </Stack>
      <Stack gap={4} as="section">
        <Stack gap={3}>
          <Heading as="h2" size={1}>
            {t('studio.import.forum')}
          </Heading>
          <Text size={1} muted>
            {hasForum ? t('studio.import.forumKept') : t('studio.import.forumMade')}
          </Text>
        </Stack>
        {!hasForum && (
          <>
            {field('forumName', t('field.name'), { emptyHint })}
            <Grid gridTemplateColumns={[1, 2]} gap={4}>
              {field('organisation', t('field.organisation'), { emptyHint })}
              {field('acronym', t('field.acronym'), { emptyHint })}
            </Grid>
          </>
        )}
      </Stack>
    </Stack>
  )
}

/** Made once: it has hundreds of options, and every key would make them anew. */
const zoneList = (
  <datalist id="import-zones">
    {Intl.supportedValuesOf('timeZone').map((zone) => (
      <option key={zone} value={zone} />
    ))}
  </datalist>
)
