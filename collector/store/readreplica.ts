import { within } from '../../lib/within.ts'
import type { CollectorConfig } from '../config.ts'
import { isShared, readUrl } from './open.ts'
import { openStandby, type StandbyDatabase } from './postgres-standby.ts'
import { preferring } from './reads.ts'
import { type ReadStore, type Store, StoreError } from './store.ts'

/** What reports are read from at the moment. */
export interface ReplicaState {
  /** False: they are read from the primary. */
  readonly used: boolean
  /** How far behind what is read may be, milliseconds. Absent: not known, or not used. */
  readonly behindMilliseconds?: number
  /** Why it is not used, or why it is not known how far behind it is. */
  readonly reason?: string
}

/** The database that reports are read from. */
export interface ReadReplica {
  readonly reads: ReadStore
  /** Undefined where there is no replica. */
  state(): ReplicaState | undefined
  /** Looks now, and not only at its time. */
  look(): Promise<void>
  stop(): Promise<void>
}

export interface ReadReplicaOptions {
  readonly primary: Store
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Called when the replica has more than at the last look: what was asked before may be answered otherwise now. */
  readonly changed: () => void
  /** Told of each answer that the primary had to give. */
  readonly fellBack: () => void
  /** Milliseconds between looks; 0: never by itself. */
  readonly every?: number
  /** Milliseconds that a look may take. */
  readonly limit?: number
  /** Milliseconds by a clock that only goes forward. */
  readonly now?: () => number
}

/** Further behind, nodes that report would be taken for late, in milliseconds. */
export const mostBehind = 30_000
/** One that did not answer is left alone so long, in milliseconds. */
const rest = 30_000

/** Opens the replica that the configuration names, if it does. Throws a StoreError. */
export function openReadReplica(
  config: Pick<CollectorConfig, 'state' | 'database' | 'databaseUrlFile' | 'databaseReadUrl' | 'databaseReadUrlFile'>,
  options: ReadReplicaOptions,
): ReadReplica {
  const { databaseReadUrl, databaseReadUrlFile } = config
  if (databaseReadUrl === '' && databaseReadUrlFile === '') return alone(options.primary)
  if (!isShared(config))
    throw new StoreError('databaseReadUrl: SQLite has no replicas; name the primary by `database` or `databaseUrlFile`')
  const url = databaseReadUrlFile === '' ? databaseReadUrl : readUrl(databaseReadUrlFile)
  return followStandby(openStandby(url, options.log), options)
}

function alone(primary: Store): ReadReplica {
  const nothing = async () => undefined
  return { reads: primary, state: () => undefined, look: nothing, stop: nothing }
}

/** Looks every second how far behind a standby is, and reads from it while that is well. */
export function followStandby(standby: StandbyDatabase, options: ReadReplicaOptions): ReadReplica {
  const { primary, log, changed, fellBack, every = 1000, limit = 3000, now = () => performance.now() } = options
  let state: ReplicaState = { used: false, reason: 'it was not looked at yet' }
  let lookedAt = now()
  let restsUntil = Number.NEGATIVE_INFINITY
  let versions = ''
  let looking: Promise<void> | undefined

  function set(next: ReplicaState): void {
    const was = state
    state = next
    if (was.used === next.used) return
    if (next.used) log.info({ replica: standby.name }, 'reports are read from the replica')
    else log.warn({ replica: standby.name, reason: next.reason }, 'reports are read from the primary')
  }

  function failed(error: Error): void {
    restsUntil = now() + rest
    set({ used: false, reason: error.message })
  }

  async function lookOnce(): Promise<void> {
    const begun = now()
    const [following, found] = await within(limit, Promise.all([standby.following(), standby.versions()]), () => {
      throw new StoreError('the replica does not answer')
    })
    lookedAt = begun
    set(stateOf(following))
    const before = versions
    versions = JSON.stringify(found)
    if (before !== '' && before !== versions) changed()
  }

  function look(): Promise<void> {
    looking ??= (now() < restsUntil ? Promise.resolve() : lookOnce().catch(failed)).finally(() => {
      looking = undefined
    })
    return looking
  }

  const timer = every > 0 ? setInterval(() => void look(), every) : undefined
  void look()
  return {
    reads: preferring({
      ...{ first: standby.reads, other: primary },
      usable: () => state.used,
      failed: (error) => {
        fellBack()
        failed(error)
      },
    }),
    state: () => {
      const { behindMilliseconds: behind, ...rest } = state
      return behind === undefined ? rest : { ...rest, behindMilliseconds: behind + (now() - lookedAt) }
    },
    look,
    stop: async () => {
      clearInterval(timer)
      await looking
      await standby.close()
    },
  }
}

function stateOf({ standby, behindMilliseconds: behind }: Awaited<ReturnType<StandbyDatabase['following']>>) {
  if (!standby) return { used: true, reason: 'it follows no other server' }
  if (behind === undefined) return { used: true, reason: 'it has no transaction of the primary yet' }
  if (behind > mostBehind) return { used: false, reason: `it is ${Math.round(behind / 1000)} seconds behind` }
  return { used: true, behindMilliseconds: behind }
}
