// Variables of the kernel that its hardening depends on: Documentation/admin-guide/sysctl and networking/ip-sysctl of
// Linux. What is not here is not sent: some variables are keys.
import type { CatalogueEntry } from './catalogue.ts'

/** Sorted by name. */
export const sysctlCatalogue: readonly CatalogueEntry[] = [
  number('dev.tty.ldisc_autoload', 'Whether anyone makes the kernel load line disciplines of terminals.'),
  number('dev.tty.legacy_tiocsti', 'Whether a program may type into its own terminal.'),
  number('fs.protected_fifos', 'Whether FIFOs of others in directories that all can write are refused: 1 or 2.'),
  number('fs.protected_hardlinks', 'Whether hard links to files of others are refused.'),
  number('fs.protected_regular', 'Whether files of others in directories that all can write are refused: 1 or 2.'),
  number('fs.protected_symlinks', 'Whether links of others in directories that all can write are not followed.'),
  number('fs.suid_dumpable', 'Whether programs that changed their user leave core dumps.'),
  number('kernel.apparmor_restrict_unprivileged_userns', 'Whether user namespaces need an AppArmor profile (Ubuntu).'),
  text('kernel.core_pattern', 'Where core dumps go; behind a bar the program that gets them, as root of the node.'),
  number('kernel.dmesg_restrict', "Whether the kernel's log needs privileges."),
  number('kernel.io_uring_disabled', 'Whether io_uring is off: 1 for all but a group, 2 for all.'),
  number('kernel.kexec_load_disabled', 'Whether no other kernel can be loaded any more.'),
  number('kernel.keys.root_maxbytes', 'Most bytes of keys that root may keep in the kernel.'),
  number('kernel.keys.root_maxkeys', 'Most keys that root may keep in the kernel.'),
  number('kernel.kptr_restrict', 'Whether addresses of the kernel are hidden: 1 without privileges, 2 always.'),
  number('kernel.modules_disabled', 'Whether no module can be loaded until the next start.'),
  number('kernel.panic', 'Seconds until the node starts again after a panic; 0 is never.'),
  number('kernel.panic_on_oops', 'Whether an error of the kernel ends it.'),
  number('kernel.perf_event_paranoid', 'What measuring without privileges may see: from 2 on nothing of the kernel.'),
  number('kernel.randomize_va_space', "How far a program's addresses are random: 2 is all."),
  number('kernel.sysrq', 'Which commands the keyboard and a console may give to the kernel: a mask, 1 is all.'),
  number(
    'kernel.unprivileged_bpf_disabled',
    'Whether BPF programs need privileges: 1 until the next start, 2 for now.',
  ),
  number('kernel.unprivileged_userns_clone', 'Whether anyone may make user namespaces (Debian).'),
  number('kernel.yama.ptrace_scope', 'Which processes a program may trace: 0 all of its user, 1 its children.'),
  number('net.core.bpf_jit_harden', 'Whether compiled BPF programs are hardened: 1 without privileges, 2 all.'),
  ...perInterface('ipv4', 'accept_redirects', 'Whether routers of the network may change routes by ICMP'),
  ...perInterface('ipv4', 'accept_source_route', 'Whether a sender may choose the route of its packets'),
  ...perInterface('ipv4', 'log_martians', 'Whether packets with impossible addresses are logged'),
  number('net.ipv4.conf.all.route_localnet', 'Whether loopback addresses are routed: then others may reach them.'),
  ...perInterface('ipv4', 'rp_filter', 'Whether packets are refused that came the wrong way (1), or from nowhere (2)'),
  ...perInterface('ipv4', 'secure_redirects', 'Whether known routers may change routes by ICMP'),
  ...perInterface('ipv4', 'send_redirects', 'Whether this node tells others other routes'),
  number('net.ipv4.icmp_echo_ignore_broadcasts', 'Whether pings to everyone are left without an answer.'),
  number('net.ipv4.icmp_ignore_bogus_error_responses', 'Whether wrong errors of routers are left out of the log.'),
  number('net.ipv4.ip_forward', 'Whether the node routes packets, as nodes of Kubernetes must.'),
  number('net.ipv4.tcp_syncookies', 'Whether a flood of connections is answered without keeping them.'),
  ...perInterface('ipv6', 'accept_ra', 'Whether routers of the network set addresses and routes'),
  ...perInterface('ipv6', 'accept_redirects', 'Whether routers of the network may change routes by ICMP'),
  ...perInterface('ipv6', 'accept_source_route', 'Whether a sender may choose the route of its packets'),
  number('user.max_user_namespaces', 'Most user namespaces of one user; 0 is none.'),
  number('vm.mmap_min_addr', 'Lowest address that a program may use.'),
  number('vm.overcommit_memory', 'How memory is promised: 1 always, as the kubelet expects it.'),
  number('vm.panic_on_oom', 'Whether the kernel ends when memory does; the kubelet expects 0.'),
  number('vm.swappiness', 'How readily memory goes to swap.'),
  number('vm.unprivileged_userfaultfd', 'Whether anyone may handle the page faults of the kernel.'),
].sort((a, b) => (a.path < b.path ? -1 : 1))

function number(path: string, about: string): CatalogueEntry {
  return { path, type: 'int', about }
}

function text(path: string, about: string): CatalogueEntry {
  return { path, type: 'string', about }
}

/** Of all interfaces, and of those to come. */
function perInterface(protocol: string, name: string, about: string): CatalogueEntry[] {
  return [
    number(`net.${protocol}.conf.all.${name}`, `${about}, on all interfaces.`),
    number(`net.${protocol}.conf.default.${name}`, `${about}, on interfaces to come.`),
  ]
}
