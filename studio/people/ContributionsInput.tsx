import { Stack, Text } from '@sanity/ui'
import { type ReactNode, useId, useRef, useState } from 'react'
import { type ArrayOfObjectsInputProps, insert, setIfMissing } from 'sanity'
import { newKey } from '../ids.ts'
import { t } from '../language.ts'
import { PersonChoice } from './PersonChoice.tsx'
import { OfferedPeople, useOffered } from './people-offered.ts'
import { referenceToPerson } from './reference-to-person.ts'

/** Who takes part in a session: a row for each, and below them one more, added by writing a part of a name. */
export function ContributionsInput(props: ArrayOfObjectsInputProps): ReactNode {
  const id = useId()
  const offered = useOffered()
  // A new field for each who is added: it is empty again.
  const [added, setAdded] = useState(0)
  const done = useRef(-1)
  const add = (one: string) => {
    const person = offered.people.find((listed) => listed.id === one)
    // Enter on an option is told twice, as a key and as a click.
    if (person === undefined || done.current === added) return
    done.current = added
    const contribution = { _type: 'contribution', _key: newKey(), contributor: referenceToPerson(person) }
    props.onChange([setIfMissing([]), insert([contribution], 'after', [-1])])
    setAdded(added + 1)
  }
  return (
    <OfferedPeople.Provider value={offered}>
      <Stack gap={4}>
        {props.renderDefault(props)}
        {props.readOnly !== true && (
          <Stack gap={3}>
            <Text size={1} weight="medium" as="label" {...{ htmlFor: id }}>
              {t('studio.people.add')}
            </Text>
            <PersonChoice
              key={added}
              id={id}
              label={t('studio.people.add')}
              people={offered.people}
              onChoose={add}
            />
          </Stack>
        )}
      </Stack>
    </OfferedPeople.Provider>
  )
}
