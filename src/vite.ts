import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
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

/** A Vite plugin: a file of TypeScript that is imported with `?code` is the text of its JavaScript. */
export const codeAsText = () => ({
  name: 'code-as-text',
  enforce: 'pre' as const,
  load(id: string) {
    const [file = '', query] = id.split('?')
    if (query !== 'code') return undefined
    return `export default ${JSON.stringify(stripTypeScriptTypes(readFileSync(file, 'utf8')))}`
  },
})
