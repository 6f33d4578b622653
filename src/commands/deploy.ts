import { resolve } from 'node:path'
import { ConfigError, readConfig } from '#src/config.ts'
import { deployTargetForms, deployTargetOf, shownTarget } from '#src/deploy-target.ts'
import { DeployError } from '#src/release/deploy/deploy-error.ts'
import { type Deployment, deploy } from '#src/release/deploy/deployment.ts'
import { destinationOf } from '#src/release/deploy/destination.ts'
import { dataWork, inWorkingFolder } from '#src/release/working-folder.ts'
import { StoppedError, UsageError } from './errors.ts'
import { run } from './run.ts'
import { stopSignal } from './stop.ts'
import { counted, progress } from './transfer/progress.ts'

/** `npm run deploy`: sends what has changed of a built site to a server, a bucket or a git branch. */
await run(
  {
    call: 'npm run deploy',
    about: 'Sends what has changed of the built site to a server, a bucket or a git branch.',
    options: {
      from: { value: 'FOLDER', about: 'the folder of the site (dist)' },
      to: {
        value: 'TARGET',
        about: 'user@host:/folder, s3://bucket/prefix, or REPOSITORY#branch (DEPLOY_TO)',
      },
      'dry-run': { about: 'only list what would be sent and removed' },
      all: { about: 'to a bucket, send what is there already too, with its headers' },
    },
  },
  async ({ from = 'dist', to, 'dry-run': dryRun, all }) => {
    const config = readConfig(process.env)
    const target = deployTargetOf(to ?? process.env.DEPLOY_TO?.trim() ?? '')
    if (target === undefined && to !== undefined)
      throw new UsageError(`--to cannot be used: ${deployTargetForms}.`)
    if (target === undefined)
      throw new ConfigError([{ variable: 'DEPLOY_TO', found: 'not set', allowed: deployTargetForms }])
    if (all && target.kind !== 'bucket') throw new UsageError('--all is only for a bucket.')
    const signal = stopSignal()
    const folder = resolve(from)
    await inWorkingFolder(resolve(dataWork(config)), async (workFolder) => {
      console.log(`Comparing ${from} with ${shownTarget(target)} …`)
      let done = 0
      let isSending = false
      let showProgress = (_done: number) => {}
      const deployment = await deploy(folder, destinationOf(target, { folder, workFolder, all, signal }), {
        dryRun,
        plan: ({ sent, removed }) => {
          showProgress = progress('Files sent', sent.length)
          isSending = !dryRun
          if (isSending) return
          for (const { path, bytes } of sent) console.log(`send    ${path}  ${size(bytes)}`)
          for (const path of removed) console.log(`remove  ${path}`)
        },
        onSent: () => showProgress(++done),
      }).catch((error: unknown) => {
        throw isSending && error instanceof StoppedError ? stoppedHalfway() : error
      })
      console.log(`${shownTarget(target)}: ${summary(deployment, dryRun)}`)
    })
  },
)

function stoppedHalfway(): DeployError {
  return new DeployError(
    'Stopped; the target may have a part of it',
    'Run the command again: it sends the rest.',
  )
}

function summary({ sent, removed, unchanged, connectionBytes }: Deployment, dryRun: boolean): string {
  const bytes = sent.reduce((sum, file) => sum + file.bytes, 0)
  const travelled = connectionBytes ? `, ${size(connectionBytes)} over the connection` : ''
  const counts = [
    `${counted(sent.length, 'file')} (${size(bytes)}${travelled}) ${dryRun ? 'to send' : 'sent'}`,
    `${removed.length} ${dryRun ? 'to remove' : 'removed'}`,
    `${unchanged} unchanged`,
  ]
  return counts.join(', ') + (dryRun ? '. Nothing was changed: this was a dry run.' : '')
}

/** @example size(1234567) → '1,234.6 kB' */
function size(bytes: number): string {
  return `${(bytes / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} kB`
}
