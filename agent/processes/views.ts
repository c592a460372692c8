// What files a process sees: those of the host, of its container, or of a namespace of mounts that it has for itself.
import type { Proc } from '../host/proc.ts'
import { type HostRoot, openRoot } from '../host/root.ts'
import { type Mount, parseMountinfo } from '../parse/mountinfo.ts'
import { seesOf } from './live.ts'

export interface View {
  /** The same for all processes that see the same. */
  readonly key: string
  readonly root: HostRoot
  /** In the order in which they were made; none where they cannot be read. */
  readonly mounts: readonly Mount[]
  /** True where the root is not the host's. */
  readonly contained: boolean
}

export interface Views {
  /** What a living process sees; undefined where it is gone or may not be looked at. */
  of(pid: number): Promise<View | undefined>
  /** Forgets what may have changed. To be called once a reading. */
  renew(): void
}

/** Longest and shortest that mounts are remembered, milliseconds: a table that took long to read is kept longer. */
const leastKept = 250
const keptPerCost = 50

/** `prefix` is the host's root. */
export function openViews(prefix: string, proc: Proc, now = () => performance.now()): Views {
  const base = prefix.replace(/\/+$/, '')
  let keys = new Map<number, string>()
  const known = new Map<string, Known>()
  const rootOf = (pid: number) => openRoot(`${base}/proc/${pid}/root`)
  const open = async (key: string, pid: number): Promise<Known> => {
    const before = now()
    const isHost = key === seesOf(proc, 1)
    const root = isHost ? openRoot(prefix) : rootOf(pid)
    const table = proc.read(`${pid}/mountinfo`)
    const mounts = table.status === 'observed' ? parseMountinfo(table.value.toString('latin1')).map(asText) : []
    const view = { key, root, mounts, contained: !isHost && (await isContained(root, openRoot(prefix))) }
    return { view, pid: isHost ? 1 : pid, until: now() + Math.max(leastKept, (now() - before) * keptPerCost) }
  }
  return {
    of: async (pid) => {
      const key = keys.get(pid) ?? seesOf(proc, pid)
      keys.set(pid, key)
      if (key === '') return undefined
      let found = known.get(key)
      if (!found || found.until <= now()) found = await open(key, pid)
      // The way in leads through a process: when that one is gone, it leads through this one.
      else if (found.pid !== pid && seesOf(proc, found.pid) !== key)
        found = { ...found, pid, view: { ...found.view, root: rootOf(pid) } }
      known.set(key, found)
      return found.view
    },
    renew: () => {
      keys = new Map()
      for (const [key, { until }] of known) if (until <= now()) known.delete(key)
    },
  }
}

interface Known {
  readonly view: View
  /** The process through which its files are reached. */
  readonly pid: number
  readonly until: number
}

/** Where it cannot be told, it is taken for a container: nothing is said then that is true of the host alone. */
async function isContained(root: HostRoot, host: HostRoot): Promise<boolean> {
  const [own, other] = await Promise.all([root.stat('/'), host.stat('/')])
  if (own.status !== 'observed' || other.status !== 'observed') return true
  return own.value.device !== other.value.device || own.value.inode !== other.value.inode
}

/** Names of mount points are bytes; the parser was given each as a character. */
function asText(mount: Mount): Mount {
  const text = (latin: string) => (/[\x80-\xff]/.test(latin) ? Buffer.from(latin, 'latin1').toString() : latin)
  return { ...mount, root: text(mount.root), point: text(mount.point), options: text(mount.options) }
}
