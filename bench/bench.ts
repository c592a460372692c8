// What Merlon costs, beside a baseline measured in the same run. Figures differ from machine to machine; ratios say more.
// `npm run bench [NAME …]`: all measures but the long ones of a whole fleet, or these. Each is a file beside this one.
// `npm run bench fleet [SIZE …]`: those of the fleet, or `fleet-idle 5000 15000` one of them with so many nodes.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { loadSpec, writeHost } from '../test/support/fixture.ts'
import { benchAgent } from './agent.ts'
import { benchCertificates } from './certificates.ts'
import { benchContainers } from './containers.ts'
import { benchEvents } from './fleet/events.ts'
import { benchIdle } from './fleet/idle.ts'
import { benchRates } from './fleet/rates.ts'
import { benchReport } from './fleet/report.ts'
import { benchFull } from './full.ts'
import { benchGrowth } from './growth.ts'
import { benchListeners } from './listeners.ts'
import type { Bench } from './measure.ts'
import { benchPass } from './pass.ts'
import { openOutput } from './progress.ts'
import { benchSshd } from './sshd.ts'
import { benchStore } from './store.ts'
import { benchTrace } from './trace.ts'
import { benchViolations } from './violations.ts'

const measures: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  pass: benchPass,
  growth: benchGrowth,
  certificates: benchCertificates,
  containers: benchContainers,
  full: benchFull,
  sshd: benchSshd,
  listeners: benchListeners,
  agent: benchAgent,
  trace: benchTrace,
  store: benchStore,
  violations: benchViolations,
}

/** Minutes each: only where they are asked for. */
const fleetMeasures: typeof measures = {
  'fleet-rates': benchRates,
  'fleet-events': benchEvents,
  'fleet-idle': benchIdle,
  'fleet-report': benchReport,
}

const given = process.argv.slice(2)
const sizes = given.filter((each) => /^\d+$/.test(each)).map(Number)
const asked = given
  .filter((each) => !/^\d+$/.test(each))
  .flatMap((each) => (each === 'fleet' ? Object.keys(fleetMeasures) : [each]))
const all = { ...measures, ...fleetMeasures }
const unknown = asked.filter((name) => !(name in all))
if (unknown.length > 0) {
  process.stderr.write(
    `bench: no measure ${unknown.join(', ')}; there are ${[...Object.keys(all), 'fleet'].join(', ')}\n`,
  )
  process.exit(2)
}

const directory = mkdtempSync(join(tmpdir(), 'merlon-bench-'))
try {
  const fixture = join(directory, 'control-plane')
  mkdirSync(fixture)
  writeHost(fixture, loadSpec('kubeadm-control-plane'))
  const bench: Bench = { directory, fixture, sizes, ...openOutput() }
  if (Object.keys(fleetMeasures).some((name) => asked.includes(name))) bench.print(machine())
  for (const [name, run] of Object.entries(all))
    if (asked.length === 0 ? name in measures : asked.includes(name)) await run(bench)
} finally {
  rmSync(directory, { recursive: true, force: true })
}
process.exit(0)

/** What the figures are of. */
function machine(): string {
  const [first] = cpus()
  const load = loadavg().map((each) => each.toFixed(1))
  return `${cpus().length} processors (${first?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}, load ${load.join(' ')}`
}
