// In the agent's place: tries to change the node it runs on, in every way that root without privileges would have. Prints one
// line for each attempt: its name, a tab, `done` or why not. What it does it takes back. Argument: a process to be harmed.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { connect } from 'node:net'

const host = '/host'
const victim = Number(fs.readdirSync('/proc').find((pid) => commandOf(pid).includes('sleep 7777777')))
const kubelet = Number(fs.readdirSync('/proc').find((pid) => /^(\S*\/)?kubelet /.test(commandOf(pid))))

const tell = (name, outcome) => fs.writeSync(1, `${name}\t${outcome}\n`)
function attempt(name, work) {
  try {
    work()
    tell(name, 'done')
  } catch (error) {
    tell(name, error.code ?? error.message)
  }
}
const open = (path, flags) => fs.closeSync(fs.openSync(path, flags))
/** Writes what is there already. */
function rewrite(path) {
  const text = fs.readFileSync(path)
  fs.writeFileSync(path, text, { flag: 'r+' })
}
function create(path) {
  fs.writeFileSync(path, 'hostile', { flag: 'wx' })
  fs.unlinkSync(path)
}
function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
const firstOf = (directory) => fs.readdirSync(directory).map((each) => `${directory}/${each}`)

attempt('read: /etc/shadow', () => fs.readFileSync(`${host}/etc/shadow`))
attempt('read: executable of the kubelet', () => fs.readlinkSync(`/proc/${kubelet}/exe`))
attempt('read: environment of a pod', () => fs.readFileSync(`/proc/${victim}/environ`))

attempt('memory of the kubelet', () => open(`/proc/${kubelet}/mem`, 'r+'))
attempt('signal to the kubelet', () => process.kill(kubelet, 0))
attempt('signal to a pod', () => process.kill(victim, 'SIGCONT'))
attempt('file in /run', () => create(`${host}/run/merlon-hostile`))
attempt('file in /etc', () => create(`${host}/etc/merlon-hostile`))
attempt('file in /var/lib/kubelet', () => create(`${host}/var/lib/kubelet/merlon-hostile`))
attempt('file in /tmp', () => create(`${host}/tmp/merlon-hostile`))
attempt('file in /dev/shm', () => create(`${host}/dev/shm/merlon-hostile`))
attempt('file in the own /dev/shm', () => create('/dev/shm/merlon-hostile'))
attempt('file in the root of a pod', () => create(`/proc/${victim}/root/tmp/merlon-hostile`))
attempt('open file of a pod', () => open(`/proc/${victim}/fd/1`, 'r+'))
attempt('sysctl', () => rewrite(`${host}/proc/sys/kernel/panic`))
attempt('score of the kubelet', () => rewrite(`/proc/${kubelet}/oom_score_adj`))
attempt('control group', () => {
  const root = `${host}/sys/fs/cgroup`
  const groups = [root, ...firstOf(root), ...firstOf(root).map((each) => `${each}/kubepods`)]
  let problem
  for (const group of groups.filter((each) => fs.existsSync(`${each}/cgroup.procs`))) {
    try {
      fs.mkdirSync(`${group}/merlon-hostile`)
      return fs.rmdirSync(`${group}/merlon-hostile`)
    } catch (error) {
      problem = error
    }
  }
  throw problem
})
attempt('instance of the trace', () => {
  fs.mkdirSync(`${host}/sys/kernel/tracing/instances/merlon-hostile`)
  fs.rmdirSync(`${host}/sys/kernel/tracing/instances/merlon-hostile`)
})
attempt('trace of Merlon', () => fs.writeFileSync(`${host}/sys/kernel/tracing/instances/merlon/tracing_on`, '1'))
attempt('trace, own mount', () => fs.writeFileSync('/sys/kernel/tracing/instances/merlon/tracing_on', '1'))

await new Promise((done) => {
  const socket = connect(`${host}/run/containerd/containerd.sock`)
  const end = (outcome) => {
    tell('socket of containerd', outcome)
    socket.destroy()
    done()
  }
  socket.on('connect', () => end('done')).on('error', (error) => end(error.code))
})

// What Node.js has no call for: in Perl, which every Debian node has.
const calls = `
$| = 1;
# 1 is EPERM. 14, EFAULT, comes only to who may write there.
sub tell_ { my ($name, $ok) = @_; print "$name\\t", ($ok ? 'done' : $! == 1 ? 'EPERM' : "$!"), "\\n" }
my $victim = ${victim};
tell_('ptrace', syscall(101, 0x4206, $victim, 0, 0) == 0);
my $byte = 'x';
my ($own, $other) = (pack('p', $byte) . pack('Q', 1), pack('QQ', 4096, 1));
my $written = syscall(311, $victim, $own, 1, $other, 1, 0);
tell_('process_vm_writev', $written >= 0 || $! == 14);
my $pidfd = syscall(434, $victim, 0);
tell_('pidfd_getfd', $pidfd >= 0 && syscall(438, $pidfd, 1, 0) >= 0);
tell_('pidfd_send_signal', $pidfd >= 0 && syscall(424, $pidfd, 18, 0, 0) == 0);
tell_('AF_UNIX socket', syscall(41, 1, 1, 0) >= 0);
my $memfd = syscall(319, my $name = 'hostile', 0);
tell_('memfd', $memfd >= 0 && open(my $file, '+<', "/proc/self/fd/$memfd"));
tell_('mount', syscall(165, my $tmpfs = 'tmpfs', my $at = '/host/mnt', $tmpfs, 0, 0) == 0);
tell_('unshare', syscall(272, 0x10000000) == 0);
my $namespace; open($namespace, '<', "/proc/$victim/ns/mnt");
tell_('setns', $namespace && syscall(308, fileno($namespace), 0) == 0);
tell_('chroot', syscall(161, my $root = '/host') == 0);
`
const loader = [
  `${host}/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2`,
  '--library-path',
  `${host}/usr/lib/x86_64-linux-gnu`,
]
const { status, error } = spawnSync(loader[0], [...loader.slice(1), `${host}/usr/bin/perl`, '-e', calls], {
  stdio: ['ignore', 'inherit', 'inherit'],
})
tell('ended', error?.code ?? (status === 0 ? 'done' : `Perl ended with ${status}`))
