import { shown } from '#src/addresses/localize.ts'
import { type Address, localeOf } from '#src/addresses/paths.ts'
import { type Words, wordsOf } from '#src/i18n.ts'
import { type Locale, sourceLocale } from '#src/locales.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import type { Session } from '#src/model/schema.ts'
import { endsTooEarly, instantOf, isDate, isTime, isTimeZone } from '#src/model/time.ts'
import { clockIn } from '#src/programme/clock.ts'
import type { Documents } from '#src/programme/documents.ts'
import { dayText, timesText } from '#src/programme/format.ts'
import { placeInProgramme } from '#src/programme/programme.ts'
import { type Rehearsal, type Tried, withTried } from './rehearsal.ts'
import type { Revision } from './revision.ts'

/** Where the panel stands. */
type Place = {
  readonly address: Address
  readonly revision: Revision
  /** The address that its forms are sent to, with the path of the preview. */
  readonly action: string
  /** The real time, in milliseconds since 1970. */
  readonly now: number
}

/**
 * The panel with which editors set the clock of the preview, and try a session as moved or cancelled: in the page's
 * language, by the clock of the page's edition.
 */
export function rehearsalPanel({ address, revision, action, now }: Place): string {
  const { content, view } = revision
  const { rehearsal } = view
  const { documents, addresses } = content
  const locale = localeOf(address) ?? sourceLocale
  const t = textsIn(locale)
  const { subject } = addresses.at(address) ?? {}
  const edition = editionOf(documents, subject?.id)
  const timeZone = edition?.timeZone ?? 'UTC'
  const clock = clockIn(timeZone)(now + (rehearsal?.ahead ?? 0))
  const offered = rehearsal ? clock : ((edition && firstMoment(documents, edition._id)) ?? clock)
  const year = edition?.firstDay.slice(0, 4) ?? ''
  const title = rehearsal
    ? inWords(locale, 'preview.rehearsal.now', {
        what: `${escapeMarkup(dayOf(clock.date, { locale, year }))}, <time datetime="${clock.date}" data-zone="${escapeMarkup(timeZone)}">${clock.time}</time>`,
      })
    : t('preview.rehearsal')
  const form = (inside: string) =>
    `<form method="post" action="${escapeMarkup(action)}">${hidden('page', address)}${hidden('zone', timeZone)}${inside}</form>`
  const session = subject?.kind === 'session' ? documents.session(subject.id) : undefined
  const parts = [
    `<p>${t('preview.rehearsal.about')}</p>`,
    form(
      `<label>${t('preview.rehearsal.moment')} <input type="datetime-local" name="moment" required max="9999-12-31T23:59" value="${offered.date}T${offered.time}"></label><p>${button('set', t('preview.rehearsal.set'))}${rehearsal ? button('later', t('preview.rehearsal.later'), true) + button('end', t('preview.rehearsal.end'), true) : ''}</p>`,
    ),
    session ? form(sessionFields(session, documents, locale)) : '',
    rehearsal?.tried.length
      ? `<h2>${t('preview.rehearsal.tried')}</h2><ul>${rehearsal.tried.map((one) => `<li>${triedText(one, documents, { locale, year })}${form(hidden('session', one.session) + button('undo', t('preview.rehearsal.undo')))}</li>`).join('')}</ul>`
      : '',
  ]
  return `<aside class="preview-rehearsal${rehearsal ? ' on' : ''}" aria-label="${t('preview.rehearsal')}"><details><summary>${title}</summary><div>${parts.join('')}</div></details></aside>`
}

/** The words of the panel: ours, but they stand in markup. */
const textsIn = (locale: Locale): ((key: Parameters<Words>[0]) => string) => {
  const t = wordsOf(locale)
  return (key) => escapeMarkup(t(key))
}

const editionOf = (documents: Documents, id: string | undefined) =>
  (id === undefined ? undefined : placeInProgramme(documents, id).edition) ??
  documents.edition(documents.forum.currentEdition) ??
  documents.editions[0]

/** When the second day of an edition begins, or its only one. */
function firstMoment(documents: Documents, edition: string): { date: string; time: string } | undefined {
  const dates = documents.datesOf(edition)
  const date = dates[1] ?? dates[0]
  const time = date && documents.sessionsOn(edition, date)[0]?.start
  return time ? { date, time } : undefined
}

/** How a session is tried: its fields have where it is now. */
function sessionFields({ _id, ...session }: Session, documents: Documents, locale: Locale): string {
  const t = textsIn(locale)
  const field = (name: 'date' | 'start' | 'end') =>
    `<label>${t(`field.${name}`)} <input type="${name === 'date' ? 'date' : 'time'}" name="${name}" required value="${session[name]}"></label>`
  const stays = session.rooms.map((id) => nameOf(documents, id, locale)).join(', ')
  const rooms = documents
    .roomsIn(session.edition)
    .filter((room) => session.rooms.length !== 1 || room._id !== session.rooms[0])
    .map(({ _id: id }) => `<option value="${escapeMarkup(id)}">${nameOf(documents, id, locale)}</option>`)
  const room =
    rooms.length === 0
      ? ''
      : `<label>${t('field.rooms')} <select name="room"><option value="">${stays || '–'}</option>${rooms.join('')}</select></label>`
  return `<fieldset><legend>${t('preview.rehearsal.session')}</legend>${hidden('session', _id)}${field('date')}${field('start')}${field('end')}${room}<p>${button('move', t('preview.rehearsal.move'))}${button('cancel', t('preview.rehearsal.cancel'), true)}</p></fieldset>`
}

const nameOf = (documents: Documents, room: string, locale: Locale): string =>
  escapeMarkup(shown(documents.room(room)?.name, locale)?.value ?? '')

/** What is tried with a session: where it is now, or that it is cancelled. */
function triedText({ session: id, to }: Tried, documents: Documents, { locale, year }: Reading): string {
  const session = documents.session(id)
  // It may have been deleted since.
  if (session === undefined) return escapeMarkup(id)
  const t = textsIn(locale)
  const title = escapeMarkup(shown(session.title, locale)?.value ?? id)
  const told = (what: string) => inWords(locale, 'preview.rehearsal.triedAs', { title, what })
  if (to === 'cancelled') return told(t('session.cancelled'))
  const rooms = session.rooms.map((room) => nameOf(documents, room, locale)).join(', ')
  const when = `${dayOf(session.date, { locale, year })}, ${timesText(session, locale)}`
  return told(`${escapeMarkup(when)}${rooms && ` · ${rooms}`}`)
}

/** A language, and the year of an edition: of another one the year is said. */
type Reading = { readonly locale: Locale; readonly year: string }

const dayOf = (date: string, { locale, year }: Reading): string =>
  dayText(date, locale, { weekday: true, year: !date.startsWith(year) })

/** Words with markup in their places for values. */
function inWords(
  locale: Locale,
  key: Parameters<Words>[0],
  markup: Readonly<Record<string, string>>,
): string {
  const places = Object.fromEntries(Object.keys(markup).map((name) => [name, `\u0001${name}\u0001`]))
  return escapeMarkup(wordsOf(locale)(key, places)).replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it stands for a place where nobody can write it.
    /\u0001(\w+)\u0001/g,
    (_, name: string) => markup[name] ?? '',
  )
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${escapeMarkup(value)}">`

/** @param isFree whether it may be pressed with nothing, or something wrong, in the fields */
const button = (what: Asked, words: string, isFree = false) =>
  `<button name="do" value="${what}"${isFree ? ' formnovalidate' : ''}>${words}</button>`

type Asked = 'set' | 'later' | 'end' | 'move' | 'cancel' | 'undo'

/**
 * The rehearsal after a form of the panel was sent; `ended` where there is none any more, and undefined where the form is
 * none of the panel's. @param now the real time, in milliseconds since 1970
 */
export function rehearsalAfter(
  form: URLSearchParams,
  before: Rehearsal | undefined,
  now: number,
): Rehearsal | 'ended' | undefined {
  const field = (name: string) => form.get(name) ?? ''
  const rehearsal = before ?? { ahead: 0, tried: [] }
  const session = field('session')
  const tried = (to: Tried['to'] | undefined) =>
    session === '' || (to !== undefined && rehearsal.tried.length >= mostTried)
      ? undefined
      : withTried(rehearsal, session, to, now)
  switch (field('do')) {
    case 'set': {
      const moment = momentOf(field('moment'), field('zone'))
      return moment === undefined ? undefined : { ...rehearsal, ahead: moment - now }
    }
    case 'later':
      return { ...rehearsal, ahead: rehearsal.ahead + quarterOfAnHour }
    case 'end':
      return 'ended'
    case 'cancel':
      return tried('cancelled')
    case 'undo':
      // In another tab it may have been ended.
      return before ? tried(undefined) : 'ended'
    case 'move': {
      const [date, start, end, room] = ['date', 'start', 'end', 'room'].map(field)
      if (!(date && start && end && isDate(date) && isTime(start) && isTime(end))) return undefined
      if (endsTooEarly({ start, end })) return undefined
      return tried({ date, start, end, ...(room && { rooms: [room] }) })
    }
    default:
      return undefined
  }
}

const quarterOfAnHour = 15 * 60_000
/** More than anybody tries; what is tried stays in memory. */
const mostTried = 500

/** The instant of a wall clock time. Where clocks go forward and skip it, the one an hour later. */
function momentOf(written: string, timeZone: string): number | undefined {
  const [date = '', time = ''] = written.split('T')
  if (!(isDate(date) && isTime(time) && isTimeZone(timeZone))) return undefined
  return instantOf(date, time, timeZone) ?? instantOf(date, hourLater(time), timeZone)
}

const hourLater = (time: string) =>
  `${String((Number(time.slice(0, 2)) + 1) % 24).padStart(2, '0')}${time.slice(2)}`
