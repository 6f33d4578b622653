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
  // For a machine that is busy with other programs too. Only what fails waits as long.
  timeout: 600_000,
  expect: { timeout: 60_000, toPass: { timeout: 120_000 } },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    launchOptions: await chromium(),
    // What is waited for and does not come is told while the rest of the test can still say where.
    actionTimeout: 60_000,
    trace: 'retain-on-failure',
    locale: 'en-GB',
  },
})
