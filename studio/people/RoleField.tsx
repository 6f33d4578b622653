import { Stack } from '@sanity/ui'
import { type ReactNode, useId } from 'react'
import { type FieldProps, isArrayOfObjectsInputProps, set } from 'sanity'
import { useOfferedAround } from './people-offered.ts'
import { RoleChoice } from './RoleChoice.tsx'

/** The role in a session: one choice for all languages, above the field of each. */
export function RoleField(props: FieldProps): ReactNode {
  const id = useId()
  const { roles } = useOfferedAround()
  const { inputProps, children } = props
  if (!isArrayOfObjectsInputProps(inputProps)) return props.renderDefault(props)
  const { value, readOnly = false, onChange } = inputProps
  return props.renderDefault({
    ...props,
    children: (
      <Stack gap={4}>
        <RoleChoice
          id={id}
          list={value}
          roles={roles}
          readOnly={readOnly}
          onChange={(list) => onChange(set(list))}
        />
        {children}
      </Stack>
    ),
  })
}
