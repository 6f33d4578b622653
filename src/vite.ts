/**
 * A plugin for Vite. Browsers refuse JSON that is imported as JSON where the development server sends it as a
 * script, so there the import loses its attribute. Node needs it, and a bundle has none of either.
 */
export const jsonWithoutAttributes = () => ({
  name: 'json-without-attributes',
  apply: 'serve' as const,
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /\/src\/locales\.ts($|\?)/.test(id) ? code.replaceAll(", { with: { type: 'json' } }", '') : undefined,
})
