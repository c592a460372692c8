import { openHost } from '../../agent/host/host.ts'
import { kubelet } from '../../agent/inspect/kubelet.ts'
import type { KubeletFact, Setting } from '../../proto/index.ts'
import { fromValue, type Plain } from '../../proto/value.ts'
import { type HostSpec, makeHost } from './host.ts'

export const header = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'
export const main = '/var/lib/kubelet/config.yaml'
export const dir = '/etc/kubernetes/d'
export const suites = (...names: string[]) => `tlsCipherSuites: [${names.join(', ')}]\n`

export interface Node {
  readonly args?: readonly string[]
  /** The main file after its first two lines; `null`: no --config. */
  readonly config?: string | null
  /** Drop-ins by name, after their first two lines. With one, --config-dir is given. */
  readonly dropIns?: Readonly<Record<string, string>>
  readonly files?: HostSpec['files']
  readonly version?: string | null
  readonly environ?: Readonly<Record<string, string>>
}

export function specOf({
  args = [],
  config = '',
  dropIns,
  files = {},
  version = '1.36.3',
  environ = {},
}: Node): HostSpec {
  const named = Object.entries(dropIns ?? {}).map(([name, text]) => [`${dir}/${name}`, header + text])
  return {
    files: {
      ...(config !== null && { [main]: header + config }),
      ...(dropIns && { [dir]: { directory: true } }),
      ...Object.fromEntries(named),
      ...(version && {
        '/var/lib/dpkg/status': `Package: kubelet\nStatus: install ok installed\nVersion: ${version}-1.1\n`,
      }),
      ...files,
    },
    processes: [
      {
        pid: 7,
        exe: '/usr/bin/kubelet',
        environ,
        argv: [
          'kubelet',
          '--kubeconfig=/etc/kubernetes/kubelet.conf',
          ...(config !== null ? [`--config=${main}`] : []),
          ...(dropIns ? [`--config-dir=${dir}`] : []),
          ...args,
        ],
      },
    ],
  }
}

export async function factOf(node: Node): Promise<KubeletFact> {
  const look = await kubelet.inspect(openHost(makeHost(specOf(node))))
  if (look.status !== 'observed') throw new Error(`${look.status}: ${'reason' in look ? look.reason : ''}`)
  return look.fact
}

export async function reasonOf(node: Node) {
  return kubelet.inspect(openHost(makeHost(specOf(node))))
}

export function setting(fact: KubeletFact, path: string): Setting | undefined {
  return fact.configuration?.find((each) => each.path === path)
}

export function read(fact: KubeletFact, path: string): Plain | undefined {
  return fromValue(setting(fact, path)?.value)
}

/** Effective values of some settings. */
export async function values(node: Node, ...paths: string[]) {
  const fact = await factOf(node)
  return Object.fromEntries(paths.map((path) => [path, read(fact, path)]))
}
