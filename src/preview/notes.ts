import { readFileSync } from 'node:fs'
import { type Address, localeOf } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, sourceLocale } from '#src/locales.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { editLink, type Fault, textOf } from '#src/rules/findings.ts'
import { faultSentence } from './attributes.ts'
import { rehearsalPanel } from './rehearsal-panel.ts'
import type { Revision } from './revision.ts'

/** What the preview adds to pages, by its addresses: they have the path of the preview. */
export type EditorTools = {
  /** The script that keeps a page up to date. */
  readonly script: string
  /** Takes the forms of a rehearsal. */
  readonly rehearsal: string
}

/** A page of the preview: where it was asked for, and of which content. */
type Noted = EditorTools & {
  readonly address: Address
  /** Whether there is no page at the address. */
  readonly isMissing: boolean
  readonly revision: Revision
  /** The real time, in milliseconds since 1970. */
  readonly now: number
}

const css = readFileSync(new URL('./notes.css', import.meta.url), 'utf8')

/**
 * A page of the site for editors: with a box at its top that lists the faults in its content, and the panel of the
 * rehearsal, in the page's language, and with the script that keeps it up to date. In a rehearsal its scripts have another
 * clock.
 */
export function withNotes(html: string, noted: Noted): string {
  const { number, view } = noted.revision
  const { perspective, rehearsal } = view
  const clock = rehearsal ? `<script>${otherClock(rehearsal.ahead)}</script>` : ''
  const panel = rehearsalPanel({ ...noted, action: noted.rehearsal })
  const state = `data-revision="${number}" data-perspective="${perspective}"${rehearsal ? ' data-rehearsal' : ''}`
  const script = `<script type="module" src="${escapeMarkup(noted.script)}"></script>`
  return withBox(html, notesAt(noted))
    .replace('<html', () => `<html ${state}`)
    .replace(/<head[^>]*>/, (head) => head + clock)
    .replace('</head>', () => `${script}</head>`)
    .replace('</body>', () => `${panel}</body>`)
}

/** A page with a box at its top, and without its policy: the preview has its own. */
export const withBox = (html: string, box: string): string =>
  html
    .replace(/<meta http-equiv="content-security-policy"[^>]*>/, '')
    .replace('</head>', () => `<style>${css}</style></head>`)
    .replace(
      /<header class="top"[^>]*>|(?<=<body[^>]*>)(?![\s\S]*<header class="top")/,
      (header) => box + header,
    )

/** Gives the scripts of a page the clock of a rehearsal, before any of them runs. */
const otherClock = (ahead: number): string =>
  `{const real=Date,now=()=>real.now()+${Number(ahead)};globalThis.Date=class extends real{constructor(...of){if(of.length)super(...of);else super(now())}static now(){return now()}}}`

function notesAt({ address, isMissing, revision }: Noted): string {
  const { content, faults, studioUrl, attributes } = revision
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
    isMissing ? `<p>${escapeMarkup(t('preview.noPage'))}</p>` : '',
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

/** One fault: its document and what is wrong. In the Studio's preview a click opens the field; elsewhere the link does. */
function note(fault: Fault, locale: Locale, studioUrl: URL, attributes: Revision['attributes']): string {
  const { documentId, path } = fault
  const sanity = path === '' ? undefined : attributes(documentId, path, fault.locale ?? locale)['data-sanity']
  const { document } = textOf(fault, locale)
  return `<a href="${escapeMarkup(editLink(fault, studioUrl))}" target="_blank"><span${sanity ? ` data-sanity="${escapeMarkup(sanity)}"` : ''}>${escapeMarkup(`${document}: ${faultSentence(fault, locale)}`)}</span></a>`
}
