import { fileURLToPath } from 'node:url'
import react from '@astrojs/react'
import { defineConfig, fontProviders } from 'astro/config'
import { contentForAstro } from './site/astro/content.ts'
import { postprocessPages } from './site/astro/postprocess.ts'
import { toolConfig } from './src/env.ts'
import { codeAsText, jsonWithoutAttributes, sheetAsText } from './src/vite.ts'

const config = toolConfig()
const { siteUrl } = config

/** With RENDERER=1 the pages become a module, from which releases and the preview are made. */
const renderer =
  process.env.RENDERER === '1' && (await import('./site/renderer/renderer-config.ts')).rendererConfig()

const foreign = (file) =>
  `./node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-${file}-wght-normal.woff2`

/**
 * Weights 200 to 650 of the one typeface. The last file is looked at first; a character that it lacks is looked for in those
 * before it, so they are loaded for names from elsewhere alone, and need no exact ranges, which every page would carry.
 */
const face = (file, ...range) => ({
  weight: '200 650',
  style: 'normal',
  src: [file],
  ...(range.length > 0 && { unicodeRange: range }),
})

/** What pages load when a reader asks for it: one file each, by an address that stays. */
const laterCode = {
  'search.js': new URL('./site/search/dialog.ts', import.meta.url),
  'filter.js': new URL('./site/scripts/filter.ts', import.meta.url),
  'share.js': new URL('./site/scripts/share.ts', import.meta.url),
  'now.js': new URL('./site/scripts/now.ts', import.meta.url),
  'today.js': new URL('./site/scripts/today.ts', import.meta.url),
  'embed-code.js': new URL('./site/scripts/embed-code.ts', import.meta.url),
  'notices.js': new URL('./site/scripts/notices.ts', import.meta.url),
}
const codeForLater = {
  name: 'code-for-later',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      const found = Object.entries(laterCode).find(([name]) => request.url.endsWith(`/${name}`))
      if (found) request.url = `/@fs${found[1].pathname}`
      next()
    })
  },
  buildStart() {
    if (this.environment.mode !== 'build' || this.environment.name !== 'client') return
    for (const [fileName, source] of Object.entries(laterCode))
      this.emitFile({
        ...{ type: 'chunk', fileName, preserveSignature: 'strict' },
        id: fileURLToPath(source),
      })
  },
}

export default defineConfig({
  ...renderer,
  site: siteUrl.origin,
  base: siteUrl.pathname,
  srcDir: './site',
  publicDir: './site/public',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'always', concurrency: 4 },
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  server: { host: 'localhost', port: config.sitePort },
  integrations: [react(), ...(renderer ? [] : [postprocessPages(), contentForAstro(config)])],
  // Scripts stay files of their own: loaded once, they serve all pages.
  vite: {
    plugins: [codeForLater, codeAsText(), sheetAsText(), jsonWithoutAttributes()],
    build: {
      assetsInlineLimit: (file) => (/\.js$/.test(file) ? false : undefined),
      // Older than what is current: without targets, declarations are merged into forms that WebKit refuses.
      cssTarget: ['safari17.5', 'ios17.5', 'firefox128', 'chrome123'],
    },
  },
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Hanken Grotesk',
      cssVariable: '--font',
      fallbacks: ['system-ui', 'sans-serif'],
      options: {
        variants: [
          face(foreign('latin-ext'), 'U+100-2BA', 'U+2C7-2DD', 'U+1E00-1E9F', 'U+1EF2-1EFF'),
          face(foreign('vietnamese'), 'U+102-103', 'U+110-111', 'U+1A0-1A1', 'U+1AF-1B0', 'U+1EA0-1EF1'),
          face('./site/fonts/rest.woff2', 'U+A1-FF', 'U+178', 'U+2018-2122'),
          face('./site/fonts/core.woff2'),
        ],
      },
    },
  ],
})
