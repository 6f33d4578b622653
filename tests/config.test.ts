import { describe, expect, it } from 'vitest'
import { ConfigError, publicSettings, readConfig } from '#src/config.ts'

describe('settings', () => {
  it('are all optional, and then mean the embedded lake on this machine', () => {
    expect(readConfig({})).toEqual({
      dataDir: '.data',
      lakePort: 3900,
      studioPort: 3333,
      sitePort: 4321,
      siteUrl: new URL('http://localhost:4321/'),
      previewPort: 4322,
      previewUrl: new URL('http://localhost:4322/'),
      publisherPort: 4323,
      studioUrl: new URL('http://localhost:3333/'),
      defaultContent: 'yes',
      log: 'text',
      offline: true,
      lake: { kind: 'embedded', projectId: 'local', dataset: 'production', url: 'http://localhost:3900' },
    })
  })

  it('with a project id mean the hosted Content Lake', () => {
    const config = readConfig({ SANITY_PROJECT_ID: 'abc123', SITE_URL: 'https://example.org/forum' })
    expect(config.lake).toEqual({ kind: 'hosted', projectId: 'abc123', dataset: 'production' })
    expect(config.siteUrl.href).toBe('https://example.org/forum/')
  })

  it('say what an empty lake starts with', () => {
    const values = ['yes', 'congress', 'no', ''].map((value) => readConfig({ DEFAULT_CONTENT: value }))
    expect(values.map(({ defaultContent }) => defaultContent)).toEqual(['yes', 'congress', 'no', 'yes'])
  })

  it('count as not set when they are empty', () => {
    expect(readConfig({ SITE_PORT: '', SANITY_PROJECT_ID: ' ' })).toEqual(readConfig({}))
  })

  it.each([
    ['LAKE_PORT', '70000', 'LAKE_PORT is "70000"; it must be a port number from 1 to 65535'],
    ['STUDIO_PORT', 'http', 'STUDIO_PORT is "http"; it must be a port number from 1 to 65535'],
    [
      'SITE_URL',
      'forum.example.org',
      'SITE_URL is "forum.example.org"; it must be an address such as https://forum.example.org or https://example.org/forum, without ? or #',
    ],
    [
      'DEFAULT_CONTENT',
      'false',
      'DEFAULT_CONTENT is "false"; it must be yes, congress for a whole invented congress, or no for a lake that starts empty',
    ],
    [
      'SANITY_DATASET',
      'Über',
      'SANITY_DATASET is "Über"; it must be the name of a dataset: lower-case letters, digits, dashes and underscores',
    ],
    [
      'SANITY_TOKEN',
      'short',
      'SANITY_TOKEN is set to something unusable; it must be an API token of the project (at least 20 characters)',
    ],
    [
      'WEBHOOK_SECRET',
      'tooShort',
      'WEBHOOK_SECRET is set to something unusable; it must be the secret of the webhook (at least 16 characters)',
    ],
    [
      'DEPLOY_TO',
      'https://x:s3cret@example.org/forum.git',
      'DEPLOY_TO is set to something unusable; it must be user@host:/folder, s3://bucket/prefix, or a git repository with a branch (git@host:owner/name.git#branch)',
    ],
    ['SITE_PORT', '3900', 'SITE_PORT is "3900"; LAKE_PORT is the same; they must differ'],
    ['PUBLISHER_PORT', '4322', 'PUBLISHER_PORT is "4322"; PREVIEW_PORT is the same; they must differ'],
    ['PREVIEW_PORT', '4321', 'PREVIEW_PORT is "4321"; SITE_PORT is the same; they must differ'],
    [
      'PREVIEW_URL',
      'https://example.org/preview',
      'PREVIEW_URL is "https://example.org/preview"; it must be an address such as https://preview.example.org, without a path, ? or #',
    ],
    [
      'STUDIO_URL',
      'studio.example.org',
      'STUDIO_URL is "studio.example.org"; it must be an address such as https://studio.example.org or https://example.org/studio, without ? or #',
    ],
  ])('%s=%s is refused in words', (variable, value, message) => {
    expect(() => readConfig({ [variable]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [variable]: value })).toThrow(message)
  })

  it('name every wrong variable at once', () => {
    expect(() => readConfig({ LAKE_PORT: 'x', SITE_PORT: 'y' })).toThrow(/LAKE_PORT.*\n.*SITE_PORT/)
  })

  it('tell the Studio where the published addresses are: this machine’s site, or the one of a hosted project', () => {
    const siteOf = (env: Record<string, string>) => publicSettings(readConfig(env)).siteUrl
    expect(siteOf({})).toBe('http://localhost:4321/')
    expect(siteOf({ SITE_URL: 'https://example.org/forum', SITE_PORT: '4000' })).toBe(
      'http://localhost:4000/forum/',
    )
    expect(siteOf({ SANITY_PROJECT_ID: 'abc123', SITE_URL: 'https://example.org/forum' })).toBe(
      'https://example.org/forum/',
    )
    expect(siteOf({ SANITY_PROJECT_ID: 'abc123' })).toBe(undefined)
  })

  it('tell the Studio where drafts are shown: under the path of the site; with a hosted project where PREVIEW_URL says', () => {
    const previewOf = (env: Record<string, string>) => publicSettings(readConfig(env)).previewUrl
    expect(previewOf({ PREVIEW_PORT: '4000' })).toBe('http://localhost:4000/')
    expect(previewOf({ SITE_URL: 'https://example.org/forum' })).toBe('http://localhost:4322/forum/')
    expect(previewOf({ SANITY_PROJECT_ID: 'abc123' })).toBe(undefined)
    expect(
      previewOf({
        SANITY_PROJECT_ID: 'abc123',
        SITE_URL: 'https://example.org/forum',
        PREVIEW_URL: 'https://preview.example.org',
      }),
    ).toBe('https://preview.example.org/forum/')
  })

  it('give the Studio no token, and no address of this machine when the lake is hosted', () => {
    const config = readConfig({ SANITY_PROJECT_ID: 'abc123', SANITY_TOKEN: 'sk'.repeat(20) })
    expect(publicSettings(config)).toEqual({
      projectId: 'abc123',
      dataset: 'production',
      apiVersion: '2025-02-19',
    })
  })
})
