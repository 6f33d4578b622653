import { Stack, Text, TextInput } from '@sanity/ui'
import { type ReactNode, useId } from 'react'

type Props = {
  label: string
  value: string
  type?: 'date' | 'time' | 'number'
  /** A hint below the input. */
  hint?: string
  /** The id of a `datalist` with suggestions. */
  list?: string
  /** A hint that is shown while the input is empty. */
  emptyHint?: string
  onChange: (value: string) => void
}

/** A text input of our own tools and dialogs, with a label above and hints below. */
export function LabelledInput({
  label,
  value,
  type,
  hint,
  list,
  emptyHint = '',
  onChange,
}: Props): ReactNode {
  const id = useId()
  const isEmpty = emptyHint !== '' && value.trim() === ''
  const hints = [isEmpty ? emptyHint : '', hint ?? ''].filter(Boolean).join(' ')
  return (
    <Stack gap={3}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      <TextInput
        id={id}
        value={value}
        {...(type && { type })}
        {...(list && { list })}
        {...(hints !== '' && { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {hints !== '' && (
        <Text id={`${id}-hint`} size={1} muted={!isEmpty}>
          {hints}
        </Text>
      )}
    </Stack>
  )
}
