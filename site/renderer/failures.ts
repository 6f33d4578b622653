import type { MiddlewareHandler } from 'astro'

/** Middleware of the renderer: keeps what a page throws. Astro would answer with a status and log it. */
export const onRequest: MiddlewareHandler = async ({ locals }, next) => {
  try {
    const response = await next()
    // Most of a page is made while its body is read.
    return new Response(await response.arrayBuffer(), response)
  } catch (error) {
    locals.failure = error
    throw error
  }
}
