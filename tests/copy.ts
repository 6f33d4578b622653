import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join, resolve } from 'node:path'

export const projectFolder = resolve(import.meta.dirname, '..')

/** Copies the project's sources into a new folder; packages are links, and caches stay behind. */
export async function copyProject(folder: string): Promise<void> {
  const entries = ['src', 'site', 'studio', 'docs/editors/guide', 'locales', 'package.json', 'tsconfig.json']
  const settings = ['astro.config.mjs', 'sanity.config.ts', 'sanity.cli.ts']
  for (const entry of [...entries, ...settings])
    await cp(join(projectFolder, entry), join(folder, entry), { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(projectFolder, 'node_modules'))) {
    if (!name.startsWith('.') || name === '.bin')
      symlinkSync(join(projectFolder, 'node_modules', name), join(folder, 'node_modules', name))
  }
}
