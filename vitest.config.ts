import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: configDefaults.exclude,
    // Two builds at once are as much as two cores carry.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
})
