import { Select, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId } from 'react'

type Props = {
  label: string
  value: string
  options: readonly (readonly [value: string, title: string])[]
  /** A hint below the choice. */
  hint?: string
  onChange: (value: string) => void
}

/** A choice of our own tools and dialogs, with a label above and a hint below. */
export function LabelledSelect({ label, value, options, hint = '', onChange }: Props): ReactNode {
  const id = useId()
  return (
    <Stack gap={3} style={{ minWidth: 'min(100%, 15rem)' }}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      <Select
        id={id}
        value={value}
        {...(hint !== '' && { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([key, title]) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </Select>
      {hint !== '' && (
        <Text id={`${id}-hint`} size={1} muted>
          {hint}
        </Text>
      )}
    </Stack>
  )
}
