import { Readable } from 'node:stream'
import type { StoredDocument } from '../document.ts'
import type { Lakeside, Routes } from './app.ts'

/**
 * All documents as they stand at one moment, a line of JSON each, in the order of their ids: what Sanity's own
 * exporter reads. It may ask page by page (`nextCursor`), and gets everything as the only page.
 */
export function exportRoutes(app: Routes, { content, dataset }: Lakeside): void {
  app.get(`/data/export/${dataset}`, (c) => {
    const types = c.req.query('types')?.split(',')
    const documents = [...content.store.documents]
      .filter(({ _type }) => types === undefined || types.includes(_type))
      .sort((a, b) => (a._id < b._id ? -1 : 1))
    c.header('Content-Type', 'application/x-ndjson')
    return c.body(Readable.toWeb(Readable.from(linesOf(documents))) as ReadableStream)
  })
}

/** Several lines at a time, so that a large dataset is not thousands of small writes. */
function* linesOf(documents: readonly StoredDocument[]): Generator<Buffer> {
  for (let at = 0; at < documents.length; at += 100) {
    const lines = documents.slice(at, at + 100).map((document) => `${JSON.stringify(document)}\n`)
    yield Buffer.from(lines.join(''))
  }
}
