import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { languageOf, locales } from '#src/locales.ts'
import { spokenLanguages } from '#src/model/languages.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** A browser in which an editor chose a language for the Studio, or whose own languages count. */
function browser({ chosen, own = [] }: { chosen?: string; own?: string[] }) {
  vi.resetModules()
  vi.stubGlobal('PUBLIC_SETTINGS', { projectId: 'local' })
  vi.stubGlobal('window', {
    localStorage: { getItem: (key: string) => (key === 'sanity-locale:local:default' ? chosen : null) },
  })
  vi.stubGlobal('navigator', { languages: own })
}

describe('the Studio', () => {
  test.each([
    [{ chosen: 'es-ES', own: ['fr-FR'] }, 'es'],
    [{ own: ['pt-BR', 'fr-CA', 'en'] }, 'fr'],
    [{ own: ['ko'] }, 'en'],
  ])(
    'uses the chosen language, else the first language of the browser that the site has (%j)',
    async (given, locale) => {
      browser(given)
      expect((await import('#studio/language.ts')).studioLocale).toBe(locale)
    },
  )

  test.each(locales.map(({ locale }) => locale))(
    'has titles and help for every type and field in %s, all from its words',
    async (locale) => {
      browser({ chosen: locale })
      await import('#studio/language.ts')
      // Sanity itself would take the stand-in for a whole browser.
      vi.unstubAllGlobals()
      const { schemaTypes } = await import('#studio/schema/index.ts')
      const words = Object.values(
        JSON.parse(readFileSync(new URL(`../../locales/${locale}.json`, import.meta.url), 'utf8')),
      ).map((word) => String(word).replace('{{slugLength}}', '200').toLowerCase())
      const languages = new Intl.DisplayNames(languageOf(locale).intl, { type: 'language' })
      const known = new Set([...words, ...spokenLanguages.map((tag) => languages.of(tag))])
      const shown = schemaTypes.flatMap((type) => labelsIn(type))
      expect(shown.length).toBeGreaterThan(200)
      expect(shown.filter((text) => !known.has(text) && !known.has(text.toLowerCase()))).toEqual([])
      expect(schemaTypes.flatMap((type) => unlabelled(type, type.name))).toEqual([])
    },
  )
})

/** The paths of types and fields without a title, or without a sentence of help. Hidden fields need none. */
function unlabelled(definition: Labelled, at: string): string[] {
  if (definition.hidden === true) return []
  const { title = '', description = '', fields = [] } = definition
  const isLabelled = title !== '' && /^[\p{Lu}\d«¿].*\.$/su.test(description)
  return [...(isLabelled ? [] : [at]), ...fields.flatMap((field) => unlabelled(field, `${at}.${field.name}`))]
}

type Labelled = {
  name?: string
  title?: string
  description?: string
  fields?: Labelled[]
  hidden?: unknown
}

/** All titles and descriptions in a schema. */
function labelsIn(definition: unknown): string[] {
  if (Array.isArray(definition)) return definition.flatMap(labelsIn)
  if (typeof definition !== 'object' || definition === null) return []
  return Object.entries(definition).flatMap(([key, value]) => {
    if (['select', 'icon', 'validation', 'initialValue'].includes(key)) return []
    if (typeof value !== 'string') return labelsIn(value)
    return ['title', 'description'].includes(key) && value !== '' ? [value] : []
  })
}
