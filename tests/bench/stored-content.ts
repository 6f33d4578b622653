import { readFile } from 'node:fs/promises'
import { inventedContent, moreSessions } from '#src/commands/dev/invented.ts'
import { type Part, pack } from '#src/commands/transfer/archive.ts'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { defaultContent, editionImage } from '#src/seed/index.ts'

/** All documents of a site with a number of sessions: up to 14 the default content and some more, else invented ones. */
export function contentWith(sessions: number): readonly RawDocument[] {
  const own = defaultContent.filter(({ _type }) => _type === 'session').length
  return sessions > 14 ? inventedContent(sessions) : [...defaultContent, ...moreSessions(sessions - own)]
}

/** Packs documents as `npm run content:import` takes them. Editions with an image have that of the default content. */
export async function packContent(path: string, documents: readonly RawDocument[]): Promise<void> {
  const image = await readFile(editionImage.file)
  const lines = documents.map((document) => `${JSON.stringify(withAsset(document))}\n`)
  async function* parts() {
    yield part('data.ndjson', Buffer.from(lines.join('')))
    yield part(imageFile, image)
  }
  await pack(path, parts(), new AbortController().signal)
}

/** The same documents with one more word in every text of more than a line: on each page that shows one, in no picture. */
export function withOtherTexts(documents: readonly RawDocument[], word: string): readonly RawDocument[] {
  const changed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(changed)
    if (!isRecord(value)) return value
    if (value._type === 'internationalizedArrayTextValue')
      return { ...value, value: `${value.value} ${word}` }
    if (value._type === 'block' && Array.isArray(value.children)) {
      const other = { _type: 'span', _key: 'other', text: ` ${word}`, marks: [] }
      return { ...value, children: [...value.children, other] }
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, changed(inner)]))
  }
  return documents.map((document) => ({
    ...document,
    ...Object.fromEntries(Object.entries(document).map(([name, value]) => [name, changed(value)])),
  }))
}

const imageFile = 'images/durban.png'

const withAsset = (document: RawDocument): RawDocument =>
  document._type === 'edition' && isRecord(document.image)
    ? { ...document, image: { ...document.image, _sanityAsset: `image@file://./${imageFile}` } }
    : document

const part = (name: string, bytes: Buffer): Part => ({
  name,
  size: bytes.length,
  body: (async function* () {
    yield bytes
  })(),
})
