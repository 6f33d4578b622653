/**
 * What tells one version of a file from another, whatever its host sends and however it has compressed the file: its entity
 * tag, else its time. Empty where the host says neither.
 */
export const versionMark = ({ headers }: Response): string =>
  headers.get('etag')?.replace(/^W\/|[-;](?:br|br11|gz|gzip|zstd)(?="$)/g, '') ??
  headers.get('last-modified') ??
  ''
