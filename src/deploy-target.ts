/** Where a release is deployed to: `DEPLOY_TO`, or `--to` of `npm run deploy`. */
export type DeployTarget =
  /** A folder of a server, as rsync reads it: `user@host:path`, ends in a slash. */
  | { readonly kind: 'server'; readonly place: string }
  /** Keys in a bucket that begin with `prefix`, which is empty or ends in a slash. */
  | { readonly kind: 'bucket'; readonly bucket: string; readonly prefix: string }
  /** `repository` is an address or a path; it may contain a password. */
  | { readonly kind: 'branch'; readonly repository: string; readonly branch: string }

/** The three forms, for messages. */
export const deployTargetForms =
  'it must be user@host:/folder, s3://bucket/prefix, or a git repository with a branch (git@host:owner/name.git#branch)'

/**
 * Reads a target.
 * @returns undefined for a text of none of the three forms
 * @example deployTargetOf('s3://forum/site') → { kind: 'bucket', bucket: 'forum', prefix: 'site/' }
 */
export function deployTargetOf(text: string): DeployTarget | undefined {
  if (text.startsWith('s3://')) return bucketOf(text)
  if (text.includes('#')) return branchOf(text)
  return serverPattern.test(text) ? { kind: 'server', place: text.replace(/\/*$/, '/') } : undefined
}

/** A target as it may be shown: without a password that its address contains. */
export function shownTarget(target: DeployTarget): string {
  switch (target.kind) {
    case 'server':
      return target.place
    case 'bucket':
      return `s3://${target.bucket}/${target.prefix}`
    case 'branch':
      return withoutPasswords(`${target.repository}#${target.branch}`)
  }
}

/** A text with addresses in it, without the names and passwords that these contain. @example withoutPasswords('https://x:secret@host/a') → 'https://…@host/a' */
export const withoutPasswords = (text: string): string =>
  text.replace(/(https?:\/\/)[^/\s@'"]+@/g, (_found, scheme: string) => `${scheme}…@`)

function bucketOf(text: string): DeployTarget | undefined {
  const [, bucket = '', path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? []
  const segments = path.replace(/\/$/, '').split('/')
  if (bucket === '' || (path !== '' && !segments.every(isSegment))) return undefined
  return { kind: 'bucket', bucket, prefix: path === '' ? '' : `${segments.join('/')}/` }
}

function branchOf(text: string): DeployTarget | undefined {
  const [, repository = '', branch = ''] = /^(.+)#([^#]+)$/.exec(text) ?? []
  const isKnown = repositoryPatterns.some((pattern) => pattern.test(repository))
  return isKnown && branch.split('/').every(isSegment) && !branch.endsWith('.lock')
    ? { kind: 'branch', repository, branch }
    : undefined
}

/** No first dash, dot or tilde: programs would take it for something else. A single letter before a colon is a drive. */
const serverPattern = /^(?:\w[\w.-]*@)?(?:\w[\w.-]+|\[[\da-fA-F:]+\]):(?!\/\/)[\w./~+@-]+$/
const repositoryPatterns = [
  /^(https?|ssh|git|file):\/\/[^\s#]+$/,
  /^(?:\w[\w.-]*@)?\w[\w.-]+:(?!\/\/)[^\s#]+$/,
  /^\.{0,2}\/[^#\n]+$/,
]

const isSegment = (segment: string) => /^\w[\w.+-]*$/.test(segment) && !segment.includes('..')
