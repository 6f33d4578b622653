import { Stack, Text, TextInput } from '@sanity/ui'
import { type ReactNode, useId } from 'react'

type Props = {
  label: string
  value: string
  type?: 'date' | 'number'
  /** A word more on what to write. */
  hint?: string
  /** The id of a `datalist` with what may be chosen. */
  list?: string
  /** What is said of it as long as it is empty. */
  emptyHint?: string
  onChange: (value: string) => void
}

/** One line to fill in, in a tool or a dialog of ours: its name above, a hint below. */
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
  const isAsked = emptyHint !== '' && value.trim() === ''
  const words = [isAsked ? emptyHint : '', hint ?? ''].filter(Boolean).join(' ')
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
        {...(words !== '' && { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {words !== '' && (
        <Text id={`${id}-hint`} size={1} muted={!isAsked}>
          {words}
        </Text>
      )}
    </Stack>
  )
}
