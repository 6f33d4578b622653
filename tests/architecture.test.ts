import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The folders of `src` from the ground up: each imports only from those before it. The lake stands on nothing. */
const floors = [
  'locales',
  'i18n',
  'deploy-target',
  'config',
  'env',
  'vite',
  'make-folder',
  'model',
  'programme',
  'addresses',
  'rules',
  'content',
  'feeds',
  'pictures',
  'client',
  'seed',
  'serving',
  'preview',
  'release',
  'lake',
  'commands',
]
/** Floors that do no I/O, and the packages that they may use. */
const pure = /^src\/(model|programme|addresses|rules|content|feeds)\//
const purePackages = /^(zod|groq|schema-dts|culori\/fn|@portabletext\/to-html|@sindresorhus\/slugify|fflate)$/
/** What the Studio shares with the build. */
const sharedWithStudio = /^src\/((locales|i18n|config)\.ts$|(model|programme|addresses|rules|content)\/)/

const root = resolve(import.meta.dirname, '..')
const files = globSync(
  ['src/**/*.ts', 'site/**/*.{ts,tsx,astro}', 'studio/**/*.{ts,tsx}', '*.config.*', '*.cli.ts'],
  { cwd: root },
).map((file) => file.replaceAll('\\', '/'))
const imports = new Map(files.map((file) => [file, importsOf(file)]))

/** What a file imports, types included: files of the project by their path from its root, packages by their name. */
function importsOf(file: string): readonly string[] {
  const code = readFileSync(join(root, file), 'utf8')
  const found = [...code.matchAll(/(?<![\w'.])(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
  return found.map((name) =>
    name.startsWith('#') ? name.slice(1) : name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  )
}

const isOurs = (name: string) => /^(src|site|studio|locales|tests)\//.test(name)
const floorOf = (file: string) => floors.indexOf(/^src\/([^/.]+)/.exec(file)?.[1] ?? '')

/** The imports of some files that are not allowed, as `file → import`. */
function strays(from: RegExp, isAllowed: (name: string, file: string) => boolean): readonly string[] {
  return files
    .filter((file) => from.test(file))
    .flatMap((file) =>
      (imports.get(file) ?? []).filter((name) => !isAllowed(name, file)).map((name) => `${file} → ${name}`),
    )
}

/** Files that are in a circle, or between two: what is left when all that imports or is imported by nothing is gone. */
function circles(): readonly string[] {
  const left = new Map(imports)
  const isImported = (file: string) => [...left.values()].some((names) => names.includes(file))
  for (let size = Number.NaN; size !== left.size; ) {
    size = left.size
    for (const [file, names] of left)
      if (!names.some((name) => left.has(name)) || !isImported(file)) left.delete(file)
  }
  return [...left.keys()].sort()
}

describe('imports', () => {
  it('are found at all, and lead to files that are there', () => {
    expect(importsOf('src/release/site-content.ts')).toContain('src/rules/examine-public.ts')
    const isThere = (name: string) => existsSync(join(root, name.replace(/\?\w+$/, '')))
    expect(strays(/./, (name) => !isOurs(name) || isThere(name))).toEqual([])
  })

  it('make no circle', () => {
    expect(circles()).toEqual([])
  })

  it('lead from a floor of src to those below it alone', () => {
    const strangers = files.filter((file) => file.startsWith('src/') && floorOf(file) === -1)
    expect(strangers).toEqual([])
    expect(
      strays(/^src\//, (name, file) => !name.startsWith('src/') || floorOf(name) <= floorOf(file)),
    ).toEqual([])
  })

  it('keep the lake apart from everything of this site, and others to its one door', () => {
    expect(strays(/^src\/lake\//, (name) => !isOurs(name) || name.startsWith('src/lake/'))).toEqual([])
    const past = /^src\/lake\/(?!index\.ts$)/
    expect(strays(/^(?!src\/lake\/)/, (name) => !past.test(name))).toEqual([])
  })

  it('lead from src to neither pages nor forms, but from what only developers run', () => {
    expect(strays(/^src\/(?!commands\/dev\/)/, (name) => !/^(site|studio|tests)\//.test(name))).toEqual([])
  })

  it('lead from the site to src, but never to the lake, the commands, releases or the Studio', () => {
    const allowed = /^(site\/|locales\/|src\/(?!lake\/|commands\/|release\/))/
    expect(strays(/^(site\/|astro\.config)/, (name) => !isOurs(name) || allowed.test(name))).toEqual([])
  })

  it('lead from the Studio to what it shares with the build, and to nothing that does I/O', () => {
    const isAllowed = (name: string, file: string) =>
      !isOurs(name) ||
      name.startsWith('studio/') ||
      sharedWithStudio.test(name) ||
      (file === 'sanity.cli.ts' && /^src\/(env|vite)\.ts$/.test(name))
    expect(strays(/^(studio\/|sanity\.)/, isAllowed)).toEqual([])
  })

  it('keep the pure floors free of I/O', () => {
    // Hashing is no I/O, but browsers and the Studio have no such module.
    const isHash = (name: string, file: string) => name === 'node:crypto' && file.startsWith('src/feeds/')
    const isAllowed = (name: string, file: string) =>
      isOurs(name) || purePackages.test(name) || isHash(name, file)
    expect(strays(pure, isAllowed)).toEqual([])
  })

  it('bring neither React nor Astro into src', () => {
    expect(strays(/^src\//, (name) => !/^(react|astro)(\/|$)/.test(name))).toEqual([])
  })

  it('pass no folder of developers’ commands', () => {
    expect(strays(/^src\/commands\/(?!dev\/)/, (name) => !name.startsWith('src/commands/dev/'))).toEqual([])
  })
})

it('a command finds everything that it uses: constants below its run do not exist yet while it runs', () => {
  const below = files.flatMap((file) => {
    const [, after = ''] = readFileSync(join(root, file), 'utf8').split(/^await run\(/m)
    return [...after.matchAll(/^(?:const|let|class) \w+/gm)].map(([found]) => `${file}: ${found}`)
  })
  expect(below).toEqual([])
})

describe('names', () => {
  /** Pages are named by their address, schema files by their type, doors of folders `index`. */
  const given = /^site\/pages\/|^studio\/schema\/|\/index\.ts$/

  it('of files are used once in src, in the site and in the Studio; the lake, which stands alone, has its own', () => {
    const named = Map.groupBy(
      files.filter((file) => !given.test(file) && !file.startsWith('src/lake/')),
      (file) => `${file.split('/')[0]} ${basename(file).replace(/\.\w+$/, '')}`,
    )
    expect([...named.values()].filter((together) => together.length > 1)).toEqual([])
  })

  it('of what files export are used once in the project, the lake aside', () => {
    const exported = files.flatMap((file) => {
      if (given.test(file) || file.startsWith('src/lake/')) return []
      const code = readFileSync(join(root, file), 'utf8')
      const found = code.matchAll(
        /^export (?:default )?(?:async )?(?:function|class|const) (?!onRequest\b)(\w+)/gm,
      )
      return [...found].map(([, name = '']) => ({ name, file }))
    })
    const together = [...Map.groupBy(exported, ({ name }) => name).values()].filter(
      ({ length }) => length > 1,
    )
    expect(together.map((all) => all.map(({ name, file }) => `${name} in ${file}`))).toEqual([])
  })
})
