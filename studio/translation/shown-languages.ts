import { type Locale, locales } from '#src/locales.ts'
import { remember, remembered } from '../remembered.ts'
import { sharedState } from '../shared-state.ts'

/** The languages that a form shows where all do not stand side by side: all of them, one below the other, or some of choice. */
export type ShownLanguages = readonly Locale[]

const all: ShownLanguages = locales.map(({ locale }) => locale)

/** What can be chosen: all, and every two. Nothing where there are no more than two. */
export const languageChoices = (languages: ShownLanguages = all): readonly ShownLanguages[] =>
  languages.length < 3
    ? []
    : [
        languages,
        ...languages.flatMap((one, at) => languages.slice(at + 1).map((other) => [one, other] as const)),
      ]

const storedAs = 'form-languages'
const { useState, update } = sharedState<{ shown: ShownLanguages }>({ shown: stored() })

/** What this browser has chosen. */
export const useShownLanguages = (): ShownLanguages => useState().shown

/** Chooses languages in all forms, and remembers them in this browser. */
export function showLanguages(shown: ShownLanguages): void {
  update({ shown })
  remember(storedAs, shown)
}

export const showAllLanguages = (): void => showLanguages(all)

function stored(): ShownLanguages {
  const found = JSON.stringify(remembered(storedAs))
  return languageChoices().find((choice) => JSON.stringify(choice) === found) ?? all
}
