import { type Accounts, readAccounts } from './accounts.ts'
import { once } from './once.ts'
import { ownNetwork } from './ownnetwork.ts'
import { openProc, type Proc } from './proc.ts'
import { type HostRoot, noRoot, openRoot } from './root.ts'
import { noTls, openTls, type Tls } from './tls.ts'
import { nothingWanted, type Wanted } from './wanted.ts'

/** Everything that an inspector may look at, as of one pass. */
export interface Host {
  readonly root: HostRoot
  readonly proc: Proc
  /** What the operator asks to look at besides. */
  readonly wanted: Wanted
  /** Handshakes with the node; none where the operator did not ask for them. */
  readonly tls: Tls
  /** The files of a container's process, by the paths that it sees. */
  rootOf(pid: number): HostRoot
  /** Names of users and groups. */
  accounts(): Promise<Accounts>
  /**
   * What several inspectors need, worked out once for the pass and named by `key`. `compute` looks only through the host
   * that it is given: so what it read counts as read by everyone who asked.
   */
  shared<T>(key: string, compute: (host: Host) => Promise<T>): Promise<T>
}

/** Opens the node whose files and `proc/` are below `prefix`, for one pass. */
export function openHost(prefix: string, wanted: Wanted = nothingWanted): Host {
  const base = prefix.replace(/\/+$/, '')
  const proc = openProc(prefix)
  const tls = wanted.liveTls?.enabled ? openTls(once(() => ownNetwork(prefix, proc))) : noTls
  return hostOf(openRoot(prefix), proc, (pid) => openRoot(`${base}/proc/${pid}/root`), wanted, tls)
}

/** A host from its parts. Without the last one, nobody can look into containers. */
export function hostOf(
  root: HostRoot,
  proc: Proc,
  rootOf: (pid: number) => HostRoot = () => noRoot,
  wanted: Wanted = nothingWanted,
  tls: Tls = noTls,
): Host {
  const answers = new Map<string, Promise<unknown>>()
  return {
    root,
    proc,
    wanted,
    tls,
    rootOf,
    accounts: once(() => readAccounts(root)),
    // `this`, so that a host made from another one by exchanging a part is asked with that part.
    shared<T>(key: string, compute: (host: Host) => Promise<T>): Promise<T> {
      const answer = answers.get(key) ?? compute(this)
      answers.set(key, answer)
      return answer as Promise<T>
    },
  }
}
