import { readFileSync } from 'node:fs'
import { type Content, contentFrom } from '#src/content/content.ts'
import type { Pieces } from '#src/content/reads.ts'
import type { Edition } from '#src/model/schema.ts'
import { isKeepable } from '#src/programme/programme.ts'

/**
 * The content that pages show. Who makes pages one by one (the renderer, the development server) passes it
 * in `Astro.locals`; `astro build` reads it from the file that `CONTENT_FILE` names.
 */
export const getContent = ({ release }: App.Locals): Content => release?.content ?? builtContent()

/** The folder that holds images and files, named by their asset ids. */
export const assetsFolder = ({ release }: App.Locals): string =>
  release?.assetsFolder ?? setting('ASSETS_DIR')

/** Whether readers may keep editions for when they have no network. Not in the preview, and not in development. */
export const canKeep = ({ release }: App.Locals): boolean =>
  release === undefined ? process.env.OFFLINE !== 'no' : release.canKeep === true

/** Whether readers may keep this one. */
export const canKeepEdition = (locals: App.Locals, edition: Edition): boolean =>
  canKeep(locals) && isKeepable(edition, getContent(locals).documents)

/**
 * Keeps a piece of text that is long to make under a name, which says all that it is made of but for what it reads of
 * the content; the renderer keeps it until that changes. Elsewhere it is made each time.
 */
export const inPieces =
  ({ release }: App.Locals): Pieces =>
  (name, make) =>
    release?.piece?.(name, make) ?? make()

/** The content of a build, for `getStaticPaths`, which has no request. */
export function builtContent(): Content {
  built ??= contentFrom(readFileSync(setting('CONTENT_FILE'), 'utf8'))
  return built
}

let built: Content | undefined

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`Pages need ${name}; "npm run build" and "npx astro build" set it.`)
  return value
}
