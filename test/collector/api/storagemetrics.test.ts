import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { addStorageMetrics, countFallbacks } from '../../../collector/api/storagemetrics.ts'
import type { ReplicaState } from '../../../collector/store/readreplica.ts'

async function scraped(replica: ReplicaState | undefined): Promise<string[]> {
  const registry = new Registry()
  addStorageMetrics(registry, { damaged: async () => 2, replica: () => replica })
  countFallbacks(registry)()
  return (await registry.metrics()).split('\n').filter((line) => line && !line.startsWith('#'))
}

test.each<[ReplicaState | undefined, string[]]>([
  [undefined, []],
  [{ used: true, behindMilliseconds: 1500 }, ['merlon_replica_used 1', 'merlon_replica_behind_seconds 1.5']],
  [{ used: true, reason: 'not known' }, ['merlon_replica_used 1']],
  [{ used: false, reason: 'away' }, ['merlon_replica_used 0']],
])('of a replica %j: what is not known is absent', async (replica, expected) => {
  expect(await scraped(replica)).toEqual([
    'merlon_damaged_databases 2',
    ...expected,
    'merlon_replica_fallbacks_total 1',
  ])
})
