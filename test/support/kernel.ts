// A node as far as its kernel is concerned.
import type { HostSpec } from './fixture.ts'

/** Debian 12 on a virtual machine, hardened by hand. */
export const kernelFiles: NonNullable<HostSpec['files']> = {
  '/proc/sys/kernel/osrelease': '6.1.0-30-amd64\n',
  '/proc/sys/kernel/randomize_va_space': '2\n',
  '/proc/sys/kernel/kptr_restrict': '0\n',
  '/proc/sys/kernel/yama/ptrace_scope': '0\n',
  '/proc/sys/kernel/core_pattern': '|/usr/lib/systemd/systemd-coredump %P %u\n',
  '/proc/sys/kernel/tainted': '12288\n',
  '/proc/sys/net/ipv4/conf/all/rp_filter': '2\n',
  '/proc/cmdline': 'BOOT_IMAGE=/boot/vmlinuz-6.1.0-30-amd64 root=/dev/vda1 ro quiet mitigations=off\n',
  '/proc/modules': 'overlay 163840 0 - Live 0x0\nsctp 434176 2 - Live 0x0\n',
  '/proc/swaps':
    'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/swap\\040file file\t\t1048572\t\t0\t\t-2\n/dev/zram0 partition\t4096\t\t0\t\t100\n',
  '/lib/modules/6.1.0-30-amd64/modules.dep':
    'kernel/net/sctp/sctp.ko:\nkernel/net/rds/rds.ko:\nkernel/net/dccp/dccp.ko:\n',
  '/lib/modules/6.1.0-30-amd64/modules.builtin': 'kernel/fs/squashfs/squashfs.ko\n',
  '/etc/modprobe.d/hardening.conf': 'install dccp /bin/false\nblacklist rds\n',
  '/etc/sysctl.d/99-hardening.conf': 'kernel.kptr_restrict = 1\nnet.ipv4.conf.*.rp_filter = 2\n',
  '/etc/sysctl.d/10-off.conf': { link: '/dev/null' },
  '/usr/lib/sysctl.d/10-off.conf': 'kernel.yama.ptrace_scope = 1\n',
  '/usr/lib/sysctl.d/50-default.conf': 'kernel.kptr_restrict = 2\n',
  '/sys/kernel/security/lsm': 'lockdown,capability,yama,apparmor',
  '/sys/kernel/security/lockdown': '[none] integrity confidentiality\n',
  '/sys/kernel/security/apparmor/profiles':
    'lsb_release (enforce)\ncri-containerd.apparmor.d (enforce)\nman (complain)\n',
  '/sys/module/apparmor/parameters/mode': 'enforce\n',
  '/sys/module/module/parameters/sig_enforce': 'N\n',
  '/sys/devices/system/cpu/vulnerabilities/mds': 'Vulnerable; SMT vulnerable\n',
  '/sys/devices/system/cpu/vulnerabilities/l1tf':
    'Mitigation: PTE Inversion; VMX: conditional cache flushes, SMT vulnerable\n',
  '/sys/devices/system/cpu/vulnerabilities/itlb_multihit': 'KVM: Mitigation: VMX disabled\n',
  '/sys/devices/system/cpu/vulnerabilities/meltdown': 'Not affected\n',
  '/sys/devices/system/cpu/vulnerabilities/srbds': 'Unknown: Dependent on hypervisor status\n',
  '/etc/audit/audit.rules': {
    mode: '0640',
    content: '-D\n-b 8192\n-w /etc/passwd -p wa -k identity\n-a always,exit -S adjtimex\n-e 2\n',
  },
  '/run/systemd/timesync/synchronized': '',
}
