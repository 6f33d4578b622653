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

/** A line of a terminal that says how far long work is, written over as it goes on; nothing where there is no terminal. */
export function progressLine(textOf: (made: number, of: number) => string): {
  readonly show: (made: number, of: number) => void
  readonly end: () => void
} {
  const { stderr } = process
  let shownAt = performance.now()
  let isShown = false
  return {
    show: (made, of) => {
      if (!stderr.isTTY || performance.now() - shownAt < progressMilliseconds) return
      shownAt = performance.now()
      isShown = true
      stderr.write(`\r\u001b[K${textOf(made, of)}`)
    },
    end: () => {
      if (isShown) stderr.write('\r\u001b[K')
    },
  }
}

/** Work that is done sooner needs no such line. */
const progressMilliseconds = 500
