import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** The size of a page as it is sent, in bytes compressed with brotli; of fonts, in bytes of their files. */
export type Weight = {
  /** HTML and all CSS, inline or linked, but for what is fetched aside for paper. */
  page: number
  /** All script that is loaded without an action of the reader, inline script too. */
  script: number
  /** The fonts that the page preloads. */
  font: number
}

/** Measures a page of a release, by its path in the folder. `base` is the path of SITE_URL. */
export async function weigh(folder: string, path: string, base: string): Promise<Weight> {
  const html = await readFile(join(folder, path), 'utf8')
  const file = (address: string) => join(folder, address.slice(base.length))
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)].filter(
    ([, attributes]) => !/type="application\/(ld\+)?json"/.test(attributes ?? ''),
  )
  const linked = scripts.flatMap(([, attributes]) => /\bsrc="([^"]+)"/.exec(attributes ?? '')?.[1] ?? [])
  const modules = await withImports(linked.map(file))
  const inline = scripts.map(([, , code]) => code ?? '').filter((code) => code.trim() !== '')
  const styles = matches(html, /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"(?! media="print")/g)
  const fonts = matches(html, /<link rel="preload" href="([^"]+)" as="font"/g)
  const sizes = async (addresses: readonly string[]) =>
    (await bytesOf(addresses.map(file))).map((bytes) => bytes.length)
  return {
    page: sum([brotli(Buffer.from(html)), ...(await bytesOf(styles.map(file))).map(brotli)]),
    script: sum([
      ...(await bytesOf([...modules])).map(brotli),
      ...inline.map((code) => brotli(Buffer.from(code))),
    ]),
    font: sum(await sizes(fonts)),
  }
}

/** Script files and all files that they import statically. */
async function withImports(files: readonly string[], known = new Set<string>()): Promise<Set<string>> {
  for (const file of files.filter((path) => !known.has(path))) {
    known.add(file)
    const code = await readFile(file, 'utf8')
    const imports = matches(code, /\bimport\s*(?:[\w{}*,$\s]+from\s*)?["'](\.[^"']+)["']/g)
    await withImports(
      imports.map((name) => join(file, '..', name)),
      known,
    )
  }
  return known
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
const bytesOf = (files: readonly string[]) => Promise.all(files.map((file) => readFile(file)))
const brotli = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } })
    .length
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
