import { Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import type { RawDocument } from '#src/model/schema.ts'
import { t } from '../language.ts'
import { joined } from '../schema/list-text.ts'
import { nameWithType } from './going-along-text.ts'

type Props = {
  documents: readonly RawDocument[]
  /** What is said of a document beside its name. @param id its published id */
  noteOf(id: string): string | undefined
}

/** The documents that go along, by their names; nothing where there are none. */
export function AlongList({ documents, noteOf }: Props): ReactNode {
  if (documents.length === 0) return null
  return (
    <Stack as="section" gap={3}>
      <Text as="h3" size={1} weight="semibold">
        {t('studio.publish.along')}
      </Text>
      <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
        {documents.map((one) => (
          <Text as="li" size={1} key={one._id}>
            {joined(nameWithType(one), noteOf(one._id))}
          </Text>
        ))}
      </Stack>
    </Stack>
  )
}
