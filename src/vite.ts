import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

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
