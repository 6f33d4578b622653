import { byId, type Shown, shown } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { type Found, type Group, searchWords } from '#src/feeds/search-index.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { type Localized, plainText, type RichText } from '#src/model/localized.ts'
import { byEditors } from '#src/model/order.ts'
import type { Edition, Part, Session } from '#src/model/schema.ts'
import { daysText, dayText, timesText } from '#src/programme/format.ts'
import { colourOf, ordinalText } from '#src/programme/ordinal.ts'
import { partsOf, sessionsOf } from '#src/programme/programme.ts'
import { getContent } from '../content.ts'
import { href } from '../links.ts'

/** Everything that can be found in a language: sessions by part, the editions, the strategy, the pages. */
export function everything(locale: Locale): readonly Group[] {
  const { forum, pages, strategySections } = getContent().snapshot
  const t = wordsOf(locale)
  const editions = editionsInOrder()
  const withProgramme = editions.filter((edition) => partsOf(getContent().snapshot, edition).length > 0)
  const byOrder = <T extends { order: number | undefined; _id: string }>(list: readonly T[]) =>
    list.toSorted(byEditors)
  const groups: Group[] = [
    ...withProgramme.flatMap((edition) => partGroups(edition, locale, withProgramme.length > 1)),
    {
      title: t('forum.editions'),
      found: editions.flatMap((edition) => {
        const { title, lead, city, country, venue, congress, brief, objectives, outcomes } = edition
        return found(locale, { kind: 'edition', id: edition._id }, title, {
          when: daysText(edition, locale),
          texts: [lead, city, country, venue, congress].map((text) => shown(text, locale)?.value),
          rich: [brief, objectives, outcomes],
        })
      }),
    },
    {
      title: t('forum.strategy'),
      found: byOrder(strategySections).flatMap(({ _id, title, text }) =>
        found(locale, { kind: 'strategy', id: 'strategy' }, title, { rich: [text], fragment: `#${_id}` }),
      ),
    },
    {
      title: t('search.pages'),
      found: [
        ...found(locale, { kind: 'forum', id: 'forum' }, forum.name, {
          texts: forum.linesOfAction.flatMap(({ title, text }) => [
            shown(title, locale)?.value,
            shown(text, locale)?.value,
          ]),
          rich: [forum.brief],
        }),
        ...byOrder(pages).flatMap(({ _id, title, text }) =>
          found(locale, { kind: 'page', id: _id }, title, { rich: [text] }),
        ),
      ],
    },
  ]
  return groups.filter((group) => group.found.length > 0)
}

/** The current edition first, then the latest. */
function editionsInOrder(): readonly Edition[] {
  const { editions, forum } = getContent().snapshot
  const rank = (edition: Edition) => (edition._id === forum.currentEdition ? 1 : 0)
  return editions.toSorted((a, b) => rank(b) - rank(a) || (a.firstDay < b.firstDay ? 1 : -1))
}

function partGroups(edition: Edition, locale: Locale, several: boolean): Group[] {
  const { snapshot } = getContent()
  const sessions = sessionsOf(snapshot, edition)
  const editionTitle = shown(edition.title, locale)?.value
  return partsOf(snapshot, edition).map((part): Group => {
    const title = shown(part.title, locale)
    const name = [ordinalText(part, locale), title?.value, several && editionTitle]
      .filter(Boolean)
      .join(' · ')
    const own = sessions.filter((session) => session.part === part._id)
    return {
      title: name,
      ...langOf(title, locale),
      colour: colourOf(part),
      found:
        own.length > 0
          ? own.flatMap((session) => foundSession(session, part, edition, locale, name))
          : found(locale, { kind: 'part', id: part._id }, part.title, { texts: [name] }),
    }
  })
}

function foundSession(session: Session, part: Part, edition: Edition, locale: Locale, partName: string) {
  const { contributors, rooms } = getContent().snapshot
  const { date } = session
  const day = dayText(date, locale, { weekday: true, year: true })
  const times = timesText(session)
  const people = session.contributors.flatMap(({ contributor, role }) => {
    const one = byId(contributors, contributor)
    return [one?.name, one?.acronym, one?.place, role]
  })
  return found(locale, { kind: 'session', id: session._id }, session.title, {
    when: edition.firstDay === edition.lastDay ? times : `${dayText(date, locale)}, ${times}`,
    texts: [
      partName,
      day,
      times,
      ...[part.summary, byId(rooms, session.room)?.name, ...people].map((text) => shown(text, locale)?.value),
    ],
    rich: [session.description, session.recap],
  })
}

type Details = {
  when?: string
  texts?: readonly (string | undefined)[]
  rich?: readonly (Localized<RichText> | undefined)[]
  fragment?: string
}

/** One entry; none where the subject has no page. */
function found(locale: Locale, subject: Subject, title: Localized<string>, details: Details): Found[] {
  const { when, texts = [], rich = [], fragment = '' } = details
  const address = getContent().addresses.of(locale, subject.kind, subject.id)
  const name = shown(title, locale)
  if (!address || !name) return []
  const passages = rich.map((text) => shown(text, locale)).map((text) => text && plainText(text.value))
  return [
    {
      href: href(address) + fragment,
      title: name.value,
      ...langOf(name, locale),
      ...(when !== undefined && { when }),
      words: searchWords(name.value, ...texts, ...passages),
    },
  ]
}

const langOf = (text: Shown<string> | undefined, locale: Locale) =>
  text && text.lang !== languageOf(locale).lang ? { lang: text.lang } : {}
