// What a report says of where it was read from.
import type { CollectorConfig } from './config.ts'
import type { StorageView } from './report/storageview.ts'
import { isShared } from './store/open.ts'
import type { ReadReplica } from './store/readreplica.ts'
import { damagedDatabases } from './store/setaside.ts'

/** Undefined where there is nothing to say. */
export async function storageView(
  config: Pick<CollectorConfig, 'state' | 'database' | 'databaseUrlFile'>,
  replica: Pick<ReadReplica, 'state'>,
): Promise<StorageView | undefined> {
  const found = isShared(config) ? [] : await damagedDatabases(config.state)
  const damaged = found.map(({ file, time, bytes }) => ({ file, bytes, time: new Date(time).toISOString() }))
  const state = replica.state()
  if (damaged.length === 0 && !state) return undefined
  return { damaged, ...(state ? { replica: replicaView(state) } : {}) }
}

function replicaView({ used, behindMilliseconds: behind, reason }: NonNullable<ReturnType<ReadReplica['state']>>) {
  const behindSeconds = behind === undefined ? {} : { behindSeconds: Math.ceil(behind / 1000) }
  return { used, ...behindSeconds, ...(reason ? { reason } : {}) }
}
