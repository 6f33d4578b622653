import type { RequestListener } from 'node:http'
import { type Config, publicSettings, publishedSite } from '#src/config.ts'
import { cachedBuild } from '#src/release/renderer/cached-build.ts'
import { answering, answerStatus } from '#src/serving/answers.ts'
import { FolderOfFiles } from '#src/serving/file-server.ts'
import { sanity } from './sanity.ts'

/**
 * Builds the Studio (about 15 s), unless there is a build of the present sources and settings.
 * @returns the folder of the build
 * @throws {SanityCommandError} and the reason of `signal`, which ends it
 */
export function builtStudio(config: Config, signal?: AbortSignal): Promise<string> {
  return cachedBuild({ name: 'studio', settings: publicSettings(config), sources, signal }, (folder) =>
    sanity(['build', folder, '--yes'], { signal }),
  )
}

/** The content security policy of the Studio: it may connect only to itself, the lake and the site's ledger of addresses. */
export function studioPolicy(config: Config): string {
  const { lake, siteUrl, previewUrl } = config
  const api =
    lake.kind === 'embedded'
      ? [lake.url, lake.url.replace('//localhost', '//*.localhost')]
      : ['https://*.sanity.io', 'https://*.sanity.work']
  const ledger = publishedSite(config)?.origin
  const sockets = api.map((origin) => origin.replace(/^http/, 'ws'))
  const images = lake.kind === 'embedded' ? api : ['https://cdn.sanity.io', 'https://*.sanity.io']
  return [
    "default-src 'self'",
    `connect-src 'self' ${[...api, ...sockets, ...(ledger ? [ledger] : [])].join(' ')}`,
    `img-src 'self' data: blob: ${images.join(' ')}`,
    "font-src 'self' data:",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    `frame-src 'self' ${[siteUrl, ...(previewUrl ? [previewUrl] : [])].map(({ origin }) => origin).join(' ')}`,
    "frame-ancestors 'self'",
  ].join('; ')
}

/** Serves the built Studio, a single-page application: every address without a file gets its page. */
export async function studioListener(folder: string, policy: string): Promise<RequestListener> {
  const headers = {
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  }
  const files = await FolderOfFiles.open(folder, () => headers)
  return answering(async (target, request, response) => {
    if (await files.answer(target, '/', request, response)) return
    // A file that is asked for by its name is not the page: its answer would be taken for a script.
    const isPage = !/\/[\w\s~$.-]+\.\w+$/.test(target.path)
    if (!isPage || !(await files.answer({ path: '/', query: '' }, '/', request, response)))
      answerStatus(response, 404)
  })
}

const sources = [
  'studio/**/*.ts*',
  'src/*.ts',
  'src/{model,programme,addresses,rules,content}/*.ts',
  'locales/*.json',
  'docs/editors/guide/*.md',
  'sanity.*.ts',
  'package-lock.json',
]
