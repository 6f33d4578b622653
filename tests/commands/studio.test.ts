import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sanity } from '#src/commands/sanity.ts'
import { filesIn, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
const token = 'skTheTokenThatNoBrowserMaySee0123456789'
let bundle: string

beforeAll(async () => {
  const settings = {
    SANITY_PROJECT_ID: 'zp7mbokg',
    SANITY_DATASET: 'staging',
    SANITY_TOKEN: token,
    LAKE_PORT: '3931',
  }
  await sanity(['build', join(folder, 'studio'), '--yes'], {
    env: { ...settings, SITE_URL: 'https://forum.example.org' },
  })
  bundle = [...filesIn(join(folder, 'studio')).values()].join('\n')
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the Studio of a hosted project', () => {
  it('knows the project and the dataset', () => {
    expect(bundle).toMatch(/["'`]zp7mbokg["'`]/)
    expect(bundle).toMatch(/["'`]staging["'`]/)
  })

  it('contains no token', () => {
    expect(bundle.includes(token)).toBe(false)
  })

  it('contains no address of this machine and no port of the embedded lake', () => {
    // Sanity's bundle contains one: the default address of a Sentry debugging tool that we do not use.
    expect([...new Set(bundle.match(/https?:\/\/[^"'`]*localhost:.{0,20}/g))]).toEqual([
      expect.stringMatching(/^http:\/\/localhost:8969\/stream/),
    ])
    expect(bundle.includes('3931')).toBe(false)
  })
})
