import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '#src/commands/run.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { projectFolder } from '../copy.ts'
import { journeys, type Places } from './journeys.ts'
import { ended, engines, programPath, until } from './tabs.ts'

const ports = { LAKE_PORT: '3960', STUDIO_PORT: '3373', SITE_PORT: '4381', PREVIEW_PORT: '4391' }
const places: Places = {
  site: `http://localhost:${ports.SITE_PORT}`,
  studio: `http://localhost:${ports.STUDIO_PORT}`,
}

/** `npm run test:engines`: the journeys of readers, and a look into the Studio, in the engines of other browsers. */
await run(
  {
    call: 'npm run test:engines',
    about: 'Runs the journeys of readers in Firefox and WebKit, where they are installed.',
    options: { only: { value: 'WORDS', about: 'only the journeys with these words in their names' } },
  },
  async ({ only = '' }) => {
    const installed = engines.filter(({ name, programs }) => {
      const lacking = programs.filter((program) => programPath(program) === undefined)
      if (lacking.length > 0)
        console.log(
          `skipped  ${name}: ${lacking.join(' and ')} cannot be found. On Debian: apt-get install firefox-esr webkit2gtk-driver xvfb`,
        )
      return lacking.length === 0
    })
    if (installed.length === 0) return
    const failed: string[] = []
    const chosen = Object.entries(journeys).filter(([name]) => name.includes(only))
    await whileItRuns(async () => {
      for (const { name: engine, newTab } of installed)
        for (const [name, journey] of chosen) {
          const startedAt = performance.now()
          const problem = await newTab().then(
            (tab) =>
              journey(tab, places)
                .then(() => undefined, String)
                .finally(tab.close),
            String,
          )
          const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
          console.log(`${problem === undefined ? 'ok    ' : 'failed'}  ${engine}: ${name}  ${seconds} s`)
          if (problem === undefined) continue
          console.log(problem.replace(/^/gm, '        '))
          failed.push(`${engine}: ${name}`)
        }
    })
    if (failed.length > 0) throw new StepFailedError('The journeys', failed.join('\n'))
  },
)

/** Does something while the project runs with the default content, as `npm start` runs it. */
async function whileItRuns(work: () => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'engines-'))
  const child = spawn(process.execPath, ['src/commands/start.ts'], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, ENV_FILES: 'no', ...ports },
    stdio: 'ignore',
  })
  try {
    for (const place of [`${places.site}/en/`, places.studio])
      await until(place, () => fetch(place).then(({ ok }) => ok), 300)
    await work()
  } finally {
    await ended(child, 'SIGINT')
    await rm(folder, { recursive: true, force: true })
  }
}
