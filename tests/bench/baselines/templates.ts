import {
  daysOf,
  type Entry,
  namesOf,
  othersAround,
  type Paragraphs,
  type Session,
  type Site,
} from './site.ts'

/** The pages as template strings: for Eleventy, and for Node alone. */

export function pageHtml(site: Site, entry: Entry): string {
  const body = bodies[entry.kind](site, entry)
  return entry.kind === 'embed' || entry.kind === 'permalink' || entry.kind === 'home'
    ? bare(site, entry, body)
    : layout(site, entry, body)
}

export const sitemapXml = (site: Site): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${site.entries
    .filter(({ kind }) => kind !== 'embed' && kind !== 'permalink')
    .map(
      (entry) =>
        `<url><loc>${site.origin}${entry.address}</loc>${alternates(site, entry, 'xhtml:link')}</url>`,
    )
    .join('\n')}</urlset>`

const escaped = (text: string | undefined): string =>
  (text ?? '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const alternates = (site: Site, { kind, id }: Entry, tag: string): string =>
  site.languages
    .map(
      ({ locale, lang }) =>
        `<${tag} rel="alternate" hreflang="${lang}" href="${site.origin}${site.address(kind, locale, id) ?? '/'}"/>`,
    )
    .join('')

const layout = (site: Site, entry: Entry, body: string): string => {
  const { locale } = entry
  const title = escaped(site.titleOf(entry))
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${escaped(site.forum.name[locale])}</title>
<meta name="description" content="${title}">
<link rel="canonical" href="${site.origin}${entry.address}">
${alternates(site, entry, 'link')}
<meta property="og:title" content="${title}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/${locale}/">${escaped(site.forum.name[locale])}</a>
<nav><ul>${site.languages
    .map(
      (other) =>
        `<li><a href="${site.address(entry.kind, other.locale, entry.id) ?? `/${other.locale}/`}" hreflang="${other.lang}" lang="${other.lang}"${other.locale === locale ? ' aria-current="page"' : ''}>${other.name}</a></li>`,
    )
    .join('')}</ul></nav></header>
<main id="content">${body}</main>
<footer><p>${escaped(site.forum.organisation[locale])} · ${escaped(site.forum.hashtag)}</p>
<nav><ul>${site.pages
    .map(
      (page) =>
        `<li><a href="${site.address('page', locale, page._id)}">${escaped(page.title[locale])}</a></li>`,
    )
    .join('')}</ul></nav></footer>
</body>
</html>
`
}

const bare = (site: Site, entry: Entry, body: string): string => `<!doctype html>
<html lang="${entry.locale}">
<head><meta charset="utf-8"><title>${escaped(site.titleOf(entry))}</title><link rel="stylesheet" href="/style.css"></head>
<body><main>${body}</main></body>
</html>
`

const paragraphs = (text: Paragraphs | undefined, locale: string): string =>
  (text?.[locale] ?? []).map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n')

const times = ({ date, start, end }: { date: string; start: string; end: string }): string =>
  `<time datetime="${date}T${start}">${start}</time>–<time datetime="${date}T${end}">${end}</time>`

const row = (
  site: Site,
  session: Session,
  locale: string,
  brief = false,
): string => `<li data-row="${session._id}">
<p class="when">${times(session)}</p>
<h3><a href="${site.address('session', locale, session._id)}">${escaped(session.title[locale])}</a></h3>
${brief ? '' : `<p>${escaped(session.description?.[locale]?.[0])}</p>`}
${session.contributors?.length ? `<p class="small">${escaped(namesOf(site, session, locale))}</p>` : ''}
</li>`

const programme = (site: Site, edition: string, locale: string): string =>
  daysOf(site, edition)
    .map(
      ({ date, runs }) =>
        `<section><h2>${escaped(site.day(date, locale))}</h2>${runs
          .map((run) =>
            'pause' in run
              ? `<div class="pause"><p>${times(run.pause)}</p><h3>${escaped(run.pause.title[locale])}</h3></div>`
              : `<section><h3><a href="${site.address('part', locale, run.part._id)}">${escaped(run.part.title[locale])}</a></h3><ol>${run.sessions.map((session) => row(site, session, locale, true)).join('')}</ol></section>`,
          )
          .join('')}</section>`,
    )
    .join('')

const bodies: Readonly<Record<Entry['kind'], (site: Site, entry: Entry) => string>> = {
  home: (site) =>
    `<ul>${site.languages.map(({ locale, name }) => `<li><a href="/${locale}/">${name}</a></li>`).join('')}</ul>`,
  forum: (
    site,
    { locale },
  ) => `<h1>${escaped(site.forum.name[locale])}</h1>${paragraphs(site.forum.brief, locale)}
<ul>${(site.forum.linesOfAction ?? []).map(({ title, text }) => `<li><h2>${escaped(title[locale])}</h2><p>${escaped(text?.[locale])}</p></li>`).join('')}</ul>
<ul>${site.editions.map((edition) => `<li><a href="${site.address('edition', locale, edition._id)}">${escaped(edition.title[locale])}</a> ${escaped(edition.city[locale])}</li>`).join('')}</ul>`,
  strategy: (site, { locale }) =>
    site.sections
      .map(
        (section) =>
          `<section id="${section._id}"><h2>${escaped(section.title[locale])}</h2>${paragraphs(section.text, locale)}</section>`,
      )
      .join(''),
  search: (site, entry) =>
    `<h1>${escaped(site.titleOf(entry))}</h1><form><input type="search" name="q"></form>`,
  mine: (site, entry) =>
    `<h1>${escaped(site.titleOf(entry))}</h1><p>${escaped(site.edition.get(entry.id)?.title[entry.locale])}</p>`,
  page: (site, { id, locale }) =>
    `<h1>${escaped(site.page.get(id)?.title[locale])}</h1>${paragraphs(site.page.get(id)?.text, locale)}`,
  edition: (site, { id, locale }) => {
    const edition = site.edition.get(id)
    return `<h1>${escaped(edition?.title[locale])}</h1><p>${escaped(site.day(edition?.firstDay ?? '', locale))} – ${escaped(site.day(edition?.lastDay ?? '', locale))} · ${escaped(edition?.city[locale])}</p>
<p>${escaped(edition?.lead?.[locale])}</p>${paragraphs(edition?.brief, locale)}${paragraphs(edition?.objectives, locale)}${paragraphs(edition?.outcomes, locale)}
<ol>${(site.partsOf.get(id) ?? []).map((part) => `<li><a href="${site.address('part', locale, part._id)}">${escaped(part.title[locale])}</a> ${site.sessionsByPart.get(part._id)?.length ?? 0}</li>`).join('')}</ol>`
  },
  programme: (site, entry) =>
    `<h1>${escaped(site.titleOf(entry))}</h1>${programme(site, entry.id, entry.locale)}`,
  part: (site, { id, locale }) => {
    const part = site.part.get(id)
    return `<h1>${escaped(part?.title[locale])}</h1><p>${escaped(part?.summary?.[locale])}</p><ol>${(site.sessionsByPart.get(id) ?? []).map((session) => row(site, session, locale)).join('')}</ol>`
  },
  session: (site, { id, locale }) => {
    const session = site.session.get(id)
    const part = site.part.get(session?.part ?? '')
    const edition = site.edition.get(part?.edition ?? '')
    if (!session || !part || !edition) return ''
    const words = site.words(locale)
    const all = site.sessionsByEdition.get(edition._id) ?? []
    const place = site.place.get(id) ?? 0
    const step = (other: Session | undefined, label: string) =>
      other
        ? `<a href="${site.address('session', locale, other._id)}">${other.start} · ${escaped(label)}: ${escaped(other.title[locale])}</a>`
        : ''
    const room = site.room.get(session.room ?? '')
    return `<article><nav><a href="${site.address('edition', locale, edition._id)}">${escaped(edition.title[locale])}</a> / <a href="${site.address('programme', locale, edition._id)}">${escaped(words.programme)}</a> / <a href="${site.address('part', locale, part._id)}">${escaped(part.title[locale])}</a></nav>
<p class="time">${times(session)}</p><h1>${escaped(session.title[locale])}</h1>
${paragraphs(session.description, locale)}
<dl><dt>${escaped(site.day(session.date, locale))}</dt><dd>${escaped(edition.city[locale])}</dd>
${room ? `<dt>${escaped(words.room)}</dt><dd>${escaped(room.name[locale])}<p>${escaped(room.directions?.[locale])}</p></dd>` : ''}
${session.contributors?.length ? `<dt>${escaped(words.with)}</dt><dd>${escaped(namesOf(site, session, locale))}</dd>` : ''}
${session.spokenLanguages?.length ? `<dt>${escaped(words.spoken)}</dt><dd>${escaped(session.spokenLanguages.join(', '))}</dd>` : ''}
${(session.links ?? []).map(({ title, url }) => `<dd><a href="${escaped(url)}">${escaped(title[locale])}</a></dd>`).join('')}</dl>
${paragraphs(session.recap, locale)}<p><a href="/s/${id}/">/s/${id}/</a></p></article>
<section><h2>${escaped(words.rest)}</h2><ul>${othersAround(site, session)
      .map(
        (other) =>
          `<li>${other.start} <a href="${site.address('session', locale, other._id)}">${escaped(other.title[locale])}</a></li>`,
      )
      .join('')}</ul></section>
<nav>${step(all[place - 1], words.previous)}${step(all[place + 1], words.next)}</nav>`
  },
  permalink: (site, { id }) =>
    `<ul>${site.languages
      .map(({ locale, name }) => {
        const kind = site.session.has(id)
          ? 'session'
          : site.part.has(id)
            ? 'part'
            : site.edition.has(id)
              ? 'edition'
              : 'page'
        return `<li><a href="${site.address(kind, locale, id) ?? site.address('strategy', locale, 'strategy')}" hreflang="${locale}">${name}: ${escaped((site.session.get(id) ?? site.part.get(id) ?? site.edition.get(id) ?? site.page.get(id) ?? site.section.get(id))?.title[locale])}</a></li>`
      })
      .join('')}</ul>`,
  embed: (site, { id, locale }) => {
    const session = site.session.get(id)
    if (session) return `<ol>${row(site, session, locale)}</ol>`
    if (site.part.has(id)) return bodies.part(site, { kind: 'part', id, locale, address: '' })
    return `<h1>${escaped(site.edition.get(id)?.title[locale])}</h1>${programme(site, id, locale)}<p><a href="${site.address('programme', locale, id) ?? ''}">${escaped(site.words(locale).open)}</a></p>`
  },
}
