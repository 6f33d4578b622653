import { Box, Flex, Select, Stack, Text } from '@sanity/ui'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { SearchField } from '../inputs/SearchField.tsx'
import { ListRow } from '../ListRow.tsx'
import { LongList } from '../LongList.tsx'
import { studioLocale, t } from '../language.ts'
import { useOpenNoteCount } from '../notes/useNotes.ts'
import { useContent } from '../store/useContent.ts'
import { PeopleNotice } from './PeopleNotice.tsx'
import {
  type ListedPerson,
  listedPeople,
  type PeopleChoice,
  peopleChoices,
  peopleFound,
} from './people-list.ts'
import { usesText } from './uses-text.ts'

/** The people of all editions in the desk, as they are filed: what they do, where they are used, and who has the same name. */
export function PeopleList({ childItemId }: { childItemId?: string }): ReactNode {
  const state = useContent()
  // A key in the form beside the list does not wait for it.
  const content = useDeferredValue(state.content)
  const people = useMemo(() => content && listedPeople(content, studioLocale), [content])
  const notesOn = useOpenNoteCount()
  const [choice, setChoice] = useState<PeopleChoice>('all')
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const found = useMemo(() => peopleFound(people ?? [], { choice, search: wanted }), [people, choice, wanted])
  if (people === undefined || content === undefined) return <ContentPlaceholder {...state} />
  return (
    <Box padding={3} data-testid="people-list">
      <PeopleNotice content={content} />
      <Stack gap={3}>
        <SearchField label={t('studio.people.search')} value={search} onChange={setSearch} />
        <Flex gap={3} align="center" wrap="wrap">
          <Box flex={1} style={{ minWidth: '11rem' }}>
            <Select
              value={choice}
              aria-label={t('studio.people.choice')}
              onChange={(event) =>
                setChoice(peopleChoices.find((one) => one === event.currentTarget.value) ?? 'all')
              }
            >
              {peopleChoices.map((one) => (
                <option key={one} value={one}>
                  {t(`studio.people.choice.${one}`)}
                </option>
              ))}
            </Select>
          </Box>
          <Text size={1} muted role="status">
            {found.length === 0 ? t('studio.people.none') : t('studio.people.count', { count: found.length })}
          </Text>
        </Flex>
        <Stack as="ul" gap={1} padding={0} margin={0} style={{ listStyle: 'none' }}>
          <LongList key={`${choice} ${wanted}`} items={found}>
            {(person) => (
              <PersonLine
                key={person.id}
                person={person}
                isOpen={person.id === childItemId}
                notes={notesOn(person.id)}
              />
            )}
          </LongList>
        </Stack>
      </Stack>
    </Box>
  )
}

function PersonLine({ person, isOpen, notes }: LineProps): ReactNode {
  const { id, name, occupation, uses, doubles } = person
  return (
    <ListRow
      {...{ id, isOpen, notes }}
      title={name || t('studio.untitled')}
      details={[occupation, usesText(uses)]}
      badge={doubles.length > 0 ? t('studio.people.double') : ''}
    />
  )
}

type LineProps = { person: ListedPerson; isOpen: boolean; notes: number }
