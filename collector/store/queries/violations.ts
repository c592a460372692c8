import { maxViolations } from '../../allowlist/violation.ts'
import { type Severity, severities } from '../../judge/rule.ts'
import { chunks, fromHash, packJson, toHash, unpackJson } from '../codec.ts'
import {
  type Acknowledged,
  profileLimits,
  type StoredViolation,
  type ViolationCounts,
  type ViolationPage,
  type ViolationQuery,
} from '../profiles.ts'
import { fromPageToken, requirePageSize, toPageToken } from '../sort-key.ts'
import { PageTokenError } from '../store.ts'
import { nameHash } from './profiles.ts'
import { type Database, read, write } from './transaction.ts'

const rowsAtOnce = 200
const idPattern = /^[0-9a-f]{64}$/
/** The time, and the id. */
const sortKeyLength = 8 + 32

export function violations(db: Database, clusterId: string, query: ViolationQuery): Promise<ViolationPage> {
  return read(db, async (transaction) => {
    const { profile, minSeverity, acknowledged, pageToken, pageSize } = query
    requirePageSize('violations', pageSize)
    const rows = await transaction
      .selectFrom('violations')
      .select(['state', 'sort_key'])
      .where('cluster_id', '=', clusterId)
      .$if(profile !== undefined, (some) => some.where('profile_id', '=', nameHash(profile ?? '')))
      .$if(minSeverity !== undefined, (some) => some.where('severity', 'in', atLeast(minSeverity ?? 'info')))
      .$if(acknowledged === true, (some) => some.where('acknowledged_time', 'is not', null))
      .$if(acknowledged === false, (some) => some.where('acknowledged_time', 'is', null))
      .$if(pageToken !== undefined, (some) => some.where('sort_key', '<', placeOf(clusterId, pageToken ?? '')))
      .orderBy('sort_key', 'desc')
      .limit(pageSize + 1)
      .execute()
    const page = rows.slice(0, pageSize)
    const last = page.at(-1)
    const more = rows.length > pageSize && last ? { nextPageToken: toPageToken(clusterId, last.sort_key) } : {}
    return { violations: page.map((row) => unpackJson<StoredViolation>(row.state)), ...more }
  })
}

export async function violation(db: Database, clusterId: string, id: string): Promise<StoredViolation | undefined> {
  return idPattern.test(id) ? (await violationsById(db, clusterId, [id]))[0] : undefined
}

export function acknowledge(db: Database, clusterId: string, id: string, acknowledged: Acknowledged): Promise<boolean> {
  if (!idPattern.test(id)) return Promise.resolve(false)
  return write(db, clusterId, async (transaction) => {
    const [known] = await violationsById(transaction, clusterId, [id])
    if (known) await putViolation(transaction, clusterId, { ...known, acknowledged })
    return known !== undefined
  })
}

export function violationCounts(db: Database, clusterId: string): Promise<ViolationCounts> {
  return read(db, async (transaction) => {
    const rows = await transaction
      .selectFrom('violations')
      .select((eb) => [
        'severity',
        eb.fn.countAll<number>().as('all'),
        eb.fn.count<number>('acknowledged_time').as('seen'),
      ])
      .where('cluster_id', '=', clusterId)
      .groupBy('severity')
      .execute()
    const lost = await transaction
      .selectFrom('suppressed')
      .select((eb) => ['kind', eb.fn.sum<number>('count').as('count')])
      .where('cluster_id', '=', clusterId)
      .groupBy('kind')
      .execute()
    const open = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
    for (const { severity, all, seen } of rows) open[severity] = Number(all) - Number(seen)
    const countOf = (kind: string) => Number(lost.find((row) => row.kind === kind)?.count ?? 0)
    const acknowledged = rows.reduce((sum, { seen }) => sum + Number(seen), 0)
    return { open, acknowledged, suppressed: countOf('violation'), unlearned: countOf('profile') }
  })
}

/** Those that are there. Ids are hexadecimal. */
export async function violationsById(
  db: Database,
  clusterId: string,
  ids: readonly string[],
): Promise<StoredViolation[]> {
  const found: StoredViolation[] = []
  for (const some of chunks(ids, rowsAtOnce)) {
    const query = db.selectFrom('violations').select('state').where('cluster_id', '=', clusterId)
    const rows = await query.where('violation_id', 'in', some.map(toHash)).execute()
    found.push(...rows.map((row) => unpackJson<StoredViolation>(row.state)))
  }
  return found
}

/** How many are kept, by hash of the profile in hexadecimal, of the profiles that have any. */
export async function countViolations(db: Database, clusterId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('violations')
    .select((eb) => ['profile_id', eb.fn.countAll<number>().as('count')])
    .where('cluster_id', '=', clusterId)
    .groupBy('profile_id')
    .execute()
  return new Map(rows.map((row) => [fromHash(row.profile_id), Number(row.count)]))
}

/** The same by id, each asked for once. */
export async function violationsNamed(
  db: Database,
  clusterId: string,
  ids: readonly string[],
): Promise<Map<string, StoredViolation>> {
  const found = await violationsById(db, clusterId, [...new Set(ids)])
  return new Map(found.map((each) => [each.id, each]))
}

/** How many more are kept, of a profile and of the cluster. */
export async function violationRoom(db: Database, clusterId: string): Promise<{ take(profile: string): boolean }> {
  const counts = await countViolations(db, clusterId)
  let total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    take: (profile) => {
      const key = fromHash(nameHash(profile))
      const count = counts.get(key) ?? 0
      if (count >= maxViolations || total >= profileLimits.violations) return false
      counts.set(key, count + 1)
      total += 1
      return true
    },
  }
}

export async function putViolation(db: Database, clusterId: string, violation: StoredViolation): Promise<void> {
  const columns = {
    sort_key: sortKey(violation),
    severity: violation.severity,
    acknowledged_time: violation.acknowledged?.at ?? null,
    state: packJson(violation),
  }
  const keys = { violation_id: toHash(violation.id), profile_id: nameHash(violation.profile) }
  await db
    .insertInto('violations')
    .values({ cluster_id: clusterId, ...keys, ...columns })
    .onConflict((conflict) => conflict.columns(['cluster_id', 'violation_id']).doUpdateSet(columns))
    .execute()
}

/** Adds to what found no room. */
export async function addSuppressed(
  db: Database,
  clusterId: string,
  {
    profile,
    kind,
    count,
  }: { readonly profile: string; readonly kind: 'violation' | 'profile'; readonly count: number },
): Promise<void> {
  await db
    .insertInto('suppressed')
    .values({ cluster_id: clusterId, profile_id: nameHash(profile), kind, count })
    .onConflict((conflict) =>
      conflict
        .columns(['cluster_id', 'profile_id', 'kind'])
        .doUpdateSet((eb) => ({ count: eb('suppressed.count', '+', count) })),
    )
    .execute()
}

function atLeast(severity: Severity): Severity[] {
  return severities.slice(severities.indexOf(severity))
}

function sortKey({ id, lastAt }: StoredViolation): Uint8Array {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(Math.max(0, lastAt)))
  return Buffer.concat([time, toHash(id)])
}

function placeOf(clusterId: string, token: string): Uint8Array {
  const key = fromPageToken(clusterId, token)
  if (key.length !== sortKeyLength)
    throw new PageTokenError('not a page token of this list: ask for the first page again')
  return key
}
