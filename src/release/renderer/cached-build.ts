import { hash } from 'node:crypto'
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readIfExists } from '../files.ts'
import { projectFolder } from '../program.ts'
import { inWorkingFolder, projectWork } from '../working-folder.ts'
import { fingerprint } from './fingerprint.ts'

/**
 * The folder of a build of the present sources and settings: an earlier build if all of its files are as they were
 * built, else a new one.
 * @param build writes the files into a folder
 */
export async function cachedBuild(
  { name, settings, sources }: { name: string; settings: unknown; sources: readonly string[] },
  build: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = resolve(projectFolder, 'node_modules/.cache', name, await fingerprint(settings, sources))
  const listFile = `${folder}.json`
  const list = await readIfExists(listFile)
  if (list !== undefined && list === (await fileList(folder))) return folder
  await inWorkingFolder(projectWork, async (working) => {
    const staging = join(working, name)
    await build(staging)
    await writeFile(join(working, 'files.json'), await fileList(staging))
    await mkdir(dirname(folder), { recursive: true })
    await rm(folder, { recursive: true, force: true })
    await rename(staging, folder)
    await rename(join(working, 'files.json'), listFile)
  })
  return folder
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
