import type { AstroIntegration, MiddlewareHandler } from 'astro'
import { pageFailureLine } from '#src/content/page-failure.ts'

/** An Astro integration: where a page of a build cannot be made, the output says which. Astro alone tells where in the code. */
export const namePageFailures = (): AstroIntegration => ({
  name: 'page-failures',
  hooks: {
    'astro:config:setup': ({ command, addMiddleware }) => {
      if (command === 'build') addMiddleware({ entrypoint: new URL(import.meta.url), order: 'pre' })
    },
  },
})

/** Astro calls it, as middleware. @public */
export const onRequest: MiddlewareHandler = async ({ url }, next) => {
  try {
    const response = await next()
    // Most of a page is made while its body is read.
    return new Response(await response.arrayBuffer(), response)
  } catch (error) {
    const address = url.pathname.slice(import.meta.env.BASE_URL.replace(/\/$/, '').length)
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    process.stderr.write(pageFailureLine({ address, found: message, stack }))
    throw error
  }
}
