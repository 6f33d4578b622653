import { Flex, Select, Text } from '@sanity/ui'
import { type ReactNode, useId } from 'react'
import styled from 'styled-components'
import { languageOf } from '#src/locales.ts'
import { t } from '../language.ts'
import { languageChoices, showLanguages, useShownLanguages } from './shown-languages.ts'

const choices = languageChoices()

/** Above a form that is too narrow for all languages side by side: which of them it shows. Else only where some are hidden elsewhere. */
export function LanguageChoice(): ReactNode {
  const id = useId()
  const shown = useShownLanguages()
  const at = choices.findIndex((choice) => choice.join() === shown.join())
  if (choices.length === 0) return null
  return (
    <Frame>
      <Flex gap={3} align="center" wrap="wrap" data-testid="language-choice">
        <Text as="label" size={1} weight="medium" {...{ htmlFor: id }}>
          {t('studio.translation.shown')}
        </Text>
        <Select
          id={id}
          fontSize={1}
          value={Math.max(0, at)}
          onChange={(event) => {
            const choice = choices[Number(event.currentTarget.value)]
            if (choice) showLanguages(choice)
          }}
        >
          {choices.map((choice, index) => (
            <option key={choice.join()} value={index}>
              {index === 0
                ? t('studio.translation.shown.all')
                : choice.map((locale) => languageOf(locale).name).join(' · ')}
            </option>
          ))}
        </Select>
      </Flex>
    </Frame>
  )
}

const Frame = styled.div`
  container-type: inline-size;
  margin-block-end: 1.5rem;
  & > * {
    @container (min-width: 38rem) {
      display: none;
    }
  }
`
