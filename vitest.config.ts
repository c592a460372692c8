import { defineConfig } from 'vitest/config'

/** Tests of pure code: they change nothing that another file could see, so that files may share a process. */
const pureTests = ['agent/{inspect,parse}', 'collector/{allowlist,judge,report,rulebook,rules}', 'lib'].map(
  (directory) => `test/${directory}/**/*.test.ts`,
)

export default defineConfig({
  test: {
    // Processes, not threads: some tests change the user they run as.
    pool: 'forks',
    // On two processors: tests that start servers wait about a fifth of their time.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a page shows is waited for: a click is answered when the collector has.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: pureTests } },
      { extends: true, test: { name: 'together', include: pureTests, isolate: false } },
    ],
  },
})
