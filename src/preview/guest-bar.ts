import { shown } from '#src/addresses/localize.ts'
import { type Address, localeOf } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, sourceLocale } from '#src/locales.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import { answerLimits, lastMinuteOf, type PreviewAnswer, type PreviewLink } from '#src/model/preview-link.ts'
import { clockIn } from '#src/programme/clock.ts'
import { dayText } from '#src/programme/format.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { withBox } from './notes.ts'
import type { Revision } from './revision.ts'

/** A page for people with a link: where it was asked for, and of which content. */
type ForGuest = {
  readonly address: Address
  readonly revision: Revision
  readonly link: PreviewLink
  /** The address that answers are sent to, with the path of the preview; undefined where it cannot keep them. */
  readonly action: string | undefined
}

/**
 * A page as readers will get it, with a box at its top for people with a link, in the page's language: that it is a draft,
 * until when the link works, what was answered, and a form for an answer.
 */
export function withGuestBar(html: string, page: ForGuest): string {
  return withBox(html, guestBar(page))
}

function guestBar({ address, revision, link, action }: ForGuest): string {
  const { documents, addresses } = revision.content
  const locale = localeOf(address) ?? link.locale ?? sourceLocale
  const t = (key: Parameters<ReturnType<typeof wordsOf>>[0], values: Readonly<Record<string, string>> = {}) =>
    escapeMarkup(wordsOf(locale)(key, values))
  const edition = documents.edition(link.edition)
  const at = momentIn(edition?.timeZone ?? 'UTC', locale)
  const title = shown(edition?.title, locale)?.value ?? ''
  const subject = addresses.at(address)?.subject
  const isUnfinished = revision.faults.some(({ documentId }) =>
    appearancesOf(documentId, documents.snapshot).some(
      ({ kind, id }) => kind === subject?.kind && id === subject?.id,
    ),
  )
  const subjectOfMail = encodeURIComponent(title)
  const form =
    action !== undefined && link.answers.length < answerLimits.count
      ? answerForm(action, address, locale)
      : documents.forum.email
        ? `<p><a href="mailto:${escapeMarkup(documents.forum.email)}?subject=${subjectOfMail}">${t('preview.guest.mail')}</a></p>`
        : ''
  const answers = link.answers.map((answer) => `<li>${answerText(answer)}</li>`).join('')
  function answerText({ name, isApproval, text, at: instant }: PreviewAnswer): string {
    const key = isApproval ? 'preview.guest.approved' : 'preview.guest.remarked'
    return `${t(key, { name, time: at(Date.parse(instant)) })}${text && `<br>${escapeMarkup(text)}`}`
  }
  return `<aside class="preview-notes guest" aria-label="${t('preview.guest')}"><h2>${t('preview.guest.draft', { title })}</h2><p>${t('preview.guest.until', { time: at(lastMinuteOf(link)) })}${isUnfinished ? ` ${t('preview.guest.unfinished')}` : ''}</p>${answers && `<ul>${answers}</ul>`}${form}</aside>`
}

function answerForm(action: string, address: Address, locale: Locale): string {
  const t = (key: Parameters<ReturnType<typeof wordsOf>>[0]) => escapeMarkup(wordsOf(locale)(key))
  const { name, text } = answerLimits
  return `<details><summary>${t('preview.guest.answer')}</summary><form method="post" action="${escapeMarkup(action)}"><input type="hidden" name="page" value="${escapeMarkup(address)}"><label>${t('preview.guest.name')} <input name="name" maxlength="${name}" required autocomplete="name"></label><label>${t('preview.guest.text')} <textarea name="text" maxlength="${text}" rows="3"></textarea></label><p><button name="do" value="approve">${t('preview.guest.approve')}</button><button name="do" value="remark">${t('preview.guest.remark')}</button></p></form></details>`
}

/** Says when something is, by the clock of a zone. @example 'Friday 27 November, 14:05' */
function momentIn(timeZone: string, locale: Locale): (instant: number) => string {
  const clock = clockIn(timeZone)
  return (instant) => {
    const { date, time } = clock(instant)
    return `${dayText(date, locale, { weekday: true })}, ${time}`
  }
}
