// The agent's own files on a machine without Kubernetes: what `install` writes and `uninstall` takes away. The only code that
// writes to a machine besides preparing; it never runs within the agent.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Where everything goes that is not configuration. */
const libraryPlace = '/usr/lib/merlon'

/** Files of the program, by their names in the archive, with the mode of each. */
export const programFiles = {
  node: 0o755,
  'agent.js': 0o644,
  'package.json': 0o644,
  'filter.bpf': 0o644,
  'licenses.md': 0o644,
  'sbom.cdx.json': 0o644,
} as const

/** Files for systemd, by their names in the archive, with their places where no package brings them. */
export const systemFiles = {
  'merlon-agent.service': '/etc/systemd/system/merlon-agent.service',
  'merlon-agent-join.service': '/etc/systemd/system/merlon-agent-join.service',
  'merlon-agent-join.timer': '/etc/systemd/system/merlon-agent-join.timer',
  'merlon-agent.sysusers': '/etc/sysusers.d/merlon-agent.conf',
  'merlon-agent.tmpfiles': '/etc/tmpfiles.d/merlon-agent.conf',
} as const

/** What `systemctl enable` makes of them. */
const links = [
  '/etc/systemd/system/multi-user.target.wants/merlon-agent.service',
  '/etc/systemd/system/timers.target.wants/merlon-agent-join.timer',
]

export const configPlaces = {
  config: '/etc/merlon/agent.yaml',
  ca: '/etc/merlon/agent/ca.crt',
  cert: '/etc/merlon/agent/node.crt',
  key: '/etc/merlon/agent/node.key',
} as const

/** A file to write: its place, and where its content comes from. */
export interface Planned {
  readonly place: string
  readonly mode: number
  readonly from: { readonly file: string } | { readonly text: string }
}

/** Copies of everything in the archive `from`. Of an installed package: nothing, for it is all there. */
export function programPlan(from: string): Planned[] {
  if (!existsSync(join(from, 'systemd'))) return []
  const copies = [
    ...Object.entries(programFiles).map(([name, mode]) => [join(from, name), join(libraryPlace, name), mode] as const),
    ...Object.entries(systemFiles).map(([name, place]) => [join(from, 'systemd', name), place, 0o644] as const),
  ]
  return copies.filter(([file]) => existsSync(file)).map(([file, place, mode]) => ({ place, mode, from: { file } }))
}

/** Whether the program lies where the unit starts it. */
export function hasProgram(destination: string): boolean {
  return existsSync(join(destination, libraryPlace, 'agent.js'))
}

/** Whether the unit runs, as the control groups of this machine have it. */
export function isRunning(): boolean {
  try {
    return readFileSync('/sys/fs/cgroup/system.slice/merlon-agent.service/cgroup.procs', 'utf8').trim() !== ''
  } catch {
    return false
  }
}

/** Writes a file below `destination`. Directories of the agent's configuration are for its group alone. Throws the system's error. */
export function place({ place: path, mode, from }: Planned, destination: string): void {
  const file = join(destination, path)
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  // One that runs from it keeps its own; a link that somebody put there is not followed.
  rmSync(file, { force: true })
  if ('file' in from) copyFileSync(from.file, file)
  else writeFileSync(file, from.text, { mode })
  chmodSync(file, mode)
}

/** Everything that an installation may have left, in the order in which it goes. */
export const ownPlaces: readonly string[] = [
  ...links,
  ...Object.values(systemFiles),
  ...Object.keys(programFiles).map((name) => join(libraryPlace, name)),
  ...Object.values(configPlaces).flatMap((path) => [path, `${path}.new`]),
  // systemd's own note of when the timer ran.
  '/var/lib/systemd/timers/stamp-merlon-agent-join.timer',
]

const ownDirectories = ['/etc/merlon/agent', '/etc/merlon', libraryPlace, '/var/lib/merlon/spool', '/var/lib/merlon']

/** Removes them, and directories that are empty then. Returns what was there. */
export function removeOwn(destination: string): string[] {
  const there = ownPlaces.filter((path) => isThere(join(destination, path)))
  for (const path of there) rmSync(join(destination, path))
  const emptied = ownDirectories.filter((path) => isRemoved(join(destination, path)))
  return [...there, ...emptied]
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function isRemoved(directory: string): boolean {
  try {
    rmdirSync(directory)
    return true
  } catch {
    return false
  }
}
