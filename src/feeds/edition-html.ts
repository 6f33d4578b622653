import { createHash } from 'node:crypto'
import { wordsOf } from '#src/i18n.ts'
import { coloursOf } from '#src/model/colours.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import type { Edition } from '#src/model/schema.ts'
import { canonicalOf } from './alternates.ts'
import { wholeEdition } from './edition-chapters.ts'
import { inXml, withPlaces } from './edition-markup.ts'
import type { PastFeedSource } from './feed-source.ts'

/** How the file looks and what it does: a style sheet with its typeface, and a classic script in ASCII. */
export type Dress = { readonly css: string; readonly script: string }

/**
 * A whole edition as one file of HTML, which asks for nothing else: for messengers, USB sticks and rooms without a network, and
 * to print. All of it can be read without its script, which searches, and says what is on by the reader's clock.
 */
export async function editionHtml(edition: Edition, source: PastFeedSource, dress: Dress): Promise<string> {
  const { locale, documents, absolute } = source
  const t = wordsOf(locale)
  const { title, heading, lang, head, chapters, asOf, permalink } = await wholeEdition(edition, source)
  const colours = coloursOf(documents.forum.colours).map(
    ({ light, dark }, index) => `--part-${index + 1}:light-dark(${light},${dark})`,
  )
  const page = absolute(canonicalOf({ kind: 'edition', id: edition._id }, locale, source) ?? '/')
  const css = `:root{${colours.join(';')}}${dress.css}`
  const word = (key: Parameters<typeof t>[0]) => escapeMarkup(t(key))
  const found = escapeMarkup(t('file.found', { count: '{{count}}' }))
  const state = [asOf === '' ? '' : t('file.asOf', { time: asOf }), t('file.present')]
    .filter(Boolean)
    .join(' ')
  const policy = `default-src 'none'; style-src '${digestOf(css)}'; script-src '${digestOf(dress.script)}'; font-src data:; base-uri 'none'; form-action 'none'`
  return inXml(`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)}</title>
<link rel="canonical" href="${escapeMarkup(page)}">
<style>${css}</style>
</head>
<body id="top">
<header>
<h1>${heading}</h1>
${withPlaces(head, inPlace)}
<p class="soft">${escapeMarkup(state)} <a href="${escapeMarkup(permalink)}">${escapeMarkup(permalink.replace(/^https?:\/\//, ''))}</a></p>
</header>
<nav aria-label="${word('file.contents')}">
<ul>${chapters.map((one) => `<li><a href="#${one.id}">${one.title}</a></li>`).join('')}</ul>
</nav>
<form role="search" hidden data-found="${found}">
<label>${word('file.find')} <input type="search"></label>
<p role="status"></p>
</form>
<aside class="clock" hidden>
<div hidden><h2>${word('clock.now')}</h2><ul></ul></div>
<div hidden><h2>${word('clock.next')}</h2><ul></ul></div>
</aside>
<main>
${chapters
  .map((one) => `<section id="${one.id}"><h2>${one.title}</h2>\n${withPlaces(one.body, inPlace)}</section>`)
  .join('\n')}
</main>
<script>${dress.script}</script>
</body>
</html>
`)
}

const inPlace = (fragment: string): string => `#${fragment}`

const digestOf = (code: string): string => `sha256-${createHash('sha256').update(code).digest('base64')}`
