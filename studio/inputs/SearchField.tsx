import { SearchIcon } from '@sanity/icons/Search'
import { TextInput } from '@sanity/ui'
import type { ReactNode } from 'react'

type Props = { label: string; value: string; onChange(value: string): void }

/** The field above a list in which one finds something in it. */
export function SearchField({ label, value, onChange }: Props): ReactNode {
  return (
    <TextInput
      type="search"
      icon={SearchIcon}
      value={value}
      aria-label={label}
      placeholder={label}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
