import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#src/i18n.ts'
import { locales, sourceLocale } from '#src/locales.ts'
import { fieldsOf, localizedItems } from '#src/model/fields.ts'
import { defaultContent, seedContents } from '#src/seed/index.ts'

const read = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../locales/${locale}.json`, import.meta.url), 'utf8'))
const stem = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
const source = read(sourceLocale)

it('there is one file of words for each language, and no other', () => {
  expect(readdirSync(new URL('../locales/', import.meta.url)).sort()).toEqual(
    locales.map(({ locale }) => `${locale}.json`).sort(),
  )
})

describe.each(locales.map(({ locale }) => locale))('the words in %s', (locale) => {
  const words = read(locale)

  it('have the same keys as the source language, plural forms aside', () => {
    expect([...new Set(Object.keys(words).map(stem))].sort()).toEqual(
      [...new Set(Object.keys(source).map(stem))].sort(),
    )
  })

  it('have every plural form that the language knows', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    const plurals = new Set(
      Object.keys(source)
        .filter((key) => stem(key) !== key)
        .map(stem),
    )
    for (const key of plurals) {
      expect(
        Object.keys(words)
          .filter((one) => stem(one) === key)
          .sort(),
      ).toEqual(forms.map((form) => `${key}_${form}`).sort())
    }
  })

  it('are not empty, and use the same placeholders as the source language', () => {
    for (const [key, text] of Object.entries(words)) {
      const original = source[key] ?? source[`${stem(key)}_other`] ?? ''
      expect([key, text.trim() !== '', placeholders(text)]).toEqual([key, true, placeholders(original)])
    }
  })

  it('have typographic apostrophes and, in French, no-break spaces before double punctuation', () => {
    for (const text of Object.values(words)) {
      expect(text).not.toMatch(/'/)
      if (locale === 'fr')
        expect(text.replace(/https?:|mailto:|tel:|\d\d:\d\d/g, '')).not.toMatch(
          /(?<!\u202f)[;!?»]|(?<!\u00a0):|«(?!\u202f)/,
        )
    }
  })
})

/** Forms that no interface word and no text of the default content has, each with the right one. */
const forbidden: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/answers? for\b/, 'is responsible for'],
    [/\b(?:device|Studio|browser) alone\b/, 'only on, only from'],
    [/^There is no such\b/, '… not found'],
    [/^To the (?!part|room)/, 'Go to the'],
    [/\bis held by\b/, 'is organised by'],
    [/\bended in the\b/, 'concluded at the'],
    [/\bmend(?:ed|ing)?\b/, 'fix'],
    [/\bput together\.$/, 'Loading …'],
    [/\banew\b/, 'again'],
    [/\baddress of your connection\b/, 'IP address'],
    [/\bis no (?:kind|session|Word|document)\b/, 'is not a'],
    [/(?<!re)(?<!\bs)iz(?:e|es|ed|ing|ations?)\b(?!\w)/, '-ise'],
  ],
  fr: [
    [/\b(?!Le)[IVXL]+er?(?!\p{L})/u, 'IVᵉ'],
    [/\bChercher dans\b/, 'Filtrer'],
    [/\bDans mon programme\b/, 'Ajoutée à mon programme'],
    [/\b(?:si|Si) une touche\b/, 'si la touche /'],
    [/\bil devient un espace\b/, 'il deviendra'],
    [/\bleadership du collectif\b/, 'de ses membres'],
    [/\bentre villes Brésil/, 'entre villes brésiliennes et mozambicaines'],
    [/\bnourrir (?:l’agenda|le réseau)/, 'faire vivre'],
    [
      /(?<!\d)1 (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b/,
      '1er',
    ],
    [/\bRetraite\b/, 'Séminaire de CGLU'],
  ],
  es: [
    [/[Ii]nterviniente/, 'participante'],
    [/[Ll]o que dejó la sesión/, 'conclusiones de la sesión'],
    [/\b[Ss]igla\b/, 'siglas'],
    [/\bEn mi programa\b/, 'Añadida a mi programa'],
    [/\bllegar a todo el sitio\b/, 'acceder a todo el sitio'],
    [/\bni mide ni rastrea\b/, 'y tampoco mide ni rastrea'],
    [/\bdesde hace mucho(?! tiempo)/, 'desde hace mucho tiempo'],
    [/\bliderazgo del colectivo\b/, 'de sus miembros'],
    [/\bResponsable de la publicación\b/, 'Titular del sitio'],
    [/\bsi una tecla\b/, 'si la tecla /'],
    [/\bse convierte en un espacio\b/, 'se convertirá'],
  ],
}

/** Names and terms that the organisation spells its own way. */
const ownTerms =
  /localizing the (?:global agendas|Sendai Framework)|decentralized cooperation|\b(?:re)?siz(?:e|es|ed|ing)\b/gi

describe.each(locales.map(({ locale }) => locale))(
  'no text in %s, in the interface, the default content or the congress,',
  (locale) => {
    const texts = [
      ...Object.entries(read(locale)),
      ...[...defaultContent, ...seedContents.congress.documents].flatMap((document) =>
        // Terms list forms that are wrong on purpose.
        fieldsOf(document).flatMap(({ path, value }) =>
          (localizedItems(path === 'avoid' ? undefined : value) ?? [])
            .filter(({ language }) => language === locale)
            .flatMap(({ value: text }) =>
              linesIn(text).map((line) => [`${document._id} ${path}`, line] as const),
            ),
        ),
      ),
    ]

    it('has a form that is known to be wrong', () => {
      const found = texts.flatMap(([at, text]) =>
        (forbidden[locale] ?? []).flatMap(([pattern, right]) => {
          const wrong = pattern.exec(text.replace(ownTerms, ''))?.[0]
          return wrong === undefined ? [] : [`${at}: “${wrong}”, which is “${right}”`]
        }),
      )
      expect(texts.length).toBeGreaterThan(700)
      expect(found).toEqual([])
    })

    it('has a space before an ellipsis, two spaces, or three full stops', () => {
      expect(texts.filter(([, text]) => /\s…|\s\s|\.\.\./.test(text))).toEqual([])
    })

    it('counts millions without “de”, where the language has a form for them', () => {
      const many = texts.filter(([key, text]) => key.endsWith('_many') && text.includes('{{count}}'))
      expect(many.filter(([, text]) => !/\{\{count\}\} (?:d(?:e |’)|más)/.test(text))).toEqual([])
      expect(many.length > 0).toBe(new Intl.PluralRules(locale).select(1_000_000) === 'many')
    })
  },
)

/** The paragraphs of a localized value: a text, a slug, or a rich text. */
function linesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return []
  return value.map((block) =>
    Array.isArray(Object(block).children)
      ? Object(block)
          .children.map((span: unknown) => Object(span).text)
          .join('')
      : '',
  )
}

it('words are found by key and filled in', () => {
  expect(wordsOf('fr')('programme.times', { city: 'Incheon', offset: 'UTC+9' })).toBe(
    'Heure locale (Incheon, UTC+9)',
  )
  expect(wordsOf('es')('part.ordinal.2')).toBe('Segunda parte')
})
