import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { Client } from 'pg'
import type { Verdict } from '../collector/judge/finding.ts'
import { openPostgres } from '../collector/store/postgres.ts'
import { openSqlite } from '../collector/store/sqlite.ts'
import type { NewObservation, Store } from '../collector/store/store.ts'
import { startPostgres, whyNoPostgres } from '../test/support/postgres.ts'
import type { Bench } from './measure.ts'

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
 * a commit (facts, their domains, lines of history) over one connection, with a statement for each table.
 */
export async function benchStore({ directory, print }: Bench): Promise<void> {
  const sqlite = await openSqlite(join(directory, 'store.db'))
  await benchEngine('SQLite', sqlite, (load) => bareSqlite(join(directory, `bare-${load.domains}.db`), load), print)
  await sqlite.close()

  const missing = whyNoPostgres()
  if (missing !== undefined) return print(`not run: ${missing}`)
  const server = await startPostgres([])
  try {
    const postgres = await openPostgres(await server.database())
    await benchEngine('PostgreSQL', postgres, async (load) => barePostgres(await server.database(), load), print)
    await postgres.close()
  } finally {
    await server.stop()
  }
}

async function benchEngine(
  name: string,
  store: Store,
  bare: (load: Load) => Promise<number>,
  print: (line: string) => void,
): Promise<void> {
  await store.putCluster({ id: clusterId, name: clusterId })
  for (const load of loads) {
    const perSecond = load.commits / (await bare(load))
    print(`${name}, ${load.name}: ${perSecond.toFixed(0)} bare transactions a second, one after the other`)
    for (const count of callers) {
      const rate = load.commits / (await byCallers(store, load, count))
      print(
        `  ${String(count).padStart(2)} callers: ${rate.toFixed(0)} commits a second, ${(rate / perSecond).toFixed(2)} times that`,
      )
    }
  }
}

/** Seconds. */
async function byCallers(store: Store, load: Load, count: number): Promise<number> {
  const nodes = Array.from({ length: count }, (_, at) => `node-${load.domains}-${count}-${at}`)
  for (const nodeId of nodes)
    await store.openSession({
      ...{ clusterId, nodeId, name: nodeId, agentVersion: '', bootId: '', degraded: [], clockOffset: 0, time: 1 },
    })
  const facts = Array.from({ length: load.commits }, () => observations(load))
  const start = performance.now()
  await Promise.all(
    nodes.map(async (nodeId, first) => {
      for (let at = first, round = 0; at < load.commits; at += count, round += 1) {
        const verdicts = verdictsOf(load, round)
        await store.commit({
          ...{ clusterId, nodeId, epoch: 1, time: at + 2, observations: facts[at] as NewObservation[], verdicts },
          ...{ judgedRules: new Set(verdicts.map((each) => each.rule)), rulePack: '' },
        })
      }
    }),
  )
  return (performance.now() - start) / 1000
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

const tables = ['fact', 'domain', 'line'] as const
const create = (bytes: string) =>
  tables.map((table) => `create table ${table} (id integer, hash ${bytes}, bytes ${bytes})`)
/** Values of the rows of one table in one transaction: as many lines as domains and findings. */
const rowsIn = (table: string, { domains, findings }: Load, id: number) =>
  Array.from({ length: table === 'line' ? domains + findings : domains }, () => [
    ...[id, randomBytes(32), table === 'fact' ? randomBytes(factBytes) : null],
  ])

async function bareSqlite(file: string, load: Load): Promise<number> {
  const database = new BetterSqlite(file)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  for (const text of create('blob')) database.exec(text)
  const start = performance.now()
  for (let id = 0; id < load.commits; id += 1)
    database.transaction(() => {
      for (const table of tables) {
        const rows = rowsIn(table, load, id)
        database.prepare(`insert into ${table} values ${rows.map(() => '(?, ?, ?)').join(', ')}`).run(...rows.flat())
      }
    })()
  const seconds = (performance.now() - start) / 1000
  database.close()
  return seconds
}

async function barePostgres(url: string, load: Load): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const text of create('bytea')) await client.query(text)
  const start = performance.now()
  for (let id = 0; id < load.commits; id += 1) {
    await client.query('begin')
    for (const table of tables) {
      const rows = rowsIn(table, load, id)
      const places = rows.map((_, at) => `($${3 * at + 1}, $${3 * at + 2}, $${3 * at + 3})`)
      await client.query(`insert into ${table} values ${places.join(', ')}`, rows.flat())
    }
    await client.query('commit')
  }
  const seconds = (performance.now() - start) / 1000
  await client.end()
  return seconds
}
