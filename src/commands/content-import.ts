import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ClientError, type Mutation } from '@sanity/client'
import { type Ledger, parsedLedger } from '#src/addresses/ledger.ts'
import { assetUrl, lakeClient } from '#src/client/client.ts'
import { type Config, readConfig } from '#src/config.ts'
import type { StoredDocument } from '#src/lake/index.ts'
import { maxTransactionBytes, wholeTransaction } from '#src/lake/index.ts'
import { documentTitle } from '#src/model/fields.ts'
import { LakeUnreachableError } from '#src/release/failures.ts'
import { keepLedger, readLedger } from '#src/release/ledger-file.ts'
import { dataWork, inWorkingFolder } from '#src/release/working-folder.ts'
import { UsageError } from './errors.ts'
import { faultEntries, firstOf } from './explain.ts'
import { withLake } from './local-lake.ts'
import { leftText } from './migrate-content.ts'
import { run } from './run.ts'
import { stopSignal } from './stop.ts'
import { ArchiveError, unpack } from './transfer/archive.ts'
import { type ImportAsset, identifyAssets } from './transfer/import-assets.ts'
import {
  ExistingContentError,
  type ExistingPolicy,
  type ImportPlan,
  inPresentShapeAmong,
  planImport,
  withAssets,
} from './transfer/import-plan.ts'
import { allDocuments, requireEmbedded } from './transfer/lake-content.ts'
import { assetCount, counted, progress } from './transfer/progress.ts'

/**
 * `npm run content:import`: imports an export of ours or of Sanity's own tool, after checking all of it. Documents that
 * exist and differ stop the import, unless `--replace` or `--missing` is given.
 */
await run(
  {
    call: 'npm run content:import',
    about: 'Imports an export: all of it, or nothing.',
    options: {
      'dry-run': { about: 'only show what an import would do' },
      replace: { about: 'replace documents that exist and differ' },
      missing: { about: 'leave documents that exist and differ as they are' },
    },
    files: ['FILE'],
  },
  async ({ 'dry-run': dryRun, replace, missing }, file) => {
    if (replace && missing) throw new UsageError('Use --replace or --missing, not both.')
    const config = readConfig(process.env)
    requireEmbedded(config, 'import', file)
    const path = resolve(file)
    if (!(await stat(path).catch(() => undefined))?.isFile())
      throw new UsageError(`There is no file ${path}.`)

    const signal = stopSignal()
    await inWorkingFolder(resolve(dataWork(config)), async (folder) => {
      console.log(`Reading ${file} …`)
      const archive = await unpack(path, folder, signal)
      const problems: string[] = []
      const assets = await identifyAssets(archive, problems, signal)
      const ids = new Map([...assets].map(([name, { id }]) => [name, id]))
      const archived = withAssets(archive.lines, ids, problems)
      const own = await readLedger(config, 'dataDir')
      // That of a backup counts where this machine has none: addresses go on working.
      const isFirst = Object.keys(own.permalinks).length === 0
      const restored = isFirst && archive.ledger !== undefined ? ledgerIn(file, archive.ledger) : undefined
      const ledger = restored ?? own
      const onExisting: ExistingPolicy = replace ? 'replace' : missing ? 'keep' : 'refuse'

      const makePlan = (existing: ReadonlyMap<string, StoredDocument>) => {
        const { lines, migrated, left } = inPresentShapeAmong(archived, existing)
        const plan = planImport(lines, { existing, assets: ids, ledger, onExisting }, problems)
        if (problems.length > 0) throw new ArchiveError(file, problems)
        if (migrated > 0)
          console.log(`Documents of an earlier shape: ${migrated}, brought to the present one`)
        for (const document of left) console.log(leftText(document))
        printPlan(plan, [...assets.values()], existing, config.studioUrl)
        if (onExisting === 'refuse' && plan.replace.length > 0)
          throw new ExistingContentError(plan.replace.map(({ document }) => documentTitle(document)))
        return plan
      }
      const work = async (lakeConfig: Config) => {
        const all = await allDocuments(requireEmbedded(lakeConfig, 'import', file), signal)
        const existing = new Map(all.map((document) => [document._id, document]))
        const plan = makePlan(existing)
        if (dryRun) return
        await runImport(lakeConfig, file, plan, [...assets.values()], existing, signal)
        if (restored) {
          await keepLedger(config, restored)
          console.log('The ledger of addresses was restored too.')
        }
      }
      if (dryRun) {
        await withLake(config, work).catch((error) => {
          // A dry run creates no lake. Without a lake there is no existing content.
          if (!(error instanceof LakeUnreachableError)) throw error
          makePlan(new Map())
        })
        console.log('Nothing was changed: this was a dry run.')
      } else await withLake(config, work, { createIfMissing: true })
    })
  },
)

/** @throws {ArchiveError} where the ledger of a backup cannot be read */
function ledgerIn(file: string, text: string): Ledger {
  try {
    return parsedLedger(text)
  } catch (error) {
    throw new ArchiveError(file, ['Its ledger of addresses cannot be read.'], error)
  }
}

function printPlan(
  plan: ImportPlan,
  assets: readonly ImportAsset[],
  existing: ReadonlyMap<string, StoredDocument>,
  studioUrl: URL,
): void {
  const newAssets = assets.filter(({ id }) => !existing.has(id)).length
  const { create, replace, same, kept, onlyInLake, faults } = plan
  const rows = [
    [create.length, 'new'],
    [replace.length, 'changed'],
    [same, 'the same'],
    [kept.length, 'changed, but left as they are (--missing)'],
    [onlyInLake, 'only in the lake: they stay'],
  ] as const
  const shown = rows.filter(([count], index) => index < 3 || count > 0)
  console.log(`Documents: ${shown.map(([count, what]) => `${count} ${what}`).join(' · ')}`)
  console.log(`Images and files: ${newAssets} new · ${assets.length - newAssets} the same`)
  if (faults.length > 0)
    console.log(
      `\nA build would refuse this content, because of ${counted(faults.length, 'fault')} in published documents:\n${firstOf(
        faultEntries(faults, studioUrl),
        30,
        '\n',
      )}\n`,
    )
}

/** Uploads the assets, then writes all documents in one transaction, so that either all of them are written or none. */
async function runImport(
  config: Config,
  file: string,
  plan: ImportPlan,
  assets: readonly ImportAsset[],
  existing: ReadonlyMap<string, StoredDocument>,
  signal: AbortSignal,
): Promise<void> {
  const mutations: Mutation[] = []
  for (const document of plan.create) mutations.push({ create: document })
  for (const { document, revision } of plan.replace) {
    // If somebody has changed the document since, the import fails instead of overwriting the change.
    mutations.push({ patch: { id: document._id, ifRevisionID: revision, unset: [] } })
    mutations.push({ createOrReplace: document })
  }
  if (Buffer.byteLength(JSON.stringify(mutations)) > maxTransactionBytes - 2 ** 20)
    throw new ArchiveError(file, ['Its documents are too large for one transaction.'])

  const client = lakeClient(config, { perspective: 'raw' })
  const showProgress = progress('Images and files', assets.length)
  for (const [index, { id, kind, path, filename, about }] of assets.entries()) {
    signal.throwIfAborted()
    const isThere = existing.has(id) && (await fetch(assetUrl(config, id), { method: 'HEAD', signal })).ok
    const stored = isThere
      ? existing.get(id)
      : await client.assets.upload(kind, createReadStream(path), { filename })
    if (
      Object.entries(about).some(([name, value]) => JSON.stringify(stored?.[name]) !== JSON.stringify(value))
    )
      mutations.push({ patch: { id, set: about } })
    showProgress(index + 1)
  }

  signal.throwIfAborted()
  if (mutations.length === 0) {
    console.log('The lake already has all of it.')
    return
  }
  await client
    .withConfig({ headers: wholeTransaction })
    .mutate(mutations, { visibility: 'sync', returnDocuments: false, autoGenerateArrayKeys: true })
    .catch((error) => {
      if (error instanceof ClientError && error.statusCode === 409) throw new ExistingContentError(undefined)
      throw error
    })
  console.log(
    `Done: ${counted(plan.create.length + plan.replace.length, 'document')}, ${assetCount(assets.length)}.`,
  )
}
