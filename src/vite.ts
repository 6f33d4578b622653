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
