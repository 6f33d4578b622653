import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { answerStatus } from '#src/serving/answers.ts'
import { type ByteRange, encodingFor, rangeOf, tagsOf } from '#src/serving/conditions.ts'
import { ReleaseStoreError } from '../failures.ts'
import { type PackedFiles, tagOf } from './packed-files.ts'
import type { ServedFile } from './release-view.ts'

/** The largest file that is held in memory, in bytes. */
const maxBodyBytes = 2 * 2 ** 20
/** The largest file that is compressed. */
const maxPackedBytes = 32 * 2 ** 20

/**
 * Answers with a file: compressed where the client takes that, a part of it where it asks for one, or that it has not
 * changed. Validators and ranges are those of RFC 9110, sections 13 and 14. With a status other than 200, always the
 * whole file.
 */
export async function answerFile(
  packed: PackedFiles,
  file: ServedFile,
  request: IncomingMessage,
  response: ServerResponse,
  status = 200,
): Promise<void> {
  const found = status === 200 ? precondition(file, request) : undefined
  if (found === 'failed') return answerStatus(response, 412)
  if (found === 'unsatisfiable')
    return answerStatus(response, 416, { 'Content-Range': `bytes */${file.bytes}` })
  if (found && 'known' in found) return write(request, response, 304, [...file.headers, 'ETag', found.known])
  return sendBody(packed, file, request, response, { status, range: found })
}

/** Writes an answer, of which HEAD gets the headers alone. */
export function write(
  { method }: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: string[],
  bytes?: Buffer,
): void {
  response.writeHead(status, headers)
  response.end(method === 'HEAD' ? undefined : bytes)
}

/** The range to send, if any; the tag of what the client has already; or why there is nothing to send. */
function precondition(
  { digest, bytes }: ServedFile,
  { method, headers }: IncomingMessage,
): ByteRange | { known: string } | 'failed' | 'unsatisfiable' | undefined {
  const tag = tagOf(digest)
  // A form of the same file in another encoding is as good: it is the client that has it.
  const isOurs = (other: string) => other === tag || other.startsWith(`${tag.slice(0, -1)}-`)
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-range': ifRange } = headers
  const wanted = match === undefined ? '*' : tagsOf(match)
  if (wanted !== '*' && !wanted.some(isOurs)) return 'failed'
  const had = tagsOf(noneMatch)
  if (had === '*') return { known: tag }
  const known = had.find(isOurs)
  if (known !== undefined) return { known }
  const wantsPart = method === 'GET' && (ifRange === undefined || ifRange === tag)
  return wantsPart ? rangeOf(headers.range, bytes) : undefined
}

type Sent = { readonly status: number; readonly range: ByteRange | undefined }

async function sendBody(
  packed: PackedFiles,
  file: ServedFile,
  request: IncomingMessage,
  response: ServerResponse,
  { status, range }: Sent,
): Promise<void> {
  const canPack = file.isCompressible && file.bytes <= maxPackedBytes && range === undefined
  const encoding = canPack ? encodingFor(request.headers) : undefined
  if (encoding === undefined && file.bytes > maxBodyBytes)
    return stream(packed.pathOf(file.digest), file, request, response, { status, range })
  const loaded = packed.body(file.digest, encoding)
  const body = loaded instanceof Promise ? await loaded : loaded
  const headers = [...file.headers, 'Content-Type', file.type]
  if (range)
    return write(request, response, 206, [...headers, ...partHeaders(file, range)], part(body.bytes, range))
  if (body.encoding) headers.push('Content-Encoding', body.encoding)
  headers.push(...wholeHeaders(status, body.bytes.length, body.tag))
  write(request, response, status, headers, body.bytes)
}

/** A file that is too large to be held in memory, or a part of it. */
async function stream(
  path: string,
  file: ServedFile,
  request: IncomingMessage,
  response: ServerResponse,
  { status, range }: Sent,
): Promise<void> {
  const handle = await open(path)
  try {
    // Of fewer bytes than were promised the client would wait for the rest.
    if ((await handle.stat()).size !== file.bytes)
      throw new ReleaseStoreError('fileDamaged', { path, found: 'its bytes are not those that were written' })
    const { first: start, last: end } = range ?? { first: 0, last: file.bytes - 1 }
    const more = range ? partHeaders(file, range) : wholeHeaders(status, file.bytes, tagOf(file.digest))
    response.writeHead(range ? 206 : status, [...file.headers, 'Content-Type', file.type, ...more])
    if (request.method === 'HEAD') response.end()
    else await pipeline(handle.createReadStream({ start, end, autoClose: false }), response)
  } catch (error) {
    // A client that goes away is no fault.
    if (!response.destroyed) throw error
  } finally {
    await handle.close()
  }
}

const part = (bytes: Buffer, { first, last }: ByteRange) => bytes.subarray(first, last + 1)

const partHeaders = ({ digest, bytes }: ServedFile, { first, last }: ByteRange) => [
  ...['Content-Range', `bytes ${first}-${last}/${bytes}`],
  ...['Content-Length', String(last - first + 1)],
  ...['ETag', tagOf(digest)],
]

const wholeHeaders = (status: number, length: number, tag: string) => [
  ...['Content-Length', String(length)],
  ...(status === 200 ? ['ETag', tag, 'Accept-Ranges', 'bytes'] : []),
]
