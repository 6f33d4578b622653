import { Stack, Text, TextInput } from '@sanity/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { type StringInputProps, set, unset, useClient, useFormValue } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { isRecord } from '#src/model/fields.ts'
import { referred } from '#src/model/references.ts'
import { isDate, isTimeZone, timeOf } from '#src/model/time.ts'
import { offsetText } from '#src/programme/format.ts'
import { t } from '../language.ts'
import { ownText } from '../schema/preview.ts'

/**
 * A time of day as people type it: 9, 9h, 9 h 30, 9.30 or 0930 become HH:mm when the field is left. What is no
 * time stays as it was typed, and the content rules say so.
 */
export function TimeInput({ value, onChange, elementProps, readOnly }: StringInputProps): ReactNode {
  const [typed, setTyped] = useState<string>()
  const write = (text: string) => onChange(text === '' ? unset() : set(text))
  const settle = () => {
    if (typed === undefined) return
    setTyped(undefined)
    const text = timeOf(typed) ?? typed.trim()
    if (text !== (value ?? '')) write(text)
  }
  return (
    <TextInput
      {...elementProps}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? value ?? ''}
      readOnly={readOnly === true}
      onChange={(change) => {
        const text = change.currentTarget.value
        setTyped(text)
        // A whole time needs no waiting for; the rest is understood when the field is left.
        if (/^\d\d:\d\d$/.test(text) && timeOf(text) === text) write(text)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
      }}
      onBlur={(event) => {
        settle()
        elementProps.onBlur(event)
      }}
    />
  )
}

/** A start, with the place and the zone that all times of its edition are in. */
export function StartInput(props: StringInputProps): ReactNode {
  const zone = useEditionZone()
  return (
    <Stack gap={2}>
      <TimeInput {...props} />
      {zone !== undefined && (
        <Text size={1} muted>
          {zone}
        </Text>
      )}
    </Stack>
  )
}

/** @example 'Times in Durban, UTC+2' */
function useEditionZone(): string | undefined {
  const client = useClient({ apiVersion })
  const [part, ofDocument, date] = [useReference('part'), useReference('edition'), useFormValue(['date'])]
  const [edition, setEdition] = useState<unknown>()
  useEffect(() => {
    let isWanted = true
    client
      .withConfig({ perspective: 'drafts' })
      .fetch(editionQuery, { part, edition: ofDocument })
      .then((found) => isWanted && setEdition(found))
      // Without an answer the field only says less.
      .catch(() => undefined)
    return () => {
      isWanted = false
    }
  }, [client, part, ofDocument])
  if (!isRecord(edition)) return undefined
  const { timeZone, city, firstDay } = edition
  const day = [date, firstDay].find((one) => typeof one === 'string' && isDate(one))
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone) || typeof day !== 'string') return undefined
  const offset = offsetText(day, timeZone)
  const place = ownText(city)
  return place === '' ? t('programme.timesHere', { offset }) : t('programme.times', { city: place, offset })
}

const editionQuery = 'coalesce(*[_id == $edition][0], *[_id == $part][0].edition->){timeZone, city, firstDay}'

const useReference = (field: string): string => referred(useFormValue([field])) ?? ''
