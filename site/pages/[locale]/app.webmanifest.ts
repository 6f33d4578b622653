import type { APIRoute } from 'astro'
import { shown } from '#src/addresses/localize.ts'
import { languageOf } from '#src/locales.ts'
import { grounds } from '#src/model/colours.ts'
import { getContent } from '../../content-source.ts'
import { href } from '../../links.ts'
import { localeIn, pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/app.webmanifest')

/**
 * How the site is installed from pages of a language. With `minimal-ui` readers keep the way back, and the address to share;
 * where a system has no such thing, the site opens in the browser, which has what they chose.
 */
export const GET: APIRoute = ({ params, locals }) => {
  const locale = localeIn(params)
  if (!locale) return new Response(null, { status: 404 })
  const { forum } = getContent(locals).documents
  const icon = (file: string, size: number, purpose: string) => ({
    ...{ src: href(`/icons/${file}.png`), sizes: `${size}x${size}`, type: 'image/png', purpose },
  })
  const manifest = {
    name: shown(forum.name, locale)?.value,
    lang: languageOf(locale).lang,
    start_url: href(`/${locale}/`),
    scope: href('/'),
    display: 'minimal-ui',
    background_color: grounds.light,
    theme_color: grounds.light,
    icons: [icon('192', 192, 'any'), icon('512', 512, 'any'), icon('maskable', 512, 'maskable')],
  }
  return new Response(JSON.stringify(manifest), {
    headers: { 'Content-Type': 'application/manifest+json' },
  })
}
