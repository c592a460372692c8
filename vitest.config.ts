import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes, not threads: some tests change the user they run as.
    pool: 'forks',
    testTimeout: 120_000,
  },
})
