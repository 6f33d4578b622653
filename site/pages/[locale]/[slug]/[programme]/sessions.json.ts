import type { APIRoute } from 'astro'
import { shown } from '#src/addresses/localize.ts'
import { languageOf } from '#src/locales.ts'
import { instantOf } from '#src/model/time.ts'
import { colourOf, ordinalText } from '#src/programme/ordinal.ts'
import { getContent } from '../../../../content-source.ts'
import type { Selectable, Sessions } from '../../../../islands/sessions.ts'
import { href } from '../../../../links.ts'
import { pathsOf, subjectAt } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/[slug]/[programme]/sessions.json')

/** The sessions that a reader may have selected: those of the edition, and those that were withdrawn since. */
export const GET: APIRoute = ({ params, locals }) => {
  const found = subjectAt(locals, params.locale, params.slug, params.programme)
  const { documents, addresses, past } = getContent(locals)
  const edition = documents.edition(found?.subject.id)
  if (!found || !edition) return new Response(null, { status: 404 })
  const { locale } = found
  const pageLang = languageOf(locale).lang
  const titleFields = (title: Parameters<typeof shown<string>>[0]) => {
    const { value = '', lang = pageLang } = shown(title, locale) ?? {}
    return lang === pageLang ? { title: value } : { title: value, lang }
  }
  const sessions = documents.sessionsOf(edition._id).flatMap((session): Selectable[] => {
    const { _id: id, date, start, end, status } = session
    const part = documents.part(session.part)
    const address = addresses.of(locale, 'session', id)
    const [from, to] = [start, end].map((time) => instantOf(date, time, edition.timeZone))
    if (!part || !address || from === undefined || to === undefined) return []
    const room = shown(documents.room(session.room)?.name, locale)?.value
    return [
      {
        id,
        ...titleFields(session.title),
        href: href(address),
        from,
        to,
        part: [ordinalText(part, locale), shown(part.title, locale)?.value].filter(Boolean).join('\u00a0· '),
        colour: colourOf(part),
        ...(room && { room }),
        ...(status !== 'scheduled' && { status }),
      },
    ]
  })
  const withdrawn = past
    .sessionsOf(edition._id)
    .filter(({ id }) => addresses.of(locale, 'session', id) === undefined)
    .map(({ id, titles }) => ({ id, ...titleFields(titles) }))
  const body: Sessions = { sessions, withdrawn }
  return Response.json(body)
}
