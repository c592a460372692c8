import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import type { Verdict } from '../../collector/judge/finding.ts'
import { openReports } from '../../collector/report/source.ts'
import { builtInRules, loadPack } from '../../collector/rulebook/load.ts'
import { openSqlite } from '../../collector/store/sqlite.ts'
import type { NewObservation, Store } from '../../collector/store/store.ts'
import { looksOf } from '../../test/soak/facts.ts'
import { type Bench, measure, spent } from '../measure.ts'

const clusterId = 'bench'
/** Nodes, unless another number is asked for. */
const usual = 15_000
const rules = 200
/** One of so many does not pass. */
const failing = 20

/** Domains of a node. */
const domains = 22

/** What the API answers over a whole fleet, beside reading the rows that each answer is made from and nothing else. */
export async function benchReport({ directory, print, progress, sizes }: Bench): Promise<void> {
  const nodes = sizes[0] ?? usual
  const own = join(directory, 'report')
  mkdirSync(own)
  const file = join(own, 'merlon.db')
  const pack = loadPack([builtInRules], {}, 'bench')
  const names = pack.rules.slice(0, rules).map(({ id }) => id)
  const [fact] = (await looksOf('kubeadm-worker')).filter(({ domain }) => domain === 'node')
  const store = await openSqlite(file)
  try {
    const { cpu } = await spent(() => fill(store, nodes, names, fact?.bytes ?? new Uint8Array(), progress))
    print(`${nodes.toLocaleString('en')} nodes, ${names.length} rules each, one of ${failing} does not pass:`)
    print(`  ${(cpu / nodes).toFixed(1)} ms of the processor to store all answers of a node`)
    const reports = openReports(store, clusterId, pack)
    const [first] = (await reports.findings({ pageSize: 1 })).findings
    const answers: readonly [string, string[], () => Promise<unknown>][] = [
      ['the report', [...nodeRows, worst], () => reports.report()],
      ['the first page of 100 nodes', pageRows, () => reports.nodes({ pageSize: 100 })],
      ['the first page of 100 findings', [page], () => reports.findings({ pageSize: 100 })],
      ['a finding with its history', [one], () => reports.finding(first?.id ?? '')],
      ['a node with its facts', factRows, () => reports.node('node-00000')],
    ]
    for (const [name, rows, ask] of answers) {
      progress(name)
      const floor = await measure(5, async () => bare(file, rows))
      const answer = await measure(5, async () => JSON.stringify(await ask()))
      print(
        `  ${name}: ${answer.cpu.toFixed(0)} ms of the processor (${answer.wall.toFixed(0)} ms), ${(answer.cpu / floor.cpu).toFixed(1)} × reading its rows (${floor.cpu.toFixed(1)} ms)`,
      )
    }
  } finally {
    await store.close()
  }
}

async function fill(
  store: Store,
  nodes: number,
  names: readonly string[],
  fact: Uint8Array,
  progress: Bench['progress'],
): Promise<void> {
  await store.putCluster({ id: clusterId, name: 'bench' })
  const judgedRules = new Set(names)
  const observations = Array.from({ length: domains }, (_, at) => observationOf(at === 0 ? 'node' : `other${at}`, fact))
  let next = 0
  const one = async () => {
    while (next < nodes) {
      const at = next
      next += 1
      progress(`node ${at + 1} of ${nodes} is stored`)
      const nodeId = `node-${String(at).padStart(5, '0')}`
      const about = { name: nodeId, agentVersion: '0.1.0', bootId: '', degraded: [], clockOffset: 0, time: Date.now() }
      const { epoch } = await store.openSession({ clusterId, nodeId, ...about })
      const verdicts = names.map((rule, number) => verdictOf(rule, (at + number) % failing === 0))
      await store.commit({
        ...{ clusterId, nodeId, epoch, time: Date.now(), observations, verdicts, judgedRules, rulePack: 'bench' },
      })
    }
  }
  await Promise.all(Array.from({ length: 32 }, one))
}

/** All have the bytes of the domain `node`, which alone are read. */
function observationOf(domain: string, bytes: Uint8Array): NewObservation {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain, hash, bytes, status: 'observed', reason: '', gaps: 0, observedTime: 0 }
}

function verdictOf(rule: string, isFailing: boolean): Verdict {
  const evidence = [
    { field: 'authentication.anonymous.enabled', value: String(isFailing), source: '/var/lib/kubelet/config.yaml:12' },
  ]
  const outcome = isFailing ? 'fail' : 'pass'
  return { rule, severity: 'high', domain: 'kubelet', subject: '', outcome, message: 'as it is configured', evidence }
}

/** What is read of nodes; their facts were read before. */
const nodeRows = [
  'select * from nodes where cluster_id = ?',
  'select node_id, domain, status, reason, gaps, observed_time from domains where cluster_id = ?',
  'select * from node_counts where cluster_id = ?',
]
const pageRows = nodeRows.map((rows) => `${rows} and node_id < 'node-00100'`)
const factRows = [
  ...nodeRows.map((rows) => `${rows} and node_id = 'node-00000'`),
  `select f.bytes from domains d join facts f on f.cluster_id = d.cluster_id and f.node_id = d.node_id and f.hash = d.hash
    where d.cluster_id = ? and d.node_id = 'node-00000'`,
]
const worst = 'select * from findings where cluster_id = ? order by sort_key limit 500'
const page = 'select * from findings where cluster_id = ? order by sort_key limit 100'
const one = 'select * from findings where cluster_id = ? order by sort_key limit 1'

function bare(file: string, questions: readonly string[]): void {
  const database = new BetterSqlite(file, { readonly: true })
  for (const each of questions) database.prepare(each).all(clusterId)
  database.close()
}
