import { Card, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo } from 'react'
import styled from 'styled-components'
import { type Locale, languageOf } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { translationStates } from '#src/rules/review.ts'
import { t } from '../language.ts'
import { taskCounts } from './desk-choice.ts'
import { documentTasks, targetLocales } from './tasks.ts'

type Props = { documents: readonly RawDocument[]; chosen: Locale; choose(language: Locale): void }

/** A card for each language with its progress, to choose the language of the desk. */
export function LanguageCards({ documents, chosen, choose }: Props): ReactNode {
  const targets = useMemo(() => targetLocales(documents), [documents])
  return (
    <Cards role="group" aria-label={t('field.language')}>
      {targets.map((locale) => (
        <LanguageCard
          key={locale}
          {...{ documents, locale }}
          isChosen={locale === chosen}
          choose={() => choose(locale)}
        />
      ))}
    </Cards>
  )
}

function LanguageCard({ documents, locale, isChosen, choose }: CardProps): ReactNode {
  const counts = useMemo(() => taskCounts(documentTasks(documents, locale)), [documents, locale])
  const count = (state: (typeof translationStates)[number]) => counts.get(state) ?? 0
  const all = translationStates.reduce((sum, state) => sum + count(state), 0)
  return (
    <Card
      as="button"
      type="button"
      radius={3}
      padding={4}
      tone={isChosen ? 'primary' : 'default'}
      aria-pressed={isChosen}
      onClick={choose}
    >
      <Stack gap={3}>
        <Text weight="semibold">{languageOf(locale).name}</Text>
        <Bar aria-hidden="true">
          {translationStates.toReversed().map((state) => (
            <span key={state} data-state={state} style={{ flexGrow: count(state) / Math.max(all, 1) }} />
          ))}
        </Bar>
        <Text size={1} muted>
          {t('studio.translation.progress', { done: count('reviewed'), all })}
        </Text>
      </Stack>
    </Card>
  )
}

type CardProps = { documents: readonly RawDocument[]; locale: Locale; isChosen: boolean; choose(): void }

const Cards = styled.div`
  display: grid;
  gap: 0.75rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
  /* Sanity's cards that are buttons draw no border of their own. */
  > button:not(:focus-visible) {
    box-shadow: inset 0 0 0 1px var(--card-border-color);
  }
`

const Bar = styled.div`
  display: flex;
  gap: 1px;
  height: 0.5rem;
  border-radius: 0.25rem;
  overflow: hidden;
  background: var(--card-border-color);
  [data-state='reviewed'] {
    background: #2f9e6e;
  }
  [data-state='needsReview'] {
    background: #7a8bfd;
  }
  [data-state='stale'] {
    background: #d1962a;
  }
  [data-state='missing'] {
    background: #d64c42;
  }
`
