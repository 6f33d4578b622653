import { defineConfig } from '@playwright/test'
import { chromium } from './tests/browser/chromium.ts'

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '*.spec.ts',
  // Emptied before each run, so it is no place for the results of others.
  outputDir: 'test-results/browser',
  // One project runs for all of them, on fixed ports; two cores carry one browser well.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    launchOptions: await chromium(),
    trace: 'retain-on-failure',
    locale: 'en-GB',
  },
})
