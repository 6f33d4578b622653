import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test as base, expect } from 'vitest'
import { prepareOutput, putInPlace } from '#src/release/output-folder.ts'
import { projectFolder } from '#src/release/program.ts'

const test = base.extend('folder', async ({ task }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), `output-${task.id}-`))
  onCleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
})

const write = (path: string, text = '') => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** The outcome of preparing an output, with the data in `data`. */
const refused = (folder: string, name: string) =>
  prepareOutput(join(folder, name), join(folder, 'data')).then(
    () => undefined,
    (error) => error.found,
  )

test('only a new folder, an empty one or an earlier site is replaced', async ({ folder }) => {
  write(join(folder, 'thesis', 'chapters', 'one.txt'), 'years of work')
  write(join(folder, 'package.json'))
  write(join(folder, 'site', 'release.json'))
  mkdirSync(join(folder, 'empty'))
  expect(await refused(folder, 'thesis')).toBe('it has files that are no site of this project')
  expect(await refused(folder, 'package.json')).toBe('it is a file')
  expect(readFileSync(join(folder, 'thesis', 'chapters', 'one.txt'), 'utf8')).toBe('years of work')
  for (const name of ['site', 'empty', 'new', 'new/er']) expect(await refused(folder, name)).toBeUndefined()
})

test('the project, the data, and what holds them stay', async ({ folder }) => {
  mkdirSync(join(folder, 'data'))
  expect(await refused(folder, 'data')).toBe(`it holds ${join(folder, 'data')}`)
  expect(await refused(folder, '.')).toBe(`it holds ${join(folder, 'data')}`)
  for (const path of ['/', dirname(projectFolder), projectFolder])
    await expect(prepareOutput(path, join(folder, 'data'))).rejects.toMatchObject({
      found: `it holds ${projectFolder}`,
    })
  expect(await refused(folder, 'database')).toBeUndefined()
})

test('folders of others beside the output stay', async ({ folder }) => {
  write(join(folder, 'site.old', 'notes.txt'))
  expect(await refused(folder, 'site')).toBe('it has files that are no site of this project')
  expect(readdirSync(join(folder, 'site.old'))).toEqual(['notes.txt'])
})

test('a site that a killed build had moved away comes back', async ({ folder }) => {
  write(join(folder, 'site.old', 'release.json'), 'earlier')
  write(join(folder, 'site.new', 'release.json'), 'half')
  expect(await refused(folder, 'site')).toBeUndefined()
  expect(readFileSync(join(folder, 'site', 'release.json'), 'utf8')).toBe('earlier')
  expect(readdirSync(folder)).toEqual(['site'])
})

test('a release takes the place of the one before it', async ({ folder }) => {
  write(join(folder, 'site', 'release.json'), 'earlier')
  write(join(folder, 'site', 'gone.html'))
  write(join(folder, 'made', 'release.json'), 'new')
  await putInPlace(join(folder, 'made'), join(folder, 'site'))
  expect(readFileSync(join(folder, 'site', 'release.json'), 'utf8')).toBe('new')
  expect(existsSync(join(folder, 'site', 'gone.html'))).toBe(false)
  expect(readdirSync(folder)).toEqual(['site'])
})

test.skipIf(!existsSync('/proc/self'))('a place where no folder can be made is refused at once', async () => {
  for (const path of ['/proc/site', '/proc/new/site'])
    await expect(prepareOutput(path, tmpdir())).rejects.toMatchObject({
      found: 'no folder can be made there (ENOENT)',
    })
})
