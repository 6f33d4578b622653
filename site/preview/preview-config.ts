import { fileURLToPath } from 'node:url'
import node from '@astrojs/node'
import type { AstroIntegration, AstroUserConfig } from 'astro'

/** The Astro settings of the preview: a server, with a live script on each page and a list of faults at its top. */
export function previewConfig(): { config: AstroUserConfig; pages: AstroIntegration } {
  return {
    config: {
      output: 'server',
      adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
      cacheDir: './node_modules/.astro-preview',
      session: false,
    },
    pages: {
      name: 'preview-pages',
      hooks: {
        'astro:config:setup': ({ addMiddleware, injectScript, updateConfig }) => {
          addMiddleware({ entrypoint: new URL('./middleware.ts', import.meta.url), order: 'post' })
          injectScript('page', `import ${JSON.stringify(pathTo('./live.ts'))}`)
          updateConfig({ vite: { plugins: [withoutReaderScripts] } })
        },
      },
    },
  }
}

const pathTo = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Replaces the scripts for readers (stars, the reader's own time) by nothing: each refresh would undo what they add. */
const withoutReaderScripts = {
  name: 'without-reader-scripts',
  enforce: 'pre' as const,
  load: (id: string) => (id === pathTo('../scripts/page.ts') ? '' : undefined),
}
