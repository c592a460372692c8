import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, not threads: some tests change the user they run as.
    pool: 'forks',
    // Two files at a time: a test that starts servers waits more than it works.
    maxWorkers: 2,
    testTimeout: 120_000,
  },
})
