import { posix } from 'node:path'
import type { Recording } from '../../agent/host/recording.ts'
import type { Read } from '../../agent/inspect/inspector.ts'

/** What every inspector may ask of any process: the table of processes. Not its environment, nor files of its root. */
const processTable = /^\/proc\/\d+\/(cmdline|exe|cwd|stat|cgroup|ns\/net)$/

/** What a kubelet of kubeadm names, under the origins that whoever looks at static pods declares. */
export const namedByKubelet = {
  'named by kubelet --config': ['/var/lib/kubelet/config.yaml'],
  'named by kubelet --client-ca-file or authentication.x509.clientCAFile': ['/etc/kubernetes/pki/ca.crt'],
  'the executable of the kubelet': ['/usr/bin/kubelet'],
  'staticPodPath of the kubelet': ['/etc/kubernetes/manifests', '/etc/kubernetes/manifests/*'],
} as const

/**
 * Paths that were looked at and that the inspector did not declare. `named` lists, under the origins that it declares,
 * the paths that are known to come from there; they may be globs. An origin that is not declared is an error.
 */
export function undeclared(
  reads: readonly Read[],
  recording: Recording,
  named: Readonly<Record<string, readonly string[]>> = {},
): string[] {
  const origins = new Set(reads.flatMap((read) => ('origin' in read ? [read.origin] : [])))
  for (const origin of Object.keys(named))
    if (!origins.has(origin)) throw new Error(`no origin "${origin}" is declared`)
  const globs = [...reads.flatMap((read) => ('glob' in read ? [read.glob] : [])), ...Object.values(named).flat()]
  const isDeclared = (path: string) => globs.some((glob) => path === glob || posix.matchesGlob(path, glob))
  const files = [...recording.files].filter((path) => !processTable.test(path) && !isDeclared(path))
  // To list a directory is to read the names of its entries.
  const directories = [...recording.directories].filter((path) => !isDeclared(path) && !isDeclared(`${path}/entry`))
  return [...new Set([...files, ...directories])].sort()
}
