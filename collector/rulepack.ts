import type { Store } from './store/store.ts'

/** Which rules judge, where several collectors share a database: two packs at once would answer the same question twice. */
export interface ActivePack {
  /** Why this collector's pack does not judge; undefined while it does. */
  other(): string | undefined
  /** Looks now, and not only at its time. */
  look(): Promise<void>
  stop(): Promise<void>
}

export interface ActivePackOptions {
  readonly store: Pick<Store, 'leases' | 'takeLease'>
  readonly clusterId: string
  /** Of this collector, for example `1.2.3`. */
  readonly version: string
  readonly pack: string
  /** Called when another pack judges from now on, with the reason, and when this one does again. */
  readonly changed: (other: string | undefined) => void
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
  /** Milliseconds between looks; 0: never by itself. */
  readonly every?: number
  /** Milliseconds by a clock that only goes forward. */
  readonly now?: () => number
}

const name = 'rule-pack'
/** A pack that nobody kept for so many looks is of collectors that are gone. */
const missed = 3

/**
 * The active pack is a lease that every collector with this pack keeps. A collector that starts takes over from an older
 * version, and from the same version with other rules: the others send their agents to it. One of an older version takes
 * over only when all others are gone.
 */
export async function openActivePack(options: ActivePackOptions): Promise<ActivePack> {
  const { store, clusterId, version, pack, log, every = 5000, now = () => performance.now() } = options
  const holder = `${version} ${pack}`
  let seen = { holder: '', term: 0, at: now() }
  let other: string | undefined
  let starting = true
  let working: Promise<void> = Promise.resolve()

  async function lookOnce(): Promise<void> {
    const lease = (await store.leases(clusterId)).find((each) => each.name === name)
    const term = lease?.term ?? 0
    if (seen.term !== term || seen.holder !== lease?.holder) seen = { holder: lease?.holder ?? '', term, at: now() }
    if (!lease || lease.holder === holder || isMine(lease.holder)) {
      const isKept = await store.takeLease(clusterId, { name, holder }, term)
      // Somebody else was faster: one with this pack, or the next look tells.
      if (isKept || lease?.holder === holder) set(undefined)
    } else {
      set(lease.holder)
    }
    starting = false
  }

  function isMine(theirs: string): boolean {
    if (now() - seen.at >= every * missed) return true
    return starting && compareVersions(version, theirs.split(' ')[0] ?? '') >= 0
  }

  function set(theirs: string | undefined): void {
    const [theirVersion, theirPack] = (theirs ?? '').split(' ')
    const reason = theirs && `the rules of a collector ${theirVersion} judge now (rule pack ${theirPack}, not ${pack})`
    if (reason === other) return
    other = reason
    if (reason) log.warn({ reason }, 'this collector takes no agents')
    else log.info({ rulePack: pack }, 'the rules of this collector judge')
    options.changed(reason)
  }

  function look(): Promise<void> {
    working = working
      .then(lookOnce)
      .catch((error: Error) => log.warn({ reason: error.message }, 'it could not be seen whose rules judge'))
    return working
  }

  await look()
  const timer = every > 0 ? setInterval(() => void look(), every) : undefined
  return {
    other: () => other,
    look,
    stop: async () => {
      clearInterval(timer)
      await working
    },
  }
}

/** By the numbers of `1.2.3`. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  for (const at of [0, 1, 2]) if (left[at] !== right[at]) return (left[at] ?? 0) - (right[at] ?? 0)
  return 0
}

function numbersOf(version: string): number[] {
  return version.split('.').map((each) => Number.parseInt(each, 10) || 0)
}
