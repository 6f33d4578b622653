import type { Locale } from '#src/locales.ts'

/** A term that a text should not use in its language, as it was found, and the organisation's own. */
export type GlossaryHint = { found: string; instead: string }

/**
 * Where a text breaks the organisation's terms. Names inside hashtags, web addresses and e-mail addresses
 * are left alone.
 * @example glossaryHints('fr', 'La Retraite de CGLU') → [{ found: 'Retraite de CGLU', instead: 'Séminaire de CGLU' }]
 */
export function glossaryHints(locale: Locale, text: string): readonly GlossaryHint[] {
  return (terms[locale] ?? []).flatMap(([pattern, instead]) => {
    const found = pattern.exec(text)?.[0]
    return found === undefined ? [] : [{ found, instead }]
  })
}

/** A name of the organisation's as a word of its own: not in a hashtag, an address or a longer word. */
const alone = (name: string) => new RegExp(`(?<![#@/.\\w-])${name}(?![@\\w]|\\.\\w|-\\w)`, 'u')

/** What is written for what, by language: the one list of terms that a text is held against. */
const terms: { readonly [L in Locale]?: readonly (readonly [RegExp, string])[] } = {
  en: [
    [alone('CGLU'), 'UCLG'],
    [/\bONU[- ]H[aá]bitat\b/u, 'UN-Habitat'],
  ],
  fr: [
    [alone('UCLG'), 'CGLU'],
    [/\bRetraite (?:de |d[’'])?(?:CGLU|UCLG)/iu, 'Séminaire de CGLU'],
    [/\bUN[- ]Habitat\b/u, 'ONU-Habitat'],
    [/\bLearning Forum\b/iu, 'Forum d’apprentissage'],
    [/\bapprentissage entre (?:les )?pairs\b/iu, 'apprentissage par les pairs'],
    [/\bstratégie de l[’']apprentissage\b/iu, 'Stratégie d’apprentissage'],
  ],
  es: [
    [alone('UCLG'), 'CGLU'],
    [/\bUN[- ]Habitat\b/u, 'ONU-Hábitat'],
    [/\bONU[- ]Habitat\b/u, 'ONU-Hábitat'],
    [/\bLearning Forum\b/iu, 'Foro de Aprendizaje'],
    [/\baprendizaje (?:por|de) pares\b/iu, 'aprendizaje entre pares'],
  ],
}
