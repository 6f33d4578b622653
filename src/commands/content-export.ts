import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '#src/config.ts'
import { isPublished } from '#src/lake/index.ts'
import { UsageError } from './failures.ts'
import { withLake } from './local-lake.ts'
import { run } from './run.ts'
import { pack } from './transfer/archive.ts'
import { assetCount, counted, everything, isGiven, onlyEmbedded, stopSignal } from './transfer/both-ways.ts'
import { isAsset, partsOf } from './transfer/export-parts.ts'

/**
 * `npm run content:export -- FILE`: everything that was written, with its images and files, in Sanity's export
 * format. `--no-drafts` leaves out what is not published, `--overwrite` replaces the file.
 */
await run(async () => {
  const { values, positionals } = parseArgs({
    options: { 'no-drafts': { type: 'boolean' }, overwrite: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0)
    throw new UsageError('Name one file to write: npm run content:export -- content.tar.gz')
  const config = readConfig(process.env)
  onlyEmbedded(config, 'export', file)
  const path = resolve(file)
  if (!isGiven('overwrite', values.overwrite) && (await stat(path).catch(() => undefined)))
    throw new UsageError(`${file} is there already. Name another file, or add --overwrite.`)
  // npm hands on its own reading of --no-drafts as an empty setting.
  const withoutDrafts = values['no-drafts'] ?? process.env.npm_config_drafts === ''
  const signal = stopSignal()
  await withLake(config, async (found) => {
    const lake = onlyEmbedded(found, 'export', file)
    const all = await everything(lake, signal)
    const documents = all.filter((one) => !isAsset(one) && !(withoutDrafts && !isPublished(one._id)))
    const assets = all.filter(isAsset)
    await pack(path, partsOf({ lake }, documents, assets, signal), signal)
    const drafts = documents.filter(({ _id }) => !isPublished(_id)).length
    const { size } = await stat(path)
    console.log(
      `${file}: ${counted(documents.length, 'document')} (${counted(drafts, 'draft')}), ` +
        `${assetCount(assets.length)}, ${(size / 1e6).toFixed(1)} MB`,
    )
  })
})
