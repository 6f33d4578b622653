import { Heading, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentLink } from 'sanity/router'
import { offsetText } from '#src/programme/format.ts'
import { GuideLink } from '../guide/GuideLink.tsx'
import { t } from '../language.ts'
import { memoByValue } from '../memo-by-value.ts'
import { joined } from '../schema/list-text.ts'

type Props = {
  /** The id of the edition. */
  edition: string
  name: string
  day: string
  /** Undefined until the edition has one. */
  timeZone: string | undefined
  city: string
}

/** What the board shows: the day in words, and in which time; where the edition has no time zone yet, the way to its field. */
export const BoardHead = memoByValue(function Head({ edition, name, day, timeZone, city }: Props): ReactNode {
  const zone =
    timeZone !== undefined &&
    t('programme.times', { city: city || timeZone, offset: offsetText(day, timeZone) })
  return (
    <Stack gap={3}>
      <Heading as="h1" size={2}>
        {t('studio.board.title')}
      </Heading>
      <Text size={1} muted>
        {joined(name, zone)}
      </Text>
      {zone === false && (
        <Text size={1}>
          <IntentLink
            intent="edit"
            params={{ id: edition, type: 'edition', path: 'timeZone' }}
            style={{ textDecoration: 'underline' }}
          >
            {t('studio.board.noTimeZone')}
          </IntentLink>
        </Text>
      )}
      <GuideLink chapter="the-day" />
    </Stack>
  )
})
