import { Checkbox, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo } from 'react'
import type { RawDocument } from '#src/model/schema.ts'
import { isDate } from '#src/model/time.ts'
import { dayText } from '#src/programme/format.ts'
import { timedDocuments } from '../edition-documents.ts'
import { studioLocale, t } from '../language.ts'
import { joined, timedTitle } from '../schema/list-text.ts'
import { nameWithType } from './going-along-text.ts'

type Props = {
  documents: readonly RawDocument[]
  excluded: ReadonlySet<string>
  exclude(ids: ReadonlySet<string>): void
  /** What is said of a document beside its name. @param id its published id */
  noteOf(id: string): string | undefined
}

/** Which of some documents: all, those of a day, or one by one; what has no day first, then each day in the order of time. */
export function DraftChoice({ documents, excluded, exclude, noteOf }: Props): ReactNode {
  const days = useMemo(() => [...byDay(documents)], [documents])
  const choice = { excluded, exclude }
  return (
    <Stack gap={4}>
      {documents.length > 1 && (
        <TickBox name={t('studio.publish.every')} ids={documents.map(({ _id }) => _id)} {...choice} isHead />
      )}
      {days.map(([date, own]) => (
        <Group
          key={date}
          name={days.length > 1 && isDate(date) ? dayText(date, studioLocale, { weekday: true }) : ''}
          ids={own.map(({ _id }) => _id)}
          {...{ documents: own, noteOf }}
          {...choice}
        />
      ))}
    </Stack>
  )
}

function byDay(documents: readonly RawDocument[]): ReadonlyMap<string, readonly RawDocument[]> {
  const timed = timedDocuments(documents)
  const others = documents.filter((one) => !timed.includes(one))
  return Map.groupBy([...others, ...timed], ({ _type, date }) =>
    (_type === 'session' || _type === 'break') && typeof date === 'string' ? date : '',
  )
}

function Group({ name, ids, documents, noteOf, ...choice }: GroupProps): ReactNode {
  return (
    <Stack gap={3}>
      {name !== '' && <TickBox {...{ name, ids }} {...choice} isHead />}
      <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
        {documents.map((one) => (
          <li key={one._id} style={{ paddingInlineStart: name === '' ? 0 : 24 }}>
            <TickBox name={joined(nameOf(one), noteOf(one._id))} ids={[one._id]} {...choice} />
          </li>
        ))}
      </Stack>
    </Stack>
  )
}

function TickBox({ name, ids, excluded, exclude, isHead = false }: BoxProps): ReactNode {
  const count = ids.filter((id) => !excluded.has(id)).length
  return (
    <Flex as="label" gap={3} align="flex-start">
      <Checkbox
        checked={count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => {
          const others = new Set(excluded)
          for (const id of ids)
            if (count === ids.length) others.add(id)
            else others.delete(id)
          exclude(others)
        }}
      />
      <Text size={1} weight={isHead ? 'semibold' : 'regular'}>
        {name}
      </Text>
    </Flex>
  )
}

const nameOf = (document: RawDocument): string =>
  document._type === 'session' || document._type === 'break'
    ? joined(
        timedTitle(document),
        document.status === 'moved' || document.status === 'cancelled'
          ? t(`studio.option.status.${document.status}`)
          : '',
      )
    : nameWithType(document)

type Choice = Pick<Props, 'excluded' | 'exclude'>
type GroupProps = Choice & Pick<Props, 'documents' | 'noteOf'> & { name: string; ids: readonly string[] }
type BoxProps = Choice & { name: string; ids: readonly string[]; isHead?: boolean }
