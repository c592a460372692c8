// What container runtimes can be set to, with the defaults of containerd 2.2, CRI-O 1.34 and Docker 28. Settings without a
// default, or whose default depends on the version, are told only where somebody set them.

import type { Plain } from '../value.ts'
import type { CatalogueEntry, SettingType } from './catalogue.ts'

/** Settings of containerd; `cri.` stands for its plugins of Kubernetes. Sorted. */
export const containerdSettings: readonly CatalogueEntry[] = [
  entry('cri.images.registry.config_path', 'string', 'Directories that say how registries are asked.', ''),
  entry('cri.runtime.containerd.default_runtime_name', 'string', 'Handler of containers that ask for none.', 'runc'),
  entry(
    'cri.runtime.device_ownership_from_security_context',
    'bool',
    'Containers own the devices that they get.',
    false,
  ),
  entry('cri.runtime.disable_apparmor', 'bool', 'Containers get no AppArmor profile.', false),
  entry('cri.runtime.disable_proc_mount', 'bool', 'Containers may ask for a /proc without masks.', false),
  entry('cri.runtime.enable_selinux', 'bool', 'Containers get labels of SELinux.', false),
  entry('cri.runtime.enable_unprivileged_icmp', 'bool', 'Containers without privileges may send pings.'),
  entry('cri.runtime.enable_unprivileged_ports', 'bool', 'Containers without privileges may use ports below 1024.'),
  entry('cri.runtime.restrict_oom_score_adj', 'bool', 'Containers are not kept longer than containerd itself.', false),
  entry('cri.runtime.unset_seccomp_profile', 'string', 'Seccomp profile of containers that name none.', ''),
  entry('cri.stream.enable_tls_streaming', 'bool', 'Exec and attach are served over TLS.', false),
  entry('cri.stream.stream_server_address', 'string', 'Where exec and attach are served.', '127.0.0.1'),
  entry('debug.address', 'string', 'Socket for debugging.', ''),
  entry('grpc.address', 'string', 'Socket for commands.', '/run/containerd/containerd.sock'),
  entry('grpc.gid', 'int', 'Group of the socket.', 0),
  entry('grpc.tcp_address', 'string', 'Address for commands over TCP.', ''),
  entry('grpc.tcp_tls_ca', 'string', 'Authority of the certificates that clients must have over TCP.', ''),
  entry('grpc.tcp_tls_cert', 'string', 'Certificate for commands over TCP.', ''),
  entry('grpc.uid', 'int', 'Owner of the socket.', 0),
  entry('metrics.address', 'string', 'Address that serves metrics to everyone.', ''),
]

/** Settings of CRI-O. Sorted. */
export const crioSettings: readonly CatalogueEntry[] = [
  entry('crio.api.listen', 'string', 'Socket for commands.', '/var/run/crio/crio.sock'),
  entry('crio.api.stream_address', 'string', 'Where exec and attach are served.', '127.0.0.1'),
  entry('crio.api.stream_enable_tls', 'bool', 'Exec and attach are served over TLS.', false),
  entry('crio.image.insecure_registries', 'list', 'Registries whose certificates are not verified.', []),
  entry('crio.image.signature_policy', 'string', 'File that says which signatures images must have.', ''),
  entry('crio.metrics.enable_metrics', 'bool', 'Metrics are served to everyone.', false),
  entry('crio.runtime.apparmor_profile', 'string', 'AppArmor profile of containers that name none.', 'crio-default'),
  entry('crio.runtime.cgroup_manager', 'string', 'Who makes the control groups.', 'systemd'),
  entry(
    'crio.runtime.default_capabilities',
    'list',
    'Capabilities of containers that name none.',
    'CHOWN DAC_OVERRIDE FSETID FOWNER SETGID SETUID SETPCAP NET_BIND_SERVICE KILL'.split(' '),
  ),
  entry('crio.runtime.default_runtime', 'string', 'Handler of containers that ask for none.'),
  entry('crio.runtime.read_only', 'bool', 'Root file systems of containers are read-only.', false),
  entry('crio.runtime.seccomp_profile', 'string', 'Seccomp profile of containers that name none.', ''),
  entry('crio.runtime.selinux', 'bool', 'Containers get labels of SELinux.', false),
]

/** Settings of Docker's daemon.json; flags of the same names, lists in the singular. Sorted. */
export const dockerSettings: readonly CatalogueEntry[] = [
  entry('authorization-plugins', 'list', 'Plugins that decide over commands.', []),
  entry('default-cgroupns-mode', 'string', 'Whether containers see the control groups of the node.'),
  entry('default-runtime', 'string', 'Handler of containers that ask for none.', 'runc'),
  entry('experimental', 'bool', 'Features that are not finished are on.', false),
  entry('group', 'string', 'Group of the socket.', 'docker'),
  entry('hosts', 'list', 'Where commands are taken.', ['unix:///var/run/docker.sock']),
  entry('icc', 'bool', 'Containers of one bridge reach each other.', true),
  entry('insecure-registries', 'list', 'Registries that are asked without verified TLS.', []),
  entry('iptables', 'bool', 'Docker writes rules for packets.', true),
  entry('live-restore', 'bool', 'Containers run on while the daemon does not.', false),
  entry('no-new-privileges', 'bool', 'Programs in containers gain no privileges by exec.', false),
  entry('registry-mirrors', 'list', 'Mirrors of docker.io.', []),
  entry('seccomp-profile', 'string', "Seccomp profile of containers that name none; empty for Docker's own.", ''),
  entry('selinux-enabled', 'bool', 'Containers get labels of SELinux.', false),
  entry('tls', 'bool', 'TCP is served over TLS.', false),
  entry('tlsverify', 'bool', 'Clients over TCP must have a certificate.', false),
  entry('userland-proxy', 'bool', 'Published ports of loopback go through a program.', true),
  entry('userns-remap', 'string', 'Whose subordinate ids root of containers gets; empty for none.', ''),
]

/** Flags of cri-dockerd. Sorted. */
export const criDockerdSettings: readonly CatalogueEntry[] = [
  entry('container-runtime-endpoint', 'string', 'Socket for commands.', 'unix:///var/run/cri-dockerd.sock'),
  entry('docker-endpoint', 'string', 'Socket of Docker.', 'unix:///var/run/docker.sock'),
  entry('streaming-bind-addr', 'string', 'Where exec and attach are served.'),
]

/** Of all of them: no name is of two. */
export const runtimeSettings: readonly CatalogueEntry[] = [
  ...containerdSettings,
  ...crioSettings,
  ...dockerSettings,
  ...criDockerdSettings,
]

function entry(path: string, type: SettingType, about: string, standard?: Plain): CatalogueEntry {
  return standard === undefined ? { path, type, about } : { path, type, about, default: standard }
}
