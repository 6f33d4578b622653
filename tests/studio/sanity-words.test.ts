import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sanityInSpanish } from '#studio/sanity-words/sanity-es.ts'
import { sanityInFrench } from '#studio/sanity-words/sanity-fr.ts'

/** All code of a package, to look for the keys of its words in. */
const codeOf = (name: string) =>
  globSync(`node_modules/${name}/{lib,dist}/**/*.js`)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
const sanity = codeOf('sanity')

describe.each([
  ['French', sanityInFrench, '@sanity/locale-fr-fr'],
  ['Spanish', sanityInSpanish, '@sanity/locale-es-es'],
])('the %s words of Sanity that are ours', (_language, bundles, pack) => {
  const keys = bundles.flatMap(({ resources }) => Object.keys(resources))

  it('are words that Sanity has', () => {
    expect(keys.length).toBeGreaterThan(10)
    expect(keys.filter((key) => !sanity.includes(`"${key}"`))).toEqual([])
  })

  it('are those that its language package lacks: one that it has by now is to go here', () => {
    const known = codeOf(pack)
    expect(known).toContain('"inputs.')
    expect(keys.filter((key) => known.includes(`"${key}"`))).toEqual([])
  })
})
