import type { APIRoute } from 'astro'
import { byId, shown } from '#src/addresses/localize.ts'
import { languageOf } from '#src/locales.ts'
import { instantOf } from '#src/model/time.ts'
import { colourOf, ordinalText } from '#src/programme/ordinal.ts'
import { sessionsOf } from '#src/programme/programme.ts'
import { getContent } from '../../../../content-source.ts'
import type { Selectable, Sessions } from '../../../../islands/sessions.ts'
import { href } from '../../../../links.ts'
import { pathsOf, subjectAt } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf(['myProgramme'], ['locale', 'slug', 'programme'])

/** The sessions that a reader may have selected: those of the edition, and those that were withdrawn since. */
export const GET: APIRoute = ({ params, locals }) => {
  const found = subjectAt(locals, params.locale, params.slug, params.programme)
  const { snapshot, addresses, ledger } = getContent(locals)
  const edition = byId(snapshot.editions, found?.subject.id)
  if (!found || !edition) return new Response(null, { status: 404 })
  const { locale } = found
  const pageLang = languageOf(locale).lang
  const titleFields = (title: Parameters<typeof shown<string>>[0]) => {
    const { value = '', lang = pageLang } = shown(title, locale) ?? {}
    return lang === pageLang ? { title: value } : { title: value, lang }
  }
  const present = sessionsOf(snapshot, edition)
  const sessions = present.flatMap((session): Selectable[] => {
    const { _id: id, date, start, end, status } = session
    const part = byId(snapshot.parts, session.part)
    const address = addresses.of(locale, 'session', id)
    const [from, to] = [start, end].map((time) => instantOf(date, time, edition.timeZone))
    if (!part || !address || from === undefined || to === undefined) return []
    const room = shown(byId(snapshot.rooms, session.room)?.name, locale)?.value
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
  const presentIds = new Set(present.map(({ _id }) => _id))
  const gone = new Map(
    Object.values(ledger.addresses)
      .filter(({ kind, id }) => kind === 'session' && !presentIds.has(id))
      .map(({ id, titles }) => [id, { id, ...titleFields(titles) }] as const),
  )
  const body: Sessions = { sessions, withdrawn: [...gone.values()] }
  return Response.json(body)
}
