import { Box, Stack, TextInput } from '@sanity/ui'
import { type ReactNode, useId } from 'react'
import { insert, type ObjectItemProps, type Path, set, setIfMissing, unset } from 'sanity'
import styled from 'styled-components'
import { languageOf } from '#src/locales.ts'
import { referencedId } from '#src/model/references.ts'
import { newKey } from '../ids.ts'
import { studioLocale, t } from '../language.ts'
import { localizedItem } from '../new-drafts.ts'
import { languageItems } from '../schema/localized-fields.ts'
import { PersonChoice } from './PersonChoice.tsx'
import { useOfferedAround } from './people-offered.ts'
import { RoleChoice } from './RoleChoice.tsx'
import { referenceToPerson } from './reference-to-person.ts'

/** One who takes part in a session, as a row: who, in which role, and of what organisation, without opening it. */
export function ContributionItem(props: ObjectItemProps): ReactNode {
  const id = useId()
  const { people, roles } = useOfferedAround()
  const { onChange } = props.inputProps
  const { contributor, role, affiliation } = Object(props.value)
  const isReadOnly = props.readOnly === true
  const choose = (one: string) => {
    const person = people.find((listed) => listed.id === one)
    onChange(person ? set(referenceToPerson(person), ['contributor']) : unset(['contributor']))
  }
  return (
    <Stack gap={1}>
      {props.renderDefault(props)}
      {!isReadOnly && (
        <Box paddingX={2} paddingBottom={3}>
          <Row data-testid="contribution-row">
            <PersonChoice
              id={`${id}-who`}
              label={t('field.contributor')}
              people={people}
              value={referencedId(contributor)}
              onChoose={choose}
            />
            <RoleChoice
              id={`${id}-role`}
              list={role}
              roles={roles}
              readOnly={isReadOnly}
              onChange={(list) => onChange(set(list, ['role']))}
            />
            <TextInput
              fontSize={1}
              lang={languageOf(studioLocale).lang}
              aria-label={t('field.affiliation')}
              placeholder={t('field.affiliation')}
              value={textOf(affiliation)}
              onChange={(event) => onChange(withText(affiliation, event.currentTarget.value))}
            />
          </Row>
        </Box>
      )}
    </Stack>
  )
}

const lineOf = (list: unknown) => languageItems(list).find(({ language }) => language === studioLocale)

function textOf(list: unknown): string {
  const value = lineOf(list)?.value
  return typeof value === 'string' ? value : ''
}

/** The patches that write the text in the language of the Studio. */
function withText(list: unknown, text: string) {
  const key = lineOf(list)?._key
  if (typeof key === 'string') {
    const path: Path = ['affiliation', { _key: key }, 'value']
    return text === '' ? unset(path) : set(text, path)
  }
  const item = { ...localizedItem('String', studioLocale, text), _key: newKey() }
  return [setIfMissing([], ['affiliation']), insert([item], 'after', ['affiliation', -1])]
}

const Row = styled.div`
  display: grid;
  gap: 0.5rem;
  grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
`
