import { readConfig } from '#src/config.ts'
import { StatusFile } from '#src/release/publisher/status-file.ts'
import { ReleaseServer } from '#src/release/server/release-server.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { Backups, isLocal } from './backups.ts'
import { canPreview, showDrafts } from './drafts-site.ts'
import { logIn } from './event-log.ts'
import { explain } from './explain.ts'
import { openLake } from './local-lake.ts'
import { backupLine, eventLines, failureLine } from './publisher-events.ts'
import { Publishing } from './publishing.ts'
import { run } from './run.ts'
import { serve } from './server.ts'
import { aborted, stopSignal } from './stop.ts'
import { builtStudio, studioListener, studioPolicy } from './studio.ts'
import { clock, serviceList } from './terminal.ts'

/** `npm start`: runs the lake, the Studio, the site and the preview on this machine, until Ctrl-C. */
await run(
  {
    call: 'npm start',
    about: 'Runs the lake, the Studio, the site and the preview on this machine, until Ctrl-C.',
  },
  async () => {
    const config = readConfig(process.env)
    const signal = stopSignal()
    const stopped = aborted(signal)
    const open: { close(): Promise<void> }[] = []
    try {
      const studio = await serve(config.studioPort, 'STUDIO_PORT')
      open.unshift(studio)
      const site = await serve(config.sitePort, 'SITE_PORT')
      open.unshift(site)
      const preview = canPreview(config) ? await serve(config.previewPort, 'PREVIEW_PORT') : undefined
      if (preview) open.unshift(preview)
      if (config.lake.kind === 'embedded') open.unshift(await openLake(config, config.lake))

      const store = await ReleaseStore.open(releasesFolder(config))
      const log = logIn('text')
      const status = await StatusFile.open(config, (error) => log(failureLine(error)))
      const lineOf = eventLines()
      const publishing = new Publishing((event) => {
        // Whoever reads of a release finds it.
        if (event.kind === 'released') void store.refresh().finally(() => status.take(event))
        else status.take(event)
        log(lineOf(event))
      })
      const server = new ReleaseServer(store, config.siteUrl.pathname, {
        status: async () => status.status,
        follow: async (path) => {
          const isMade = await publishing.follow(path)
          await store.refresh()
          return isMade
        },
      })
      open.unshift({ close: async () => server.close() }, store, publishing, status)
      site.setListener(server.listener)
      console.log('Building the site and the Studio …')
      const startedAt = performance.now()
      const ready = Promise.all([
        publishing.start(),
        builtStudio(config, signal).then(async (folder) => {
          studio.setListener(await studioListener(folder, studioPolicy(config)))
          console.log(
            `${clock()}  The Studio is ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
          )
        }),
      ])
      await Promise.race([ready, stopped])
      if (!signal.aborted) console.log(serviceList(config))
      if (!signal.aborted && isLocal(config)) {
        const backups = new Backups(config, (event) => {
          status.take(event)
          log(backupLine(event))
        })
        backups.start()
        open.unshift(backups)
      }
      if (!signal.aborted && preview && canPreview(config)) {
        // Last, so that the site and the Studio do not wait for it. Until it is ready its port answers 503.
        const drafts = showDrafts(config, preview, (line) => console.error(`${clock()}  ${line}`), signal)
        open.unshift({ close: async () => (await drafts.catch(() => undefined))?.close() })
        drafts.then(
          () => console.log(`${clock()}  The preview is ready`),
          (error) => signal.aborted || console.error(`${clock()}  No preview: ${explain(error)}`),
        )
      }
      await stopped
      console.log('\nStopping …')
    } finally {
      for (const service of open) await service.close()
    }
  },
)
