import type { MiddlewareHandler } from 'astro'
import { withNotes } from './notes.ts'

/** Adds to each page the number of its revision, and the list of faults. */
export const onRequest: MiddlewareHandler = async ({ url, originPathname, locals }, next) => {
  // A missing page is rewritten to the 404 page, and passes through here twice.
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
