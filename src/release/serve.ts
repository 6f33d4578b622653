import { readFile } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import compression from 'compression'
import { answering, answerStatus } from '#src/serving/answers.ts'
import { isUnknownKind } from '#src/serving/content-types.ts'
import { FolderOfFiles } from '#src/serving/file-server.ts'
import { type HeaderRule, headersAt } from './headers.ts'

/** Serves the files of a release under the path of SITE_URL with their headers, as a static host does. */
export async function releaseListener(
  folder: string,
  base: string,
  rules: readonly HeaderRule[],
): Promise<RequestListener> {
  const notFound = await readFile(join(folder, '404.html'))
  const files = await FolderOfFiles.open(folder, (address) => ({
    ...headersAt(rules, address),
    ...(isUnknownKind(address) && { 'Content-Type': 'application/octet-stream' }),
  }))
  const compress = compression({ filter: isCompressible })
  return answering(async (target, request, response) => {
    compress(request, response, () => {})
    if (await files.answer(target, base, request, response)) return
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    response.writeHead(404, {
      ...headersAt(rules, '/404.html'),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': notFound.byteLength,
    })
    response.end(notFound)
  })
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

/** The ranges of an answer count bytes of the file, which a compressed answer does not have. */
const isCompressible = (request: IncomingMessage, response: ServerResponse) =>
  response.statusCode !== 206 && compression.filter(request, response)
