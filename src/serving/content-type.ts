import { contentType } from 'mime-types'
import { downloadKinds } from '#src/model/downloads.ts'

/**
 * The `Content-Type` of an address. An uploaded file that pages do not offer has one that no page takes for a script or
 * a style.
 * @example contentTypeAt('/en/index.html') → 'text/html; charset=utf-8'
 */
export function contentTypeAt(address: string): string {
  const extension = address.split('.').at(-1) ?? ''
  const isUnknown = address.startsWith('/files/') && !downloadKinds.includes(extension)
  return (!isUnknown && contentType(extension)) || 'application/octet-stream'
}
