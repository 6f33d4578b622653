import type { APIRoute } from 'astro'
import { wordsOf } from '#src/i18n.ts'
import { localeIn, pathsOf } from '../../routes.ts'
import type { LaterWords } from '../../scripts/page-words.ts'

export const getStaticPaths = () => pathsOf('/[locale]/words.json')

/** The words of code that is loaded later, which pages need not carry. */
export const GET: APIRoute = ({ params }) => {
  const locale = localeIn(params)
  if (!locale) return new Response(null, { status: 404 })
  const t = wordsOf(locale)
  const words: LaterWords = {
    ...{ newer: t('newer.line'), show: t('newer.show') },
    ...{ since: t('since.title'), own: t('since.own'), others: t('since.others'), hide: t('since.hide') },
    keep: t('offline.keep'),
    keeping: t('offline.keeping', { percent: '{{percent}}' }),
    kept: t('offline.kept', { time: '{{time}}' }),
    ...{ update: t('offline.update'), remove: t('offline.remove') },
    ...{ network: t('offline.failed.network'), full: t('offline.failed.full') },
    refused: t('offline.failed.refused'),
  }
  return new Response(JSON.stringify(words), { headers: { 'Content-Type': 'application/json' } })
}
