import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { readConfig } from '#src/config.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { projectFolder } from '#src/release/program.ts'
import { serve } from '#src/release/serve.ts'
import { canPreview, showDrafts } from '../drafts-site.ts'
import { explain } from '../explain.ts'
import { openLake } from '../local-lake.ts'
import { run } from '../run.ts'
import { untilStopped } from '../stop.ts'
import { serviceList } from '../terminal.ts'

/** `npm run dev`: the lake, and the development servers of Astro and Sanity, which show edited code at once. */
await run(
  {
    call: 'npm run dev',
    about: 'Runs the lake, and site and Studio with hot reload, until Ctrl-C. The preview is built once.',
  },
  async () => {
    const config = readConfig(process.env)
    const stopped = untilStopped()
    const open: { close(): Promise<void> }[] = []
    try {
      if (config.lake.kind === 'embedded') open.unshift(await openLake(config, config.lake))
      const site = tool('site', ['node_modules/astro/bin/astro.mjs', 'dev'])
      const studio = tool('studio', ['node_modules/sanity/bin/sanity', 'dev'])
      open.unshift(site, studio)
      if (canPreview(config)) {
        const server = await serve(config.previewPort, 'PREVIEW_PORT')
        const drafts = showDrafts(config, server, (line) => say('preview', line))
        open.unshift({ close: async () => (await drafts.catch(() => undefined))?.close() }, server)
        drafts.then(
          () => say('preview', 'ready'),
          (error) => say('preview', explain(error)),
        )
      }
      console.log(serviceList(config))
      await Promise.race([stopped, site.ended, studio.ended])
      console.log('\nEnding …')
    } finally {
      for (const one of open) await one.close()
    }
  },
)

/** Runs a development server in the project; each line that it writes is marked with its name. */
function tool(name: string, args: readonly string[]): { ended: Promise<never>; close(): Promise<void> } {
  const child = spawn(process.execPath, args, {
    cwd: projectFolder,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = [child.stdout, child.stderr].map((stream) => sayLines(name, stream))
  const exit = once(child, 'exit')
  const ended = exit.then(async ([code]) => {
    await Promise.all(written)
    throw new StepFailedError(`The ${name}`, `It ended with ${code}; its last lines are above.`)
  })
  // Read where the command waits for it, or not at all once everything ends.
  ended.catch(() => {})
  return {
    ended,
    close: async () => {
      child.kill('SIGTERM')
      await exit
    },
  }
}

async function sayLines(name: string, stream: Readable): Promise<void> {
  for await (const line of createInterface({ input: stream })) say(name, line)
}

function say(name: string, line: string): void {
  console.log(`${name.padEnd(7)} │ ${line}`)
}
