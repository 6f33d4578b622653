import { onTestFinished } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { type ScheduledVersion, scheduledId, storedScheduled } from '#src/model/scheduled-version.ts'
import { Drafts } from '#src/preview/drafts.ts'
import type { Rehearsal } from '#src/preview/rehearsal.ts'
import { test } from '../lake/lake.ts'
import { stored, words } from '../seed/stored.ts'

test('a rehearsal after its time shows what is approved for later; drafts alone do not', async ({
  client,
  dataDir,
  expect,
  lake,
}) => {
  const day = 86_400_000
  const version: ScheduledVersion = {
    ...{ _id: scheduledId('session-sendai'), document: 'session-sendai', documentType: 'session' },
    ...{ by: 'Ana', approvedAt: new Date().toISOString(), from: new Date(Date.now() + day).toISOString() },
    ...{ isNew: false, change: { set: { title: words({ en: 'Embargoed' }) }, unset: [] } },
  }
  const transaction = client.transaction()
  for (const document of [...stored, storedScheduled(version)]) transaction.createOrReplace(document)
  await transaction.commit()
  const config = readConfig({ LAKE_PORT: String(lake.port) })
  const drafts = new Drafts(config, {
    ...{ ledger: async () => emptyLedger, assetsFolder: dataDir, log: () => {} },
  })
  onTestFinished(() => drafts.close())
  const titleIn = async (rehearsal?: Rehearsal) =>
    (await drafts.revision({ perspective: 'drafts', rehearsal })).content.documents.session('session-sendai')
      ?.title.en
  expect(await titleIn()).not.toBe('Embargoed')
  expect(await titleIn({ ahead: day / 2, tried: [] })).not.toBe('Embargoed')
  expect(await titleIn({ ahead: day * 2, tried: [] })).toBe('Embargoed')
})
