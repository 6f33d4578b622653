import { hash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of an output: digests of their bytes by their paths, and the sum of their bytes. */
export type Output = { readonly digests: ReadonlyMap<string, string>; readonly bytes: number }

export const noOutput: Output = { digests: new Map(), bytes: 0 }

export function outputIn(folder: string): Output {
  const digests = new Map<string, string>()
  let bytes = 0
  for (const entry of globSync('**/*', { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = readFileSync(path)
    digests.set(path.slice(folder.length + 1), hash('sha1', content))
    bytes += content.length
  }
  return { digests, bytes }
}

const isPage = (path: string): boolean => path.endsWith('.html')

/** How much there is, and in how many pages it differs from what was there before. */
export function countsOf(output: Output, before: Output) {
  const pages = [...output.digests.keys()].filter(isPage)
  return {
    files: output.digests.size,
    bytes: output.bytes,
    pages: pages.length,
    changed: pages.filter((path) => output.digests.get(path) !== before.digests.get(path)).length,
  }
}
