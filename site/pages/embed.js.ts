import type { APIRoute } from 'astro'
import { shown } from '#src/addresses/localize.ts'
import { wordsOf } from '#src/i18n.ts'
import { locales } from '#src/locales.ts'
import { asciiJson } from '#src/vite.ts'
import { getContent } from '../content-source.ts'
import element from '../embed/element.ts?code'
import { absolute } from '../links.ts'

export const GET: APIRoute = ({ locals }) => {
  const { name } = getContent(locals).documents.forum
  const titles = Object.fromEntries(
    locales.map(({ locale }) => [
      locale,
      wordsOf(locale)('embed.title', { forum: shown(name, locale)?.value ?? '', title: '{{title}}' }),
    ]),
  )
  const forum = asciiJson({ site: absolute('/'), titles })
  const code = `try{(()=>{const forum=${forum};${element}})()}catch{}\n`
  return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
}
