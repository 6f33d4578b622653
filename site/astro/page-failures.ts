import type { AstroIntegration } from 'astro'

/** An Astro integration: where a page of a build cannot be made, the output says which. Astro alone tells where in the code. */
export const namePageFailures = (): AstroIntegration => ({
  name: 'page-failures',
  hooks: {
    'astro:config:setup': ({ command, addMiddleware }) => {
      if (command === 'build')
        addMiddleware({ entrypoint: new URL('./page-failure-line.ts', import.meta.url), order: 'pre' })
    },
  },
})
