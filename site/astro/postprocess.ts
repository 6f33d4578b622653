import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { Parser } from 'htmlparser2'
import { memo } from '#src/model/memo.ts'
import { InlineCode } from './inline-code.ts'

/**
 * An Astro integration that changes the HTML of each page after the build: adds the page's own content security policy,
 * and numbers its islands. What is not a page, such as an uploaded file, stays as it is.
 */
export function postprocessPages(): AstroIntegration {
  const ours = InlineCode.ofProject()
  return {
    name: 'postprocess-pages',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [ours.collector] } })
      },
      'astro:build:done': async ({ dir, pages }) => {
        const folder = fileURLToPath(dir)
        for (const { pathname } of pages) {
          const path = join(folder, pathname === '404/' ? '404.html' : join(pathname, 'index.html'))
          const html = withNumberedIslands(await readFile(path, 'utf8'))
          await writeFile(path, withPolicy(html, ours, pathname))
        }
      },
    },
  }
}

/** Numbers the islands of a page. Astro's own ids depend on the folder of the project, so two clones would differ. */
export function withNumberedIslands(html: string): string {
  if (!html.includes('<astro-island')) return html
  let count = 0
  return html.replace(/(<astro-island uid=")[^"]*/g, (_match, start: string) => {
    count += 1
    return `${start}${count}`
  })
}

/**
 * Joins the styles of a page into one element, and adds the policy as the first element after the charset. The policy
 * allows nothing from other hosts, and of inline styles and scripts only those of our build, by their hashes. Astro's
 * own policy would list the hashes of all pages on each page: a tenth of the size of a session's page.
 * @throws {Error} where the page has a style or a script that our build did not make: content became markup
 */
export function withPolicy(
  html: string,
  ours: Pick<InlineCode, 'isStyle' | 'isScript'>,
  page: string,
): string {
  const { styles, scripts, afterCharset } = plainCodeIn(html, ours) ?? codeIn(html)
  const strange = [
    ...styles.map(({ code }) => code).filter((code) => !ours.isStyle(code)),
    ...scripts.filter((code) => !ours.isScript(code)),
  ]
  if (strange.length > 0)
    throw new Error(`The page ${page} has inline code that is not ours: ${strange[0]?.slice(0, 200)}`)
  const css = withPlainFamilies(styles.map(({ code }) => code).join('\n'))
  const policy = [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `style-src 'self'${css === '' ? '' : hashes([css])}`,
    // Without hashes it is as for all else.
    ...(scripts.length > 0 ? [`script-src 'self'${hashes(scripts)}`] : []),
  ].join('; ')
  if (afterCharset === undefined) throw new Error(`The page ${page} does not say its charset`)
  const head = `<meta http-equiv="content-security-policy" content="${policy}">${css === '' ? '' : `<style>${css}</style>`}`
  const edits = [
    { from: afterCharset, to: afterCharset, text: head },
    ...styles.map(({ from, to }) => ({ from, to, text: '' })),
  ].sort((a, b) => a.from - b.from)
  let at = 0
  let result = ''
  for (const { from, to, text } of edits) {
    result += html.slice(at, from) + text
    at = to + (text === '' ? (/^\s*/.exec(html.slice(to, to + 100))?.[0].length ?? 0) : 0)
  }
  return result + html.slice(at)
}

/** Astro tells typefaces of one name apart by a number, which is long, and which each page would have seven times. */
const withPlainFamilies = memo((css: string) => css.replace(/("[A-Za-z ]+)-[0-9a-f]{16}\b/g, '$1'), 500)

type Code = {
  styles: { from: number; to: number; code: string }[]
  /** The scripts that a browser runs: not those with an address, or blocks of data. */
  scripts: string[]
  afterCharset: number | undefined
}

/**
 * The inline code of a page where all that looks like such code is ours; undefined where some is not. Then a parser must
 * tell whether it is code, or text in an attribute. The parser reads each attribute of each row, this does not.
 */
function plainCodeIn(html: string, ours: Pick<InlineCode, 'isStyle' | 'isScript'>): Code | undefined {
  const charset = /<meta charset="utf-8">/.exec(html)
  const afterCharset = charset ? charset.index + charset[0].length : undefined
  const found: Code = { styles: [], scripts: [], afterCharset }
  for (const { 0: start, 1: name = '', 2: attributes = '', index: from } of html.matchAll(looksLikeCode)) {
    if (name === 'script' && isNotRun.test(attributes)) continue
    const end = `</${name}>`
    const at = html.indexOf(end, from)
    const code = html.slice(from + start.length, at)
    const isOurs = at !== -1 && attributes === '' && ours[name === 'style' ? 'isStyle' : 'isScript'](code)
    if (!isOurs) return undefined
    if (name === 'style') found.styles.push({ from, to: at + end.length, code })
    else found.scripts.push(code)
  }
  return found
}

const looksLikeCode = /<(style|script)\b([^>]*)>?/gi

/** The attributes, as our build writes them, of a script that has an address, or that is a block of data. */
const isNotRun = /^( type="module")? src="[^"<>]*"( type="module")?$|^ type="application\/ld\+json"$/

/** The inline code of a page, in its order. */
function codeIn(html: string): Code {
  const found: Code = { styles: [], scripts: [], afterCharset: undefined }
  let [from, code, isRun] = [0, '', false]
  const parser = new Parser({
    onopentag: (name, attributes) => {
      from = parser.startIndex
      code = ''
      isRun = name === 'script' && !('src' in attributes) && attributes.type !== 'application/ld+json'
      if ('charset' in attributes) found.afterCharset ??= parser.endIndex + 1
    },
    ontext: (text) => {
      code += text
    },
    onclosetag: (name) => {
      if (name === 'style') found.styles.push({ from, to: parser.endIndex + 1, code })
      if (isRun) found.scripts.push(code)
      isRun = false
    },
  })
  parser.end(html)
  return found
}

const hashes = (codes: readonly string[]) => [...new Set(codes)].map(hashOf).join('')

/** Few pages have code of their own. */
const hashOf = memo((code: string) => ` 'sha256-${hash('sha256', code, 'base64')}'`, 500)
