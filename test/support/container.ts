import type { HostSpec, ProcessSpec } from './fixture.ts'

/** Capabilities of everything, and those that runtimes give by default, as /proc/PID/status writes them. */
export const allCapabilities = '000001ffffffffff'
export const defaultCapabilities = '00000000a80425fb'
export const noCapabilities = '0000000000000000'

const namespaceKinds = ['pid', 'net', 'ipc', 'uts', 'user', 'cgroup', 'mnt'] as const
type Kind = (typeof namespaceKinds)[number]

/** The node's own file systems, as process 1 has them mounted. */
export const nodeMountinfo = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw - proc proc rw
24 22 0:22 / /sys rw - sysfs sysfs rw
25 24 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw
26 22 0:6 / /dev rw - devtmpfs udev rw
27 22 0:24 / /run rw - tmpfs tmpfs rw
`

/** The table of mounts of an ordinary container, with more lines. */
export function containerMountinfo(more = '', root = 'rw'): string {
  return `500 400 0:50 / / ${root},relatime - overlay overlay rw
501 500 0:51 / /proc rw,nosuid - proc proc rw
502 501 0:51 /sys /proc/sys ro,nosuid - proc proc rw
503 501 0:6 /null /proc/kcore rw - devtmpfs udev rw
504 500 0:52 / /dev rw - tmpfs tmpfs rw
505 500 0:53 / /sys ro - sysfs sysfs ro
506 505 0:30 / /sys/fs/cgroup ro - cgroup2 cgroup2 rw
${more}`
}

/** A process with all that the kernel tells of its rights. */
export interface RightsSpec extends ProcessSpec {
  /** Effective; those that it can have are the same unless `bounding` says otherwise. */
  readonly capabilities?: string
  readonly bounding?: string
  readonly seccomp?: '0' | '1' | '2'
  readonly noNewPrivs?: '0' | '1'
  readonly label?: string
  readonly uidMap?: string
  readonly mountinfo?: string
  /** Namespaces of the node that it is in. Default: its user namespace. */
  readonly shares?: readonly Kind[]
}

/** The node with process 1 and these processes. */
export function withRights(base: HostSpec, processes: readonly RightsSpec[]): HostSpec {
  const init: RightsSpec = {
    ...{ pid: 1, ppid: 0, argv: ['/sbin/init'], cgroup: '0::/init.scope', started: 0, capabilities: allCapabilities },
    ...{ shares: namespaceKinds, mountinfo: nodeMountinfo, seccomp: '0', noNewPrivs: '0', label: 'unconfined\n' },
  }
  const all = [init, ...processes]
  const files = Object.assign({}, ...all.map(filesOf)) as NonNullable<HostSpec['files']>
  return { ...base, files: { ...base.files, ...files }, processes: all.map(processOf) }
}

function filesOf(spec: RightsSpec): NonNullable<HostSpec['files']> {
  const { pid, shares = ['user'], label = 'cri-containerd.apparmor.d (enforce)\n' } = spec
  const links = namespaceKinds.map((kind, at) => [
    `/proc/${pid}/ns/${kind}`,
    { link: `${kind}:[${shares.includes(kind) ? 4026531830 + at : 4026540000 + pid * 10 + at}]` },
  ])
  return {
    ...Object.fromEntries(links),
    [`/proc/${pid}/attr/current`]: label,
    [`/proc/${pid}/uid_map`]: spec.uidMap ?? '         0          0 4294967295\n',
    [`/proc/${pid}/mountinfo`]: spec.mountinfo ?? containerMountinfo(),
  }
}

function processOf(spec: RightsSpec): ProcessSpec {
  const { capabilities = defaultCapabilities, bounding = capabilities, seccomp = '2', noNewPrivs = '1' } = spec
  return {
    ...spec,
    status: { CapEff: capabilities, CapBnd: bounding, NoNewPrivs: noNewPrivs, Seccomp: seccomp },
  }
}
