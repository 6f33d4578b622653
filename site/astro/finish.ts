import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * The last step of each page, once Astro has written it: a content security policy of its own, and islands
 * that are named by their place.
 */
export function finishedPages(): AstroIntegration {
  return {
    name: 'finished-pages',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir)
        for await (const name of glob('**/*.html', { cwd: folder })) {
          const path = join(folder, name)
          await writeFile(path, withPolicy(withNamedIslands(await readFile(path, 'utf8'))))
        }
      },
    },
  }
}

/** Astro names an island by the folder that it was built in, which would make two clones differ. */
export function withNamedIslands(html: string): string {
  let count = 0
  return html.replace(/(<astro-island uid=")[^"]*/g, (_whole, start: string) => {
    count += 1
    return `${start}${count}`
  })
}

/**
 * A page with its styles in one element, and its policy before everything that it rules: nothing from other
 * hosts, and of inline styles and scripts just those that it has, by their hashes. (Astro's own policy lists
 * those of all pages on each one, a tenth of the weight of a session's page.)
 */
export function withPolicy(html: string): string {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '')
  const css = styles.join('\n')
  const bare = html.replace(/<style>[\s\S]*?<\/style>\s*/g, '')
  const scripts = [
    ...bare.matchAll(/<script(?![^>]*\b(?:src=|type="application\/))[^>]*>([\s\S]*?)<\/script>/g),
  ].map((match) => match[1] ?? '')
  const policy = [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `style-src 'self'${css === '' ? '' : hashes([css])}`,
    `script-src 'self'${hashes(scripts)}`,
  ].join('; ')
  return bare.replace(
    /<meta charset="utf-8">/i,
    (charset) =>
      `${charset}<meta http-equiv="content-security-policy" content="${policy}">${css === '' ? '' : `<style>${css}</style>`}`,
  )
}

const hashes = (codes: readonly string[]) =>
  [...new Set(codes)]
    .map((code) => ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    .join('')
