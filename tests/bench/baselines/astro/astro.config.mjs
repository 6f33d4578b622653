import { defineConfig } from 'astro/config'

/** Plain Astro, as its documentation starts: static pages, nothing tuned. */
export default defineConfig({
  site: 'https://forum.example.org',
  outDir: process.env.OUTPUT,
  trailingSlash: 'always',
})
