import { writeFile } from 'node:fs/promises'
import type { AstroUserConfig } from 'astro'
import { InlineCode } from '../astro/inline-code.ts'
import { inlineCodeFile } from './inline-code-file.ts'

/**
 * The Astro settings of the renderer: all pages as one module that is loaded by a process of ours, which asks for one
 * address after another. Its scripts, styles and typefaces are the same files as those of `astro build`.
 */
export function rendererConfig(): AstroUserConfig {
  const ours = InlineCode.ofProject()
  return {
    output: 'server',
    session: false,
    cacheDir: './node_modules/.astro-renderer',
    adapter: {
      name: 'renderer',
      hooks: {
        'astro:config:setup': ({ updateConfig, addMiddleware }) => {
          updateConfig({ vite: { plugins: [ours.collector] } })
          addMiddleware({ entrypoint: new URL('./failures.ts', import.meta.url), order: 'pre' })
        },
        'astro:config:done': ({ setAdapter }) => {
          setAdapter({
            name: 'renderer',
            entrypointResolution: 'auto',
            serverEntrypoint: new URL('./entry.ts', import.meta.url),
            adapterFeatures: { buildOutput: 'server', middlewareMode: 'classic' },
            supportedAstroFeatures: {
              serverOutput: 'stable',
              staticOutput: 'stable',
              hybridOutput: 'stable',
              sharpImageService: 'stable',
            },
          })
        },
        'astro:build:done': async ({ dir }) => {
          await writeFile(inlineCodeFile(new URL('../server/', dir)), JSON.stringify(ours.known))
        },
      },
    },
  }
}
