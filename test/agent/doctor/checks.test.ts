import { expect, test } from 'vitest'
import type { Check, Surroundings } from '../../../agent/doctor/check.ts'
import { questions } from '../../../agent/doctor/checks.ts'
import { absent, denied, failed, type Look, seen } from '../../../agent/host/look.ts'

const status = (effective: string, bounding = effective, seccomp = 2) =>
  `Name:\tnode\nUid:\t61000\t61000\t61000\t61000\nCapEff:\t${effective}\nCapBnd:\t${bounding}\nNoNewPrivs:\t1\nSeccomp:\t${seccomp}\n`
const two = '0000000000080004'
const mounts = (root: string, options = 'rw') =>
  `20 1 0:30 / / rw - overlay overlay rw\n21 20 0:31 / /proc rw - proc proc ${options}\n22 20 8:1 / /host ${root} - ext4 /dev/vda rw\n`

const texts: Readonly<Record<string, Look<string>>> = {
  'self/status': seen(status(two)),
  'self/mountinfo': seen(mounts('ro master:5')),
  'self/attr/current': seen('unconfined\n'),
  'sys/fs/inotify/max_user_watches': seen('65536\n'),
  'sys/fs/inotify/max_user_instances': seen('128\n'),
}

/** An agent that has all it needs, but for what is given. */
function asked(reads: Readonly<Record<string, Look<string>>>, more: Partial<Surroundings> = {}): Map<string, Check> {
  const links: Readonly<Record<string, Look<string>>> = { 'self/ns/pid': seen('pid:[4026531836]'), '1/root': seen('/') }
  const surroundings: Surroundings = {
    root: '/host',
    read: (path) => reads[path] ?? texts[path] ?? absent,
    link: (path) => reads[path] ?? links[path] ?? absent,
    pids: [1, 7, 8],
    opens: () => seen(undefined),
    filtered: true,
    tracefs: seen('/sys/kernel/tracing'),
    traces: ['merlon'],
    spool: { ring: seen(64 * 1024 * 1024), state: seen(8192) },
    ...more,
  }
  return new Map(questions.map((question) => question(surroundings)).map((check) => [check.name, check]))
}

const namespace = (inode: number) => ({ 'self/ns/pid': seen(`pid:[${inode}]`) })

test('where everything is there, everything is well', () => {
  const checks = [...asked({}).values()]
  expect(checks.length).toBe(questions.length)
  expect(checks.filter((each) => each.status !== 'ok' || each.advice !== '')).toEqual([])
})

test.each<[string, string, string, Parameters<typeof asked>]>([
  ['no capability is held', 'capabilities', 'fail', [{ 'self/status': seen(status('0')) }]],
  ['one is missing', 'capabilities', 'fail', [{ 'self/status': seen(status('0000000000000004')) }]],
  ['there are more', 'capabilities', 'warn', [{ 'self/status': seen(status('000001ffffffffff')) }]],
  ['the kernel does not tell them', 'capabilities', 'unknown', [{ 'self/status': seen('Name:\tnode\n') }]],
  ['status cannot be read', 'capabilities', 'unknown', [{ 'self/status': denied('permission denied') }]],
  ['there is no filter', 'seccomp', 'warn', [{ 'self/status': seen(status(two, two, 0)) }, { filtered: false }]],
  ['there is the filter of the runtime alone', 'seccomp', 'warn', [{}, { filtered: false }]],
  ['process ids are of a namespace', 'processes', 'warn', [namespace(4026532000)]],
  ['that namespace cannot be read', 'processes', 'unknown', [{ 'self/ns/pid': denied('permission denied') }]],
  ['/proc hides', '/proc', 'warn', [{ 'self/mountinfo': seen(mounts('ro master:5', 'rw,hidepid=2')) }]],
  ['/proc hides by name', '/proc', 'warn', [{ 'self/mountinfo': seen(mounts('ro master:5', 'rw,hidepid=invisible')) }]],
  ['process 1 is shut', '/proc', 'fail', [{ '1/root': denied('permission denied') }]],
  [
    'process 1 alone is shut',
    '/proc',
    'warn',
    [{ '1/root': denied('permission denied'), '8/status': seen('Uid:\t0\t0\t0\t0\n'), '8/root': seen('/') }],
  ],
  [
    'only one’s own can be looked into',
    '/proc',
    'fail',
    [{ '1/root': denied('permission denied'), '7/status': seen(status(two)), '7/root': seen('/') }],
  ],
  ['process 1 is not there', '/proc', 'unknown', [{ '1/root': absent }]],
  [
    'a profile confines',
    'security module',
    'warn',
    [{ 'self/attr/current': seen('cri-containerd.apparmor.d (enforce)\n') }],
  ],
  [
    'SELinux confines',
    'security module',
    'warn',
    [{ 'self/attr/current': seen('system_u:system_r:container_t:s0:c1,c2\0') }],
  ],
  ['a label is not understood', 'security module', 'unknown', [{ 'self/attr/current': seen('??') }]],
  ['the label cannot be read', 'security module', 'unknown', [{ 'self/attr/current': failed('EIO') }]],
  ['the node is not mounted', 'files of the node', 'fail', [{}, { opens: () => absent }]],
  [
    'only /proc is missing',
    'files of the node',
    'fail',
    [{}, { opens: (path) => (path === '/etc' ? seen(0) : absent) }],
  ],
  ['nothing is mounted at the root', 'mounts of the node', 'fail', [{}, { root: '/elsewhere' }]],
  ['it is writable', 'mounts of the node', 'warn', [{ 'self/mountinfo': seen(mounts('rw master:5')) }]],
  ['later mounts do not come', 'mounts of the node', 'warn', [{ 'self/mountinfo': seen(mounts('ro')) }]],
  ['mounts cannot be read', 'mounts of the node', 'unknown', [{ 'self/mountinfo': denied('permission denied') }]],
  ['there is no tracefs', 'trace', 'warn', [{}, { tracefs: absent }]],
  ['there is no instance', 'trace', 'warn', [{}, { traces: ['other'] }]],
  ['few files may be watched', 'inotify', 'warn', [{ 'sys/fs/inotify/max_user_watches': seen('100\n') }]],
  ['the limit is no number', 'inotify', 'unknown', [{ 'sys/fs/inotify/max_user_watches': seen('many\n') }]],
  ['the limit cannot be read', 'inotify', 'unknown', [{ 'sys/fs/inotify/max_user_instances': absent }]],
  ['there is no spool', 'spool', 'warn', [{}, { spool: { ring: absent, state: absent } }]],
  ['its ring is too small', 'spool', 'fail', [{}, { spool: { ring: seen(5), state: seen(8192) } }]],
  ['its state is too small', 'spool', 'fail', [{}, { spool: { ring: seen(64 * 1024 * 1024), state: seen(5) } }]],
])('where %s, %s is %s', (_when, name, expected, given) => {
  const check = asked(...given).get(name)
  expect(check?.status).toBe(expected)
  expect(check?.text).not.toBe('')
  if (expected !== 'unknown') expect(check?.advice).not.toBe('')
})

test.each([
  ['the container has them', two, /\/app\/start/],
  ['the container has not', '0', /^add DAC_READ_SEARCH, SYS_PTRACE to the capabilities/],
])('what to do about missing capabilities depends on where they end: %s', (_name, bounding, advice) => {
  expect(asked({ 'self/status': seen(status('0', bounding)) }).get('capabilities')?.advice).toMatch(advice)
})

test('where no security module is, that is well', () => {
  for (const look of [absent, failed('EINVAL'), seen('')])
    expect(asked({ 'self/attr/current': look }).get('security module')?.status).toBe('ok')
})

test('on a machine there is nothing mounted, and nothing missing', () => {
  expect(asked({}, { root: '/' }).get('mounts of the node')?.status).toBe('ok')
})
