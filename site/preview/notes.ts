import { type Address, localeOf } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, sourceLocale } from '#src/locales.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import { faultSentence } from '#src/preview/attributes.ts'
import type { Revision } from '#src/preview/revision.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { editLink, type Fault, textOf } from '#src/rules/findings.ts'
import css from './notes.css?raw'

/** A page of the preview with a box at its top that lists the faults in its content, in the page's language. */
export function withNotes(html: string, address: Address, revision: Revision): string {
  const { number, perspective } = revision
  return html
    .replace('<html', () => `<html data-revision="${number}" data-perspective="${perspective}"`)
    .replace('</head>', () => `<style>${css}</style></head>`)
    .replace(
      /<header class="top"[^>]*>|(?<=<body[^>]*>)(?![\s\S]*<header class="top")/,
      (header) => notesAt(address, revision) + header,
    )
}

function notesAt(address: Address, { content, faults, studioUrl, attributes }: Revision): string {
  const locale = localeOf(address) ?? sourceLocale
  const t = wordsOf(locale)
  const subject = content.addresses.at(address)?.subject
  const isOnPage = ({ documentId }: Fault) =>
    subject !== undefined &&
    appearancesOf(documentId, content.documents.snapshot).some(
      ({ kind, id }) => kind === subject.kind && id === subject.id,
    )
  const onPage = faults.filter(isOnPage)
  const elsewhere = faults.filter((fault) => !isOnPage(fault))
  const list = (listed: readonly Fault[]) =>
    `<ul>${listed.map((fault) => `<li>${note(fault, locale, studioUrl, attributes)}</li>`).join('')}</ul>`
  const parts = [
    isPage(address, content) ? '' : `<p>${escapeMarkup(t('preview.noPage'))}</p>`,
    onPage.length === 0
      ? ''
      : `<h2>${escapeMarkup(t('preview.notes', { count: onPage.length }))}</h2>${list(onPage)}`,
    elsewhere.length === 0
      ? ''
      : `<details${subject ? '' : ' open'}><summary>${escapeMarkup(t('preview.elsewhere', { count: elsewhere.length }))}</summary>${list(elsewhere)}</details>`,
  ].join('')
  return (
    parts && `<aside class="preview-notes" aria-label="${escapeMarkup(t('studio.preview'))}">${parts}</aside>`
  )
}

/** Whether an address has a page: the addresses of subjects, and of the few pages without a subject. */
const isPage = (address: Address, { addresses, past }: Revision['content']) =>
  addresses.at(address) !== undefined ||
  past.retiredAt(address) !== undefined ||
  /^\/$|^\/s\/|\/embed\//.test(address)

/** One fault: its document and what is wrong. In the Studio's preview a click opens the field; elsewhere the link does. */
function note(fault: Fault, locale: Locale, studioUrl: URL, attributes: Revision['attributes']): string {
  const { documentId, path } = fault
  const sanity = path === '' ? undefined : attributes(documentId, path, fault.locale ?? locale)['data-sanity']
  const { document } = textOf(fault, locale)
  return `<a href="${escapeMarkup(editLink(fault, studioUrl))}" target="_blank"><span${sanity ? ` data-sanity="${escapeMarkup(sanity)}"` : ''}>${escapeMarkup(`${document}: ${faultSentence(fault, locale)}`)}</span></a>`
}
