import { Box, Card, Stack, Text } from '@sanity/ui'
import { Autocomplete } from '@sanity/ui/autocomplete'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../language.ts'
import { joined } from '../schema/list-text.ts'
import { type ListedPerson, peopleFound } from './people-list.ts'

type Props = {
  id: string
  label: string
  people: readonly ListedPerson[]
  value?: string | undefined
  onChoose(id: string): void
}

/** Chooses one of the people by writing a part of the name. It shows the first that fit: of thousands nobody reads all. */
export function PersonChoice({ id, label, people, value, onChoose }: Props): ReactNode {
  const [query, setQuery] = useState('')
  const byId = useMemo(() => new Map(people.map((person) => [person.id, person])), [people])
  const found = peopleFound(people, { choice: 'all', search: query }).slice(0, mostOptions)
  return (
    <Stack gap={2}>
      <Autocomplete
        id={id}
        aria-label={label}
        placeholder={t('studio.people.search')}
        fontSize={1}
        openButton={{ 'aria-label': label }}
        options={found.map((person) => ({ value: person.id, person }))}
        filterOption={() => true}
        {...(value !== undefined && { value })}
        renderValue={(one) => byId.get(one)?.name ?? ''}
        renderOption={({ person }) => <PersonOption person={person} />}
        onQueryChange={(text) => setQuery(text ?? '')}
        onChange={onChoose}
      />
      {query.trim() !== '' && found.length === 0 && (
        <Text size={1} muted role="status">
          {t('studio.people.none')}
        </Text>
      )}
    </Stack>
  )
}

function PersonOption({ person: { name, occupation, doubles } }: { person: ListedPerson }): ReactNode {
  const more = joined(occupation, doubles.length > 0 && t('studio.people.double'))
  return (
    <Card as="button" type="button" padding={3} radius={2}>
      <Stack gap={2}>
        <Text size={1}>{name || t('studio.untitled')}</Text>
        {more !== '' && (
          <Box>
            <Text size={1} muted>
              {more}
            </Text>
          </Box>
        )}
      </Stack>
    </Card>
  )
}

const mostOptions = 40
