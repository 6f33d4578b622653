import type { Locale } from '#src/locales.ts'

/** A term that a text should not use in its language, as the text has it, and the organisation's term. */
export type GlossaryHint = { found: string; instead: string }

/**
 * The terms in a text that differ from the organisation's. Ignores names inside hashtags, web addresses and e-mail
 * addresses.
 * @example glossaryHints('fr', 'La Retraite de CGLU') → [{ found: 'Retraite de CGLU', instead: 'Séminaire de CGLU' }]
 */
export function glossaryHints(locale: Locale, text: string): readonly GlossaryHint[] {
  return (terms[locale] ?? []).flatMap(([pattern, instead]) => {
    const found = pattern.exec(text)?.[0]
    return found === undefined ? [] : [{ found, instead }]
  })
}

/** Matches a name as a whole word: not in a hashtag, an address or a longer word. */
const wholeWord = (name: string) => new RegExp(`(?<![#@/.\\w-])${name}(?![@\\w]|\\.\\w|-\\w)`, 'u')

/** By language: the pattern of a term to avoid, and the organisation's term. The only list of terms. */
const terms: { readonly [L in Locale]?: readonly (readonly [RegExp, string])[] } = {
  en: [
    [wholeWord('CGLU'), 'UCLG'],
    [/\bONU[- ]H[aá]bitat\b/u, 'UN-Habitat'],
  ],
  fr: [
    [wholeWord('UCLG'), 'CGLU'],
    [/\bRetraite (?:de |d[’'])?(?:CGLU|UCLG)/iu, 'Séminaire de CGLU'],
    [/\bUN[- ]Habitat\b/u, 'ONU-Habitat'],
    [/\bLearning Forum\b/iu, 'Forum d’apprentissage'],
    [/\bapprentissage entre (?:les )?pairs\b/iu, 'apprentissage par les pairs'],
    [/\bstratégie de l[’']apprentissage\b/iu, 'Stratégie d’apprentissage'],
  ],
  es: [
    [wholeWord('UCLG'), 'CGLU'],
    [/\bUN[- ]Habitat\b/u, 'ONU-Hábitat'],
    [/\bONU[- ]Habitat\b/u, 'ONU-Hábitat'],
    [/\bLearning Forum\b/iu, 'Foro de Aprendizaje'],
    [/\baprendizaje (?:por|de) pares\b/iu, 'aprendizaje entre pares'],
  ],
}
