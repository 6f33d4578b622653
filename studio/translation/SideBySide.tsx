import { Button } from '@sanity/ui'
import type { ReactNode } from 'react'
import {
  type ArrayOfObjectsInputProps,
  ArrayOfObjectsItem,
  type InputProps,
  type ItemProps,
  isArrayOfObjectsInputProps,
  isObjectItemProps,
  MemberItemError,
  type ObjectInputProps,
  type ObjectItemProps,
  type Path,
  pathToString,
  set,
} from 'sanity'
import styled from 'styled-components'
import { type Locale, languageOf, locales, sourceLocale } from '#src/locales.ts'
import { t } from '../language.ts'
import { languageItems } from '../schema/localized-fields.ts'
import { LanguageColumn } from './LanguageColumn.tsx'
import { MissingLanguage } from './MissingLanguage.tsx'
import { showAllLanguages, useShownLanguages } from './shown-languages.ts'

/** The inputs of localized fields, in the form of every document: languages side by side. */
export const localizedForms = {
  input: (props: InputProps): ReactNode =>
    isArrayOfObjectsInputProps(props) && isLocalized(props.schemaType) ? (
      <SideBySide {...props} />
    ) : (
      props.renderDefault(props)
    ),
  item: (props: ItemProps): ReactNode =>
    isObjectItemProps(props) && isLocalized(props.schemaType) ? (
      <LanguageField {...props} />
    ) : (
      props.renderDefault(props)
    ),
}

const isLocalized = ({ name }: { name: string }) => name.startsWith('internationalizedArray')

/** A localized field: a column for each language, or rows where there is too little room, each with its state. */
function SideBySide(props: ArrayOfObjectsInputProps): ReactNode {
  const { members, value, path } = props
  const lines = languageItems(value)
  const source = lines.find(({ language }) => language === sourceLocale)?.value
  const at = pathToString(path)
  const shown = useShownLanguages()
  const faulty: Locale[] = []
  const siteLanguages = new Set<string>(locales.map(({ locale }) => locale))
  const otherMembers = members.filter((member) => !siteLanguages.has(languageIn(lines, member.key)))
  return (
    <Container>
      <Columns data-columns={shown.length}>
        {locales.map(({ locale }) => {
          const member = members.find((one) => languageIn(lines, one.key) === locale)
          if (member?.kind === 'error') return <MemberItemError key={locale} member={member} />
          // A link to a field of a hidden language shows it.
          const isHidden = !shown.includes(locale) && !isFocused(props.focusPath, member?.key)
          if (isHidden && hasFault(member)) faulty.push(locale)
          if (member === undefined)
            return (
              <div key={locale} data-hidden={isHidden || undefined}>
                <MissingLanguage {...props} locale={locale} source={source} />
              </div>
            )
          const text = lines.find(({ _key }) => _key === member.key)?.value
          return (
            <LanguageColumn
              key={locale}
              path={at}
              locale={locale}
              source={source}
              text={text}
              readOnly={props.readOnly}
              isHidden={isHidden}
              copy={() => props.onChange(set(source, [{ _key: member.key }, 'value']))}
            >
              <ArrayOfObjectsItem {...props} member={member} />
            </LanguageColumn>
          )
        })}
      </Columns>
      {faulty.map((locale) => (
        <HiddenFault key={locale}>
          <Button
            tone="critical"
            mode="ghost"
            fontSize={1}
            text={t('studio.translation.hiddenFault', { language: languageOf(locale).name })}
            onClick={showAllLanguages}
          />
        </HiddenFault>
      ))}
      {/* Items in languages that the site no longer has stay editable. */}
      {otherMembers.map((member) =>
        member.kind === 'error' ? (
          <MemberItemError key={member.key} member={member} />
        ) : (
          <ArrayOfObjectsItem key={member.key} {...props} member={member} />
        ),
      )}
    </Container>
  )
}

/** One language of a localized field: the input of its value, with the language as its label. */
function LanguageField({ value, inputProps }: ObjectItemProps): ReactNode {
  const language: unknown = Reflect.get(value, 'language')
  const title = locales.find(({ locale }) => locale === language)?.name ?? String(language)
  const members = inputProps.members.flatMap((member) =>
    member.kind === 'field' && member.name === 'value'
      ? [{ ...member, field: { ...member.field, schemaType: { ...member.field.schemaType, title } } }]
      : [],
  )
  const only: Omit<ObjectInputProps, 'renderDefault'> = { ...inputProps, members }
  return inputProps.renderInput(only)
}

const languageIn = (lines: readonly Record<string, unknown>[], key: string) =>
  String(lines.find(({ _key }) => _key === key)?.language ?? '')

const isFocused = (focusPath: Path, key: string | undefined): boolean => {
  const [first] = focusPath
  return key !== undefined && typeof first === 'object' && '_key' in first && first._key === key
}

/** Whether the item of a language, or its value, is marked as wrong. */
const hasFault = (member: ArrayOfObjectsInputProps['members'][number] | undefined): boolean =>
  member?.kind === 'item' &&
  [
    ...member.item.validation,
    ...member.item.members.flatMap((inner) => (inner.kind === 'field' ? inner.field.validation : [])),
  ].some(({ level }) => level === 'error')

const Container = styled.div`
  container-type: inline-size;
`

const Columns = styled.div`
  display: grid;
  gap: 1rem;
  align-items: start;
  @container (min-width: 25rem) {
    &[data-columns='2'] {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (max-width: 37.99rem) {
    & > [data-hidden] {
      display: none !important;
    }
  }
  @container (min-width: 38rem) {
    &[data-columns] {
      grid-template-columns: repeat(${locales.length}, minmax(0, 1fr));
    }
  }
`

const HiddenFault = styled.div`
  margin-block-start: 0.75rem;
  @container (min-width: 38rem) {
    display: none;
  }
`
