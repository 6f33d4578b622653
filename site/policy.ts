import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * Gives each page a content security policy of its own: nothing from other hosts, and of inline styles and
 * scripts just those that it has, by their hashes. Astro's own policy lists those of all pages on each one,
 * which costs a session's page a tenth of its weight.
 */
export function contentPolicy(): AstroIntegration {
  return {
    name: 'content-policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir)
        for await (const name of glob('**/*.html', { cwd: folder })) {
          const path = join(folder, name)
          await writeFile(path, withPolicy(await readFile(path, 'utf8')))
        }
      },
    },
  }
}

/** A page with its styles in one element, and its policy before everything that it rules. */
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
