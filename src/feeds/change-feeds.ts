import { shown } from '#src/addresses/localize.ts'
import type { Address } from '#src/addresses/paths.ts'
import { lineText, mostTold, saysSomething, toldChange } from '#src/content/told-changes.ts'
import { wordsOf } from '#src/i18n.ts'
import { languageOf } from '#src/locales.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import type { Edition } from '#src/model/schema.ts'
import { type SessionChange, toldOf } from '#src/programme/session-changes.ts'
import { type FeedSource, permanent } from './feed-source.ts'

/** The text of `changes.json`: what changed in the programme of an edition, the latest first; `self` is its address. @see https://jsonfeed.org/version/1.1 */
export async function changesJson(edition: Edition, source: FeedSource, self: Address): Promise<string> {
  const { title, page, author, entries, lang } = feedOf(edition, source)
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    ...{ title, home_page_url: page, feed_url: source.absolute(self) },
    ...{ language: lang, authors: [{ name: author }] },
    items: entries.map(({ change: { session, began, at }, id, url, name, lines, tags }) => ({
      ...{ id, url, title: name, content_text: lines.join('\n') },
      ...{ date_published: began, date_modified: at, tags, _session: session },
    })),
  }
  return `${JSON.stringify(feed)}\n`
}

/** The text of `changes.atom`, whose address is `own`. @see RFC 4287 */
export async function changesAtom(edition: Edition, source: FeedSource, own: Address): Promise<string> {
  const { title, page, author, entries, lang } = feedOf(edition, source)
  const self = source.absolute(own)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    ...[element('id', self), element('title', title)],
    element('updated', entries[0]?.change.at ?? edition._updatedAt),
    `<author>${element('name', author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeMarkup(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(page)}"/>`,
    ...entries.flatMap(({ change: { began, at }, id, url, name, lines, tags }) => [
      '<entry>',
      ...[element('id', id), element('title', name), element('updated', at), element('published', began)],
      `<link rel="alternate" type="text/html" href="${escapeMarkup(url)}"/>`,
      ...tags.map((tag) => `<category term="${tag}"/>`),
      `<content type="html">${escapeMarkup(lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join(''))}</content>`,
      '</entry>',
    ]),
    '</feed>\n',
  ].join('\n')
}

const element = (name: string, text: string): string => `<${name}>${escapeMarkup(text)}</${name}>`

function feedOf(edition: Edition, source: FeedSource) {
  const { documents, addresses, moment, locale, absolute } = source
  const { _id: id } = edition
  const { forum } = documents
  const page = addresses.of(locale, 'changes', id)
  const changes = moment.changesIn(id).slice(-mostTold).toReversed()
  return {
    title: [wordsOf(locale)('change.title'), shown(edition.title, locale)?.value].filter(Boolean).join(' · '),
    page: page === undefined ? permanent(id, source) : absolute(page),
    author: (shown(forum.organisation, locale) ?? shown(forum.name, locale))?.value ?? '',
    lang: languageOf(locale).lang,
    entries: changes.flatMap((change) => entryOf(change, source) ?? []),
  }
}

function entryOf(change: SessionChange, source: FeedSource) {
  const { addresses, locale, absolute } = source
  const { session, began } = change
  const permalink = permanent(session, source)
  const page = addresses.of(locale, 'session', session)
  const told = toldChange(change, source)
  if (!saysSomething(told)) return undefined
  const { title, lines, place } = told
  return {
    change,
    // It stays while the change is followed by others that are merged into it.
    id: `${permalink}#change-${began}`,
    url: page === undefined ? permalink : absolute(page),
    name: title?.value ?? '',
    lines: [...lines, ...(place ? [place] : [])].map(lineText),
    tags: toldOf(change).map(({ kind }) => kind),
  }
}
