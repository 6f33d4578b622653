import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A Vite plugin that removes `with { type: 'json' }` from the imports of `locales.ts` on the development server.
 * Vite serves JSON as a script there, which browsers refuse under that attribute. Node needs the attribute; a bundle
 * has no JSON import left.
 */
export const jsonWithoutAttributes = () => ({
  name: 'json-without-attributes',
  apply: 'serve' as const,
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /\/src\/locales\.ts($|\?)/.test(id) ? code.replaceAll(", { with: { type: 'json' } }", '') : undefined,
})

/** A style sheet without comments, and with no more space than it needs. */
export const packedSheet = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/;}/g, '}')
    .replace(/: /g, ':')
    .trim()

/** A Vite plugin: a style sheet that is imported with `?sheet` is its text, packed. Its id is no `.css`: that would be Vite's. */
export const sheetAsText = () => ({
  name: 'sheet-as-text',
  enforce: 'pre' as const,
  resolveId: (source: string, importer?: string) =>
    source.endsWith('.css?sheet') && importer
      ? `\0${join(dirname(importer), source.slice(0, -'.css?sheet'.length))}.sheet`
      : undefined,
  load(id: string) {
    if (!id.startsWith('\0') || !id.endsWith('.sheet')) return undefined
    const css = readFileSync(`${id.slice(1, -'.sheet'.length)}.css`, 'utf8')
    return `export default ${JSON.stringify(packedSheet(css))}`
  },
})

/**
 * A Vite plugin: a file of TypeScript that is imported with `?code` is the text of its JavaScript, with what it imports:
 * one classic script, in ASCII so that pages of any encoding can hold it.
 */
export const codeAsText = () => ({
  name: 'code-as-text',
  enforce: 'pre' as const,
  async load(id: string) {
    const [file = '', query] = id.split('?')
    return query === 'code' ? `export default ${JSON.stringify(await scriptOf(file))}` : undefined
  },
})

async function scriptOf(entry: string): Promise<string> {
  // Whoever only packs style sheets does without Vite.
  const { build } = await import('vite')
  const built = await build({
    ...{ configFile: false, publicDir: false, logLevel: 'silent' },
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'script' } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  return (chunk?.code ?? '').trim().replace(nonAscii, escaped)
}

const nonAscii = /[^\0-\x7f]/g
const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A value as JSON in ASCII. */
export const asciiJson = (value: unknown): string => JSON.stringify(value).replace(nonAscii, escaped)
