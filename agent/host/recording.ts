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
      return all.status === 'observed'
        ? { ...all, value: all.value.map((each) => new RecordedProcess(each, note)) }
        : all
    },
    named: (...names) => proc.named(...names).map((each) => new RecordedProcess(each, note)),
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

/** Methods of a class: a pass makes one of each process for each inspector, and there are thousands. */
class RecordedProcess implements Process {
  readonly pid: number
  readonly #process: Process
  readonly #note: (path: string) => void
  constructor(process: Process, note: (path: string) => void) {
    this.pid = process.pid
    this.#process = process
    this.#note = note
  }
  argv(): ReturnType<Process['argv']> {
    return this.#noted('cmdline').argv()
  }
  exe(): ReturnType<Process['exe']> {
    return this.#noted('exe').exe()
  }
  cwd(): ReturnType<Process['cwd']> {
    return this.#noted('cwd').cwd()
  }
  comm(): ReturnType<Process['comm']> {
    return this.#noted('stat').comm()
  }
  parent(): ReturnType<Process['parent']> {
    return this.#noted('stat').parent()
  }
  started(): ReturnType<Process['started']> {
    return this.#noted('stat').started()
  }
  contained(): ReturnType<Process['contained']> {
    return this.#noted('cgroup').contained()
  }
  foreign(): ReturnType<Process['foreign']> {
    return this.#noted('cgroup').foreign()
  }
  deleted(): ReturnType<Process['deleted']> {
    return this.#noted('exe').deleted()
  }
  uid(): ReturnType<Process['uid']> {
    return this.#noted('status').uid()
  }
  controlGroups(): ReturnType<Process['controlGroups']> {
    return this.#noted('cgroup').controlGroups()
  }
  network(): ReturnType<Process['network']> {
    return this.#noted('ns/net').network()
  }
  kernelThread(): ReturnType<Process['kernelThread']> {
    return this.#noted('stat').kernelThread()
  }
  zombie(): ReturnType<Process['zombie']> {
    return this.#noted('stat').zombie()
  }
  environ(names: Parameters<Process['environ']>[0]): ReturnType<Process['environ']> {
    return this.#noted('environ').environ(names)
  }
  sockets(wanted: ReadonlySet<number>): ReturnType<Process['sockets']> {
    return this.#noted('fd').sockets(wanted)
  }
  #noted(name: string): Process {
    this.#note(`${this.pid}/${name}`)
    return this.#process
  }
}
