// Usual places, looked at where nothing names the files: first the node's own distribution's, then the others', for
// files of another installation open the same doors, then the system's.
import type { Distribution } from '../distribution/tells.ts'
import { any, type Places, placesOf, type UsualDirectory } from './places.ts'
import { type Candidate, usualPlace } from './roles.ts'

/** Where systemd looks for units, the first wins: systemd.unit(5). */
const unitPlaces = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
]

const systemPlaces: Places = {
  files: [
    ['container-runtime-config', '/etc/containerd/config.toml', '/etc/crio/crio.conf', '/etc/docker/daemon.json'],
    [
      'container-runtime-socket',
      '/run/containerd/containerd.sock',
      '/run/crio/crio.sock',
      '/run/docker.sock',
      '/run/cri-dockerd.sock',
    ],
    ['sshd-config', '/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config'],
    ['passwd', '/etc/passwd'],
    ['shadow', '/etc/shadow'],
    ['group', '/etc/group'],
    ['gshadow', '/etc/gshadow'],
    ['sudoers', '/etc/sudoers'],
  ],
  directories: [
    ...unitPlaces.flatMap((place): UsualDirectory[] => [
      { directory: place, role: 'kubelet-service', names: /^(kubelet|snap\.microk8s\.daemon-kubelite)\.service$/ },
      { directory: `${place}/kubelet.service.d`, role: 'kubelet-service', names: /\.conf$/ },
    ]),
    { directory: '/etc/containerd/conf.d', role: 'container-runtime-config', names: /\.toml$/ },
    { directory: '/etc/crio/crio.conf.d', role: 'container-runtime-config', names: any },
    { directory: '/etc/ssh/sshd_config.d', role: 'sshd-config-drop-in', names: /\.conf$/ },
    { directory: '/usr/etc/ssh/sshd_config.d', role: 'sshd-config-drop-in', names: /\.conf$/ },
    { directory: '/etc/ssh', role: 'ssh-host-key', names: /^ssh_host_.*_key$/ },
    { directory: '/etc/ssh', role: 'ssh-host-public-key', names: /^ssh_host_.*_key\.pub$/ },
    // sudoers(5): names that hold a dot or end in a tilde are left out.
    { directory: '/etc/sudoers.d', role: 'sudoers-drop-in', names: /^[^.]*[^.~]$/ },
  ],
}

/** Every place, the node's own distribution's first; without one, in the order of the table. */
function allPlaces(own?: Distribution): readonly Places[] {
  const known = Object.keys(placesOf) as readonly Distribution[]
  const ordered = own === undefined ? known : [own, ...known.filter((each) => each !== own)]
  return [...ordered.map((each) => placesOf[each]), systemPlaces]
}

/** Single files, each path in the one role that it has first. Only those that exist are told. */
export function usualCandidates(own?: Distribution): Candidate[] {
  const byPath = new Map<string, Candidate>()
  for (const { files = [] } of allPlaces(own))
    for (const [role, ...paths] of files)
      for (const path of paths) if (!byPath.has(path)) byPath.set(path, { path, role, foundBy: usualPlace })
  return [...byPath.values()]
}

/** Directories whose entries are looked at. */
export const usualDirectories: readonly UsualDirectory[] = allPlaces().flatMap((each) => each.directories ?? [])

/** Directories of static pods, where the kubelet names none. */
export const usualStaticPods: readonly string[] = together((each) => each.staticPods)

/** Trees of certificates and keys. */
export const pkiTrees: readonly string[] = together((each) => each.pki)

/** All places of the administrator's kubeconfig. */
export const adminKubeconfigs: readonly string[] = together((each) => (each.admin ? [each.admin] : []))

/** Where this distribution's control plane has it, kubeadm's where nothing tells the distribution. */
export function adminKubeconfigOf(own?: Distribution): string | undefined {
  return placesOf[own ?? 'kubeadm'].admin
}

function together(pick: (places: Places) => readonly string[] | undefined): string[] {
  return [...new Set(allPlaces().flatMap((each) => pick(each) ?? []))]
}
