import { shown } from '#src/addresses/localize.ts'
import { cardAddress } from '#src/addresses/paths.ts'
import { affiliationIn, affiliationOf } from '#src/content/people-index.ts'
import { languageOf } from '#src/locales.ts'
import { downloadName } from '#src/model/downloads.ts'
import type { Localized, RichText } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import { plainLines, richTextHtml } from '#src/model/rich-text.ts'
import type { Contributor, Edition, Session } from '#src/model/schema.ts'
import type { Times } from '#src/model/time.ts'
import { themeOf } from '#src/programme/days.ts'
import {
  downloadOf,
  type FeedSource,
  feedSpan,
  linkOf,
  nameOf,
  peopleOf,
  permanent,
  requiredText,
} from './feed-source.ts'
import { guidOf } from './guids.ts'
import { type ProgrammeFeed, programmeSchemaAddress, programmeVersion } from './programme-format.ts'

/** The text of `programme.json`: an edition with all that its programme shows. Sessions and people are pieces. */
export async function programmeJson(edition: Edition, source: FeedSource): Promise<string> {
  const { documents, locale, piece } = source
  const { _id: id } = edition
  const sessions = documents.sessionsOf(id)
  const people = new Map(
    sessions.flatMap((session) => peopleOf(session, source)).map((one) => [one._id, one]),
  )
  const inOrder = [...people.values()].sort((a, b) => byText(a._id, b._id))
  const contributors = inOrder.map((one) =>
    piece(`programme.json ${one._id} ${locale}`, async () => JSON.stringify(contributorEntry(one, source))),
  )
  const entries = sessions.map((session) =>
    piece(`programme.json ${id} ${session._id} ${locale}`, async () =>
      JSON.stringify(sessionEntry(session, edition, source)),
    ),
  )
  const head = JSON.stringify(headOf(edition, inOrder, source))
  const lists = [
    `"contributors":[${(await Promise.all(contributors)).join()}]`,
    `"sessions":[${(await Promise.all(entries)).join()}]`,
  ]
  return `${[head.slice(0, -1), ...lists].join()}}\n`
}

/** All but the lists that are made of pieces. */
function headOf(
  edition: Edition,
  people: readonly Contributor[],
  source: FeedSource,
): Omit<ProgrammeFeed, 'contributors' | 'sessions'> {
  const { documents, locale, absolute } = source
  const [parts, rooms, breaks] = [
    documents.partsOf(edition._id),
    documents.roomsIn(edition._id),
    documents.breaksOf(edition._id),
  ]
  const shownDocuments = [
    edition,
    ...documents.sessionsOf(edition._id),
    ...parts,
    ...rooms,
    ...breaks,
    ...people,
  ]
  return {
    $schema: absolute(programmeSchemaAddress),
    version: programmeVersion,
    lang: languageOf(locale).lang,
    updatedAt: newest(shownDocuments),
    edition: editionEntry(edition, source),
    days: documents
      .datesOf(edition._id)
      .map((date) => ({ date, theme: shown(themeOf(edition, date)?.theme, locale) })),
    parts: parts.map(({ _id, ordinal, title, summary }) => ({
      ...{ id: _id, ordinal, title: requiredText(title, locale) },
      ...{ summary: shown(summary, locale), url: permanent(_id, source) },
    })),
    rooms: rooms.map(({ _id, name, floor, directions, seats }) => ({
      ...{ id: _id, name: requiredText(name, locale), url: permanent(_id, source) },
      ...{ floor: shown(floor, locale), directions: shown(directions, locale), seats },
    })),
    breaks: breaks.map((one) => ({
      ...{ id: one._id, title: requiredText(one.title, locale) },
      ...timesEntry(one, edition),
    })),
  }
}

const newest = (documents: readonly { _updatedAt: string }[]): string =>
  documents
    .map(({ _updatedAt }) => _updatedAt)
    .sort(byText)
    .at(-1) ?? ''

function editionEntry(edition: Edition, source: FeedSource): ProgrammeFeed['edition'] {
  const { addresses, locale, absolute } = source
  const { _id: id, ordinal, firstDay, lastDay, timeZone, location, links } = edition
  const page = addresses.of(locale, 'programme', id) ?? addresses.of(locale, 'edition', id)
  return {
    ...{ id, ordinal, title: requiredText(edition.title, locale), url: permanent(id, source) },
    page: page === undefined ? permanent(id, source) : absolute(page),
    ...{ firstDay, lastDay, timeZone },
    ...{ venue: shown(edition.venue, locale), street: shown(edition.venueAddress, locale) },
    ...{ city: requiredText(edition.city, locale), country: shown(edition.country, locale) },
    location: location && { latitude: location.lat, longitude: location.lng },
    registration: linkOf(links?.registration, source),
    stream: linkOf(links?.stream, source),
    recording: linkOf(links?.recording, source),
  }
}

function contributorEntry(one: Contributor, source: FeedSource): ProgrammeFeed['contributors'][number] {
  const { documents, locale } = source
  return {
    ...{ id: one._id, kind: one.kind, name: nameOf(one, locale), url: permanent(one._id, source) },
    ...{ acronym: shown(one.acronym, locale), position: shown(one.position, locale) },
    affiliation: affiliationOf(one, documents, locale)?.text,
  }
}

function sessionEntry(
  session: Session,
  edition: Edition,
  source: FeedSource,
): ProgrammeFeed['sessions'][number] {
  const { documents, addresses, locale, absolute } = source
  const { _id: id, status, movedFrom, part, plenary, spokenLanguages, signedLanguages, captions } = session
  const url = permanent(id, source)
  const page = addresses.of(locale, 'session', id)
  return {
    ...{ id, guid: guidOf(url), title: requiredText(session.title, locale), url },
    ...{ page: page === undefined ? url : absolute(page), card: absolute(cardAddress(locale, id)) },
    ...{ ...timesEntry(session, edition), status },
    movedFrom:
      status === 'moved' && movedFrom
        ? {
            date: movedFrom.date ?? session.date,
            ...{ start: movedFrom.start, end: movedFrom.end },
            rooms: movedFrom.rooms.filter((room) => documents.room(room)),
          }
        : undefined,
    ...{ part, plenary, rooms: documents.roomsOf(id).map(({ _id }) => _id) },
    description: richEntry(session.description, source),
    recap: richEntry(session.recap, source),
    contributors: session.contributors.map((contribution) => ({
      ...{ contributor: contribution.contributor, role: shown(contribution.role, locale) },
      affiliation: affiliationIn(contribution, documents, locale)?.text,
    })),
    spokenLanguages: [...spokenLanguages],
    interpretation: session.interpretation.map(({ language, channel }) => ({ language, channel })),
    ...{ signedLanguages: [...signedLanguages], captions: [...captions] },
    stream: linkOf(session.stream, source),
    recording: linkOf(session.recording, source),
    links: session.links.flatMap(({ title, url: target, language }) => {
      const link = linkOf(target, source)
      return link === undefined ? [] : [{ title: requiredText(title, locale), url: link, language }]
    }),
    documents: session.documents.map(({ title, language, file: { asset, name, size } }) => ({
      ...{ title: requiredText(title, locale), url: downloadOf(asset, source) },
      ...{ name: downloadName(name, asset), language, bytes: size },
    })),
    updatedAt: session._updatedAt,
  }
}

function timesEntry({ date, start, end }: Times, { timeZone }: Edition) {
  const [startsAt, endsAt] = feedSpan({ date, start, end }, timeZone)
  return { date, start, end, startsAt, endsAt }
}

function richEntry(value: Localized<RichText> | undefined, { locale, absolute }: FeedSource) {
  const found = shown(value, locale)
  return (
    found && {
      value: plainLines(found.value).join('\n'),
      html: richTextHtml(found.value, absolute),
      lang: found.lang,
    }
  )
}
