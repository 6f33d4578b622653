import type { APIRoute } from 'astro'
import { calendarFile, hasCalendar } from '#src/feeds/calendar.ts'
import { getContent, inPieces } from '../../../../content-source.ts'
import { absolute } from '../../../../links.ts'
import { localeIn, pathsOf } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/feeds/[id]/calendar.ics')

export const GET: APIRoute = async ({ params, locals }) => {
  const locale = localeIn(params)
  const content = getContent(locals)
  const record = content.past.record(params.id)
  if (!locale || !record || !hasCalendar(record)) return new Response(null, { status: 404 })
  const source = { ...content, locale, absolute, piece: inPieces(locals) }
  return new Response(await calendarFile(record, source), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  })
}
