import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { readConfig } from '#src/config.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { startProgram } from '#src/release/program.ts'
import { canPreview, showDrafts } from '../drafts-site.ts'
import { explain } from '../explain.ts'
import { openLake } from '../local-lake.ts'
import { run } from '../run.ts'
import { serve } from '../server.ts'
import { aborted, stopSignal } from '../stop.ts'
import { serviceList } from '../terminal.ts'

/** `npm run dev`: runs the lake, and the development servers of Astro and Sanity with hot reload. */
await run(
  {
    call: 'npm run dev',
    about: 'Runs the lake, and site and Studio with hot reload, until Ctrl-C. The preview is built once.',
  },
  async () => {
    const config = readConfig(process.env)
    const signal = stopSignal()
    const stopped = aborted(signal)
    const open: { close(): Promise<void> }[] = []
    try {
      if (config.lake.kind === 'embedded') open.unshift(await openLake(config, config.lake))
      const site = tool('site', 'node_modules/astro/bin/astro.mjs')
      const studio = tool('studio', 'node_modules/sanity/bin/sanity')
      open.unshift(site, studio)
      if (canPreview(config)) {
        const server = await serve(config.previewPort, 'PREVIEW_PORT')
        const drafts = showDrafts(config, server, (line) => log('preview', line), signal)
        open.unshift({ close: async () => (await drafts.catch(() => undefined))?.close() }, server)
        drafts.then(
          () => log('preview', 'ready'),
          (error) => signal.aborted || log('preview', explain(error)),
        )
      }
      console.log(serviceList(config))
      await Promise.race([stopped, site.ended, studio.ended])
      console.log('\nStopping …')
    } finally {
      for (const service of open) await service.close()
    }
  },
)

/** Runs a development server in the project's folder. Each line of its output is logged with its name. */
function tool(name: string, script: string): { ended: Promise<never>; close(): Promise<void> } {
  const child = startProgram(script, ['dev'])
  const logged = [child.stdout, child.stderr].map((stream) => stream && logLines(name, stream))
  const exit = once(child, 'exit')
  const ended = exit.then(async ([code]) => {
    await Promise.all(logged)
    throw new StepFailedError(`The ${name}`, `It ended with exit code ${code}; its last lines are above.`)
  })
  // The command may stop before anything awaits this rejection.
  ended.catch(() => {})
  return {
    ended,
    close: async () => {
      child.kill('SIGTERM')
      await exit
    },
  }
}

async function logLines(name: string, stream: Readable): Promise<void> {
  for await (const line of createInterface({ input: stream })) log(name, line)
}

function log(name: string, line: string): void {
  console.log(`${name.padEnd(7)} │ ${line}`)
}
