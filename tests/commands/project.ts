import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { lakeClient } from '#src/client/client.ts'
import { seed } from '#src/commands/seed.ts'
import { startLake } from '#src/lake/index.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { seedContents } from '#src/seed/index.ts'
import { copyProject, projectFolder } from '../copy.ts'

export { projectFolder }

/** Creates a temporary folder; the caller removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'forum-'))
}

export type CommandResult = { code: number | null; output: string }

/** Runs a command as its own process, with these settings and without the rest of this environment. */
export async function command(
  name: string,
  {
    args = [],
    env = {},
    cwd = projectFolder,
    preload,
  }: { args?: string[]; env?: Record<string, string>; cwd?: string; preload?: string },
): Promise<CommandResult> {
  const child = spawn(
    process.execPath,
    [...(preload ? ['--import', preload] : []), `src/commands/${name}.ts`, ...args],
    {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LAKE_PORT: '3929', ENV_FILES: 'no', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const { promise, resolve: done, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', done)
  return { code: await promise, output }
}

/** Fills a data folder with the default content and the given changes, then closes the lake. */
export async function seededData(
  dataDir: string,
  { changes = [], deleted = [] }: { changes?: readonly RawDocument[]; deleted?: readonly string[] } = {},
): Promise<void> {
  // Any free port, since several test files do this at the same time.
  const lake = await startLake({ dataDir, port: 0, projectId: 'local', dataset: 'production', origins: [] })
  try {
    const client = lakeClient({
      lake: { kind: 'embedded', projectId: 'local', dataset: 'production', url: lake.url },
    })
    await seed(client, seedContents.yes)
    const transaction = client.transaction()
    for (const document of changes) transaction.createOrReplace<RawDocument>(document)
    for (const id of deleted) transaction.delete(id)
    if (changes.length + deleted.length > 0) await transaction.commit()
  } finally {
    await lake.close()
  }
}

/** Copies the project's sources to another folder, with the same packages and without caches. */
export async function projectCopy(): Promise<string> {
  const folder = join(temporaryFolder(), 'clone')
  onTestFinished(() => rmSync(dirname(folder), { recursive: true, force: true }))
  await copyProject(folder)
  return folder
}

/** The files of a folder as text, by their paths in it. */
export function filesIn(folder: string): Map<string, string> {
  const paths = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]))
}
