import { languagesInstead, shown } from '#src/addresses/localize.ts'
import { permalinkOf } from '#src/addresses/paths.ts'
import { inFilingOrder } from '#src/content/people-index.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { mapAddress } from '#src/model/links.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import { byTime } from '#src/model/order.ts'
import type { Break, Edition, Session } from '#src/model/schema.ts'
import { themeOf } from '#src/programme/days.ts'
import { daysText, dayText, languagesText } from '#src/programme/format.ts'
import { editionAsOf, lastChangeOf } from './edition-as-of.ts'
import {
  breakMarkup,
  downloads,
  personMarkup,
  richMarkup,
  roomMarkup,
  sessionMarkup,
} from './edition-entries.ts'
import { anchor, markedText, tag } from './edition-markup.ts'
import { linkOf, type PastFeedSource } from './feed-source.ts'

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
export async function wholeEdition(edition: Edition, source: PastFeedSource): Promise<WholeEdition> {
  const { documents, locale, absolute } = source
  const { forum } = documents
  const title = shown(edition.title, locale)
  const changed = lastChangeOf(edition, source)
  return {
    title: title?.value ?? '',
    lang: languageOf(locale).lang,
    heading: markedText(title, locale),
    head: headOf(edition, source),
    chapters: await chaptersOf(edition, source),
    changed,
    asOf: editionAsOf(edition, source),
    permalink: absolute(permalinkOf(edition._id)),
    publisher: (shown(forum.organisation, locale) ?? shown(forum.name, locale))?.value ?? '',
  }
}

function headOf(edition: Edition, source: PastFeedSource): string {
  const { locale, documents } = source
  const t = wordsOf(locale)
  const instead = languagesInstead({ kind: 'edition', id: edition._id }, locale, documents)
  const links = (['registration', 'stream', 'recording'] as const).flatMap((kind) => {
    const url = linkOf(edition.links?.[kind], source)
    return url === undefined ? [] : [anchor(url, escapeMarkup(t(`edition.${kind}`)))]
  })
  const where = [
    [edition.city, edition.country]
      .map((text) => markedText(shown(text, locale), locale))
      .filter(Boolean)
      .join(', '),
    ...[edition.venue, edition.congress].map((text) => markedText(shown(text, locale), locale)),
  ]
  return [
    tag('p', { class: 'days' }, escapeMarkup(daysText(edition, locale))),
    tag('p', {}, where.filter(Boolean).join(' · ')),
    tag('p', { class: 'lead' }, markedText(shown(edition.lead, locale), locale)),
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

async function chaptersOf(edition: Edition, source: PastFeedSource): Promise<readonly Chapter[]> {
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

function placeChapter(edition: Edition, source: PastFeedSource): Chapter {
  const { locale } = source
  const t = wordsOf(locale)
  const address = shown(edition.venueAddress, locale)
  const map = edition.location && anchor(mapAddress(edition.location), escapeMarkup(t('edition.map')))
  return {
    ...{ id: 'practical', title: escapeMarkup(t('edition.practical')) },
    body: [
      ...(address || map ? [tag('p', {}, markedText(shown(edition.venue, locale), locale))] : []),
      tag('p', { class: 'lines' }, markedText(address, locale)),
      tag('p', {}, map ?? ''),
      downloads(edition.documents, source, 3),
    ].join(''),
  }
}

async function dayChapter(edition: Edition, date: string, source: PastFeedSource): Promise<Chapter> {
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
    body: tag('p', { class: 'lead' }, markedText(theme, locale)) + markup.join(''),
  }
}

/** A date as a title: with a capital letter, also in languages that write weekdays without one. */
const dayName = (date: string, locale: Locale): string =>
  dayText(date, locale, { weekday: true, year: true }).replace(/^./, (letter) =>
    letter.toLocaleUpperCase(locale),
  )

async function peopleChapter(edition: Edition, source: PastFeedSource): Promise<Chapter> {
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

function roomsChapter(edition: Edition, source: PastFeedSource): Chapter {
  const { documents, locale } = source
  return {
    ...{ id: 'rooms', title: escapeMarkup(wordsOf(locale)('rooms.title')) },
    body: documents
      .roomsIn(edition._id)
      .map((room) => roomMarkup(room, source))
      .join(''),
  }
}
