import type { Config } from '#src/config.ts'

/** Where everything answers, for the person at the terminal. */
export function serviceList({ lake, sitePort, studioPort, siteUrl, previewUrl, dataDir }: Config): string {
  const rows = [
    ['Site', `http://localhost:${sitePort}${siteUrl.pathname}`],
    ['Studio', `http://localhost:${studioPort}/`],
    ...(previewUrl ? [['Preview', `${previewUrl}  (in the Studio, under “Preview”)`]] : []),
    lake.kind === 'embedded'
      ? ['Lake', `${lake.url}  (data in ${dataDir})`]
      : ['Lake', `hosted project ${lake.projectId}, dataset ${lake.dataset}`],
  ]
  return `\n${rows.map(([name, address]) => `  ${name?.padEnd(8)}${address}`).join('\n')}\n\n  Ctrl-C ends everything. What is saved in the Studio stays.\n`
}

/** The time of this machine, for the log alone. */
export function clock(): string {
  return new Date().toTimeString().slice(0, 8)
}
