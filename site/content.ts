import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Content, contentOf } from '#src/content/content.ts'

/**
 * The content that the pages show. `CONTENT_DIR` holds it as the build command left it there:
 * `content.json` (snapshot and earlier ledger) and `assets/` (images by asset id).
 */
export const contentDir = process.env.CONTENT_DIR ?? ''

let content: Content | undefined

export function getContent(): Content {
  if (contentDir === '') throw new Error('Pages are built by "npm run build", which reads the content first.')
  content ??= contentOf(JSON.parse(readFileSync(join(contentDir, 'content.json'), 'utf8')))
  return content
}
