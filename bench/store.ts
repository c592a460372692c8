import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Verdict } from '../collector/judge/finding.ts'
import { openPostgres } from '../collector/store/postgres.ts'
import { openSqlite } from '../collector/store/sqlite.ts'
import type { NewObservation, Store } from '../collector/store/store.ts'
import { startPostgres, whyNoPostgres } from '../test/support/postgres.ts'
import { type BareRows, insertPostgres, insertSqlite } from './bare.ts'
import { type Bench, type Spent, spent } from './measure.ts'

const clusterId = 'bench'
const callers = [1, 8, 64] as const
/** Bytes of a fact, which cannot be compressed. */
const factBytes = 2500

/** What one commit stores. */
interface Load {
  readonly name: string
  readonly commits: number
  /** Domains that changed. */
  readonly domains: number
  /** Findings of which each changes its answer. */
  readonly findings: number
}

const loads: readonly Load[] = [
  { name: 'one domain and three findings changed', commits: 320, domains: 1, findings: 3 },
  { name: 'a node of 22 domains and 200 findings', commits: 64, domains: 22, findings: 200 },
]

/**
 * Commits by so many callers at once, each for nodes of its own, beside bare transactions that insert as many rows as such
 * a commit (facts, their domains, lines of history) over one connection.
 */
export async function benchStore({ directory, print }: Bench): Promise<void> {
  const sqlite = await openSqlite(join(directory, 'store.db'))
  await benchEngine(
    'SQLite',
    sqlite,
    (load) => insertSqlite(join(directory, `bare-${load.domains}.db`), rowsOf(load)),
    print,
  )
  await sqlite.close()

  const missing = whyNoPostgres()
  if (missing !== undefined) return print(`not run: ${missing}`)
  const server = await startPostgres([])
  try {
    const postgres = await openPostgres(await server.database())
    await benchEngine(
      'PostgreSQL',
      postgres,
      async (load) => insertPostgres(await server.database(), rowsOf(load)),
      print,
    )
    await postgres.close()
  } finally {
    await server.stop()
  }
}

async function benchEngine(
  name: string,
  store: Store,
  bare: (load: Load) => Promise<Spent>,
  print: (line: string) => void,
): Promise<void> {
  await store.putCluster({ id: clusterId, name: clusterId })
  for (const load of loads) {
    const floor = await bare(load)
    const perSecond = (load.commits * 1000) / floor.wall
    print(
      `${name}, ${load.name}: bare transactions, one after the other: ${(floor.cpu / load.commits).toFixed(2)} ms of the processor each, ${perSecond.toFixed(0)} a second`,
    )
    await byCallers(store, load, 4, 'warm')
    for (const count of callers) {
      const { cpu, wall } = await byCallers(store, load, count)
      const rate = (load.commits * 1000) / wall
      print(
        `  ${String(count).padStart(2)} callers: ${(cpu / load.commits).toFixed(2)} ms each, ${(cpu / floor.cpu).toFixed(1)} × that; ${rate.toFixed(0)} commits a second, ${(rate / perSecond).toFixed(2)} × that`,
      )
    }
  }
}

/** What all commits of a load take, by so many callers at once. */
async function byCallers(store: Store, load: Load, count: number, name = 'node'): Promise<Spent> {
  const nodes = Array.from({ length: count }, (_, at) => `${name}-${load.domains}-${count}-${at}`)
  for (const nodeId of nodes)
    await store.openSession({
      ...{ clusterId, nodeId, name: nodeId, agentVersion: '', bootId: '', degraded: [], clockOffset: 0, time: 1 },
    })
  const facts = Array.from({ length: load.commits }, () => observations(load))
  const commitAll = async (nodeId: string, first: number) => {
    for (let at = first, round = 0; at < load.commits; at += count, round += 1) {
      const verdicts = verdictsOf(load, round)
      await store.commit({
        ...{ clusterId, nodeId, epoch: 1, time: at + 2, observations: facts[at] as NewObservation[], verdicts },
        ...{ judgedRules: new Set(verdicts.map((each) => each.rule)), rulePack: '' },
      })
    }
  }
  return spent(() => Promise.all(nodes.map(commitAll)))
}

function observations({ domains }: Load): NewObservation[] {
  return Array.from({ length: domains }, (_, at) => {
    const bytes = randomBytes(factBytes)
    const hash = createHash('sha256').update(bytes).digest('hex')
    return { domain: `domain-${at}`, hash, bytes, status: 'observed', reason: '', gaps: 0, observedTime: 1 }
  })
}

/** Other answers in each round. */
function verdictsOf({ findings }: Load, round: number): Verdict[] {
  return Array.from({ length: findings }, (_, at) => ({
    ...{ rule: `rule-${at}`, severity: 'high', domain: 'domain-0', subject: '', message: 'as it is', evidence: [] },
    outcome: (at + round) % 2 === 0 ? 'fail' : 'pass',
  }))
}

/** The rows that such commits insert at least: facts, their domains, and a line of history for each domain and finding. */
function rowsOf({ commits, domains, findings }: Load): BareRows[] {
  const row = (id: number, bytes: number) => [id, randomBytes(32), randomBytes(bytes)]
  const some = (count: number, id: number, bytes: number) => Array.from({ length: count }, () => row(id, bytes))
  return Array.from({ length: commits }, (_, id) => ({
    facts: some(domains, id, factBytes),
    domains: some(domains, id, 0),
    lines: some(domains + findings, id, 0),
  }))
}
