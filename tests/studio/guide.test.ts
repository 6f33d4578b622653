import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import { guideChapters, guideHtml } from '#studio/guide/guide-text.ts'

/** The guide for editors, in each language. */

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const textOf = (locale: Locale) => read(`../../docs/editors/guide/${locale}.md`)
const labelsOf = (locale: Locale): ReadonlySet<unknown> =>
  new Set(Object.values(JSON.parse(read(`../../locales/${locale}.json`))))
const structureOf = (text: string) => text.match(/^(?:#+|\d+\.|-) /gm)

describe.each(locales.map(({ locale }) => locale))('the guide in %s', (locale) => {
  it('names no label that the Studio does not have', () => {
    const named = [...textOf(locale).matchAll(/\*\*(.+?)\*\*/gs)].map(([, label = '']) =>
      label.replace(/\n\s*/g, ' '),
    )
    const labels = labelsOf(locale)
    expect(named.length).toBeGreaterThan(25)
    expect(named.filter((label) => !labels.has(label))).toEqual([])
  })

  it('has the chapters that the Studio leads to, by their names', async () => {
    const html = await guideHtml(locale)
    const t = wordsOf(locale)
    const chapters = [...html.matchAll(/<h2 id="([^"]*)" tabindex="-1">([^<]*)<\/h2>/g)]
    expect(chapters.map(([, place, title]) => [place, title])).toEqual(
      guideChapters.map((chapter) => [chapter, t(`studio.guide.${chapter}`)]),
    )
  })

  it('has its pictures, each small and with a text for those who do not see it', async () => {
    const named = [...textOf(locale).matchAll(/!\[([^\]]*)\]\((pictures\/[\w-]+)-(\w+)\.webp\)/g)]
    expect(named.map(([, , name]) => name)).toEqual([
      'pictures/desk-programme',
      'pictures/form-session',
      'pictures/dialog-publish',
      'pictures/import-lines',
      'pictures/board',
      'pictures/translation-desk',
    ])
    for (const [, alt = '', name, language] of named) {
      expect(alt.length).toBeGreaterThan(40)
      expect(language).toBe(locale)
      const file = new URL(`../../docs/editors/guide/${name}-${locale}.webp`, import.meta.url)
      expect(statSync(file).size).toBeLessThan(60_000)
    }
    const shown = [...(await guideHtml(locale)).matchAll(/<img src="([^"]*)" alt="([^"]*)"/g)]
    expect(shown.map(([, address, alt]) => [/[\w-]+\.webp/.exec(address ?? '')?.[0], alt])).toEqual(
      named.map(([, alt, name]) => [`${name?.split('/')[1]}-${locale}.webp`, alt]),
    )
  })

  it('has as many headings, steps and points as in the others', () => {
    expect(structureOf(textOf(locale))).toEqual(structureOf(textOf('en')))
  })
})
