import { Box, Button, Card, Dialog, Flex, Radio, Stack, Text } from '@sanity/ui'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { useRouter } from 'sanity/router'
import { apiVersion } from '#src/config.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { studioLocale, t } from '../language.ts'
import { notesMoved } from '../notes/note-writes.ts'
import { nameWithType } from '../publishing/going-along-text.ts'
import { OutlookView } from '../publishing/OutlookView.tsx'
import { outlookBetween } from '../publishing/outlook.ts'
import { useOutlookOf } from '../publishing/useOutlook.ts'
import { titleText } from '../schema/list-text.ts'
import { changedIds, publishedAfter } from '../store/stored-writes.ts'
import { useContent } from '../store/useContent.ts'
import type { ContentVersions } from '../store/versions.ts'
import { DocumentNames } from './DocumentNames.tsx'
import { distinctChanges, isDistinct } from './distinct.ts'
import { MergedFields } from './MergedFields.tsx'
import { canStay, mergePlan } from './merge.ts'
import { PersonChoice } from './PersonChoice.tsx'
import { type ListedPerson, listedPeople } from './people-list.ts'
import { usePeopleWrites, writePeople } from './people-writes.ts'
import { contributorKind } from './same-name.ts'
import { usesText } from './uses-text.ts'

/** Makes a contributor one with another: which one stays, what is taken of the other, and what leads to it then. */
export function MergeDialog({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const state = useContent()
  return (
    <Dialog
      id="merge-people"
      header={t('studio.people.merge.title')}
      width={1}
      onClose={onClose}
      onClickOutside={onClose}
    >
      {state.content?.byId.has(id) ? (
        <MergeForm content={state.content} id={id} onClose={onClose} />
      ) : (
        <ContentPlaceholder {...state} />
      )}
    </Dialog>
  )
}

function MergeForm({ content, id, onClose }: FormProps): ReactNode {
  const people = useMemo(() => listedPeople(content, studioLocale), [content])
  const own = people.find((one) => one.id === id)
  const others = useMemo(() => othersOf(people, id), [people, id])
  const [other, setOther] = useState(
    others[0]?.id !== undefined && own?.doubles.length ? others[0].id : undefined,
  )
  return (
    <Stack gap={4} padding={4} data-testid="merge">
      <Stack gap={3}>
        <Text as="label" size={1} weight="medium" {...{ htmlFor: 'merge-other' }}>
          {t('studio.people.merge.other')}
        </Text>
        <PersonChoice
          id="merge-other"
          label={t('studio.people.merge.other')}
          people={others}
          value={other}
          onChoose={setOther}
        />
      </Stack>
      {other !== undefined && <Merging key={other} {...{ content, people, onClose }} pair={[id, other]} />}
    </Stack>
  )
}

/** All others of the same kind, those of the same name first. */
function othersOf(people: readonly ListedPerson[], id: string): readonly ListedPerson[] {
  const own = people.find((one) => one.id === id)
  const doubles = new Set(own?.doubles)
  const others = people.filter(
    (one) => one.id !== id && own && contributorKind(one.document) === contributorKind(own.document),
  )
  return [...others.filter((one) => doubles.has(one.id)), ...others.filter((one) => !doubles.has(one.id))]
}

function Merging({ content, people, pair, onClose }: MergingProps): ReactNode {
  const client = useClient({ apiVersion })
  const { navigateIntent } = useRouter()
  const { isWriting } = usePeopleWrites()
  const [first, second] = pair
  const [chosen, setChosen] = useState<string>()
  const stays = chosen ?? proposed(content, people, pair)
  const goes = stays === first ? second : first
  const plan = useMemo(() => mergePlan(content, stays, goes), [content, stays, goes])
  const { outlook, error } = useOutlookOf(
    useCallback(
      (now, ledger) =>
        outlookBetween(now.published, publishedAfter(now, plan.changes), ledger, changedIds(plan.changes), {
          locale: studioLocale,
          now: Date.now(),
        }),
      [plan],
    ),
  )
  const nameOf = (one: string) => titleText(content.byId.get(one)?.name)
  const merge = async () => {
    const done = t('studio.people.merge.done', { goes: nameOf(goes), stays: nameOf(stays) })
    const all = notesMoved(client, goes, stays).then((notes) => [...plan.changes, ...notes])
    const isWritten = await writePeople(client, all, done)
    onClose()
    if (isWritten) navigateIntent('edit', { id: stays, type: 'contributor' })
  }
  const [one, other] = pair.map((id) => content.byId.get(id))
  const areDistinct = one !== undefined && other !== undefined && isDistinct(one, other)
  const areDoubles = people.find((one) => one.id === first)?.doubles.includes(second)
  const tellApart = async () => {
    const names = { one: nameOf(first), other: nameOf(second) }
    const done = t(areDistinct ? 'studio.people.distinct.undone' : 'studio.people.distinct.done', names)
    await writePeople(client, distinctChanges(content, pair, !areDistinct), done)
    onClose()
  }
  return (
    <Stack gap={5}>
      {areDistinct && <Text size={1}>{t('studio.people.distinct.marked')}</Text>}
      <Stack gap={3} as="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
        <Box as="legend" paddingBottom={3}>
          <Text size={1} weight="medium">
            {t('studio.people.merge.stays')}
          </Text>
        </Box>
        {pair.map((one) => (
          <Staying
            key={one}
            person={people.find((listed) => listed.id === one)}
            isChosen={one === stays}
            isPossible={canStay(content, one, one === first ? second : first)}
            onChoose={() => setChosen(one)}
          />
        ))}
      </Stack>
      <MergedFields fields={plan.fields} byId={content.byId} />
      {plan.referring.length === 0 ? (
        <Text size={1}>{t('studio.people.merge.noReferring')}</Text>
      ) : (
        <DocumentNames
          title={t('studio.people.merge.referring')}
          names={plan.referring.map((document) => ({ id: document._id, name: nameWithType(document) }))}
        />
      )}
      <OutlookView {...(outlook && { outlook })} error={error} />
      <Text size={1}>{t('studio.people.merge.now')}</Text>
      <Flex gap={2} justify="flex-end" wrap="wrap">
        <Button mode="bleed" text={t('studio.cancel')} onClick={onClose} />
        {(areDistinct || areDoubles) && (
          <Button
            mode="ghost"
            text={t(areDistinct ? 'studio.people.distinct.back' : 'studio.people.distinct')}
            disabled={isWriting}
            onClick={() => void tellApart()}
          />
        )}
        <Button
          data-testid="merge-go"
          text={t('studio.people.merge.go')}
          loading={isWriting}
          disabled={isWriting || outlook === undefined || outlook.faults.length > 0}
          onClick={() => void merge()}
        />
      </Flex>
    </Stack>
  )
}

function Staying({ person, isChosen, isPossible, onChoose }: StayingProps): ReactNode {
  if (person === undefined) return null
  return (
    <Card as="label" border radius={2} padding={3} tone={isChosen ? 'primary' : 'default'}>
      <Flex gap={3} align="flex-start">
        <Radio name="stays" checked={isChosen} disabled={!isPossible} onChange={onChoose} />
        <Stack gap={2} flex={1}>
          <Text size={1} weight="medium">
            {titleText(person.document.name)}
          </Text>
          {person.occupation !== '' && <Text size={1}>{person.occupation}</Text>}
          <Text size={1}>{isPossible ? usesText(person.uses) : t('studio.people.merge.cannotStay')}</Text>
        </Stack>
      </Flex>
    </Card>
  )
}

/** The one that pages can lead to, else the one that is used more. */
function proposed(content: ContentVersions, people: readonly ListedPerson[], [first, second]: Pair): string {
  if (!canStay(content, first, second)) return second
  if (!canStay(content, second, first)) return first
  const weightOf = (id: string) => {
    const { sessions = 0, people: members = 0 } = people.find((one) => one.id === id)?.uses ?? {}
    return sessions + members
  }
  return weightOf(second) > weightOf(first) ? second : first
}

type Pair = readonly [string, string]
type FormProps = { content: ContentVersions; id: string; onClose(): void }
type MergingProps = {
  content: ContentVersions
  people: readonly ListedPerson[]
  pair: Pair
  onClose(): void
}
type StayingProps = {
  person: ListedPerson | undefined
  isChosen: boolean
  isPossible: boolean
  onChoose(): void
}
