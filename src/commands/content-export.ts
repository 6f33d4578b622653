import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readConfig } from '#src/config.ts'
import { isPublished } from '#src/lake/index.ts'
import { UsageError } from './errors.ts'
import { withLake } from './local-lake.ts'
import { run } from './run.ts'
import { stopSignal } from './stop.ts'
import { pack } from './transfer/archive.ts'
import { archiveParts } from './transfer/export-parts.ts'
import { allDocuments, isAsset, isContent, requireEmbedded } from './transfer/lake-content.ts'
import { assetCount, counted } from './transfer/progress.ts'

/** `npm run content:export`: exports all content, with images and files, in Sanity's export format. */
await run(
  {
    call: 'npm run content:export',
    about: 'Writes all content, with its images and files, in Sanity’s export format.',
    options: {
      'no-drafts': { about: 'leave out what is not published' },
      overwrite: { about: 'replace the file if it exists' },
    },
    files: ['FILE'],
  },
  async ({ 'no-drafts': withoutDrafts, overwrite }, file) => {
    const config = readConfig(process.env)
    requireEmbedded(config, 'export', file)
    const path = resolve(file)
    if (!overwrite && (await stat(path).catch(() => undefined)))
      throw new UsageError(`${file} already exists. Name another file, or add --overwrite.`)
    const signal = stopSignal()
    await withLake(config, async (lakeConfig) => {
      const lake = requireEmbedded(lakeConfig, 'export', file)
      const all = await allDocuments(lake, signal)
      const documents = all.filter(
        (document) => isContent(document) && !(withoutDrafts && !isPublished(document._id)),
      )
      const assets = all.filter(isAsset)
      await pack(path, archiveParts({ lake }, documents, assets, signal), signal)
      const drafts = documents.filter(({ _id }) => !isPublished(_id)).length
      const { size } = await stat(path)
      console.log(
        `${file}: ${counted(documents.length, 'document')} (${counted(drafts, 'draft')}), ` +
          `${assetCount(assets.length)}, ${(size / 1e6).toFixed(1)} MB`,
      )
    })
  },
)
