import type { APIRoute } from 'astro'
import { shown } from '#src/addresses/localize.ts'
import type { Content } from '#src/content/content.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import type { Edition, Session } from '#src/model/schema.ts'
import { endDateOf, instantOf } from '#src/model/time.ts'
import { ordinalText, strandOf } from '#src/programme/ordinal.ts'
import { movedWord } from '#src/programme/programme.ts'
import { getContent, inPieces } from '../../../../content-source.ts'
import type { Named, Selectable, Sessions } from '../../../../islands/sessions.ts'
import { href } from '../../../../links.ts'
import { pathsOf, subjectAt } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/[slug]/[programme]/sessions.json')

/** The sessions that a reader may have selected: those of the edition, and those that were withdrawn since. */
export const GET: APIRoute = async ({ params, locals }) => {
  const found = subjectAt(locals, params.locale, params.slug, params.programme)
  const content = getContent(locals)
  const { documents, past } = content
  const edition = documents.edition(found?.subject.id)
  if (!found || !edition) return new Response(null, { status: 404 })
  const { locale } = found
  const piece = inPieces(locals)
  const sessions = documents.sessionsOf(edition._id).map((session) =>
    piece(`selectable ${edition._id} ${session._id} ${locale}`, async () => {
      const selectable = selectableOf(session, edition, locale, content)
      return selectable === undefined ? '' : JSON.stringify(selectable)
    }),
  )
  const withdrawn: Sessions['withdrawn'] = past
    .withdrawnFrom(edition._id)
    .map(({ id, titles }) => ({ id, ...titleIn(titles, locale) }))
  const texts = (await Promise.all(sessions)).filter((text) => text !== '')
  return new Response(`{"sessions":[${texts.join()}],"withdrawn":${JSON.stringify(withdrawn)}}`, {
    headers: { 'Content-Type': 'application/json' },
  })
}

/** A session as a reader may select it; undefined where it has no page, or no time. */
function selectableOf(
  session: Session,
  edition: Edition,
  locale: Locale,
  { documents, addresses }: Content,
): Selectable | undefined {
  const { _id: id, date, start, end, status } = session
  const part = documents.part(session.part)
  const address = addresses.of(locale, 'session', id)
  const from = instantOf(date, start, edition.timeZone)
  const to = instantOf(endDateOf(session), end, edition.timeZone)
  if (!address || from === undefined || to === undefined) return undefined
  const place = [
    ...(part ? [{ text: ordinalText(part, locale) }, namedIn(part.title, locale)] : []),
    ...(session.plenary ? [{ text: wordsOf(locale)('session.plenary') }] : []),
  ]
  return {
    id,
    ...titleIn(session.title, locale),
    href: href(address),
    from,
    to,
    place,
    rooms: documents.roomsOf(session._id).map(({ name }) => namedIn(name, locale)),
    ...(part && { strand: strandOf(part) }),
    ...(status !== 'scheduled' && {
      status: status === 'moved' ? movedStatus[movedWord(session)] : status,
    }),
  }
}

const movedStatus = {
  'session.moved': 'moved',
  'session.movedRoom': 'movedRoom',
  'session.movedBoth': 'movedBoth',
} as const

/** A title, with its language where that is not the page's. */
function titleIn(title: Localized<string>, locale: Locale): { title: string; lang?: string } {
  const { text, ...lang } = namedIn(title, locale)
  return { title: text, ...lang }
}

/** A text, with its language where that is not the page's. */
function namedIn(name: Localized<string>, locale: Locale): Named {
  const pageLang = languageOf(locale).lang
  const { value = '', lang = pageLang } = shown(name, locale) ?? {}
  return lang === pageLang ? { text: value } : { text: value, lang }
}
