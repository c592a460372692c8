import { posix } from 'node:path'
import { accountFiles } from './accounts.ts'
import type { Host } from './host.ts'
import type { Look } from './look.ts'
import type { Proc, Process } from './proc.ts'
import type { FileStat, HostRoot } from './root.ts'

/** Paths that an inspector looked at, whether they were there or not. */
export interface Recording {
  /** Files whose content or state was asked for, those below /proc too. */
  readonly files: ReadonlySet<string>
  /** Directories that were listed. */
  readonly directories: ReadonlySet<string>
  /** Directories of the links that were followed and of what they led to. */
  readonly linked: ReadonlySet<string>
}

/** Trees that have no file events, or too many. */
const unwatched = /^\/(proc|sys|dev)(\/|$)/

/** The same host, noting what is looked at: for the watch list, and for the proof that inspectors declare what they read. */
export function recordingHost(host: Host): { host: Host; recording: Recording } {
  const files = new Set<string>()
  const directories = new Set<string>()
  const linked = new Set<string>()
  const recordingRoot = (inner: HostRoot, above: string): HostRoot => {
    const note = async <T extends FileStat>(path: string, looking: Promise<Look<T>>): Promise<Look<T>> => {
      files.add(above + path)
      const look = await looking
      for (const each of ledThrough(look)) linked.add(above + posix.dirname(each))
      return look
    }
    return {
      read: (path, limit) => note(path, inner.read(path, limit)),
      readRange: (path, offset, length) => {
        files.add(above + path)
        return inner.readRange(path, offset, length)
      },
      stat: (path) => note(path, inner.stat(path)),
      lstat: (path) => note(path, inner.lstat(path)),
      list: (path, limit) => {
        directories.add(above + path)
        return inner.list(path, limit)
      },
      below: (path, use) =>
        inner.below(path, (top) =>
          use({
            list: (rest, limit) => {
              directories.add(above + posix.join(path, rest))
              return top.list(rest, limit)
            },
          }),
        ),
    }
  }
  const root = recordingRoot(host.root, '')
  const rootOf = (pid: number) => recordingRoot(host.rootOf(pid), `/proc/${pid}/root`)
  const accounts = () => {
    for (const path of accountFiles) files.add(path)
    return host.accounts()
  }
  const proc = recordingProc(host.proc, (path) => files.add(`/proc/${path}`))
  const shared = async <T>(key: string, compute: (host: Host) => Promise<T>): Promise<T> => {
    // Kept with what it read: whoever asks later depends on the same paths.
    const kept = await host.shared(`recorded ${key}`, async (base) => {
      const inner = recordingHost(base)
      return { value: await compute(inner.host), recording: inner.recording }
    })
    for (const path of kept.recording.files) files.add(path)
    for (const path of kept.recording.directories) directories.add(path)
    for (const path of kept.recording.linked) linked.add(path)
    return kept.value
  }
  return {
    host: { root, proc, wanted: host.wanted, tls: host.tls, rootOf, accounts, shared },
    recording: { files, directories, linked },
  }
}

/**
 * The directories on the host in which something happens when what was looked at changes. Whoever watches them watches
 * the directories above them too, for theirs being replaced.
 */
export function watchDirectories(recording: Recording): Set<string> {
  const parents = [...recording.files].map((path) => posix.dirname(path))
  const all = [...parents, ...recording.directories, ...recording.linked].map((path) => posix.normalize(path))
  return new Set(all.filter((path) => path.startsWith('/') && !unwatched.test(path)).map(withoutSlash))
}

function withoutSlash(path: string): string {
  return path === '/' ? path : path.replace(/\/+$/, '')
}

function ledThrough(look: Look<FileStat>): readonly string[] {
  if (look.status === 'absent') return look.missing === undefined ? [] : [look.missing]
  if (look.status !== 'observed' || look.value.links.length === 0) return []
  return [...look.value.links, look.value.target]
}

function recordingProc(proc: Proc, note: (path: string) => void): Proc {
  return {
    processes: () => {
      const all = proc.processes()
      return all.status === 'observed' ? { ...all, value: all.value.map((each) => recordingProcess(each, note)) } : all
    },
    named: (...names) => proc.named(...names).map((each) => recordingProcess(each, note)),
    read: (path) => {
      note(path)
      return proc.read(path)
    },
    readWhile: (path, more) => {
      note(path)
      return proc.readWhile(path, more)
    },
    link: (path) => {
      note(path)
      return proc.link(path)
    },
  }
}

function recordingProcess(process: Process, note: (path: string) => void): Process {
  const { pid } = process
  const noted =
    <T>(name: string, look: () => T) =>
    () => {
      note(`${pid}/${name}`)
      return look()
    }
  return {
    pid,
    argv: noted('cmdline', process.argv),
    exe: noted('exe', process.exe),
    cwd: noted('cwd', process.cwd),
    environ: (names) => noted('environ', () => process.environ(names))(),
    comm: noted('stat', process.comm),
    parent: noted('stat', process.parent),
    started: noted('stat', process.started),
    contained: noted('cgroup', process.contained),
    foreign: noted('cgroup', process.foreign),
    deleted: noted('exe', process.deleted),
    uid: noted('status', process.uid),
    controlGroups: noted('cgroup', process.controlGroups),
    network: noted('ns/net', process.network),
    kernelThread: noted('stat', process.kernelThread),
    zombie: noted('stat', process.zombie),
    sockets: (wanted) => noted('fd', () => process.sockets(wanted))(),
  }
}
