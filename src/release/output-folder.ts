import { existsSync } from 'node:fs'
import { cp, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { makeFolder } from '#src/make-folder.ts'
import { OutputError } from './failures.ts'
import { projectFolder } from './program.ts'

/**
 * The folder that a release is written to. It is replaced as a whole, so it must be new, empty, or hold an earlier
 * release: nothing else is ever removed.
 */

/** A file that every release has. */
const mark = 'release.json'

/**
 * Checks that a release may replace what stands at a path. Where an earlier build was killed while it put its output in
 * place, gives the release before it its name again.
 * @throws {OutputError}
 */
export async function prepareOutput(outDir: string, dataDir: string): Promise<void> {
  for (const folder of [projectFolder, resolve(dataDir)])
    if (isWithin(folder, outDir)) throw new OutputError(outDir, `it holds ${folder}`)
  const { beside, old } = namesBeside(outDir)
  for (const path of [outDir, beside, old]) {
    const found = await otherContent(path)
    if (found !== undefined) throw new OutputError(path, found)
  }
  if (!existsSync(outDir) && existsSync(old)) await rename(old, outDir)
  for (const folder of [beside, old]) await rm(folder, { recursive: true, force: true })
  try {
    makeFolder(beside)
    await rm(beside, { recursive: true })
  } catch (error) {
    throw new OutputError(outDir, `no folder can be made there (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** Gives a finished release its place: readers of the folder see the earlier one or this one. */
export async function putInPlace(release: string, outDir: string): Promise<void> {
  const { beside, old } = namesBeside(outDir)
  makeFolder(dirname(outDir))
  await rename(release, beside).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error
    // The mark first: of a copy that was cut short, the next build then knows that it may remove it.
    await cp(join(release, mark), join(beside, mark))
    await cp(release, beside, { recursive: true })
  })
  await rename(outDir, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(beside, outDir)
  await rm(old, { recursive: true, force: true })
}

const namesBeside = (outDir: string) => ({ beside: `${outDir}.new`, old: `${outDir}.old` })

const isWithin = (inner: string, outer: string): boolean => {
  const path = relative(outer, inner)
  return path !== '..' && !path.startsWith(`..${sep}`) && resolve(outer, path) === inner
}

/** What stands at a path and is no release, in words; undefined for a release, an empty folder, or nothing. */
async function otherContent(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return undefined
  if (!found.isDirectory()) return 'it is a file'
  const names = await readdir(path)
  return names.length === 0 || names.includes(mark)
    ? undefined
    : 'it has files that are no site of this project'
}
