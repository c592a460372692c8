import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import type { Verdict } from '../../collector/judge/finding.ts'
import { openReports } from '../../collector/report/source.ts'
import { builtInRules, loadPack } from '../../collector/rulebook/load.ts'
import { openSqlite } from '../../collector/store/sqlite.ts'
import type { Store } from '../../collector/store/store.ts'
import { type Bench, measure } from '../measure.ts'

const clusterId = 'bench'
/** Nodes, unless another number is asked for. */
const usual = 15_000
const rules = 200
/** One of so many does not pass. */
const failing = 20

/** The report over a whole fleet, and a page of findings, beside reading the rows of what does not pass and nothing else. */
export async function benchReport({ directory, print, sizes }: Bench): Promise<void> {
  const nodes = sizes[0] ?? usual
  const own = join(directory, 'report')
  mkdirSync(own)
  const file = join(own, 'merlon.db')
  const pack = loadPack([builtInRules], {}, 'bench')
  const names = pack.rules.slice(0, rules).map(({ id }) => id)
  const store = await openSqlite(file)
  try {
    const start = process.cpuUsage()
    await fill(store, nodes, names)
    const { user, system } = process.cpuUsage(start)
    print(`${nodes.toLocaleString('en')} nodes, ${names.length} rules each, one of ${failing} does not pass:`)
    print(`  ${((user + system) / 1000 / nodes).toFixed(1)} ms of the processor to store all answers of a node`)
    const reports = openReports(store, clusterId, pack)
    const floor = await measure(3, async () => bare(file))
    const report = await measure(3, () => reports.report())
    const page = await measure(5, () => reports.findings({ pageSize: 100 }))
    print(
      `  report ${report.cpu.toFixed(0)} ms of the processor (${report.wall.toFixed(0)} ms in this run), ${(report.cpu / floor.cpu).toFixed(1)} × reading the rows (${floor.cpu.toFixed(0)} ms)`,
    )
    print(`  first page of 100 findings ${page.cpu.toFixed(0)} ms of the processor`)
  } finally {
    await store.close()
  }
}

async function fill(store: Store, nodes: number, names: readonly string[]): Promise<void> {
  await store.putCluster({ id: clusterId, name: 'bench' })
  const judgedRules = new Set(names)
  let next = 0
  const one = async () => {
    while (next < nodes) {
      const at = next
      next += 1
      const nodeId = `node-${String(at).padStart(5, '0')}`
      const about = { name: nodeId, agentVersion: '0.1.0', bootId: '', degraded: [], clockOffset: 0, time: Date.now() }
      const { epoch } = await store.openSession({ clusterId, nodeId, ...about })
      const verdicts = names.map((rule, number) => verdictOf(rule, (at + number) % failing === 0))
      await store.commit({
        clusterId,
        nodeId,
        epoch,
        time: Date.now(),
        observations: [],
        verdicts,
        judgedRules,
        rulePack: 'bench',
      })
    }
  }
  await Promise.all(Array.from({ length: 32 }, one))
}

function verdictOf(rule: string, isFailing: boolean): Verdict {
  const evidence = [
    { field: 'authentication.anonymous.enabled', value: String(isFailing), source: '/var/lib/kubelet/config.yaml:12' },
  ]
  const outcome = isFailing ? 'fail' : 'pass'
  return { rule, severity: 'high', domain: 'kubelet', subject: '', outcome, message: 'as it is configured', evidence }
}

function bare(file: string): void {
  const database = new BetterSqlite(file, { readonly: true })
  database.prepare('select * from findings where cluster_id = ?').all(clusterId)
  database.prepare('select * from nodes where cluster_id = ?').all(clusterId)
  database.prepare('select * from node_counts where cluster_id = ?').all(clusterId)
  database.close()
}
