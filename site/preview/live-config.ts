import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The build of the script that the preview adds to pages. It knows no address: what it loads stands beside it. */
export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  logLevel: 'error',
  build: {
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: here('./live.ts'),
      output: {
        entryFileNames: 'live-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
})
