import { lakeClient, previewSecret } from '#src/client/client.ts'
import { ConfigError, readConfig } from '#src/config.ts'
import { backupLabel, withLake } from './local-lake.ts'
import { migrateContent } from './migrate-content.ts'
import { run } from './run.ts'

/**
 * `npm run content:migrate`: brings stored content of an earlier version of this project to the present shape. The
 * embedded lake does it by itself when it starts.
 */
await run(
  {
    call: 'npm run content:migrate',
    about: 'Brings stored content, drafts included, to the shape that this version of the project writes.',
    options: { 'dry-run': { about: 'only show what would change' } },
  },
  async ({ 'dry-run': dryRun }) => {
    const config = readConfig(process.env)
    const isEmbedded = config.lake.kind === 'embedded'
    if (!isEmbedded && previewSecret() === undefined)
      throw new ConfigError([
        {
          variable: 'SANITY_TOKEN',
          found: 'not set',
          allowed: 'drafts are read, so it needs a token with the role Editor; for a dry run, Viewer',
        },
      ])
    const wasOld = await withLake(config, (lakeConfig, opened) =>
      migrateContent(lakeClient(lakeConfig), {
        ...{ dryRun, isEmbedded },
        // Only a lake that this command opens can copy its data file; one that runs has migrated at its start.
        backUp: opened && (() => opened.copyData(backupLabel)),
      }),
    )
    if (!wasOld) console.log('All content has the present shape.')
    else if (dryRun) console.log('Nothing was changed: this was a dry run.')
  },
)
