import { isLocale, type Locale } from '#src/locales.ts'
import { cleanText, plainSpaces } from '#src/model/clean-text.ts'
import { localizedItems } from '#src/model/fields.ts'
import { memoWith } from '#src/model/memo.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** A term that a text should not use in its language, as the text has it, and the organisation's term. */
export type GlossaryHint = { found: string; instead: string }

/** The terms in a text that differ from the organisation's, each form once. */
export type Glossary = (locale: Locale, text: string) => readonly GlossaryHint[]

/**
 * What the documents of type `term` among some documents say of a text. Forms are found as whole words, with spaces or
 * hyphens between them, in capital letters or not; one that has capital letters only, as an acronym, only so. Ignores
 * what is inside hashtags, web addresses and e-mail addresses, and inside the right term.
 * @example glossaryOf(documents)('fr', 'La Retraite de CGLU') → [{ found: 'Retraite de CGLU', instead: 'Séminaire de CGLU' }]
 */
export function glossaryOf(documents: readonly RawDocument[]): Glossary {
  const forms = documents.flatMap((document) => (document._type === 'term' ? formsOf(document) : []))
  const byLocale = Map.groupBy(forms, ({ locale }) => locale)
  const lists = new Map([...byLocale].map(([locale, own]) => [locale, listOf(own)]))
  return (locale, text) => {
    const list = lists.get(locale)
    return list?.any.test(text) ? list.hints(text) : []
  }
}

/** A term of the organisation in two languages. */
export type TermPair = { source: string; target: string }

/** The terms of the organisation that have words in two languages, in the order of the documents. */
export const termPairs = (
  documents: readonly RawDocument[],
  source: Locale,
  target: Locale,
): readonly TermPair[] =>
  documents.flatMap((document) => {
    if (document._type !== 'term') return []
    const inLanguage = (locale: Locale) =>
      cleanText(
        String(localizedItems(document.title)?.find((one) => one.language === locale)?.value ?? ''),
      ).trim()
    const pair = { source: inLanguage(source), target: inLanguage(target) }
    return pair.source && pair.target ? [pair] : []
  })

/** Finds those of some terms that a source text has, as whole words, in capital letters or not. */
export function termFinder(pairs: readonly TermPair[]): (text: string) => readonly TermPair[] {
  const patterns = pairs.map((pair) => ({ pair, pattern: patternOf(pair.source, 'iu') }))
  return (text) => patterns.flatMap(({ pair, pattern }) => (pattern.test(text) ? [pair] : []))
}

/** Whether the terms apply to a document. Contributors choose their own names, and terms say what to avoid. */
export const followsGlossary = ({ _type }: RawDocument): boolean =>
  _type !== 'contributor' && _type !== 'term'

/** A form to avoid in one language, and the term in that language. */
type Form = { locale: Locale; avoid: string; instead: string }

const formsOf = memoWith(({ title, avoid }: RawDocument): readonly Form[] =>
  (localizedItems(avoid) ?? []).flatMap(({ language, value }) => {
    const right = localizedItems(title)?.find((one) => one.language === language)?.value
    if (!isLocale(language) || typeof value !== 'string' || typeof right !== 'string' || !right.trim())
      return []
    const instead = cleanText(right).trim()
    // The right term itself is no form to avoid, however often somebody lists it.
    return [...new Set(value.slice(0, maxLength).split('\n').map(plainForm))].flatMap((form) =>
      form === '' || form === plainForm(instead) ? [] : [{ locale: language, avoid: form, instead }],
    )
  }),
)

const plainForm = (text: string) => plainSpaces(cleanText(text)).trim()

function listOf(forms: readonly Form[]) {
  const patterns = forms.map(({ avoid, instead }) => ({
    ...{ instead, right: patternOf(instead, 'giu') },
    pattern: patternOf(avoid, /\p{Ll}/u.test(avoid) ? 'giu' : 'gu'),
  }))
  return {
    /** Rules out most texts at once: this runs over all content at each keystroke in the Studio. */
    any: new RegExp(forms.map(({ avoid }) => sourceOf(avoid)).join('|'), 'iu'),
    hints: (text: string): readonly GlossaryHint[] =>
      patterns.flatMap(({ pattern, right, instead }) => {
        const rightAt = [...text.matchAll(right)].map(
          ({ 0: found, index }) => [index, index + found.length] as const,
        )
        const wrong = [...text.matchAll(pattern)].find(
          ({ 0: found, index }) => !rightAt.some(([from, to]) => index >= from && index + found.length <= to),
        )
        return wrong ? [{ found: wrong[0], instead }] : []
      }),
  }
}

/** Matches a term as whole words: not in a hashtag, an address or a longer word. */
const patternOf = (term: string, flags: string) =>
  new RegExp(
    String.raw`(?<![#@/.\p{L}\p{N}_-])${sourceOf(term)}(?![@\p{L}\p{N}_]|\.[\p{L}\p{N}]|-[\p{L}\p{N}])`,
    flags,
  )

const sourceOf = (term: string) =>
  term
    .replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
    .replace(/['’]/g, "['’]")
    .replace(/[\s-]+/g, String.raw`[\s-]+`)

/** Characters of the forms of a term in one language that are read: far more than anybody lists. */
const maxLength = 2_000
