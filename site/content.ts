import { readFileSync } from 'node:fs'
import { type Content, contentOf } from '#src/content/content.ts'
import { currentRevision } from '#src/preview/revision.ts'

/**
 * The content that the pages show, as the build command left it: the snapshot and the earlier ledger in
 * `CONTENT_FILE`, images and files by asset id in `ASSETS_DIR`. In the preview it is the drafts of this moment.
 */
export function getContent(): Content {
  const revision = currentRevision()
  if (revision) return revision.content
  content ??= contentOf(JSON.parse(readFileSync(setting('CONTENT_FILE'), 'utf8')))
  return content
}

export const assetsFolder = (): string => setting('ASSETS_DIR')

let content: Content | undefined

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`Pages are made by "npm run build", which sets ${name}.`)
  return value
}
