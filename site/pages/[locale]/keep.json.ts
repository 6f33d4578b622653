import type { APIRoute } from 'astro'
import { wordsOf } from '#src/i18n.ts'
import type { KeepWords } from '../../offline/keep.ts'
import { localeIn, pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/keep.json')

/** The words of the button that keeps an edition: few readers need them, so pages have only its first. */
export const GET: APIRoute = ({ params }) => {
  const locale = localeIn(params)
  if (!locale) return new Response(null, { status: 404 })
  const t = wordsOf(locale)
  const words: KeepWords = {
    keep: t('offline.keep'),
    keeping: t('offline.keeping', { percent: '{{percent}}' }),
    kept: t('offline.kept', { time: '{{time}}' }),
    update: t('offline.update'),
    remove: t('offline.remove'),
    network: t('offline.failed.network'),
    full: t('offline.failed.full'),
    refused: t('offline.failed.refused'),
  }
  return Response.json(words)
}
