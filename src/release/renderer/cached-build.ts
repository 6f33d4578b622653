import { hash } from 'node:crypto'
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readIfExists } from '../files.ts'
import { whileLocked } from '../lock-file.ts'
import { projectFolder } from '../program.ts'
import { inWorkingFolder, projectWork } from '../working-folder.ts'
import { fingerprint } from './fingerprint.ts'

/**
 * The folder of a build of the present sources and settings: an earlier build if all of its files are as they were
 * built, else a new one. Of several who ask at once, in threads or processes, one builds, and the others wait for it.
 * @throws the reason of `signal`, and {LockedError}
 * @param build writes the files into a folder
 */
export async function cachedBuild(
  { name, settings, sources, signal }: CachedBuild,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = resolve(projectFolder, 'node_modules/.cache', name, await fingerprint(settings, sources))
  if (await isWhole(folder)) return folder
  await mkdir(dirname(folder), { recursive: true })
  const work = async () => {
    // Whoever had the lock has built it.
    if (await isWhole(folder)) return
    await inWorkingFolder(projectWork, async (working) => {
      const staging = join(working, name)
      await build(staging)
      await writeFile(join(working, 'files.json'), await fileList(staging))
      await rm(folder, { recursive: true, force: true })
      await rename(staging, folder)
      await rename(join(working, 'files.json'), listFileOf(folder))
    })
  }
  await whileLocked(`${folder}.lock`, work, { waitMilliseconds: buildMilliseconds, signal })
  return folder
}

type CachedBuild = {
  readonly name: string
  readonly settings: unknown
  readonly sources: readonly string[]
  /** Ends waiting for a build of somebody else; `build` itself has to look at it too. */
  readonly signal?: AbortSignal | undefined
}

/** How long somebody else may build. */
const buildMilliseconds = 10 * 60_000

const listFileOf = (folder: string) => `${folder}.json`

/** Whether all files of a build are there, as they were built. */
async function isWhole(folder: string): Promise<boolean> {
  const list = await readIfExists(listFileOf(folder))
  return list !== undefined && list === (await fileList(folder))
}

/** All files of a folder with the hashes of their bytes, as text. */
async function fileList(folder: string): Promise<string> {
  const files: [string, string][] = []
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.push([path.slice(folder.length + 1), hash('sha256', await readFile(path), 'base64')])
  }
  return JSON.stringify(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}
