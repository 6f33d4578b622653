import { globSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { type Language, sourceLocale } from '#src/locales.ts'
import { sanityInSpanish } from '#studio/sanity-words/sanity-es.ts'
import { sanityInFrench } from '#studio/sanity-words/sanity-fr.ts'

/**
 * What of some texts is English in a Studio of another language: words of our interface or of Sanity's (those in its bundles
 * and those that its components write themselves) that this language does not have as well. Reads the sources once.
 */
export function englishIn({ locale, intl }: Language): (texts: readonly string[]) => readonly string[] {
  const own = ownWords(locale)
  const known = new Set([
    ...own,
    ...libraryWords(`@sanity/locale-${intl.toLowerCase()}`, 'dist/**/*.js'),
    ...[...sanityInFrench, ...sanityInSpanish]
      .filter((bundle) => bundle.locale === intl)
      .flatMap(({ resources }) => Object.values(resources).map(String)),
  ])
  const english = new Set(
    [...ownWords(sourceLocale), ...libraries.flatMap(([name, files]) => libraryWords(name, files))].filter(
      (text) => !known.has(text),
    ),
  )
  const patterns = [...english].flatMap((text) => patternOf(text) ?? [])
  return (texts) =>
    texts.filter((text) => english.has(text) || (!known.has(text) && patterns.some((one) => one.test(text))))
}

/**
 * What a person reads on a page, or is told by the attributes of what is shown and by what they refer to.
 * Inserted and deleted words are parts of texts.
 */
export const labelsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const attributes = [
      'aria-label',
      'aria-description',
      'aria-roledescription',
      'title',
      'placeholder',
      'alt',
    ]
    const shown = [...document.querySelectorAll('body *')].filter(
      (element) =>
        !element.matches('script, style, ins, del') && element.checkVisibility({ visibilityProperty: true }),
    )
    const told = [...document.querySelectorAll('option, svg title'), ...shown].flatMap((element) => [
      ...attributes.map((name) => element.getAttribute(name)),
      ...(element.getAttribute('aria-describedby')?.split(' ') ?? []).map(
        (id) => document.getElementById(id)?.textContent,
      ),
      ...[...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : '')),
    ])
    return [...new Set(told.flatMap((text) => text?.trim() || []))]
  })

const libraries = [
  ['sanity', 'lib/**/*.js'],
  ['@sanity/ui', 'dist/**/*.js'],
  ['sanity-plugin-internationalized-array', 'dist/**/*.js'],
] as const

const modules = new URL('../../node_modules/', import.meta.url).pathname

/** The texts that a package writes as values of properties, beginning with a capital as what people read does. */
const libraryWords = (name: string, files: string): readonly string[] =>
  globSync(`${modules}${name}/${files}`).flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /(?:["'][\w. -]+["']|\b\w+): ?("(?:[^"\\\n]|\\.)+"|'(?:[^'\\\n]|\\.)+'|`[^`$]+`)/g,
      ),
    ]
      .map(([, literal = '']) => unescaped(literal.slice(1, -1)))
      .filter((text) => /^(?:\p{Lu}\p{Ll}|A |\{\{.*\p{Ll}{3})/u.test(text)),
  )

/** @example unescaped('Cr\\xE9er') → 'Créer' */
const unescaped = (literal: string) =>
  literal.replace(/\\(?:x(\w{2})|u(\w{4})|(.))/g, (_all, hex?: string, code?: string, character = '') =>
    hex || code ? String.fromCharCode(Number.parseInt(hex ?? code ?? '', 16)) : character,
  )

const ownWords = (locale: string): readonly string[] =>
  Object.values(JSON.parse(readFileSync(new URL(`../../locales/${locale}.json`, import.meta.url), 'utf8')))

/** A pattern for a text with names in it, where it has enough words of its own to be told by them. */
function patternOf(text: string): RegExp | undefined {
  const parts = text.split(/\{\{[^}]*\}\}/)
  if (parts.length < 2 || parts.join('').replace(/[^\p{L}]/gu, '').length < 6) return undefined
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.+')}$`, 'u')
}
