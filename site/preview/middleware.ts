import type { MiddlewareHandler } from 'astro'
import { withNotes } from './notes.ts'

/** Adds to each page which revision it shows, and notes of what is unfinished in it. */
export const onRequest: MiddlewareHandler = async ({ url, originPathname, locals }, next) => {
  // A page that is not there becomes the one that says so, and comes by here twice.
  if (originPathname !== url.pathname) return next()

  const base = import.meta.env.BASE_URL.replace(/\/$/, '')
  const address = url.pathname.slice(base.length)
  const response = await next()
  const { revision } = locals
  if (!revision || !response.headers.get('content-type')?.startsWith('text/html')) return response
  const { status, headers } = response
  const html = withNotes(await response.text(), address, revision)
  headers.delete('Content-Length')
  return new Response(html, { status, headers })
}
