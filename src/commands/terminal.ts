import type { Config } from '#src/config.ts'

/** The addresses of all services, for the terminal. */
export function serviceList({ lake, sitePort, studioPort, siteUrl, previewUrl, dataDir }: Config): string {
  const rows = [
    ['Site', `http://localhost:${sitePort}${siteUrl.pathname}`],
    ['Studio', `http://localhost:${studioPort}/`],
    ...(previewUrl ? [['Preview', `${previewUrl}  (in the Studio, under “Preview”)`]] : []),
    lake.kind === 'embedded'
      ? ['Lake', `${lake.url}  (data in ${dataDir})`]
      : ['Lake', `hosted project ${lake.projectId}, dataset ${lake.dataset}`],
  ]
  return `\n${rows.map(([name, address]) => `  ${name?.padEnd(8)}${address}`).join('\n')}\n\n  Ctrl-C stops all of them. What was saved in the Studio stays saved.\n`
}

/** The local time as `HH:mm:ss`, for log lines. */
export function clock(): string {
  return new Date().toTimeString().slice(0, 8)
}

/** A time in ISO 8601 as local date and time. @example '2026-11-26 08:15:00' */
export const timeText = (time: string): string => new Date(time).toLocaleString('sv-SE')

/** @example 'release 12 of 2026-11-26 08:15:00 (270 files)' */
export const releaseText = ({
  number,
  time,
  count,
}: {
  number: number
  time: string
  count: number
}): string => `release ${number} of ${timeText(time)} (${count} files)`
