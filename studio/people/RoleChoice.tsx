import { Card, Stack, Text } from '@sanity/ui'
import { Autocomplete } from '@sanity/ui/autocomplete'
import { type FocusEvent, type ReactNode, useState } from 'react'
import { locales } from '#src/locales.ts'
import { newKey } from '../ids.ts'
import { studioLocale, t } from '../language.ts'
import { localizedItem } from '../new-drafts.ts'
import { languageItems } from '../schema/localized-fields.ts'
import { type Role, roleIn, rolesFound } from './roles.ts'

type Props = {
  id: string
  /** What is stored: a localized field. */
  list: unknown
  roles: readonly Role[]
  readOnly: boolean
  onChange(list: readonly unknown[]): void
}

/** Chooses a role, which fills all languages; or writes another one, in the language of the Studio. */
export function RoleChoice({ id, list, roles, readOnly, onChange }: Props): ReactNode {
  const [query, setQuery] = useState('')
  const typed = query.trim()
  const found = rolesFound(roles, typed).slice(0, mostOptions)
  const isNew = typed !== '' && !found.some((role) => labelOf(role) === typed)
  const written = { [studioLocale]: typed }
  const options = [
    ...found.map((role) => ({ value: JSON.stringify(role), role, isNew: false })),
    ...(isNew ? [{ value: JSON.stringify(written), role: written, isNew }] : []),
  ]
  const label = t('studio.people.role.choose')
  /** What was typed is not lost when the field is left by another way than a choice. */
  const take = ({ relatedTarget }: FocusEvent<HTMLElement>) => {
    const isChoosing =
      relatedTarget instanceof Element &&
      relatedTarget.closest('[role="listbox"], [role="option"], [data-ui="Popover"]')
    if (typed === '' || isChoosing) return
    onChange(withRole(list, found.find((role) => labelOf(role) === typed) ?? written))
    setQuery('')
  }
  return (
    <Autocomplete
      id={id}
      aria-label={label}
      placeholder={t('field.role')}
      fontSize={1}
      openButton={{ 'aria-label': label }}
      readOnly={readOnly}
      options={options}
      filterOption={() => true}
      value={optionOf(roleIn(list))}
      renderValue={(one) => labelOf(roleFrom(one))}
      renderOption={(option) => <RoleOption role={option.role} isNew={option.isNew} />}
      onQueryChange={(text) => setQuery(text ?? '')}
      onBlur={take}
      onChange={(one) => onChange(withRole(list, roleFrom(one)))}
    />
  )
}

function RoleOption({ role, isNew }: { role: Role; isNew: boolean }): ReactNode {
  const label = labelOf(role)
  const others = locales.flatMap(({ locale }) => (locale === studioLocale ? [] : (role[locale] ?? [])))
  return (
    <Card as="button" type="button" padding={3} radius={2}>
      <Stack gap={2}>
        <Text size={1}>{isNew ? t('studio.people.role.write', { text: label }) : label}</Text>
        {!isNew && others.length > 0 && (
          <Text size={1} muted>
            {others.join(' · ')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

/** A localized field with a role in all its languages, and nothing in others. The keys of its items stay. */
function withRole(list: unknown, role: Role): readonly unknown[] {
  const items = languageItems(list)
  return locales.flatMap(({ locale }) => {
    const key = items.find(({ language }) => language === locale)?._key
    const item = localizedItem('String', locale, role[locale])
    return [{ ...item, _key: typeof key === 'string' ? key : newKey() }]
  })
}

/** An empty role is an empty field. */
const optionOf = (role: Role): string => (Object.keys(role).length === 0 ? '' : JSON.stringify(role))

const labelOf = (role: Role): string => role[studioLocale] ?? Object.values(role)[0] ?? ''

/** What an option stands for; nothing where the choice was cleared. */
const roleFrom = (value: string): Role => (value === '' ? {} : JSON.parse(value))

const mostOptions = 40
