import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import load from 'astro/runtime/client/load.prebuilt.js'
import island from 'astro/runtime/server/astro-island.prebuilt.js'
import { ISLAND_STYLES } from 'astro/runtime/server/astro-island-styles.js'
import { packedSheet } from '#src/vite.ts'

const styles = 'site/styles'

/**
 * The scripts and styles that our build writes into pages: those of Astro's islands and of frames, the style sheets of
 * components, the typeface, the colours, and the miniature of an image. Only these get hashes in a page's policy.
 */
export class InlineCode {
  /** That of a build of this project, with the sheets of `Sheet.astro`, which are in no bundle. */
  static ofProject = (): InlineCode =>
    new InlineCode(readdirSync(styles).map((name) => packedSheet(readFileSync(join(styles, name), 'utf8'))))

  readonly #sheets: Set<string>
  readonly #scripts: Set<string>
  /** Styles of pages that were found to be ours: most pages have the same ones. */
  readonly #styles = new Set<string>()

  /** @param sheets the style sheets of a build, where they are known already @param scripts its scripts */
  constructor(sheets: readonly string[] = [], scripts: readonly string[] = []) {
    this.#sheets = new Set(sheets)
    this.#scripts = new Set(scripts)
  }

  /** What the constructor takes. */
  get known(): [sheets: readonly string[], scripts: readonly string[]] {
    return [[...this.#sheets].sort(), [...this.#scripts].sort()]
  }

  /** A plugin of Vite that learns style sheets and scripts as they are made, before Astro writes them into pages. */
  readonly collector = {
    name: 'inline-code',
    enforce: 'pre' as const,
    transform: (code: string, id: string) => {
      const [, text] = id.endsWith('?code') ? (/^export default (".*")$/s.exec(code) ?? []) : []
      if (text !== undefined) this.#scripts.add(JSON.parse(text))
    },
    generateBundle: {
      order: 'pre' as const,
      handler: (_options: unknown, bundle: Readonly<Record<string, { source?: string | Uint8Array }>>) => {
        for (const [name, { source }] of Object.entries(bundle))
          if (name.endsWith('.css') && source !== undefined) this.#sheets.add(sheetText(source))
      },
    },
  }

  isScript(code: string): boolean {
    return code === load || code === island || this.#scripts.has(code)
  }

  isStyle(code: string): boolean {
    if (this.#styles.has(code)) return true
    const isOurs =
      code === ISLAND_STYLES || generated.some((shape) => shape.test(code)) || this.#isOfSheets(code)
    if (isOurs && this.#styles.size < maxKnown) this.#styles.add(code)
    return isOurs
  }

  /** Whether a style is one sheet after another: Astro joins those of a page. */
  #isOfSheets(code: string): boolean {
    let rest = code
    while (rest !== '') {
      const next = [...this.#sheets].filter((sheet) => rest.startsWith(sheet)).sort(byLength)[0]
      if (next === undefined) return false
      rest = rest.slice(next.length).trimStart()
    }
    return true
  }
}

const maxKnown = 500

/** The faces of the typeface with its variable (`Typeface.astro`), the colours (`Colours.astro`), and a miniature (`Picture.astro`). */
const generated = [
  /^(@font-face\s*\{[^{}<]*\}\s*)+(:root\s*\{[^{}<]*\})?$/,
  /^:root\{(--part-[123]:light-dark\(#[0-9a-f]{6},#[0-9a-f]{6}\)(;(?=-)|(?=\}))){3}\}$/,
  /^\.picture\{background-image:url\(data:image\/webp;base64,[A-Za-z0-9+/=]+\)\}$/,
]

/** A sheet without the mark that Vite takes out later. */
const sheetText = (source: string | Uint8Array) =>
  (typeof source === 'string' ? source : new TextDecoder().decode(source))
    .replace(/\/\*\$vite\$:\d+\*\//g, '')
    .trim()

const byLength = (a: string, b: string) => b.length - a.length
