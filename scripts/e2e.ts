// `npm run e2e -- --cluster DIR`: Merlon on a real cluster of several nodes, as people use it. The cluster is there to be
// disturbed. DIR holds its scripts: `node COMMAND…` runs on the control plane, on another node with NODE=name.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openCluster } from '../test/e2e/cluster.ts'
import { keepLogs } from '../test/e2e/logs.ts'
import { openProduct } from '../test/e2e/product.ts'
import type { Scenario, Stage } from '../test/e2e/scenario.ts'
import { scenarios } from '../test/e2e/scenarios.ts'

const usage = `npm run e2e -- --cluster DIR [--only NAME]… [--build] [--minutes N]

  --cluster DIR  scripts of the cluster; default: $MERLON_CLUSTER_TOOLS
  --only NAME    these alone, in their order; all but \`install\` need it before: they find what it left
  --build        builds the images anew
  --minutes N    how long the agents are measured, quiet and busy; default: 10

${scenarios.map(({ name, shows }) => `  ${name.padEnd(10)} ${shows}`).join('\n')}
`
const { values } = parseArgs({
  options: {
    cluster: { type: 'string', default: process.env['MERLON_CLUSTER_TOOLS'] ?? '' },
    only: { type: 'string', multiple: true, default: [] },
    build: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
})
const directory = fileURLToPath(new URL('../.cache/e2e', import.meta.url))
const wanted = scenarios.filter(({ name }) => values.only.length === 0 || values.only.includes(name))
const unknown = values.only.filter((each) => !scenarios.some(({ name }) => name === each))

if (values.help || values.cluster === '' || unknown.length > 0) {
  process.stderr.write(`${unknown.map((each) => `no such scenario: ${each}\n\n`).join('')}${usage}`)
  process.exitCode = values.help ? 0 : 2
} else process.exitCode = await runAll()

async function runAll(): Promise<number> {
  mkdirSync(directory, { recursive: true })
  const cluster = await openCluster(values.cluster)
  const stage = { ...{ cluster, product: openProduct(cluster), directory }, build: values.build }
  let failed = 0
  for (const scenario of wanted)
    if (!(await runOne(scenario, { ...stage, minutes: Number(values.minutes), say }))) failed += 1
  process.stdout.write(`${wanted.length - failed} of ${wanted.length} scenarios ok\n`)
  return failed > 0 ? 1 : 0
}

async function runOne(scenario: Scenario, stage: Stage): Promise<boolean> {
  process.stdout.write(`${scenario.name}: ${scenario.shows}\n`)
  const begin = performance.now()
  const seconds = () => `${((performance.now() - begin) / 1000).toFixed(0)} s`
  try {
    await scenario.run(stage)
    process.stdout.write(`ok      ${scenario.name} (${seconds()})\n`)
    return true
  } catch (error) {
    const logs = join(directory, `failed-${scenario.name}`)
    await keepLogs(stage, logs).catch((problem: Error) => say(`no logs: ${problem.message}`))
    writeFileSync(join(logs, 'error'), `${(error as Error).stack}\n`)
    process.stdout.write(
      `FAILED  ${scenario.name} (${seconds()}): ${(error as Error).message}\n        logs: ${logs}\n`,
    )
    return false
  }
}

function say(line: string): void {
  process.stdout.write(`        ${line}\n`)
}
