import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { test as base, expect } from 'vitest'
import { fetchAssets } from '#src/client/assets.ts'
import { lakeClient } from '#src/client/client.ts'
import { readConfig } from '#src/config.ts'
import { startLake } from '#src/lake/index.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, words } from '../seed/stored.ts'

const test = base.extend('folder', async ({ task }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), `assets-${task.id}-`))
  onCleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
})

test('an image or a file with other bytes than were uploaded is found, and mended by the next upload', async ({
  folder,
  onTestFinished,
}) => {
  const dataDir = join(folder, 'data')
  const lake = await startLake({ dataDir, port: 0, projectId: 'local', dataset: 'production', origins: [] })
  onTestFinished(() => lake.close())
  const config = readConfig({ LAKE_PORT: String(lake.port), DATA_DIR: dataDir })
  const client = lakeClient(config)
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#357' } })
    .png()
    .toBuffer()
  const upload = async () => ({
    image: await client.assets.upload('image', picture, { filename: 'picture.png' }),
    file: await client.assets.upload('file', Buffer.from('%PDF-1.7'), { filename: 'summary.pdf' }),
    guide: await client.assets.upload('file', Buffer.from('%PDF-1.6'), { filename: 'guide.pdf' }),
  })
  const { image, file, guide } = await upload()
  const summary = (asset: string) => [
    { _key: 'a', title: words({ en: 'Summary' }), file: { asset: { _ref: asset } } },
  ]
  const { snapshot } = examine(
    changed('edition-2019', {
      image: { asset: { _ref: image._id } },
      documents: summary(guide._id),
    }).map((document) =>
      document._id === 'session-sendai' ? { ...document, documents: summary(file._id) } : document,
    ),
  )
  if (snapshot === undefined) throw new Error('No snapshot')
  const problems = async () => [...(await fetchAssets(config, snapshot, join(folder, 'cache')))]

  for (const entry of readdirSync(join(dataDir, 'assets'), { withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = readFileSync(path)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
  expect((await problems()).toSorted()).toEqual(
    [image, file, guide].map(({ _id }) => [_id, 'damagedAsset']).toSorted(),
  )
  await upload()
  expect(await problems()).toEqual([])
})
