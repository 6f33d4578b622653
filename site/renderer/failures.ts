import type { MiddlewareHandler } from 'astro'

/** Middleware of the renderer: keeps what a page throws. Astro would answer with a status and log it. */
export const onRequest: MiddlewareHandler = async ({ locals }, next) => {
  try {
    return await next()
  } catch (error) {
    locals.failure = error
    throw error
  }
}
