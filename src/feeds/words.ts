import { byId, shown, titleOf } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { plainText, type RichText } from '#src/model/localized.ts'
import { byEditors } from '#src/model/order.ts'
import { firstLine } from '#src/model/rich-text.ts'
import type { Edition, Snapshot } from '#src/model/schema.ts'
import { daysText, dayText, timesText } from '#src/programme/format.ts'
import { ordinalText } from '#src/programme/ordinal.ts'
import { partsOf, sessionsOf } from '#src/programme/programme.ts'
import { clip } from './clip.ts'

/** A page in few words, for those who see nothing else of it: results of a search, link previews, tabs. */
export type Summary = { title: string; description: string }

/** Characters of a description; more are cut off where it is shown. */
const most = 160

/**
 * What a page is called, without the name of the forum, and what it says, in at most 160 characters. Each
 * begins with what sets the page apart from others like it.
 */
export function summaryOf(subject: Subject, locale: Locale, snapshot: Snapshot): Summary {
  const { title, description } = whole(subject, locale, snapshot)
  return { title, description: clip(joined(description), most) }
}

/** Where and when an edition is. @example '12 November 2019', 'Durban', 'South Africa' */
export function placeText(edition: Edition, locale: Locale): string {
  return [shown(edition.city, locale), shown(edition.country, locale)]
    .flatMap((text) => text?.value ?? [])
    .join(', ')
}

type Found = { title: string; description: readonly (string | undefined)[] }

function whole(subject: Subject, locale: Locale, snapshot: Snapshot): Found {
  const { forum, editions, parts, sessions, pages } = snapshot
  const t = wordsOf(locale)
  const { kind, id } = subject
  const name = shown(forum.name, locale)?.value ?? ''
  const title = shown(titleOf(subject, snapshot), locale)?.value ?? ''
  const session = byId(sessions, id)
  const part = byId(parts, session?.part ?? id)
  const edition = byId(editions, part?.edition ?? id)
  const days = edition && joined([daysText(edition, locale), placeText(edition, locale)], ', ')

  if (kind === 'session' && session && part && edition) {
    const { date, start, status } = session
    const day = dayText(date, locale, { year: true })
    const state = status === 'cancelled' ? t('session.cancelled') : undefined
    const text = shown(session.description, locale)
    return {
      title: `${title} · ${day}, ${start}`,
      description: [
        state,
        [day, timesText(session), shown(edition.city, locale)?.value].join(', '),
        (text && firstLine(text.value)) || joined([title, shown(part.title, locale)?.value]),
      ],
    }
  }
  if (kind === 'part' && part && edition) {
    const own = sessionsOf(snapshot, edition).filter((one) => one.part === part._id)
    const ordinal = ordinalText(part, locale)
    return {
      title: joined([title, ordinal, shown(edition.title, locale)?.value]),
      description: [
        joined([ordinal, days], ', '),
        shown(part.summary, locale)?.value ?? joined(own.map((one) => shown(one.title, locale)?.value)),
      ],
    }
  }
  if (kind === 'programme' && edition) {
    const count = sessionsOf(snapshot, edition).length
    return {
      title: joined([t('edition.programme'), title, daysText(edition, locale)]),
      description: [
        `${days}`,
        t('meta.sessions', { count }),
        ...partsOf(snapshot, edition).map((one) => shown(one.title, locale)?.value),
      ],
    }
  }
  if (kind === 'myProgramme' && edition) {
    return {
      title: joined([t('my.title'), title]),
      description: [joined([t('my.title'), title], ', '), t('my.lead')],
    }
  }
  if (kind === 'edition' && edition) {
    return {
      title: joined([title, days]),
      description: [days, shown(edition.lead, locale)?.value ?? title, shown(edition.venue, locale)?.value],
    }
  }
  if (kind === 'strategy') {
    const sections = snapshot.strategySections
      .toSorted(byEditors)
      .map((one) => shown(one.title, locale)?.value)
    return {
      title: t('forum.strategy'),
      description: [joined([t('forum.strategy'), name], ', '), ...sections],
    }
  }
  if (kind === 'search') {
    return {
      title: t('search.title'),
      description: [joined([t('search.title'), name], ', '), t('search.lead')],
    }
  }
  if (kind === 'page') {
    const text = shown(byId(pages, id)?.text, locale)
    return { title, description: [title, text ? prose(text.value) : name] }
  }
  const brief = shown(forum.brief, locale)
  return {
    title: name,
    description: [brief ? prose(brief.value) : joined([name, shown(forum.organisation, locale)?.value])],
  }
}

/** A rich text without its headings, in which sentences do not follow one another. */
const prose = (text: RichText) => plainText(text.filter(({ style }) => style !== 'h3'))

const joined = (texts: readonly (string | undefined)[], between = ' · ') =>
  texts.filter((text) => text !== undefined && text !== '').join(between)
