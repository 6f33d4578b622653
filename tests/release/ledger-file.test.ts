import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { keepLedger, readLedger } from '#src/release/ledger-file.ts'

const test = base.extend('config', async ({ task }, { onCleanup }) => {
  const dataDir = mkdtempSync(join(tmpdir(), `ledger-${task.id}-`))
  onCleanup(() => rmSync(dataDir, { recursive: true, force: true }))
  return readConfig({ DATA_DIR: dataDir })
})

const ledgerOf = (...ids: string[]): Ledger => ({
  ...emptyLedger,
  addresses: Object.fromEntries(
    ids.map((id) => [`/en/${id}/`, { kind: 'page' as const, id, titles: { en: id } }]),
  ),
})

test('a data folder that never published has an empty ledger', async ({ config }) => {
  expect(await readLedger(config, 'dataDir')).toEqual(emptyLedger)
})

test('a ledger that is gone or damaged stops a build, which names the last copy', async ({ config }) => {
  const path = join(config.dataDir, 'addresses.json')
  await keepLedger(config, ledgerOf('one'))
  await keepLedger(config, ledgerOf('one', 'two'))
  const copy = join(config.dataDir, 'ledgers', 'addresses.2.json')
  expect(readFileSync(copy, 'utf8')).toBe(readFileSync(path, 'utf8'))
  const text = readFileSync(path, 'utf8')
  for (const damaged of ['', text.slice(0, -20), '[]']) {
    writeFileSync(path, damaged)
    await expect(readLedger(config, 'dataDir')).rejects.toMatchObject({ place: path, copy })
  }
  rmSync(path)
  await expect(readLedger(config, 'dataDir')).rejects.toMatchObject({
    place: path,
    found: 'it is gone',
    copy,
  })
  writeFileSync(path, readFileSync(copy))
  expect(await readLedger(config, 'dataDir')).toEqual(ledgerOf('one', 'two'))
})

test('the last five ledgers are kept, and one that is the same only once', async ({ config }) => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  for (const [index] of ids.entries()) {
    await keepLedger(config, ledgerOf(...ids.slice(0, index + 1)))
    await keepLedger(config, ledgerOf(...ids.slice(0, index + 1)))
  }
  expect(readdirSync(join(config.dataDir, 'ledgers')).sort()).toEqual(
    [3, 4, 5, 6, 7].map((number) => `addresses.${number}.json`),
  )
  expect(statSync(join(config.dataDir, 'addresses.json')).mode & 0o777).toBe(0o600)
})
