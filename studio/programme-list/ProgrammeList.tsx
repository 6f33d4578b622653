import { AddIcon } from '@sanity/icons/Add'
import { Box, Button, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { usePaneRouter } from 'sanity/structure'
import { isDate } from '#src/model/time.ts'
import { dayText } from '#src/programme/format.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { FoldingSection } from '../FoldingSection.tsx'
import { newId } from '../ids.ts'
import { SearchField } from '../inputs/SearchField.tsx'
import { ListRow } from '../ListRow.tsx'
import { LongList } from '../LongList.tsx'
import { studioLocale, t } from '../language.ts'
import { useOpenNoteCount } from '../notes/useNotes.ts'
import { joined } from '../schema/list-text.ts'
import { useContent, usePublishedIds } from '../store/useContent.ts'
import { type ListedDay, type ListedItem, listedProgramme, programmeFound } from './programme-list.ts'

type Props = {
  /** The id of the document that is open beside the list. */
  childItemId?: string
  /** The id of the edition, as `edition`. */
  options?: Readonly<Record<string, unknown>>
}

/** The programme of an edition in the desk: by days, which fold, and found by title, person, room, part or time. */
export function ProgrammeList({ childItemId, options }: Props): ReactNode {
  const edition = String(options?.edition)
  const state = useContent()
  // A key in the form beside the list does not wait for it.
  const content = useDeferredValue(state.content)
  const days = useMemo(() => content && listedProgramme(content, edition), [content, edition])
  const published = usePublishedIds(content)
  const notesOn = useOpenNoteCount()
  const [search, setSearch] = useState('')
  const [folded, setFolded] = useState<Readonly<Record<string, boolean>>>({})
  const wanted = useDeferredValue(search)
  const found = useMemo(() => programmeFound(days ?? [], wanted), [days, wanted])
  if (days === undefined) return <ContentPlaceholder {...state} />
  const count = found.reduce((sum, { items }) => sum + items.length, 0)
  const open = days.find(({ items }) => items.some(({ id }) => id === childItemId)) ?? days[0]
  const isFolded = ({ date }: ListedDay) =>
    folded[date] ?? (wanted.trim() === '' && count > manyItems && date !== open?.date)
  return (
    <Box padding={3} data-testid="programme-list">
      <Stack gap={3}>
        <SearchField label={t('studio.programme.search')} value={search} onChange={setSearch} />
        <Flex gap={2} align="center" wrap="wrap">
          {/* Others as soon as one is open. */}
          <NewLink key={`session ${childItemId}`} {...{ edition }} type="session" />
          <NewLink key={`break ${childItemId}`} {...{ edition }} type="break" />
          <Text size={1} muted role="status">
            {t('studio.programme.count', { count })}
          </Text>
        </Flex>
        {found.map((day) => (
          <DaySection
            key={`${day.date} ${wanted}`}
            {...{ day, published, notesOn }}
            openId={childItemId}
            isFolded={isFolded(day)}
            fold={(isNow) => setFolded({ ...folded, [day.date]: isNow })}
          />
        ))}
      </Stack>
    </Box>
  )
}

/** Beyond that many, only the day of what is open is unfolded at first. */
const manyItems = 150

type DayProps = {
  day: ListedDay
  published: ReadonlySet<string>
  notesOn(id: string): number
  openId: string | undefined
  isFolded: boolean
  fold(isFolded: boolean): void
}

function DaySection({
  day: { date, items },
  published,
  notesOn,
  openId,
  isFolded,
  fold,
}: DayProps): ReactNode {
  const name = isDate(date) ? dayText(date, studioLocale, { weekday: true }) : t('studio.programme.noDay')
  return (
    <FoldingSection name={joined(name, items.length)} {...{ isFolded, fold }}>
      <Stack as="ul" gap={1} padding={0} margin={0} style={{ listStyle: 'none' }}>
        <LongList items={items}>
          {(item) => (
            <ItemLine
              key={item.id}
              item={item}
              isOpen={item.id === openId}
              isPublished={published.has(item.id)}
              notes={notesOn(item.id)}
            />
          )}
        </LongList>
      </Stack>
    </FoldingSection>
  )
}

function ItemLine({ item, isOpen, isPublished, notes }: ItemProps): ReactNode {
  const { id, type, times, title, status, isDraft, places, missing } = item
  const details = joined(
    type === 'break' ? t('type.break') : '',
    status === 'scheduled' ? '' : t(`studio.option.status.${status}`),
    ...places,
    missing,
  )
  return (
    <ListRow
      {...{ id, isOpen, notes }}
      title={joined(times, title)}
      isStruck={status === 'cancelled'}
      details={[details]}
      badge={isDraft ? t(isPublished ? 'studio.board.changed' : 'studio.board.draft') : ''}
    />
  )
}

type ItemProps = { item: ListedItem; isOpen: boolean; isPublished: boolean; notes: number }

/** Opens the form of a new session or break of the edition beside the list. */
function NewLink({ edition, type }: NewProps): ReactNode {
  const { ChildLink } = usePaneRouter()
  const [id] = useState(newId)
  return (
    <Button
      as={ChildLink}
      childId={id}
      childParameters={{ template: `${type}-in-edition` }}
      childPayload={{ edition }}
      data-as="a"
      mode="ghost"
      fontSize={1}
      padding={2}
      icon={AddIcon}
      text={t(`studio.new.${type}`)}
    />
  )
}

type NewProps = { edition: string; type: 'session' | 'break' }
