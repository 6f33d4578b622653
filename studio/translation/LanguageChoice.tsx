import { Select, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId } from 'react'
import styled from 'styled-components'
import { languageOf } from '#src/locales.ts'
import { t } from '../language.ts'
import { languageChoices, type ShownLanguages, showLanguages, useShownLanguages } from './shown-languages.ts'

const choices = languageChoices()

/**
 * Above a form that is too narrow for all languages side by side: which of them it shows. It is folded, since Sanity gives the
 * focus to the first field of a form, and that is none of the document.
 */
export function LanguageChoice(): ReactNode {
  const id = useId()
  const shown = useShownLanguages()
  const at = Math.max(
    0,
    choices.findIndex((choice) => choice.join() === shown.join()),
  )
  if (choices.length === 0) return null
  return (
    <Frame>
      <details data-testid="language-choice">
        <summary>{t('studio.translation.shownNow', { languages: nameOf(choices[at] ?? [], at) })}</summary>
        <Stack gap={3} paddingTop={3}>
          <Text as="label" size={1} weight="medium" {...{ htmlFor: id }}>
            {t('studio.translation.shown')}
          </Text>
          <Select
            id={id}
            fontSize={1}
            value={at}
            onChange={(event) => {
              const choice = choices[Number(event.currentTarget.value)]
              if (choice) showLanguages(choice)
            }}
          >
            {choices.map((choice, index) => (
              <option key={choice.join()} value={index}>
                {nameOf(choice, index)}
              </option>
            ))}
          </Select>
        </Stack>
      </details>
    </Frame>
  )
}

/** All of them are the first choice. @example 'English · Français' */
const nameOf = (choice: ShownLanguages, index: number): string =>
  index === 0
    ? t('studio.translation.shown.all')
    : choice.map((locale) => languageOf(locale).name).join(' · ')

const Frame = styled.div`
  container-type: inline-size;
  margin-block-end: 1.5rem;
  summary {
    cursor: pointer;
    color: var(--card-fg-color);
    font: 400 0.8125rem/1.5 system-ui, sans-serif;
  }
  & > * {
    @container (min-width: 38rem) {
      display: none;
    }
  }
`
