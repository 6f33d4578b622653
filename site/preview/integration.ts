import { fileURLToPath } from 'node:url'
import node from '@astrojs/node'
import type { AstroIntegration, AstroUserConfig } from 'astro'

/** How the preview differs from the site: a server, with a script on each page and notes of what is unfinished. */
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
          injectScript('page', `import ${JSON.stringify(here('./live.ts'))}`)
          updateConfig({ vite: { plugins: [withoutExtras] } })
        },
      },
    },
  }
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** What scripts add to pages for readers (stars, the reader's own time) would be undone by each refresh. */
const withoutExtras = {
  name: 'without-extras',
  enforce: 'pre' as const,
  load: (id: string) => (id === here('../scripts/page.ts') ? '' : undefined),
}
