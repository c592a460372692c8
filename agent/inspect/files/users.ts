// Whose file it may be besides root's: a component that does not run as root needs files of its own.
import type { FileItem } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import type { Process } from '../../host/proc.ts'
import { componentProcesses } from '../components.ts'
import { sightOf } from '../sight.ts'
import type { FileRole } from './roles.ts'

type FileUser = NonNullable<FileItem['users']>[number]

/** Components with files of their own. */
const programs = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'etcd'] as const

/** Roles of files that a component may own. */
const owned: readonly FileRole[] = [
  'controller-manager-kubeconfig',
  'scheduler-kubeconfig',
  'kube-proxy-kubeconfig',
  'etcd-data-directory',
  'etcd-wal-directory',
  'pki-directory',
  'pki-certificate',
  'pki-key',
  'pki-file',
]

/** What etcd writes, wherever it is told of it. */
const etcdsOwn: readonly FileRole[] = ['etcd-data-directory', 'etcd-wal-directory']

interface User {
  readonly program: string
  readonly pid: number
  readonly uid: number
  /** Files that its command line names, as the host has them. */
  readonly paths: readonly string[]
}

/** Tells of a file the users other than root that may own it. */
export type UsersOf = (item: FileItem) => readonly FileUser[]

/**
 * A file may be that of each component that names it, a directory that of the only one that names files below: two
 * components in one directory could replace each other's.
 */
export function usersOfFiles(host: Host): UsersOf {
  const users = programs.flatMap((program) =>
    componentProcesses(host, program).flatMap((process) => userOf(host, program, process)),
  )
  return (item) => {
    if (!owned.includes(item.role as FileRole)) return []
    if (etcdsOwn.includes(item.role as FileRole))
      return toldOf(users.filter(({ program, uid }) => program === 'etcd' && uid !== 0))
    const paths = [item.path, item.target].filter((path): path is string => Boolean(path))
    const naming = users.filter((user) => user.paths.some((path) => paths.some((own) => isWithin(path, own))))
    if (item.role === 'pki-directory' && new Set(naming.map(({ uid }) => uid)).size > 1) return []
    return toldOf(naming.filter(({ uid }) => uid !== 0))
  }
}

function isWithin(path: string, own: string): boolean {
  return path === own || path.startsWith(`${own}/`)
}

function toldOf(users: readonly User[]): FileUser[] {
  const sorted = [...users].sort((a, b) => a.uid - b.uid || a.pid - b.pid)
  return sorted.map(({ uid, program, pid }) => ({ uid, source: `${program}, process ${pid}` }))
}

function userOf(host: Host, program: string, process: Process): User[] {
  const [uid, argv] = [process.uid(), process.argv()]
  if (uid.status !== 'observed' || argv.status !== 'observed') return []
  const sight = sightOf(host, process)
  const paths = pathsIn(argv.value.slice(1)).flatMap((path) => {
    const place = sight.place(path)
    return 'gap' in place || place.unseen !== undefined ? [] : [place.path]
  })
  return [{ program, pid: process.pid, uid: uid.value, paths }]
}

/** Values of flags that are absolute paths; some flags take several with commas. */
function pathsIn(args: readonly string[]): string[] {
  return args.flatMap((arg) => arg.replace(/^--?[^=]+=/, '').split(',')).filter((each) => each.startsWith('/'))
}
