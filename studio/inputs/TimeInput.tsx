import { Stack, Text, TextInput } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { type StringInputProps, set, unset, useFormValue } from 'sanity'
import { referencedId } from '#src/model/references.ts'
import { endDateOf, isDate, isTime, isTimeZone, timeOf } from '#src/model/time.ts'
import { dayText, offsetText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { studioText } from '../schema/list-text.ts'
import { useContent } from '../store/useContent.ts'

/**
 * A time of day as people type it: 9, 9h, 9 h 30, 9.30 or 0930 become HH:mm when the field loses the focus. Anything
 * else stays as it was typed, and the content rules report it.
 */
export function TimeInput({ value, onChange, elementProps, readOnly }: StringInputProps): ReactNode {
  const [typed, setTyped] = useState<string>()
  const write = (text: string) => onChange(text === '' ? unset() : set(text))
  const commit = () => {
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
        // A complete time is written at once; other forms are read when the field loses the focus.
        if (isTime(text)) write(text)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
      onBlur={(event) => {
        commit()
        elementProps.onBlur(event)
      }}
    />
  )
}

/** The input of a start time, with the city and the time zone of the edition below it. */
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

/** The input of an end time, with its day below it where that is the next one. */
export function EndInput(props: StringInputProps): ReactNode {
  const [date, start] = [useFormValue(['date']), useFormValue(['start'])]
  const end = props.value
  const times =
    typeof date === 'string' &&
    isDate(date) &&
    typeof start === 'string' &&
    isTime(start) &&
    isTime(end ?? '')
      ? { date, start, end: end ?? '' }
      : undefined
  const day = times && endDateOf(times)
  return (
    <Stack gap={2}>
      <TimeInput {...props} />
      {day !== undefined && day !== date && (
        <Text size={1} muted>
          {t('studio.endsOn', { day: dayText(day, studioLocale, { weekday: true }) })}
        </Text>
      )}
    </Stack>
  )
}

/** @example 'Times in Durban, UTC+2' */
function useEditionZone(): string | undefined {
  const { content } = useContent()
  const [owner, date] = [useFormValue(['edition']), useFormValue(['date'])]
  const edition = content?.byId.get(referencedId(owner) ?? '')
  if (edition === undefined) return undefined
  const { timeZone, city, firstDay } = edition
  const day = [date, firstDay].find((one) => typeof one === 'string' && isDate(one))
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone) || typeof day !== 'string') return undefined
  const offset = offsetText(day, timeZone)
  const place = studioText(city)
  return place === '' ? t('programme.timesHere', { offset }) : t('programme.times', { city: place, offset })
}
