import { byId, shown, titleOf } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { type Words, wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { plainText, type RichText } from '#src/model/localized.ts'
import { byEditors } from '#src/model/order.ts'
import { firstLine } from '#src/model/rich-text.ts'
import type { Edition, Part, Session, Snapshot } from '#src/model/schema.ts'
import { daysText, dayText, timesText } from '#src/programme/format.ts'
import { ordinalText } from '#src/programme/ordinal.ts'
import { partsOf, placeInProgramme, sessionsOf } from '#src/programme/programme.ts'
import { clip } from './clip.ts'

/** The title and description of a page in search results, link previews and browser tabs. */
export type Summary = { title: string; description: string }

/** Characters of a description. Search engines cut off longer ones. */
const descriptionLimit = 160

/**
 * The title of a page, without the name of the forum, and a description of at most 160 characters. Both begin with what
 * distinguishes the page from similar ones.
 */
export function summaryOf(subject: Subject, locale: Locale, snapshot: Snapshot): Summary {
  const { title, description } = fullText(subject, locale, snapshot)
  return { title, description: clip(joined(description), descriptionLimit) }
}

/** The city and country of an edition. @example 'Durban, South Africa' */
export function placeText(edition: Edition, locale: Locale): string {
  return [shown(edition.city, locale), shown(edition.country, locale)]
    .flatMap((text) => text?.value ?? [])
    .join(', ')
}

/** A title and the pieces of a description, before they are joined and cut. Undefined and empty pieces are left out. */
type Text = { title: string; description: readonly (string | undefined)[] }

/** The facts from which the texts of a page are made; `edition` is set for pages that belong to one. */
type PageFacts = {
  id: string
  locale: Locale
  snapshot: Snapshot
  t: Words
  title: string
  session: Session | undefined
  part: Part | undefined
  edition: Edition | undefined
}

function fullText({ kind, id }: Subject, locale: Locale, snapshot: Snapshot): Text {
  const title = shown(titleOf({ kind, id }, snapshot), locale)?.value ?? ''
  const { session, part, edition } = placeInProgramme(snapshot, id)
  const page: PageFacts = { id, locale, snapshot, t: wordsOf(locale), title, session, part, edition }
  return texts[kind](page) ?? texts.forum(page)
}

/** By kind of page; undefined where the page's documents are missing. */
const texts = {
  session: ({ session, part, edition, t, title, locale }) => {
    if (!session || !part || !edition) return undefined
    const { date, start, status } = session
    const day = dayText(date, locale, { year: true })
    const text = shown(session.description, locale)
    return {
      title: `${title} · ${day}, ${start}`,
      description: [
        status === 'cancelled' ? t('session.cancelled') : undefined,
        [day, timesText(session), shown(edition.city, locale)?.value].join(', '),
        (text && firstLine(text.value)) || joined([title, shown(part.title, locale)?.value]),
      ],
    }
  },
  part: ({ part, edition, title, locale, snapshot }) => {
    if (!part || !edition) return undefined
    const sessions = sessionsOf(snapshot, edition).filter((item) => item.part === part._id)
    const ordinal = ordinalText(part, locale)
    return {
      title: joined([title, ordinal, shown(edition.title, locale)?.value]),
      description: [
        joined([ordinal, daysAndPlace(edition, locale)], ', '),
        shown(part.summary, locale)?.value ??
          joined(sessions.map((item) => shown(item.title, locale)?.value)),
      ],
    }
  },
  programme: ({ edition, t, title, locale, snapshot }) =>
    edition && {
      title: joined([t('edition.programme'), title, daysText(edition, locale)]),
      description: [
        daysAndPlace(edition, locale),
        t('meta.sessions', { count: sessionsOf(snapshot, edition).length }),
        ...partsOf(snapshot, edition).map((item) => shown(item.title, locale)?.value),
      ],
    },
  myProgramme: ({ edition, t, title }) =>
    edition && {
      title: joined([t('my.title'), title]),
      description: [joined([t('my.title'), title], ', '), t('my.lead')],
    },
  edition: ({ edition, title, locale }) => {
    if (!edition) return undefined
    const days = daysAndPlace(edition, locale)
    return {
      title: joined([title, days]),
      description: [days, shown(edition.lead, locale)?.value ?? title, shown(edition.venue, locale)?.value],
    }
  },
  strategy: ({ t, locale, snapshot: { forum, strategySections } }) => ({
    title: t('forum.strategy'),
    description: [
      joined([t('forum.strategy'), shown(forum.name, locale)?.value], ', '),
      ...strategySections.toSorted(byEditors).map((section) => shown(section.title, locale)?.value),
    ],
  }),
  search: ({ t, locale, snapshot: { forum } }) => ({
    title: t('search.title'),
    description: [joined([t('search.title'), shown(forum.name, locale)?.value], ', '), t('search.lead')],
  }),
  page: ({ id, title, locale, snapshot: { pages, forum } }) => {
    const text = shown(byId(pages, id)?.text, locale)
    return { title, description: [title, text ? prose(text.value) : shown(forum.name, locale)?.value] }
  },
  forum: ({ locale, snapshot: { forum } }) => {
    const name = shown(forum.name, locale)?.value ?? ''
    const brief = shown(forum.brief, locale)
    return {
      title: name,
      description: [brief ? prose(brief.value) : joined([name, shown(forum.organisation, locale)?.value])],
    }
  },
} satisfies Readonly<Record<Subject['kind'], (page: PageFacts) => Text | undefined>>

const daysAndPlace = (edition: Edition, locale: Locale) =>
  joined([daysText(edition, locale), placeText(edition, locale)], ', ')

/** The text of a rich text without headings, which are not part of its sentences. */
const prose = (text: RichText) => plainText(text.filter(({ style }) => style !== 'h3'))

const joined = (texts: readonly (string | undefined)[], separator = ' · ') =>
  texts.filter((text) => text !== undefined && text !== '').join(separator)
