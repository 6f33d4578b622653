import { type Shown, shown } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { affiliationIn, occupationOf } from '#src/content/people-index.ts'
import { wordsOf } from '#src/i18n.ts'
import { downloadKind, sizeText } from '#src/model/downloads.ts'
import type { RichText } from '#src/model/localized.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import { richTextHtml } from '#src/model/rich-text.ts'
import type { Break, Contributor, Edition, Room, Session } from '#src/model/schema.ts'
import { isoSpan } from '#src/model/time.ts'
import { dayOfId } from '#src/programme/days.ts'
import { interpretationText, languagesText, startText, unbrokenTimes } from '#src/programme/format.ts'
import { ordinalText, strandOf } from '#src/programme/ordinal.ts'
import { anchor, foreign, markedText, nameMarkup, tag } from './edition-markup.ts'
import { downloadOf, linkOf, type PastFeedSource } from './feed-source.ts'
import { changeWords } from './words.ts'

// What stands in the chapters of a whole edition, as markup that is both HTML and XML.

export const breakMarkup = (one: Break, { locale }: PastFeedSource): string =>
  tag(
    'p',
    { class: 'break' },
    `${tag('span', { class: 'time' }, escapeMarkup(unbrokenTimes(one, locale)))} ${markedText(shown(one.title, locale), locale)}`,
  )

export function sessionMarkup(session: Session, edition: Edition, source: PastFeedSource): string {
  const { documents, locale } = source
  const { _id: id, status } = session
  const t = wordsOf(locale)
  const isCancelled = status === 'cancelled'
  const part = documents.part(session.part)
  const [startsAt, endsAt] = isoSpan(session, edition.timeZone)
  const title = markedText(shown(session.title, locale), locale)
  const place = [
    ...documents
      .roomsOf(id)
      .map((room) => anchor(`#r-${room._id}`, markedText(shown(room.name, locale), locale))),
    ...(session.plenary ? [escapeMarkup(t('session.plenary'))] : []),
    ...(part
      ? [`${escapeMarkup(ordinalText(part, locale))} · ${markedText(shown(part.title, locale), locale)}`]
      : []),
  ]
  const languages = (
    [
      ['session.spoken', languagesText(session.spokenLanguages, locale)],
      ['session.interpreted', interpretationText(session.interpretation, locale)],
      ['session.signed', languagesText(session.signedLanguages, locale)],
      ['session.captions', languagesText(session.captions, locale)],
    ] as const
  ).flatMap(([label, text]) => (text === '' ? [] : t('feed.labelled', { label: t(label), text })))
  const films = (['stream', 'recording'] as const).flatMap((field) => {
    const url = isCancelled ? undefined : linkOf(session[field], source)
    return url === undefined ? [] : [anchor(url, escapeMarkup(t(`session.${field}`)))]
  })
  const recap = richMarkup(shown(session.recap, locale), edition, source, 4)
  return tag(
    'article',
    {
      ...{ id: `s-${id}`, class: isCancelled ? 'cancelled' : undefined },
      ...{ 'data-part': part && strandOf(part), 'data-start': startsAt, 'data-end': endsAt },
    },
    [
      tag('p', { class: 'time' }, escapeMarkup(unbrokenTimes(session, locale))),
      tag('h3', {}, isCancelled ? tag('s', {}, title) : title),
      tag('p', { class: 'state' }, changeMarkup(session, source)),
      tag('p', { class: 'place' }, place.join(' · ')),
      richMarkup(shown(session.description, locale), edition, source, 4),
      tag('ul', { class: 'with' }, contributions(session, source)),
      tag('p', { class: 'soft' }, escapeMarkup(languages.join(' · '))),
      tag('p', {}, films.join(' · ')),
      linkList('session.links', sessionLinks(session, source), source, 4),
      downloads(session.documents, source, 4),
      recap === '' ? '' : tag('h4', {}, escapeMarkup(t('session.recap'))) + recap,
    ].join(''),
  )
}

/** That it is cancelled, or from when and where it was moved. */
function changeMarkup(session: Session, { documents, locale }: PastFeedSource): string {
  const { words = '', time, rooms = [] } = changeWords(session, locale, documents) ?? {}
  const from = [
    ...(time ? [escapeMarkup(time)] : []),
    ...rooms.map(({ name }) => markedText(shown(name, locale), locale)),
  ]
  return escapeMarkup(words).replace('\n', () => from.join(', '))
}

const contributions = (session: Session, { documents, locale }: PastFeedSource): string =>
  session.contributors
    .flatMap((contribution) => {
      const one = documents.contributor(contribution.contributor)
      if (one === undefined) return []
      const facts = [shown(contribution.role, locale), affiliationIn(contribution, documents, locale)?.text]
      const name = shown(one.acronym, locale) ?? shown(one.name, locale)
      return tag(
        'li',
        {},
        [
          anchor(`#p-${one._id}`, nameMarkup(one, name, locale)),
          ...facts.flatMap((text) => (text ? markedText(text, locale) : [])),
        ].join(', '),
      )
    })
    .join('')

export function personMarkup(one: Contributor, edition: Edition, source: PastFeedSource): string {
  const { documents, locale } = source
  const does = occupationOf(one, documents, locale).map((text) => markedText(text, locale))
  const url = linkOf(one.url, source)
  const spansDays = documents.datesOf(edition._id).length > 1
  const sessions = documents
    .sessionsWith(one._id)
    .filter((session) => session.edition === edition._id)
    .map((session) =>
      tag(
        'li',
        {},
        `${escapeMarkup(startText(session, locale, spansDays))} ${anchor(`#s-${session._id}`, markedText(shown(session.title, locale), locale))}`,
      ),
    )
  return tag(
    'article',
    { id: `p-${one._id}` },
    [
      tag('h3', {}, nameMarkup(one, shown(one.name, locale), locale)),
      tag('p', { class: 'soft' }, does.join(', ')),
      richMarkup(shown(one.biography, locale), edition, source, 4),
      tag(
        'p',
        {},
        url === undefined
          ? ''
          : anchor(url, escapeMarkup(url.replace(/^https:\/\/(www\.)?|^mailto:|^tel:|\/$/g, ''))),
      ),
      tag('ul', {}, sessions.join('')),
    ].join(''),
  )
}

export function roomMarkup(room: Room, { locale }: PastFeedSource): string {
  const seats =
    room.seats === undefined ? '' : escapeMarkup(wordsOf(locale)('session.seats', { count: room.seats }))
  const facts = [markedText(shown(room.floor, locale), locale), seats].filter(Boolean)
  return tag(
    'article',
    { id: `r-${room._id}` },
    [
      tag('h3', {}, markedText(shown(room.name, locale), locale)),
      tag('p', {}, facts.join(' · ')),
      tag('p', {}, markedText(shown(room.directions, locale), locale)),
    ].join(''),
  )
}

type Listed = { title: Shown<string> | undefined; url: string; facts: readonly string[] }

const sessionLinks = ({ links }: Session, source: PastFeedSource): readonly Listed[] =>
  links.flatMap(({ title, url, language }) => {
    const target = linkOf(url, source)
    const facts = language === undefined ? [] : [languagesText([language], source.locale)]
    return target === undefined ? [] : [{ title: shown(title, source.locale), url: target, facts }]
  })

export function downloads(files: Session['documents'], source: PastFeedSource, level: 3 | 4): string {
  const { locale } = source
  const items = files.map(({ title, language, file }) => ({
    ...{ title: shown(title, locale), url: downloadOf(file.asset, source) },
    facts: [
      downloadKind(file.asset)?.toUpperCase() ?? '',
      ...(file.size === undefined ? [] : [sizeText(file.size, locale)]),
      ...(language === undefined ? [] : [languagesText([language], locale)]),
    ],
  }))
  return linkList('session.documents', items, source, level)
}

function linkList(
  label: 'session.links' | 'session.documents',
  items: readonly Listed[],
  { locale }: PastFeedSource,
  level: 3 | 4,
): string {
  if (items.length === 0) return ''
  const rows = items.map(({ title, url, facts }) =>
    tag('li', {}, [anchor(url, markedText(title, locale)), ...facts.map(escapeMarkup)].join(', ')),
  )
  return tag(`h${level}`, {}, escapeMarkup(wordsOf(locale)(label))) + tag('ul', {}, rows.join(''))
}

/** A text with its headings, marked with its language where that is not the file's. */
export function richMarkup(
  text: Shown<RichText> | undefined,
  edition: Edition,
  source: PastFeedSource,
  level: 3 | 4,
): string {
  if (text === undefined) return ''
  const href = (address: Address) => targetIn(address, edition, source) ?? source.absolute(address)
  return tag('div', { lang: foreign(text, source.locale) }, richTextHtml(text.value, href, level))
}

/** The place in the file of what has a page at an address of the site; undefined for what is not in it. */
function targetIn(address: Address, edition: Edition, source: PastFeedSource): string | undefined {
  const subject = source.addresses.at(address)?.subject
  return subject && isIn(subject, edition, source) ? `#${anchors[subject.kind]?.(subject.id)}` : undefined
}

const anchors: { readonly [kind in Subject['kind']]?: (id: string) => string } = {
  session: (id) => `s-${id}`,
  contributor: (id) => `p-${id}`,
  room: (id) => `r-${id}`,
  day: (id) => `day-${dayOfId(id)?.date}`,
}

function isIn({ kind, id }: Subject, edition: Edition, { documents }: PastFeedSource): boolean {
  if (kind === 'session') return documents.session(id)?.edition === edition._id
  if (kind === 'room') return documents.room(id)?.edition === edition._id
  if (kind === 'day') return dayOfId(id)?.edition === edition._id
  return kind === 'contributor' && documents.sessionsWith(id).some((one) => one.edition === edition._id)
}
