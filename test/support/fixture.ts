import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { goProgram } from './goprogram.ts'

/** A node's files and processes as reviewable text: `test/hosts/*.yaml`, or written in a test. */
export interface HostSpec {
  /** Path → content, or more than content. */
  readonly files?: Readonly<Record<string, string | FileSpec>>
  readonly processes?: readonly ProcessSpec[]
  /** When the machine started, seconds since 1970. Default: 1763700000. */
  readonly bootTime?: number
}

export interface FileSpec {
  readonly content?: string
  /** Target of a symbolic link. */
  readonly link?: string
  readonly directory?: true
  readonly fifo?: true
  readonly socket?: true
  /** The version of Kubernetes that the file says it was built from: a program, with nothing else in it. */
  readonly program?: string
  /** The file is a program of Go with these lines in its build info. */
  readonly built?: readonly string[]
  /** Octal as text, `"0600"`. Default 0644, directories 0755. */
  readonly mode?: string
  /** Default 0. Not applied when the test does not run as root. */
  readonly uid?: number
  readonly gid?: number
  /** Seconds since 1970. Default: before the processes started. */
  readonly mtime?: number
}

export interface ProcessSpec {
  readonly pid: number
  readonly argv: readonly string[]
  /** Default: the first argument when it is a path. `null`: cannot be read. */
  readonly exe?: string | null
  /** Default `/`. */
  readonly cwd?: string
  readonly environ?: Readonly<Record<string, string>>
  readonly ppid?: number
  /** Seconds after boot. Default 100. */
  readonly started?: number
  /** Lines of /proc/PID/cgroup. Default `0::/system.slice`. */
  readonly cgroup?: string
  /** Process ids from the outermost namespace in. */
  readonly nspid?: readonly number[]
  /** More lines of /proc/PID/status, by name. */
  readonly status?: Readonly<Record<string, string>>
  /** Real, effective, saved and file-system user id. Default 0. */
  readonly uid?: number
  /** Default: the executable's name, as the kernel cuts it. */
  readonly comm?: string
  /** One letter. Default `S`. */
  readonly state?: string
  /** Flags in its status line: 0x200000 for a thread of the kernel. Default 0. */
  readonly flags?: number
  /** Default 1. */
  readonly threads?: number
  /** Sockets that it holds, by inode. */
  readonly sockets?: readonly number[]
  /** Tables below its `net/`, for example `tcp`. */
  readonly net?: Readonly<Record<string, string>>
  /** Inode of its network namespace. Default: there is no link. */
  readonly network?: number
}

export const bootTime = 1763700000
/** True where the tests can give files to other users. */
export const isRoot = process.getuid?.() === 0

/** A fixture node by its name in `test/hosts`. */
export function loadSpec(name: string): HostSpec {
  return parse(readFileSync(new URL(`../hosts/${name}.yaml`, import.meta.url), 'utf8')) as HostSpec
}

/** The spec with more files and processes laid over it. */
export function withMore(base: HostSpec, more: HostSpec): HostSpec {
  return {
    ...base,
    ...more,
    files: { ...base.files, ...more.files },
    processes: [...(base.processes ?? []), ...(more.processes ?? [])],
  }
}

/** Writes the node's files below `root`. */
export function writeHost(root: string, spec: HostSpec): void {
  for (const [path, file] of Object.entries(spec.files ?? {}))
    writeFile(join(root, path), typeof file === 'string' ? { content: file } : file)
  // Modes of directories last: one without write permission could not be filled by an ordinary user.
  for (const [path, file] of Object.entries(spec.files ?? {})) {
    if (typeof file !== 'string' && file.directory) chmodSync(join(root, path), Number.parseInt(file.mode ?? '0755', 8))
  }
  mkdirSync(join(root, 'proc'), { recursive: true })
  writeFileSync(join(root, 'proc/stat'), `cpu  0 0 0 0\nbtime ${spec.bootTime ?? bootTime}\n`)
  for (const each of spec.processes ?? []) writeProcess(join(root, 'proc', String(each.pid)), each)
}

/** A link of the fixture that leads out of it would have the test write to this machine. */
function refuseLinks(directory: string): void {
  for (let at = directory; at !== dirname(at) && existsSync(at); at = dirname(at)) {
    if (at.includes('merlon-') && lstatSync(at).isSymbolicLink())
      throw new Error(`a fixture must not write through the link ${at}`)
  }
}

function writeFile(path: string, file: FileSpec): void {
  const mtime = file.mtime ?? bootTime - 1000
  refuseLinks(dirname(path))
  mkdirSync(file.directory ? path : dirname(path), { recursive: true })
  if (file.link !== undefined) symlinkSync(file.link, path)
  else if (file.fifo) execFileSync('mkfifo', [path])
  else if (file.socket) makeSocket(path)
  else if (file.program !== undefined) writeFileSync(path, programOf(file.program))
  else if (file.built) writeFileSync(path, goProgram(file.built))
  else if (!file.directory) writeFileSync(path, file.content ?? '')
  if (isRoot) lchownSync(path, file.uid ?? 0, file.gid ?? 0)
  if (file.link !== undefined) {
    lutimesSync(path, mtime, mtime)
    return
  }
  if (!file.directory) chmodSync(path, Number.parseInt(file.mode ?? '0644', 8))
  utimesSync(path, mtime, mtime)
}

/** A socket whose process has ended without removing it. */
function makeSocket(path: string): void {
  const code = 'require("node:net").createServer().listen(process.argv[1], () => process.exit())'
  execFileSync(process.execPath, ['-e', code, path])
}

function programOf(version: string): Buffer {
  const flags = `-X k8s.io/component-base/version.gitVersion=${version}`
  return goProgram([
    'path\tk8s.io/kubernetes/cmd/kubelet',
    'mod\tk8s.io/kubernetes\t(devel)',
    `build\t-ldflags="${flags}"`,
  ])
}

function writeProcess(dir: string, spec: ProcessSpec): void {
  mkdirSync(join(dir, 'fd'), { recursive: true })
  const exe =
    spec.exe === undefined ? (spec.argv[0]?.startsWith('/') ? spec.argv[0] : undefined) : (spec.exe ?? undefined)
  const comm = spec.comm ?? (exe ?? spec.argv[0] ?? '?').split('/').at(-1)?.slice(0, 15)
  const ids = Array(4)
    .fill(spec.uid ?? 0)
    .join('\t')
  writeFileSync(join(dir, 'cmdline'), spec.argv.map((each) => `${each}\0`).join(''))
  writeFileSync(
    join(dir, 'environ'),
    Object.entries(spec.environ ?? {})
      .map(([name, value]) => `${name}=${value}\0`)
      .join(''),
  )
  writeFileSync(join(dir, 'cgroup'), `${spec.cgroup ?? '0::/system.slice'}\n`)
  writeFileSync(
    join(dir, 'status'),
    `Name:\t${comm}\nPid:\t${spec.pid}\nPPid:\t${spec.ppid ?? 1}\nUid:\t${ids}\nGid:\t${ids}\nNSpid:\t${(spec.nspid ?? [spec.pid]).join('\t')}\n${statusLines(spec)}`,
  )
  writeFileSync(
    join(dir, 'stat'),
    `${spec.pid} (${comm}) ${spec.state ?? 'S'} ${spec.ppid ?? 1} 0 0 0 0 ${spec.flags ?? 0} ${'0 '.repeat(10)}${spec.threads ?? 1} 0 ${(spec.started ?? 100) * 100} 0 0\n`,
  )
  writeNetwork(dir, spec)
  symlinkSync(spec.cwd ?? '/', join(dir, 'cwd'))
  if (exe !== undefined) symlinkSync(exe, join(dir, 'exe'))
}

function statusLines({ status = {} }: ProcessSpec): string {
  return Object.entries(status)
    .map(([name, value]) => `${name}:\t${value}\n`)
    .join('')
}

function writeNetwork(dir: string, spec: ProcessSpec): void {
  for (const [at, inode] of (spec.sockets ?? []).entries())
    symlinkSync(`socket:[${inode}]`, join(dir, 'fd', String(at)))
  if (spec.net !== undefined) mkdirSync(join(dir, 'net'))
  for (const [name, table] of Object.entries(spec.net ?? {})) writeFileSync(join(dir, 'net', name), table)
  if (spec.network === undefined) return
  mkdirSync(join(dir, 'ns'))
  symlinkSync(`net:[${spec.network}]`, join(dir, 'ns/net'))
}
