import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * An Astro integration that changes the HTML of each page after the build: adds the page's own content security policy,
 * and numbers its islands.
 */
export function postprocessPages(): AstroIntegration {
  return {
    name: 'postprocess-pages',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir)
        for await (const name of glob('**/*.html', { cwd: folder })) {
          const path = join(folder, name)
          await writeFile(path, withPolicy(withNumberedIslands(await readFile(path, 'utf8'))))
        }
      },
    },
  }
}

/** Numbers the islands of a page. Astro's own ids depend on the folder of the project, so two clones would differ. */
export function withNumberedIslands(html: string): string {
  let count = 0
  return html.replace(/(<astro-island uid=")[^"]*/g, (_match, start: string) => {
    count += 1
    return `${start}${count}`
  })
}

/**
 * Joins the styles of a page into one element, and adds the policy as the first element after the charset. The policy
 * allows nothing from other hosts, and only the inline styles and scripts that the page has, by their hashes. Astro's
 * own policy would list the hashes of all pages on each page: a tenth of the size of a session's page.
 */
export function withPolicy(html: string): string {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '')
  const css = styles.join('\n')
  const withoutStyles = html.replace(/<style>[\s\S]*?<\/style>\s*/g, '')
  const scripts = [
    ...withoutStyles.matchAll(/<script(?![^>]*\b(?:src=|type="application\/))[^>]*>([\s\S]*?)<\/script>/g),
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
  return withoutStyles.replace(
    /<meta charset="utf-8">/i,
    (charset) =>
      `${charset}<meta http-equiv="content-security-policy" content="${policy}">${css === '' ? '' : `<style>${css}</style>`}`,
  )
}

const hashes = (codes: readonly string[]) =>
  [...new Set(codes)]
    .map((code) => ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    .join('')
