import { expect, it } from 'vitest'
import { command } from './project.ts'

it('every page is within its budget, with 14 sessions, with 300, and of the congress', async () => {
  const { code, output } = await command('dev/budget', {})
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(/14 sessions[\s\S]*300 sessions[\s\S]*the congress/),
  })
}, 600_000)
