import { wordsOf } from '#src/i18n.ts'
import { locales } from '#src/locales.ts'
import element from '../embed/element.ts?code'

export const GET = () => {
  const frameTitles = Object.fromEntries(
    locales.map(({ locale }) => [locale, wordsOf(locale)('embed.title', { title: '{{title}}' })]),
  )
  const code = `;(() => { const frameTitles = ${JSON.stringify(frameTitles)};\n${element}\n})()\n`
  return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
}
