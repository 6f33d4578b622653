import { parentPort } from 'node:worker_threads'
import { readConfig } from '#src/config.ts'
import { Publisher } from '#src/release/publisher/publisher.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { publisherEvents } from './publisher-events.ts'
import type { PublisherRequest, Report } from './publishing.ts'

/**
 * The publisher in a thread of its own (`publishing.ts` starts it): a long release would hold up the lake and the
 * servers of the process.
 */
const port = parentPort
if (port === null) throw new Error('publishing.ts starts this as a thread')
const report = (message: Report) => port.postMessage(message)

const config = readConfig(process.env)
const store = await ReleaseStore.open(releasesFolder(config))
const events = publisherEvents(report)
const publisher = new Publisher(config, store, events)
port.on('message', async ({ id, request }: PublisherRequest) => {
  const done = await answer(request).catch((error: unknown) => {
    events.onError(error)
    return false
  })
  report({ kind: 'answer', id, done })
  if (request.kind === 'close') port.close()
})

async function answer(request: PublisherRequest['request']): Promise<boolean> {
  if (request.kind === 'follow') return publisher.follow(request.path)
  if (request.kind === 'start') await publisher.start()
  else {
    await publisher.close()
    await store.close()
  }
  return true
}
