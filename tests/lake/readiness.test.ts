import { expect } from 'vitest'
import { startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, refusal, test } from './lake.ts'

test('while it is being filled, a lake answers only who fills it; then everybody', async ({ dataDir }) => {
  const seen: unknown[] = []
  const lake = await startLake({
    ...lakeOptions(dataDir),
    prepare: async ({ url, headers, isEmpty }) => {
      const early = await fetch(`${url}/v1/users/me`)
      seen.push(isEmpty, early.status, early.headers.get('Retry-After'), await early.json())
      const filling = clientOf({ url } as Parameters<typeof clientOf>[0], { headers })
      await filling.assets.upload('file', Buffer.from('words'), { filename: 'words.txt' })
      await filling.create({ _id: 'forum', _type: 'forum' })
      const wrong = filling.withConfig({ headers: { 'x-lake-preparation': 'guessed' }, maxRetries: 0 })
      seen.push((await refusal(wrong.fetch('1'))).statusCode)
    },
  })
  try {
    expect(seen).toEqual([
      true,
      503,
      '1',
      { statusCode: 503, error: 'Service Unavailable', message: 'The lake is being filled' },
      503,
    ])
    expect(await clientOf(lake).fetch('count(*[_type == "forum"])')).toBe(1)
  } finally {
    await lake.close()
  }
})

test('a lake that cannot be filled does not start, and frees its port and its data', async ({ dataDir }) => {
  const options = lakeOptions(dataDir)
  const failing = startLake({ ...options, prepare: () => Promise.reject(new Error('no content')) })
  await expect(failing).rejects.toThrow('no content')
  await (await startLake(options)).close()
})
