import { posix } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { FSWatcher } from 'chokidar'
import { openEvents } from './events.ts'
import { why } from './look.ts'
import { openRoot, trailOf } from './root.ts'
import { snapshotOf } from './snapshot.ts'

/** Most directories that have file events; the others are polled. */
const maxDirectories = 2000
/** Milliseconds between two looks at what is polled. */
const pollInterval = 10_000
/** Milliseconds before a directory that was replaced is watched again: one that is replaced all the time costs little. */
const settleTime = 20

/** Watches directories of the host and hints at changes in them. Only a hint: what changed is for the next look to say. */
export interface Watcher {
  /**
   * Watches exactly these directories (host paths) from now on; a directory that is not there is watched by its nearest
   * parent that is. A directory that was not watched before is hinted at once: it may have changed since it was looked at.
   */
  watch(directories: ReadonlySet<string>): void
  /**
   * Why watching is worse than it should be, for example `file events: polling 3 of 40 directories every 10 s (inotify
   * limit reached)`; empty when it is not.
   */
  degraded(): readonly string[]
  close(): Promise<void>
}

/** For tests: smaller limits, shorter times (milliseconds). */
export interface WatchLimits {
  readonly maxDirectories?: number
  readonly pollInterval?: number
}

/** A directory that someone wants to know about. */
interface Watch {
  readonly directory: string
  /** Every entry that its path leads through, and it: when one of them changes, the path may lead elsewhere. */
  trail: readonly string[]
  /** The directory that it leads to, when there is one. */
  real: string | undefined
  /** Directories whose events it needs. */
  needs: ReadonlySet<string>
  /** Set while it is polled: why, and what was seen last. */
  polled: { readonly reason: string; readonly seen: string } | undefined
  /** It gives a hint when it is armed: until then, events may have been missed. */
  hintWhenArmed: boolean
}

/**
 * Watches directories below `prefix`. `hint` is called with a watched directory whenever something may have changed in
 * it, as often as there are events. Directories above a watched one, and those of links that lead to it, are watched for
 * the entries of its path, so that it is found again when one of them is replaced.
 */
export function openWatcher(prefix: string, hint: (directory: string) => void, limits: WatchLimits = {}): Watcher {
  const base = prefix.replace(/\/+$/, '')
  const most = limits.maxDirectories ?? maxDirectories
  const interval = limits.pollInterval ?? pollInterval
  const watches = new Map<string, Watch>()
  const sources = new Map<string, FSWatcher>()
  const stale = new Set<Watch>()
  const dead = new Set<string>()
  let working: Promise<void> = Promise.resolve()
  let settling: NodeJS.Timeout | undefined
  let closed = false

  function watch(directories: ReadonlySet<string>): void {
    for (const directory of watches.keys()) if (!directories.has(directory)) watches.delete(directory)
    for (const directory of directories) {
      const known = watches.get(directory)
      // What is polled for want of a watch may find one now.
      if (known?.polled) stale.add(known)
      if (known) continue
      const added: Watch = {
        directory,
        trail: [],
        real: undefined,
        needs: new Set(),
        polled: undefined,
        hintWhenArmed: true,
      }
      watches.set(directory, added)
      stale.add(added)
    }
    settle(0)
  }

  /** Arms what is stale, one settling after the other. */
  function settle(delay: number): void {
    if (closed || settling) return
    settling = setTimeout(() => {
      settling = undefined
      working = working.then(armStale)
    }, delay)
    settling.unref()
  }

  async function armStale(): Promise<void> {
    for (const directory of [...dead]) await closeSource(directory)
    await closeUnneeded()
    for (const each of [...stale]) {
      stale.delete(each)
      if (closed) return
      if (watches.get(each.directory) === each) await arm(each)
    }
    await closeUnneeded()
    if (stale.size > 0) settle(settleTime)
  }

  async function arm(each: Watch): Promise<void> {
    const place = await placeOf(each.directory)
    const { trail, real } = place
    const needs = new Set(trail.map((entry) => posix.dirname(entry)))
    if (real !== undefined) needs.add(real)
    const reason = place.blind ?? (await openSources(needs))
    Object.assign(each, { trail, real, needs })
    each.polled =
      reason === undefined ? undefined : { reason, seen: await snapshotOf(openRoot(prefix), each.directory) }
    // It may have been made or replaced before its events arrived.
    if (!isDeepStrictEqual(await placeOf(each.directory), place)) stale.add(each)
    if (!each.hintWhenArmed || closed) return
    each.hintWhenArmed = false
    hint(each.directory)
  }

  /** Where a directory is now, through which entries it is found, and why it cannot be looked at. */
  async function placeOf(directory: string) {
    const found = await openRoot(prefix).stat(directory)
    return {
      real: found.status === 'observed' && found.value.type === 'directory' ? found.value.target : undefined,
      trail: await trailOf(prefix, directory),
      blind: found.status === 'denied' || found.status === 'failed' ? why(found) : undefined,
    }
  }

  /** Opens the events of each directory; the reason when that is not possible. */
  async function openSources(directories: ReadonlySet<string>): Promise<string | undefined> {
    for (const directory of directories) {
      if (sources.has(directory)) continue
      if (sources.size >= most) return `more than ${most} directories`
      const opened = await openEvents(base + directory || '/', (name) => happened(directory, name))
      if ('status' in opened) return opened.reason
      sources.set(directory, opened)
    }
    return undefined
  }

  async function closeUnneeded(): Promise<void> {
    const needed = new Set([...watches.values()].flatMap((each) => [...each.needs]))
    for (const directory of [...sources.keys()]) if (!needed.has(directory)) await closeSource(directory)
  }

  async function closeSource(directory: string): Promise<void> {
    dead.delete(directory)
    const source = sources.get(directory)
    sources.delete(directory)
    await source?.close()
  }

  /** Something happened to the entry of that name in a directory, or to the directory itself. */
  function happened(directory: string, name: string | undefined): void {
    const entry = name === undefined ? directory : posix.join(directory, name)
    let replaced = false
    for (const each of watches.values()) {
      if (!each.needs.has(directory)) continue
      const leadsThrough = each.trail.includes(entry)
      if (leadsThrough) {
        each.hintWhenArmed = true
        stale.add(each)
        replaced = true
      }
      if (leadsThrough || each.real === directory) hint(each.directory)
    }
    if (!replaced) return
    // The kernel's watches stay with the directory that was there before.
    for (const each of sources.keys()) if (each === entry || each.startsWith(`${entry}/`)) dead.add(each)
    settle(settleTime)
  }

  async function poll(): Promise<void> {
    for (const each of [...watches.values()]) {
      const before = each.polled
      if (!before || closed) continue
      const seen = await snapshotOf(openRoot(prefix), each.directory)
      if (each.polled !== before || seen === before.seen) continue
      each.polled = { ...before, seen }
      hint(each.directory)
    }
  }

  let polling = false
  const timer = setInterval(() => {
    if (polling) return
    polling = true
    working = working.then(poll).finally(() => {
      polling = false
    })
  }, interval)
  timer.unref()

  return {
    watch,
    degraded: () => degradedBy([...watches.values()], interval),
    close: async () => {
      closed = true
      clearInterval(timer)
      clearTimeout(settling)
      await working
      for (const directory of [...sources.keys()]) await closeSource(directory)
    },
  }
}

function degradedBy(watches: readonly Watch[], interval: number): string[] {
  const counts = new Map<string, number>()
  for (const { polled } of watches) if (polled) counts.set(polled.reason, (counts.get(polled.reason) ?? 0) + 1)
  const every = `every ${interval / 1000} s`
  return [...counts]
    .map(([reason, count]) => `file events: polling ${count} of ${watches.length} directories ${every} (${reason})`)
    .sort()
}
