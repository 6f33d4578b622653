import { Card, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { LongList } from '../LongList.tsx'

/** Documents by their names, under a title; of many the first. */
export function DocumentNames({ title, names }: Props): ReactNode {
  return (
    <Stack gap={3} as="section">
      <Text as="h3" size={1} weight="medium">
        {title}
      </Text>
      <Card border radius={2} padding={3} style={{ overflowWrap: 'anywhere' }}>
        <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
          <LongList items={names}>
            {({ id, name }) => (
              <Text as="li" key={id} size={1}>
                {name}
              </Text>
            )}
          </LongList>
        </Stack>
      </Card>
    </Stack>
  )
}

type Props = { title: string; names: readonly { id: string; name: string }[] }
