// What Merlon costs, beside a baseline measured in the same run. Figures differ from machine to machine; ratios say more.
// `npm run bench [NAME …]`: all measures, or these. Each is a file beside this one.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSpec, writeHost } from '../test/support/fixture.ts'
import { benchAgent } from './agent.ts'
import { benchCertificates } from './certificates.ts'
import { benchContainers } from './containers.ts'
import { benchFull } from './full.ts'
import { benchGrowth } from './growth.ts'
import { benchListeners } from './listeners.ts'
import type { Bench } from './measure.ts'
import { benchPass } from './pass.ts'
import { benchSshd } from './sshd.ts'
import { benchTrace } from './trace.ts'

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
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in measures))
if (unknown.length > 0) {
  process.stderr.write(`bench: no measure ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}\n`)
  process.exit(2)
}

const directory = mkdtempSync(join(tmpdir(), 'merlon-bench-'))
try {
  const fixture = join(directory, 'control-plane')
  mkdirSync(fixture)
  writeHost(fixture, loadSpec('kubeadm-control-plane'))
  const bench: Bench = { directory, fixture, print: (line) => process.stdout.write(`${line}\n`) }
  for (const [name, run] of Object.entries(measures)) if (asked.length === 0 || asked.includes(name)) await run(bench)
} finally {
  rmSync(directory, { recursive: true, force: true })
}
process.exit(0)
