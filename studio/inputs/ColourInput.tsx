import { Button, Flex, Stack, Text, TextInput } from '@sanity/ui'
import type { ReactNode } from 'react'
import { type StringInputProps, set, unset, useFormValue } from 'sanity'
import styled from 'styled-components'
import {
  type ChosenColours,
  type ColourField,
  colourFields,
  coloursOf,
  contrastOn,
  type Ground,
  grounds,
  hexOf,
  isReadable,
  nearestReadable,
} from '#src/model/colours.ts'
import { isRecord } from '#src/model/fields.ts'
import { studioLocale, t } from '../language.ts'

/**
 * The input of one of the forum's colours: what it looks like on its ground, its contrast and, where it cannot be read,
 * the nearest that can. While it is empty it shows the colour that the site takes: the default one or, on dark ground, one
 * that follows from the light one.
 */
export function ColourInput({ path, value, onChange, elementProps, readOnly }: StringInputProps): ReactNode {
  const { ground, taken } = placeOf(String(path.at(-1)), useFormValue(['colours']))
  const typed = value?.trim() ?? ''
  const hex = typed === '' ? taken : hexOf(typed)
  const write = (text: string) => onChange(text === '' ? unset() : set(text))
  const nearest = hex !== undefined && !isReadable(ground, hex) ? nearestReadable(ground, hex) : undefined
  const facts = hex && { colour: hex, contrast: ratio.format(contrastOn(ground, hex)) }
  return (
    <Stack gap={2}>
      <Flex gap={2} align="center">
        <Sample aria-hidden="true" style={{ background: grounds[ground], color: hex ?? 'transparent' }}>
          Aa
        </Sample>
        <div style={{ flex: 1 }}>
          <TextInput
            {...elementProps}
            autoComplete="off"
            spellCheck={false}
            placeholder={taken}
            value={value ?? ''}
            readOnly={readOnly === true}
            onChange={(event) => write(event.currentTarget.value)}
          />
        </div>
        <Picker
          type="color"
          aria-label={t('studio.colour.choose')}
          value={hex ?? taken}
          disabled={readOnly === true}
          onChange={(event) => write(event.currentTarget.value)}
        />
      </Flex>
      {facts && (
        <Text size={1} muted>
          {typed === '' ? t('studio.colour.taken', facts) : t('studio.colour.contrast', facts)}
        </Text>
      )}
      {nearest !== undefined && readOnly !== true && (
        <Flex>
          <Button
            mode="ghost"
            fontSize={1}
            padding={2}
            text={t('studio.colour.take', { colour: nearest })}
            onClick={() => write(nearest)}
          />
        </Flex>
      )}
    </Stack>
  )
}

/** The ground of a field's colour, and the colour that the site takes while the field is empty. */
function placeOf(field: string, chosen: unknown): { ground: Ground; taken: string } {
  const index = colourFields.findIndex(({ light, dark }) => light === field || dark === field)
  const ground = colourFields[index]?.dark === field ? 'dark' : 'light'
  return { ground, taken: coloursOf(withoutField(chosen, field))[index]?.[ground] ?? '' }
}

/** The colours that can be read, but for one. */
function withoutField(chosen: unknown, field: string): ChosenColours {
  if (!isRecord(chosen)) return {}
  const fields: readonly ColourField[] = colourFields.flatMap(({ light, dark }) => [light, dark])
  return Object.fromEntries(
    fields.map((name) => {
      const value = chosen[name]
      return [name, name !== field && typeof value === 'string' ? hexOf(value) : undefined]
    }),
  )
}

const ratio = new Intl.NumberFormat(studioLocale, { maximumFractionDigits: 1, roundingMode: 'floor' })

/** Letters in the colour, on its ground. */
const Sample = styled.span`
  display: grid;
  place-content: center;
  width: 2.5rem;
  height: 2.1875rem;
  border: 1px solid var(--card-border-color);
  border-radius: 0.1875rem;
  font-weight: 640;
`

const Picker = styled.input`
  width: 2.5rem;
  height: 2.1875rem;
  padding: 0.125rem;
  border: 1px solid var(--card-border-color);
  border-radius: 0.1875rem;
  background: none;
  cursor: pointer;
`
