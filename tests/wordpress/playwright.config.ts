import { defineConfig } from '@playwright/test'
import base from '../../playwright.config.ts'

/** `npm run test:wordpress`: not in CI, since it takes packages of Debian 12 from its mirrors. */
export default defineConfig({
  ...base,
  ...{ testDir: '.', outputDir: '../../test-results/wordpress', reporter: 'list' },
})
