import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { cached } from '#src/pictures/file-cache.ts'

const test = base.extend('path', async ({ task }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), `cache-${task.id}-`))
  onCleanup(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'pictures', 'one.png')
})

test('a file is made once, and again when it was cut short or changed', async ({ path }) => {
  let made = 0
  const make = async () => {
    made += 1
    return Buffer.from('the picture')
  }
  expect(String(await cached(path, make))).toBe('the picture')
  expect(String(await cached(path, make))).toBe('the picture')
  expect(made).toBe(1)
  const whole = readFileSync(path)
  const changed = Buffer.from(whole)
  changed[whole.length - 1] = 0
  for (const damaged of [Buffer.alloc(0), whole.subarray(0, 20), whole.subarray(0, -1), changed]) {
    writeFileSync(path, damaged)
    made = 0
    expect([String(await cached(path, make)), made]).toEqual(['the picture', 1])
  }
})

test('what cannot be made is not stored', async ({ path }) => {
  await expect(cached(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(String(await cached(path, async () => Buffer.from('now')))).toBe('now')
})
