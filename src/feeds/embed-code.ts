import { escapeMarkup, unescapeMarkup } from '#src/model/markup.ts'
import type { Oembed } from './oembed.ts'

/** The ways to show a page on another site, the best one first. */
export const embedForms = ['element', 'address', 'frame', 'picture', 'link'] as const
export type EmbedForm = (typeof embedForms)[number]

/**
 * What to paste for a page into another site, in HTML, or its bare address. Made from the page's oEmbed file, so that it can
 * be written in a browser as well.
 * @param lang of the page, BCP 47
 * @param titleLang of its title, where that is in another language
 * @param script the absolute address of `/embed.js`; without it the element is for a page that has it already
 */
export function embedCode(
  form: EmbedForm,
  { title, html, height, thumbnail_url: picture, ...size }: Oembed,
  { lang, titleLang = lang, script }: { lang: string; titleLang?: string | undefined; script?: string },
): string {
  const [, link = '', frame = ''] = /<a href="([^"]*)".*<iframe src="([^"]*)"/s.exec(html) ?? []
  const name = escapeMarkup(title)
  const inLanguage = titleLang === lang ? '' : ` lang="${titleLang}"`
  if (form === 'address') return unescapeMarkup(link)
  if (form === 'element') {
    const element = `<learning-forum lang="${lang}"><a href="${link}"${inLanguage}>${name}</a></learning-forum>`
    return script === undefined
      ? element
      : `${element}\n<script src="${escapeMarkup(script)}" async></script>`
  }
  if (form === 'frame')
    return `<iframe src="${frame}" title="${name}" lang="${titleLang}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`
  if (form === 'picture' && picture !== undefined) {
    // A newsletter keeps the address: without what changes in it with the facts.
    const width = 600
    const scaled = Math.round((width * (size.thumbnail_height ?? 0)) / (size.thumbnail_width ?? 1))
    return `<a href="${link}"><img src="${escapeMarkup(picture.replace(/\?.*/, ''))}" alt="${name}"${inLanguage} width="${width}" height="${scaled}"></a>`
  }
  return `<a href="${link}"${inLanguage} hreflang="${lang}">${name}</a>`
}
