import { defineConfig } from 'vitest/config'
import { codeAsText } from './src/vite.ts'

/** Tests that start processes, servers or a lake, or that make releases and pictures: seconds each, not milliseconds. */
const integration = [
  'tests/{commands,lake}/**/*.test.ts',
  'tests/addresses/ledger-histories.test.ts',
  'tests/client/**/*.test.ts',
  'tests/release/{deploy,drawn-programmes,killed-store,working-folder,increments,page-changes,publisher-faults,publisher-clock}.test.ts',
  'tests/feeds/epubcheck.test.ts',
  'tests/studio/studio-language.test.ts',
  'tests/studio/translation/translate-toolkit.test.ts',
  'tests/studio/schema.test.ts',
]

export default defineConfig({
  plugins: [codeAsText()],
  // As the Studio has it: the other one takes buffers, which a browser does not have.
  resolve: { alias: { mammoth: 'mammoth/mammoth.browser.js' } },
  test: {
    // Two builds at once are as much as two cores carry.
    maxWorkers: 2,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: integration },
      },
      {
        extends: true,
        test: { name: 'integration', include: integration, testTimeout: 300_000, hookTimeout: 60_000 },
      },
    ],
  },
})
