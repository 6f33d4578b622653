import { extname } from 'node:path'
import compressible from 'compressible'
import { contentType, lookup } from 'mime-types'
import { downloadKinds } from '#src/model/downloads.ts'

const unknownType = 'application/octet-stream'

/**
 * The `Content-Type` of an address without the path of SITE_URL; that of a folder is its page. An uploaded file of a kind
 * that pages do not offer has none of its own: no page may take it for a script or a style.
 */
export function contentTypeOf(address: string): string {
  if (isUnknownKind(address)) return unknownType
  if (address.endsWith('/')) return 'text/html; charset=utf-8'
  return contentType(extname(address)) || unknownType
}

/** Whether an address is that of an uploaded file that pages do not offer. */
export const isUnknownKind = (address: string): boolean =>
  address.startsWith('/files/') && !downloadKinds.includes(address.split('.').at(-1) ?? '')

/** Whether files at an address get smaller by compression: text does, images and fonts are compressed already. */
export function isCompressibleAt(address: string): boolean {
  const type = address.endsWith('/') ? 'text/html' : lookup(address)
  return !isUnknownKind(address) && type !== false && compressible(type) === true
}
