import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Tests that change their process or the kernel, that need what lies in them only once, or that start many programs, which costs
 * a process more the larger it is: each file has a process of its own.
 */
const alone = [
  ...[
    'architecture*',
    'bin/*',
    'deploy/**/*',
    'e2e/*',
    'integration/*',
    'proto/generated',
    'scripts/*',
    'soak/*',
    'web/*',
  ],
  ...['agent/*', 'agent/{cli,host,processes}/**/*', 'agent/link/spoolfaults', 'agent/parse/*.{real,corpus}'],
  ...['collector/cli/*'],
].map((name) => `test/${name}.test.ts`)

/** What takes longest, longest first: who never ran it cannot know, and nothing else must wait for it in the end. */
const longest = [
  ...['integration/unprivileged', 'scripts/bundle', 'agent/cli/trace', 'proto/generated', 'agent/host/watch'],
  ...['collector/store/postgres', 'collector/store/sqlite', 'integration/replicas', 'collector/cli/start'],
  ...['integration/crash', 'web/dashboard', 'agent/inspect/nodes', 'collector/cli/scan', 'integration/stream'],
  ...['integration/enrolment', 'web/review', 'collector/cli/parts', 'integration/events', 'integration/clusters'],
  ...['agent/parse/sshdconfig.corpus', 'collector/rules/variants', 'integration/outbound', 'collector/cli/main'],
].map((name) => `/test/${name}.test.ts`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name))
      return at === -1 ? longest.length : at
    }
    const group = ({ project }: TestSpecification) => (project.name === 'alone' ? 0 : 1)
    const sorted = await super.sort(files)
    return sorted.sort(
      (a, b) => group(a) - group(b) || a.project.name.localeCompare(b.project.name) || rank(a) - rank(b),
    )
  }
}

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
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      ...Object.entries({ agent: 'agent', collector: 'collector', shared: '{lib,proto,support}' }).map(
        ([name, directory]) => ({
          extends: true as const,
          test: { name, include: [`test/${directory}/**/*.test.ts`], exclude: alone, isolate: false },
        }),
      ),
    ],
  },
})
