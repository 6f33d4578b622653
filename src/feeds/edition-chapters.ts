import { momentOf } from '#src/addresses/ledger.ts'
import { languagesInstead, type Shown, shown } from '#src/addresses/localize.ts'
import { type Address, permalinkOf, type Subject } from '#src/addresses/paths.ts'
import type { Past } from '#src/addresses/table.ts'
import { affiliationIn, inFilingOrder, occupationOf } from '#src/content/people-index.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { downloadKind, sizeText } from '#src/model/downloads.ts'
import { mapAddress } from '#src/model/links.ts'
import type { RichText } from '#src/model/localized.ts'
import { escapeMarkup, raisedMarkup } from '#src/model/markup.ts'
import { byTime } from '#src/model/order.ts'
import { richTextHtml } from '#src/model/rich-text.ts'
import type { Break, Contributor, Edition, Room, Session } from '#src/model/schema.ts'
import { isoSpan } from '#src/model/time.ts'
import { dayOfId, themeOf } from '#src/programme/days.ts'
import {
  daysText,
  dayText,
  interpretationText,
  languagesText,
  offsetText,
  startText,
  unbrokenTimes,
} from '#src/programme/format.ts'
import { ordinalText, strandOf } from '#src/programme/ordinal.ts'
import { downloadOf, type FeedSource, linkOf } from './feed-source.ts'
import { changeWords } from './words.ts'

/** With what was published before. */
export type EditionSource = FeedSource & { past: Past }

/** A part of a whole edition: its fragment, its title and what is in it, as markup that is both HTML and XML. */
export type Chapter = { readonly id: string; readonly title: string; readonly body: string }

/** What a whole edition in one file begins with, in texts, and its chapters. */
export type WholeEdition = {
  readonly title: string
  readonly lang: string
  /** As markup: its title, and what it is. */
  readonly heading: string
  readonly head: string
  readonly chapters: readonly Chapter[]
  /** The last change of what is in it. */
  readonly changed: Date
  /** When that was, in words, by the clock of the edition. */
  readonly asOf: string
  readonly permalink: string
  readonly publisher: string
}

/**
 * A whole edition as chapters: about it, its days, its people and its rooms. Links between them are fragments. What is in no
 * chapter is linked with its host. Sessions and people are pieces, so that a change costs little more than joining them.
 */
export async function wholeEdition(edition: Edition, source: EditionSource): Promise<WholeEdition> {
  const { documents, locale, absolute } = source
  const { forum } = documents
  const title = shown(edition.title, locale)
  const changed = lastChangeOf(edition, source)
  return {
    title: title?.value ?? '',
    lang: languageOf(locale).lang,
    heading: marked(title, locale),
    head: headOf(edition, source),
    chapters: await chaptersOf(edition, source),
    changed,
    asOf: editionAsOf(edition, source),
    permalink: absolute(permalinkOf(edition._id)),
    publisher: (shown(forum.organisation, locale) ?? shown(forum.name, locale))?.value ?? '',
  }
}

const lastChangeOf = (
  { _id }: Edition,
  { documents, past }: Pick<EditionSource, 'documents' | 'past'>,
): Date =>
  momentOf(
    Math.max(0, ...documents.sessionsOf(_id).map((session) => past.record(session._id)?.sequence ?? 0)),
  )

/** When something of an edition's sessions last changed, in words, by the clock of the edition; empty where it has none. */
export const editionAsOf = (
  edition: Edition,
  source: Pick<EditionSource, 'documents' | 'past' | 'locale'>,
): string =>
  source.documents.sessionsOf(edition._id).length === 0
    ? ''
    : instantText(lastChangeOf(edition, source), edition, source.locale)

/** Day and time of an instant, by the clock of the edition. @example '12 November 2019, 10:42 (UTC+2)' */
function instantText(instant: Date, { timeZone }: Edition, locale: Locale): string {
  // Swedish dates have the format of ISO 8601.
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'short' },
  })
    .format(instant)
    .split(' ')
  return `${dayText(date, locale, { year: true })}, ${time} (${offsetText(date, timeZone, time)})`
}

function headOf(edition: Edition, source: EditionSource): string {
  const { locale, documents } = source
  const t = wordsOf(locale)
  const instead = languagesInstead({ kind: 'edition', id: edition._id }, locale, documents)
  const links = (['registration', 'stream', 'recording'] as const).flatMap((kind) => {
    const url = linkOf(edition.links?.[kind], source)
    return url === undefined ? [] : [anchor(url, escapeMarkup(t(`edition.${kind}`)))]
  })
  const where = [
    [edition.city, edition.country]
      .map((text) => marked(shown(text, locale), locale))
      .filter(Boolean)
      .join(', '),
    ...[edition.venue, edition.congress].map((text) => marked(shown(text, locale), locale)),
  ]
  return [
    tag('p', { class: 'days' }, escapeMarkup(daysText(edition, locale))),
    tag('p', {}, where.filter(Boolean).join(' · ')),
    tag('p', { class: 'lead' }, marked(shown(edition.lead, locale), locale)),
    tag('p', {}, links.join(' · ')),
    instead.length === 0
      ? ''
      : tag(
          'p',
          { 'data-fallback': '' },
          escapeMarkup(t('fallback.page', { language: languagesText(instead, locale) })),
        ),
  ].join('')
}

async function chaptersOf(edition: Edition, source: EditionSource): Promise<readonly Chapter[]> {
  const { documents, locale } = source
  const t = wordsOf(locale)
  const text = (field: 'brief' | 'objectives' | 'outcomes'): Chapter => ({
    ...{ id: field, title: escapeMarkup(t(`edition.${field}`)) },
    body: richMarkup(shown(edition[field], locale), edition, source, 3),
  })
  const days = documents.datesOf(edition._id).map((date) => dayChapter(edition, date, source))
  return [
    ...[text('brief'), text('objectives'), placeChapter(edition, source)],
    ...(await Promise.all(days)),
    ...[await peopleChapter(edition, source), roomsChapter(edition, source), text('outcomes')],
  ].filter(({ body }) => body !== '')
}

function placeChapter(edition: Edition, source: EditionSource): Chapter {
  const { locale } = source
  const t = wordsOf(locale)
  const address = shown(edition.venueAddress, locale)
  const map = edition.location && anchor(mapAddress(edition.location), escapeMarkup(t('edition.map')))
  return {
    ...{ id: 'practical', title: escapeMarkup(t('edition.practical')) },
    body: [
      ...(address || map ? [tag('p', {}, marked(shown(edition.venue, locale), locale))] : []),
      tag('p', { class: 'lines' }, marked(address, locale)),
      tag('p', {}, map ?? ''),
      downloads(edition.documents, source, 3),
    ].join(''),
  }
}

async function dayChapter(edition: Edition, date: string, source: EditionSource): Promise<Chapter> {
  const { documents, locale, piece } = source
  const rows: readonly (Session | Break)[] = [
    ...documents.sessionsOn(edition._id, date),
    ...documents.breaksOn(edition._id, date),
  ].toSorted(byTime)
  const theme = shown(themeOf(edition, date)?.theme, locale)
  const markup = await Promise.all(
    rows.map(async (row) =>
      row._type === 'break'
        ? breakMarkup(row, source)
        : piece(`whole ${edition._id} ${row._id} ${locale}`, async () => sessionMarkup(row, edition, source)),
    ),
  )
  return {
    ...{ id: `day-${date}`, title: escapeMarkup(dayName(date, locale)) },
    body: tag('p', { class: 'lead' }, marked(theme, locale)) + markup.join(''),
  }
}

/** A date as a title: with a capital letter, also in languages that write weekdays without one. */
const dayName = (date: string, locale: Locale): string =>
  dayText(date, locale, { weekday: true, year: true }).replace(/^./, (letter) =>
    letter.toLocaleUpperCase(locale),
  )

const breakMarkup = (one: Break, { locale }: EditionSource): string =>
  tag(
    'p',
    { class: 'break' },
    `${tag('span', { class: 'time' }, escapeMarkup(unbrokenTimes(one, locale)))} ${marked(shown(one.title, locale), locale)}`,
  )

function sessionMarkup(session: Session, edition: Edition, source: EditionSource): string {
  const { documents, locale } = source
  const { _id: id, status } = session
  const t = wordsOf(locale)
  const isCancelled = status === 'cancelled'
  const part = documents.part(session.part)
  const [startsAt, endsAt] = isoSpan(session, edition.timeZone)
  const title = marked(shown(session.title, locale), locale)
  const place = [
    ...documents
      .roomsOf(id)
      .map((room) => anchor(`#r-${room._id}`, marked(shown(room.name, locale), locale))),
    ...(session.plenary ? [escapeMarkup(t('session.plenary'))] : []),
    ...(part
      ? [`${escapeMarkup(ordinalText(part, locale))} · ${marked(shown(part.title, locale), locale)}`]
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
function changeMarkup(session: Session, { documents, locale }: EditionSource): string {
  const { words = '', time, rooms = [] } = changeWords(session, locale, documents) ?? {}
  const from = [
    ...(time ? [escapeMarkup(time)] : []),
    ...rooms.map(({ name }) => marked(shown(name, locale), locale)),
  ]
  return escapeMarkup(words).replace('\n', () => from.join(', '))
}

const contributions = (session: Session, { documents, locale }: EditionSource): string =>
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
          ...facts.flatMap((text) => (text ? marked(text, locale) : [])),
        ].join(', '),
      )
    })
    .join('')

async function peopleChapter(edition: Edition, source: EditionSource): Promise<Chapter> {
  const { documents, locale, piece } = source
  const ids = new Set(
    documents
      .sessionsOf(edition._id)
      .flatMap(({ contributors }) => contributors.map(({ contributor }) => contributor)),
  )
  const people = inFilingOrder(
    [...ids].flatMap((id) => documents.contributor(id) ?? []),
    locale,
  )
  const markup = people.map((one) =>
    piece(`whole ${edition._id} ${one._id} ${locale}`, async () => personMarkup(one, edition, source)),
  )
  return {
    ...{ id: 'people', title: escapeMarkup(wordsOf(locale)('nav.people')) },
    body: (await Promise.all(markup)).join(''),
  }
}

function personMarkup(one: Contributor, edition: Edition, source: EditionSource): string {
  const { documents, locale } = source
  const does = occupationOf(one, documents, locale).map((text) => marked(text, locale))
  const url = linkOf(one.url, source)
  const spansDays = documents.datesOf(edition._id).length > 1
  const sessions = documents
    .sessionsWith(one._id)
    .filter((session) => session.edition === edition._id)
    .map((session) =>
      tag(
        'li',
        {},
        `${escapeMarkup(startText(session, locale, spansDays))} ${anchor(`#s-${session._id}`, marked(shown(session.title, locale), locale))}`,
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

function roomsChapter(edition: Edition, source: EditionSource): Chapter {
  const { documents, locale } = source
  const t = wordsOf(locale)
  return {
    ...{ id: 'rooms', title: escapeMarkup(t('rooms.title')) },
    body: documents
      .roomsIn(edition._id)
      .map((room: Room) => {
        const seats = room.seats === undefined ? '' : escapeMarkup(t('session.seats', { count: room.seats }))
        const facts = [marked(shown(room.floor, locale), locale), seats].filter(Boolean)
        return tag(
          'article',
          { id: `r-${room._id}` },
          [
            tag('h3', {}, marked(shown(room.name, locale), locale)),
            tag('p', {}, facts.join(' · ')),
            tag('p', {}, marked(shown(room.directions, locale), locale)),
          ].join(''),
        )
      })
      .join(''),
  }
}

type Listed = { title: Shown<string> | undefined; url: string; facts: readonly string[] }

const sessionLinks = ({ links }: Session, source: EditionSource): readonly Listed[] =>
  links.flatMap(({ title, url, language }) => {
    const target = linkOf(url, source)
    const facts = language === undefined ? [] : [languagesText([language], source.locale)]
    return target === undefined ? [] : [{ title: shown(title, source.locale), url: target, facts }]
  })

function downloads(files: Session['documents'], source: EditionSource, level: 3 | 4): string {
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
  { locale }: EditionSource,
  level: 3 | 4,
): string {
  if (items.length === 0) return ''
  const rows = items.map(({ title, url, facts }) =>
    tag('li', {}, [anchor(url, marked(title, locale)), ...facts.map(escapeMarkup)].join(', ')),
  )
  return tag(`h${level}`, {}, escapeMarkup(wordsOf(locale)(label))) + tag('ul', {}, rows.join(''))
}

/** A text with its headings, marked with its language where that is not the file's. */
function richMarkup(
  text: Shown<RichText> | undefined,
  edition: Edition,
  source: EditionSource,
  level: 3 | 4,
): string {
  if (text === undefined) return ''
  const href = (address: Address) => targetIn(address, edition, source) ?? source.absolute(address)
  return tag('div', { lang: foreign(text, source.locale) }, richTextHtml(text.value, href, level))
}

/** The place in the file of what has a page at an address of the site; undefined for what is not in it. */
function targetIn(address: Address, edition: Edition, source: EditionSource): string | undefined {
  const subject = source.addresses.at(address)?.subject
  return subject && isIn(subject, edition, source) ? `#${anchors[subject.kind]?.(subject.id)}` : undefined
}

const anchors: { readonly [kind in Subject['kind']]?: (id: string) => string } = {
  session: (id) => `s-${id}`,
  contributor: (id) => `p-${id}`,
  room: (id) => `r-${id}`,
  day: (id) => `day-${dayOfId(id)?.date}`,
}

function isIn({ kind, id }: Subject, edition: Edition, { documents }: EditionSource): boolean {
  if (kind === 'session') return documents.session(id)?.edition === edition._id
  if (kind === 'room') return documents.room(id)?.edition === edition._id
  if (kind === 'day') return dayOfId(id)?.edition === edition._id
  return kind === 'contributor' && documents.sessionsWith(id).some((one) => one.edition === edition._id)
}

/** The name of a contributor, set apart from the text around it, whatever script it is in. */
const nameMarkup = ({ kind }: Contributor, name: Shown<string> | undefined, locale: Locale): string =>
  name === undefined
    ? ''
    : tag(
        'bdi',
        { lang: kind === 'organisation' ? foreign(name, locale) : undefined },
        textMarkup(name.value),
      )

/** A text, with its raised letters as elements. */
const textMarkup = (text: string): string => raisedMarkup(escapeMarkup(text))

/** A text, marked with its language where that is not the file's; empty where there is none. */
function marked(text: Shown<string> | undefined, locale: Locale): string {
  if (text === undefined) return ''
  const lang = foreign(text, locale)
  return lang === undefined ? textMarkup(text.value) : tag('span', { lang }, textMarkup(text.value))
}

const foreign = ({ lang }: Shown<unknown>, locale: Locale): string | undefined =>
  lang === languageOf(locale).lang ? undefined : lang

const anchor = (href: string, content: string): string => tag('a', { href }, content)

/** An element, or nothing where it would be empty. @param content markup */
function tag(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content: string,
): string {
  if (content === '') return ''
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapeMarkup(value)}"`,
  )
  return `<${name}${written.join('')}>${content}</${name}>`
}
