import { Readable } from 'node:stream'
import type { StoredDocument } from '../document.ts'
import type { LakeServices, Routes } from './services.ts'

/**
 * All documents at one moment, as lines of JSON in the order of their ids, for Sanity's own exporter. A request for
 * a page (`nextCursor`) also gets all documents: they are the only page.
 */
export function exportRoutes(app: Routes, { dataset, datasetName }: LakeServices): void {
  app.get(`/data/export/${datasetName}`, (c) => {
    const types = c.req.query('types')?.split(',')
    const documents = [...dataset.documents]
      .filter(({ _type }) => types === undefined || types.includes(_type))
      .sort((a, b) => (a._id < b._id ? -1 : 1))
    c.header('Content-Type', 'application/x-ndjson')
    return c.body(Readable.toWeb(Readable.from(linesOf(documents))) as ReadableStream)
  })
}

/** Lines in chunks of 100 documents, so that a large dataset does not become thousands of small writes. */
function* linesOf(documents: readonly StoredDocument[]): Generator<Buffer> {
  for (let start = 0; start < documents.length; start += 100) {
    const lines = documents.slice(start, start + 100).map((document) => `${JSON.stringify(document)}\n`)
    yield Buffer.from(lines.join(''))
  }
}
