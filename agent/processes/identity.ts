// What a started program is: its file, and where that comes from. One resolver, for recording and for matching.
import { posix } from 'node:path'
import { executableState } from '../host/executable.ts'
import type { Look } from '../host/look.ts'
import { isRemote } from '../host/mounts.ts'
import { textOf } from '../host/names.ts'
import type { Proc } from '../host/proc.ts'
import { type FileStat, type HostRoot, openRoot } from '../host/root.ts'
import { mountOf } from '../parse/mountinfo.ts'
import type { Digest, Digests } from './digests.ts'
import { type Layer, layerOf } from './layers.ts'
import { type LiveProcess, linkAsSeen, seesOf } from './live.ts'
import type { ProcessObservation, Script, Signal } from './observation.ts'
import type { Packages } from './packages.ts'
import { isOwnExecutable, type RuntimeInit } from './runtimeinit.ts'
import { scriptArgument, shebangOf } from './scripts.ts'
import { isForged, isInWorldWritable, rightsAt, signalsOf } from './signals.ts'
import type { Program } from './tree.ts'
import type { View, Views } from './views.ts'

/** A start that is to be resolved. */
export interface Question {
  readonly pid: number
  /** As it was given to execve(2); undefined where there was no event. */
  readonly filename: Buffer | undefined
  /** What really runs, where the kernel said so. */
  readonly interpreter: Buffer | undefined
  /** The process while it ran this very program; undefined where it was gone, or something else by then. */
  readonly live: LiveProcess | undefined
  /** Processes that see the same files, the likeliest first: one of them lends its view where it is gone. */
  readonly relatives: readonly number[]
  /** Which files it sees, as seesOf says; empty where that is not known. */
  readonly sees: string
  /** What it ran before. */
  readonly replaced?: Program | undefined
  /** From its maker on. */
  readonly creators?: readonly Program[]
}

export type Identity = Pick<
  ProcessObservation,
  | 'filename'
  | 'path'
  | 'pathSource'
  | 'layer'
  | 'layerReason'
  | 'digest'
  | 'digestNote'
  | 'script'
  | 'rights'
  | 'signals'
> &
  Pick<Layer, 'owner'>

export interface Resolver {
  resolve(question: Question): Promise<Identity>
  /** The runtime's own file on the host; undefined where the process runs something else. */
  resolveRuntime(question: Question, init: RuntimeInit): Promise<Identity | undefined>
  /** Forgets what may have changed. To be called once a reading. */
  renew(): void
}

interface Tools {
  readonly prefix: string
  readonly proc: Proc
  readonly views: Views
  readonly packages: Packages
  readonly digests: Digests
  /** False where digests are read for comparing files alone. */
  readonly withDigests: boolean
}

/** What is known of a file, in one view and one reading. */
interface File extends Layer {
  readonly path: string
  readonly rights: Identity['rights']
  readonly signals: readonly Signal[]
}

const gone = 'the process was gone'
/** Names that lead elsewhere for each process, and nowhere for one that is gone. */
const ofProcess = /^\/(dev\/fd|proc\/(self|thread-self|\d+))\//

export function openResolver(tools: Tools): Resolver {
  const { prefix, proc, views, packages, digests, withDigests } = tools
  const base = `${prefix.replace(/\/+$/, '')}/proc`
  let files = new Map<string, Promise<File>>()
  let targets = new Map<string, Promise<string | undefined>>()
  let lateDigests = new Map<string, Promise<Digest>>()
  let stats = new Map<string, Promise<Look<FileStat>>>()
  let past = new Map<string, Promise<Identity>>()
  let initSees = ''
  const once = <T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
    const value = map.get(key) ?? make()
    map.set(key, value)
    return value
  }

  /** Many programs are in few directories: each is looked at once a reading. */
  const statsOf = ({ key, root }: View): HostRoot => ({
    ...root,
    stat: (path) => once(stats, `${key}\0${path}`, () => root.stat(path)),
  })

  const fileAt = (view: View, path: string) =>
    once(files, `${view.key}\0${path}`, async () => {
      const host = openRoot(prefix)
      const layer = await layerOf({ path, ...view, host, packages, same: (a, b) => sameContent(digests, host, a, b) })
      const isOpen = await isInWorldWritable(statsOf(view), path)
      const signals: Signal[] = [...signalsOf(layer.layer), ...(isOpen ? (['world-writable-directory'] as const) : [])]
      return { path, ...layer, rights: await rightsAt(statsOf(view), path), signals }
    })

  /** Where a name leads for someone with this view and directory; undefined where it leads nowhere by now. */
  const targetOf = (view: View, name: string, cwd: string | undefined) => {
    const path = name.startsWith('/') ? name : cwd === undefined ? undefined : posix.join(cwd, name)
    if (path === undefined || ofProcess.test(path)) return Promise.resolve(undefined)
    return once(targets, `${view.key}\0${path}`, async () => {
      const look = await statsOf(view).stat(path)
      return look.status === 'observed' && look.value.type === 'file' ? look.value.target : undefined
    })
  }

  const cwdOf = (pid: number) => {
    const look = linkAsSeen(proc, pid, 'cwd')
    return look.status === 'observed' ? look.value : undefined
  }

  /** Who was made in a container may have a maker outside of it: only who sees the same is asked. */
  const firstView = async (pids: readonly number[], sees: string): Promise<{ view: View; pid: number } | undefined> => {
    for (const pid of pids) {
      const view = await views.of(pid)
      if (view && (sees === '' || view.key === sees)) return { view, pid }
    }
    return undefined
  }

  /** From the running process itself; undefined where what runs there is not what was started. */
  const ofLive = async (question: Question, live: LiveProcess): Promise<Identity | undefined> => {
    if (live.exe.status !== 'observed') return undefined
    const filename = question.filename === undefined ? '' : textOf(question.filename)
    const view = await views.of(question.pid)
    if (!view) return undefined
    const named = question.interpreter ? textOf(question.interpreter) : filename
    const shebang = await scriptBehind(view, filename, question)
    const expected = named.startsWith('/') && !shebang ? await targetOf(view, named, undefined) : undefined
    const { path, nameless, remote } = nameOf(base, question.pid, live.exe.value, view)
    // It has become yet another program since, whose own event is still to come.
    if (!nameless && expected !== undefined && expected !== path) return undefined
    const file = nameless
      ? { path, layer: nameless, reason: '', rights: [], signals: signalsOf(nameless) }
      : await fileAt(view, path)
    const digest: Digest = remote
      ? { digest: '', note: 'skipped: on a remote file system' }
      : withDigests
        ? await digestOf(view, question.pid, path)
        : noDigest
    const cwd = () => cwdOf(question.pid)
    const script = shebang ?? scriptArgument(path, live.argv, cwd)
    return answer(filename, file, 'process', digest, script, live.argv[0])
  }

  const lateDigest = (view: View, path: string) =>
    once(lateDigests, `${view.key}\0${path}`, () => digests.ofPath(view.root, path))

  /** Until it is its turn to be read, the process may be gone. */
  const digestOf = async (view: View, pid: number, path: string): Promise<Digest> => {
    const own = await digests.ofProcess(pid)
    return own.digest === '' && own.note.endsWith('does not exist') ? lateDigest(view, path) : own
  }

  const scriptBehind = async (view: View, filename: string, question: Question): Promise<Script | undefined> => {
    if (question.filename === undefined) return undefined
    const cwd = question.live ? cwdOf(question.pid) : undefined
    if (question.interpreter) {
      if (question.interpreter.equals(question.filename)) return undefined
      return { path: (await targetOf(view, filename, cwd)) ?? filename, by: 'kernel' }
    }
    const target = await targetOf(view, filename, cwd)
    return target !== undefined && (await shebangOf(view.root, target)) !== undefined
      ? { path: target, by: 'kernel' }
      : undefined
  }

  const ofName = async (question: Question): Promise<Identity> => {
    const filename = question.filename === undefined ? '' : textOf(question.filename)
    const init = question.sees !== '' && initSees === question.sees ? [1] : []
    const relative = await firstView([...question.relatives, ...init], question.sees)
    const named = itself(question.interpreter ? textOf(question.interpreter) : filename, question.replaced)
    if (!relative || filename === '') return unresolved(filename, named)
    const { view, pid } = relative
    // Asked only where the name needs it.
    const cwd = named.startsWith('/') && filename.startsWith('/') ? undefined : cwdOf(pid)
    const first = await targetOf(view, named, cwd)
    if (first === undefined) return unresolved(filename, named)
    const interpreter = question.interpreter ? undefined : await shebangOf(view.root, first)
    const path = interpreter === undefined ? first : await targetOf(view, interpreter, cwd)
    if (path === undefined) return unresolved(filename, named)
    const isScript =
      interpreter !== undefined || (question.interpreter && !question.interpreter.equals(question.filename as Buffer))
    const own = isScript ? ((await targetOf(view, filename, cwd)) ?? filename) : ''
    const digest = withDigests ? await lateDigest(view, path) : noDigest
    return answer(
      filename,
      await fileAt(view, path),
      'late',
      digest,
      isScript ? { path: own, by: 'kernel' } : undefined,
      undefined,
    )
  }

  /** Runtimes may be in a namespace of mounts of their own: who made them sees their files. */
  const hostView = async (pids: readonly number[]): Promise<View | undefined> => {
    for (const pid of [...pids, 1]) {
      const view = await views.of(pid)
      if (view && !view.contained) return view
    }
    return undefined
  }

  /** Its bytes decide while it lives; who is gone is known by where it came from. */
  const ofRuntime = async (question: Question, { paths, mustMatch }: RuntimeInit): Promise<Identity | undefined> => {
    const view = await hostView((question.creators ?? []).map(({ pid }) => pid))
    if (!view) return undefined
    const own: Digest = question.live ? await digests.ofProcess(question.pid) : { digest: '', note: 'does not exist' }
    const isGone = own.digest === '' && own.note.endsWith('does not exist')
    if (own.digest === '' && (mustMatch || !isGone)) return undefined
    const filename = question.filename === undefined ? '' : textOf(question.filename)
    for (const path of paths) {
      const late = await lateDigest(view, path)
      if (!isGone && own.digest !== late.digest) continue
      const digest = !withDigests ? noDigest : isGone ? late : own
      return answer(filename, await fileAt(view, path), isGone ? 'late' : 'process', digest, undefined, undefined)
    }
    return undefined
  }

  return {
    resolveRuntime: ofRuntime,
    resolve: async (question) =>
      (question.live && (await ofLive(question, question.live))) ??
      // The same name from the same maker is the same program, as of this reading.
      (await once(past, keyOf(question), () => ofName(question))),
    renew: () => {
      files = new Map()
      targets = new Map()
      lateDigests = new Map()
      stats = new Map()
      past = new Map()
      initSees = seesOf(proc, 1)
      views.renew()
      packages.renew()
    },
  }
}

/** All that an answer from names alone depends on. */
function keyOf({ filename, interpreter, relatives, sees, replaced }: Question): string {
  const name = filename && itself(textOf(filename), replaced)
  const texts = [...[filename, interpreter].map((each) => each?.toString('latin1') ?? ''), name]
  return [...texts, sees, ...relatives].join('\0')
}

/** Who executes its own executable runs what it ran before. */
function itself(filename: string, replaced: Program | undefined): string {
  return isOwnExecutable(filename) && replaced?.isResolved ? replaced.path : filename
}

const noDigest: Digest = { digest: '', note: '' }

function answer(
  filename: string,
  file: File,
  pathSource: Identity['pathSource'],
  { digest, note }: Digest,
  script: Script | undefined,
  argument: string | undefined,
): Identity {
  const { path, layer, reason, rights, owner } = file
  const forged = isForged(path, argument) || (script && isForged(script.path, undefined))
  const signals: Signal[] = [...file.signals, ...(forged ? (['forged-name'] as const) : [])]
  return {
    ...{ filename, path, pathSource, layer, layerReason: reason, digest, digestNote: note, script, rights, signals },
    ...(owner && { owner }),
  }
}

/** What is left when nothing can be looked at: the name as it was given. A memory file's says what it is. */
function unresolved(filename: string, path: string): Identity {
  const signals: Signal[] = isForged(path, undefined) ? ['forged-name'] : []
  return {
    ...{ filename, path, pathSource: 'unresolved', layer: 'unknown', layerReason: gone },
    ...{ digest: '', digestNote: gone, script: undefined, rights: [], signals },
  }
}

/** The kernel adds ` (deleted)` to a path that is gone, and a file may have that name: the number of its names tells. */
function nameOf(base: string, pid: number, exe: string, view: View) {
  const path = exe.replace(/ \(deleted\)$/, '')
  const remote = isRemote(mountOf(path, view.mounts)?.type ?? '')
  if (path === exe || remote) return { path, nameless: undefined, remote }
  const state = executableState(base, pid)
  if (state.status === 'observed' && state.value.links > 0) return { path: exe, nameless: undefined, remote }
  return { path, nameless: path.startsWith('/memfd:') ? ('memfd' as const) : ('deleted' as const), remote }
}

async function sameContent(digests: Digests, host: HostRoot, a: string, b: string): Promise<boolean | undefined> {
  const [first, second] = [await digests.ofPath(host, a), await digests.ofPath(host, b)]
  return first.digest === '' || second.digest === '' ? undefined : first.digest === second.digest
}
