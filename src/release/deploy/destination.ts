import { openBucket } from '#src/client/bucket.ts'
import type { DeployTarget } from '#src/deploy-target.ts'
import { branchTarget } from './branch-target.ts'
import { bucketTarget } from './bucket-target.ts'
import type { Destination } from './deployment.ts'
import { serverTarget } from './server-target.ts'

/**
 * The destination of a target, for the release in a folder.
 * @param options.all of a bucket: sends files that are there already too
 * @param options.workFolder for what is needed meanwhile
 * @throws {ConfigError} where a bucket's keys are missing
 */
export function destinationOf(
  target: DeployTarget,
  options: { folder: string; workFolder: string; all: boolean; signal?: AbortSignal },
): Destination {
  switch (target.kind) {
    case 'server':
      return serverTarget(target.place, options)
    case 'bucket':
      return bucketTarget(openBucket(target.bucket, process.env, options.signal), {
        ...options,
        prefix: target.prefix,
      })
    case 'branch':
      return branchTarget(target, options)
  }
}
