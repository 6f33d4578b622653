import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { InlineCode } from './inline-code.ts'

/**
 * An Astro integration that changes the HTML of each page after the build: adds the page's own content security policy,
 * and numbers its islands. What is not a page, such as an uploaded file, stays as it is.
 */
export function postprocessPages(): AstroIntegration {
  const ours = new InlineCode()
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
  const elements = [...elementsIn(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }))]
  const styles = elements.filter(({ tagName }) => tagName === 'style')
  const scripts = elements.filter((element) => element.tagName === 'script' && isRunInline(element))
  const strange = [
    ...styles.map(codeOf).filter((code) => !ours.isStyle(code)),
    ...scripts.map(codeOf).filter((code) => !ours.isScript(code)),
  ]
  if (strange.length > 0)
    throw new Error(`The page ${page} has inline code that is not ours: ${strange[0]?.slice(0, 200)}`)
  const css = styles.map(codeOf).join('\n')
  const policy = [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `style-src 'self'${css === '' ? '' : hashes([css])}`,
    `script-src 'self'${hashes(scripts.map(codeOf))}`,
  ].join('; ')
  const charset = elements.find(({ attrs }) => attrs.some(({ name }) => name === 'charset'))
  const afterCharset = charset?.sourceCodeLocation?.endOffset
  if (afterCharset === undefined) throw new Error(`The page ${page} does not say its charset`)
  const head = `<meta http-equiv="content-security-policy" content="${policy}">${css === '' ? '' : `<style>${css}</style>`}`
  const edits = [
    { from: afterCharset, to: afterCharset, text: head },
    ...styles.map(({ sourceCodeLocation: at }) => ({
      from: at?.startOffset ?? 0,
      to: at?.endOffset ?? 0,
      text: '',
    })),
  ].sort((a, b) => a.from - b.from)
  let at = 0
  let result = ''
  for (const { from, to, text } of edits) {
    result += html.slice(at, from) + text
    at = to + (text === '' ? (/^\s*/.exec(html.slice(to, to + 100))?.[0].length ?? 0) : 0)
  }
  return result + html.slice(at)
}

type Element = DefaultTreeAdapterTypes.Element

function* elementsIn(node: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if ('tagName' in child) yield child
    if ('content' in child) yield* elementsIn(child.content)
    if ('childNodes' in child) yield* elementsIn(child)
  }
}

/** Whether a browser runs the text of a script element: not where it has an address, or is a block of data. */
const isRunInline = ({ attrs }: Element) =>
  !attrs.some(({ name, value }) => name === 'src' || (name === 'type' && value === 'application/ld+json'))

const codeOf = ({ childNodes }: Element) =>
  childNodes.map((node) => ('value' in node ? node.value : '')).join('')

const hashes = (codes: readonly string[]) =>
  [...new Set(codes)]
    .map((code) => ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    .join('')
