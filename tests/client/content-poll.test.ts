import { expect, onTestFinished } from 'vitest'
import { pollContent } from '#src/client/content-poll.ts'
import { startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, test } from '../lake/lake.ts'

test('a poll tells of publications and withdrawals once, not of drafts, and survives a lake that is away', async ({
  dataDir,
  lake,
  client,
}) => {
  let changes = 0
  await client.create({ _id: 'room-a', _type: 'room' })
  const config = {
    lake: { kind: 'embedded', projectId: 'local', dataset: 'production', url: lake.url },
  } as const
  const stop = await pollContent(
    config,
    () => {
      changes += 1
    },
    { milliseconds: 20 },
  )
  onTestFinished(stop)
  await client.create({ _id: 'drafts.room-a', _type: 'room', name: [] })
  await client.create({ _id: 'other', _type: 'note' })
  const made = await client.create({ _id: 'room-b', _type: 'room' })
  await expect.poll(() => changes).toBe(1)
  await client.patch(made._id).set({ directions: [] }).commit()
  await expect.poll(() => changes).toBe(2)
  await client.delete('room-a')
  await expect.poll(() => changes).toBe(3)

  await lake.close()
  const again = await startLake({ ...lakeOptions(dataDir), port: lake.port })
  onTestFinished(() => again.close())
  await clientOf(again).delete('room-b')
  await expect.poll(() => changes, { timeout: 15_000 }).toBe(4)
})
