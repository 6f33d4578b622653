import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const files = globSync(
  ['src/**/*.ts', 'site/**/*.{ts,astro}', 'studio/**/*.{ts,tsx}', '*.config.*', '*.cli.ts'],
  {
    cwd: root,
  },
)

/** What a file imports: files of the project by their path from its root, packages by their name. */
function importsOf(file: string): string[] {
  const code = readFileSync(join(root, file), 'utf8')
  const found = [...code.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  return found.map((name) =>
    name.startsWith('#') ? name.slice(1) : name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  )
}

/** Each import of some files that is neither among what they may import nor, where packages are free, a package. */
function strays(from: RegExp, allowed: RegExp, packages: RegExp = /./): string[] {
  return files
    .filter((file) => from.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => !(/^(src|site|studio|locales|tests)\//.test(name) ? allowed : packages).test(name))
        .map((name) => `${file} → ${name}`),
    )
}

describe('imports', () => {
  it('are found at all', () => {
    expect(importsOf('src/client/snapshot.ts')).toContain('src/rules/examine.ts')
  })

  it('lead from the site to src, but never to the lake, the commands or the Studio', () => {
    expect(strays(/^(site\/|astro\.config)/, /^(site\/|src\/(?!lake\/|commands\/))/)).toEqual([])
  })

  it('lead from the Studio to what it shares with the build, and to nothing that does I/O', () => {
    const shared =
      /^(studio\/|src\/((locales|i18n|paths|config)\.ts$|programme\/|content\/(rules\/|(types|queries|localize|changes)\.ts$)))/
    expect(strays(/^(studio\/|sanity\.)/, shared)).toEqual([])
  })

  it('keep the pure folders free of I/O', () => {
    const pure =
      /^(src\/(locales|i18n|paths)\.ts$|src\/(programme|feeds|content\/rules)\/|src\/content\/(localize|rich-text|typography|content|changes)\.ts$|locales\/)/
    const packages = /^(zod|schema-dts|@portabletext\/to-html)$/
    expect(
      strays(
        /^src\/((programme|feeds|content\/rules)\/|content\/(localize|rich-text|typography|content|changes)\.ts)/,
        pure,
        packages,
      ),
    ).toEqual([])
  })

  it('keep the lake apart from everything of this site', () => {
    expect(strays(/^src\/lake\//, /^src\/lake\//)).toEqual([])
  })

  it('never lead to the commands', () => {
    expect(strays(/^(src\/(?!commands\/)|site\/|studio\/)/, /^(?!src\/commands\/)/)).toEqual([])
  })

  it('bring neither React nor Astro into src', () => {
    expect(strays(/^src\//, /./, /^(?!react|astro)/)).toEqual([])
  })
})
