import { setImmediate, setTimeout } from 'node:timers/promises'
import { type Kysely, PostgresAdapter } from 'kysely'
import type { Tables } from '../schema.ts'
import { openShare, type Shared, together } from './share.ts'

type Database = Kysely<Tables>
/** `isAlone`: nobody else works in the transaction meanwhile. */
type Work = (transaction: Database, isAlone: boolean) => Promise<unknown>

/** Writes that share one transaction, and so one wait for the disk. */
const writesTogether = 256
/** Writes of a transaction that run at the same time: whoever comes meanwhile waits for all of them. */
const atOnce = 8
/** Milliseconds after which a transaction takes no more writes in. */
const groupTime = 200
/** A transaction that the engine gave up because of another one is tried so often. */
const attempts = 10
/** The longest wait before the second attempt, milliseconds; it doubles with each. */
const firstWait = 5

/** Which rows a write touches. */
export interface Scope {
  readonly clusterId: string
  /** Only those of this node; absent: any of the cluster. */
  readonly nodeId?: string
}

interface Write {
  readonly nodeId: string | undefined
  readonly work: Work
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

/** What became of a write in a transaction that is not committed yet. */
type Outcome = { readonly value: unknown } | { readonly error: unknown }

/** The writes of one transaction, and what became of the first of them. */
interface Run {
  readonly taken: Write[]
  outcomes: Outcome[]
  /** What is not known to be undone must not be done again. */
  commits: boolean
}

/** Thrown by a write of one node, before it wrote, that has to touch more than that: it is run again, alone. */
export class NotAloneError extends Error {
  override readonly name = 'NotAloneError'
}

/** Writes that wait, by database and cluster: while there are some, somebody works on them. */
const waiting = new WeakMap<Database, Map<string, Write[]>>()

/**
 * Runs `work` in a transaction of a cluster's writers, which it shares with others that wait at the same time: each is
 * there as a whole or not at all, whatever becomes of the others. Writes of different nodes run at the same time, all
 * others one after the other. Nothing waits for company: who comes while a transaction is under way is in it or in the next.
 */
export function writeTogether<T>(
  db: Database,
  { clusterId, nodeId }: Scope,
  work: (transaction: Database, isAlone: boolean) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const clusters = waiting.get(db) ?? new Map<string, Write[]>()
    waiting.set(db, clusters)
    const queue = clusters.get(clusterId)
    const write = { nodeId, work, resolve, reject }
    if (queue) return void queue.push(write)
    clusters.set(clusterId, [write])
    void drain(db, clusterId, clusters)
  })
}

/** Ends when nothing waits to be written. */
export async function written(db: Database): Promise<void> {
  while (waiting.get(db)?.size) await setTimeout(1)
}

async function drain(db: Database, clusterId: string, clusters: Map<string, Write[]>): Promise<void> {
  const queue = clusters.get(clusterId) ?? []
  // What is asked for in the same turn goes together.
  await setImmediate()
  while (queue.length > 0) await commitGroup(db, clusterId, queue)
  clusters.delete(clusterId)
}

/** Commits the first writes of the queue and tells their callers. Never throws. */
async function commitGroup(db: Database, clusterId: string, queue: Write[]): Promise<void> {
  // One at least: whoever asks is answered, also when not even a transaction can be begun.
  const run: Run = { taken: takeSome(queue, atOnce), outcomes: [], commits: false }
  try {
    await retried(() => runGroup(db, clusterId, queue, run))
  } catch (error) {
    // One that fails after it wrote takes the others with it: then each has a transaction of its own.
    if (run.commits || run.taken.length < 2) for (const each of run.taken) each.reject(error)
    else for (const each of run.taken) await commitGroup(db, clusterId, [each])
    return
  }
  for (const [at, { resolve, reject }] of run.taken.entries()) {
    const outcome = run.outcomes[at]
    if (outcome && 'value' in outcome) resolve(outcome.value as never)
    else reject(outcome?.error)
  }
}

/** One transaction: those that were taken before (it is tried again), and who comes while they run. */
async function runGroup(db: Database, clusterId: string, queue: Write[], run: Run): Promise<void> {
  run.outcomes = []
  run.commits = false
  const end = performance.now() + groupTime
  const next = () => {
    const again = run.taken.slice(run.outcomes.length)
    if (again.length > 0) return firstTogether(again)
    if (performance.now() > end) return []
    const more = takeSome(queue, Math.min(atOnce, writesTogether - run.taken.length))
    run.taken.push(...more)
    return more
  }
  const transaction = db.transaction().setIsolationLevel('read committed')
  await transaction.execute((transaction) =>
    transaction.getExecutor().provideConnection(async (connection) => {
      const shared: Shared = { transaction, connection, atEnd: new Set() }
      try {
        const [, first] = await together([lockCluster(shared, clusterId), runAll(shared, next())])
        run.outcomes.push(...first)
        for (let some = next(); some.length > 0; some = next()) run.outcomes.push(...(await runAll(shared, some)))
        for (const end of shared.atEnd) await end(openShare(shared).db)
      } catch (error) {
        throw shared.failure ?? error
      }
      run.commits = true
    }),
  )
}

function takeSome(queue: Write[], most: number): Write[] {
  return queue.splice(0, firstTogether(queue.slice(0, most)).length)
}

/** The first of the writes, with those behind it that may run at the same time. */
function firstTogether(writes: readonly Write[]): Write[] {
  const nodes = new Set<string>()
  for (const { nodeId } of writes) {
    if (nodeId === undefined || nodes.has(nodeId)) break
    nodes.add(nodeId)
  }
  return writes.slice(0, Math.max(1, nodes.size))
}

/** Runs writes at the same time, and after them those that found that they have to be alone. */
async function runAll(shared: Shared, writes: readonly Write[]): Promise<Outcome[]> {
  const isAlone = writes.length === 1
  const outcomes = await together(writes.map((write) => runOne(shared, write, isAlone)))
  for (const [at, write] of writes.entries()) {
    const outcome = outcomes[at]
    if (outcome && 'error' in outcome && outcome.error instanceof NotAloneError)
      outcomes[at] = await runOne(shared, write, true)
  }
  return outcomes
}

/** Throws what leaves something to be undone. */
async function runOne(shared: Shared, { work }: Write, isAlone: boolean): Promise<Outcome> {
  const share = openShare(shared)
  try {
    return { value: await work(share.db, isAlone) }
  } catch (error) {
    if (share.isClean()) return { error }
    throw error
  }
}

/** PostgreSQL locks the cluster's row, for other processes to wait; SQLite has locked the whole file by beginning. */
async function lockCluster(shared: Shared, clusterId: string): Promise<void> {
  if (!(shared.transaction.getExecutor().adapter instanceof PostgresAdapter)) return
  const query = openShare(shared).db.selectFrom('clusters').select('cluster_id').where('cluster_id', '=', clusterId)
  await query.forNoKeyUpdate().execute()
}

/** Does again what the engine gave up for another transaction, be it one statement alone. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error
      await setTimeout(Math.random() * firstWait * 2 ** attempt)
    }
  }
}

/** The engine gave the transaction up for another one (serialization failure, deadlock): nothing of it is there. */
function isTransient(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } | null }
  return [code, cause?.code].some((each) => each === '40001' || each === '40P01')
}
