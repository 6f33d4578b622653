import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../program.ts'

/** A hash of settings and of the project's files that match the patterns. It changes when any of them changes. */
export async function fingerprint(settings: unknown, patterns: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings))
  const files: string[] = []
  for (const pattern of patterns)
    for await (const file of glob(pattern, { cwd: projectFolder })) files.push(file)
  for (const file of files.sort()) {
    const bytes = await readFile(join(projectFolder, file)).catch(() => undefined)
    if (bytes) hash.update(file).update('\0').update(bytes)
  }
  return hash.digest('hex').slice(0, 16)
}
