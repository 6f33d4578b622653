import type { MiddlewareHandler } from 'astro'
import { pageFailureLine } from '#src/content/page-failure.ts'

/** Middleware of a build: where a page cannot be made, writes a line that `pageFailureIn` reads. */
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
