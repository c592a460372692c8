import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute, namedByNode } from '../../../agent/processes/attribution.ts'
import { runs } from '../../support/property.ts'

const id = '4b5e57f6eb2f42b9039b3d1e13929295f231749c510cbe341cd68036d9af97e2'
const other = 'aaaa57f6eb2f42b9039b3d1e13929295f231749c510cbe341cd68036d9af97e2'
const uid = '7d0c2b44-93d5-4c3e-8f8b-5b1f7f0a6a12'
const slice = uid.replaceAll('-', '_')
const fixed = '5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e'
const pods = '/kubepods.slice/kubepods-burstable.slice'

const inPod = (pod: string, container: string) => ({ place: 'pod', unit: '', pod, container })
const onHost = (unit: string, container = '') => ({ place: 'host', unit, pod: '', container })
const nowhere = { place: 'unknown', unit: '', pod: '', container: '' }

test.each([
  [
    'best effort',
    `4:pids:/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${slice}.slice/cri-containerd-${id}.scope`,
  ],
  [
    'Docker',
    `4:pids:/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${slice}.slice/docker-${id}.scope`,
  ],
  ['guaranteed', `0::/kubepods.slice/kubepods-pod${slice}.slice/cri-containerd-${id}.scope`],
  ['CRI-O', `0::${pods}/kubepods-burstable-pod${slice}.slice/crio-${id}.scope`],
  ['crun', `0::${pods}/kubepods-burstable-pod${slice}.slice/crio-${id}.scope/container`],
  ['cgroupfs', `0::/kubepods/besteffort/pod${uid}/${id}`],
  ['cgroupfs, guaranteed', `0::/kubepods/pod${uid}/${id}`],
  ['cgroupfs with CRI-O', `0::/kubepods/besteffort/pod${uid}/crio-${id}`],
  [
    'both drivers',
    `4:pids:/podruntime.slice/containerd.service/kubepods-burstable-pod${slice}.slice:cri-containerd:${id}`,
  ],
  ['a node in a container', `0::/system.slice/docker-${other}.scope/kubelet/kubepods/burstable/pod${uid}/${id}`],
  [
    'a node in a container, systemd',
    `0::/system.slice/docker-${other}.scope/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort.slice/kubelet-kubepods-besteffort-pod${slice}.slice/cri-containerd-${id}.scope`,
  ],
  [
    'systemd in a container',
    `0::/kubepods.slice/kubepods-pod${slice}.slice/cri-containerd-${id}.scope/system.slice/nginx.service`,
  ],
  [
    'a pod that pretends to be another',
    `0::/kubepods.slice/kubepods-pod${slice}.slice/cri-containerd-${id}.scope/kubepods.slice/kubepods-pod11111111_1111_1111_1111_111111111111.slice/cri-containerd-${other}.scope`,
  ],
  [
    'a hybrid node',
    `12:pids:/kubepods/burstable/pod${uid}/${id}\n1:name=systemd:/kubepods/burstable/pod${uid}/${id}\n0::/`,
  ],
  [
    'a hybrid node, by one line alone',
    `12:cpu,cpuacct:/kubepods/burstable/pod${uid}/${id}\n1:name=systemd:/x.service\n0::/`,
  ],
  ['a pod that is gone', `0::/kubepods/besteffort/pod${uid}/${id} (deleted)`],
])('in a container of a pod: %s', (_, groups) => {
  expect(attribute(groups)).toEqual(inPod(uid, id))
})

test.each([
  `0::/kubepods/burstable/pod${fixed}/${id}`,
  `0::${pods}/kubepods-burstable-pod${fixed}.slice/cri-containerd-${id}.scope`,
])('in a static pod: %s', (groups) => {
  expect(attribute(groups)).toEqual(inPod(fixed, id))
})

test.each([
  [`0::/kubepods/burstable/pod${uid}`, inPod(uid, '')],
  [`0::/kubepods/burstable/pod${uid}/sub`, inPod(uid, '')],
  [`0::${pods}/kubepods-burstable-pod${slice}.slice/crio-conmon-${id}.scope`, { ...onHost(''), pod: uid }],
  [`0::/system.slice/pod${uid}/${id}`, onHost('', id)],
  [`0::/system.slice/docker-${id}.scope`, onHost('', id)],
  [`0::/docker/${id}`, onHost('', id)],
  [`0::/machine.slice/libpod-${id}.scope/container`, onHost('', id)],
  [`11:pids:/actions_job/${id}`, onHost('', id)],
  ['0::/libpod_parent/conmon', onHost('')],
])('%s', (groups, place) => {
  expect(attribute(groups)).toEqual(place)
})

test.each([
  ['/system.slice/ssh.service', 'ssh.service'],
  ['/system.slice/system-getty.slice/getty@tty1.service', 'getty@tty1.service'],
  ['/init.scope', 'init.scope'],
  ['/', ''],
  ['/user.slice', 'user.slice'],
  ['/user.slice/user-1000.slice/session-3.scope', 'user-1000.slice'],
  ['/user.slice/user-1000.slice/session-c12.scope', 'user-1000.slice'],
  ['/user.slice/user-1000.slice/user@1000.service/app.slice/kubelet.service', 'user@1000.service'],
  ['/user.slice/user-1000.slice/user@1000.service/init.scope', 'user@1000.service'],
  ['/system.slice/run-u12.service', 'system.slice'],
  ['/system.slice/run-r0a1b2c3d4e5f.scope', 'system.slice'],
  ['/run-u1.scope', ''],
  ['/system.slice/system-sshd.slice/sshd@3-10.0.0.1:22-10.0.0.9:51234.service', 'sshd@.service'],
  ['/system.slice/ceph-osd@0.service', 'ceph-osd@0.service'],
  ['/system.slice/a b: c.service', 'a b: c.service'],
  ['/system.slice/outer.service/ssh.service', 'outer.service'],
  ['/openrc.sshd', ''],
])('the unit of %s is %j', (path, unit) => {
  expect(attribute(`0::${path}`)).toEqual(onHost(unit))
  expect(attribute(`4:memory:/\n1:name=systemd:${path}\n0::/`)).toEqual(onHost(unit))
})

test("what a user names like a pod is the user's", () => {
  const own = '0::/user.slice/user-1000.slice/user@1000.service'
  for (const name of [`kubepods-pod${slice}.slice/cri-containerd-x.scope`, `kubepods/pod${uid}`])
    expect(attribute(`${own}/${name}`)).toEqual(onHost('user@1000.service'))
})

const node = `/system.slice/docker-${other}.scope`

test.each([
  ['a service', '/system.slice/kubelet.service', onHost('kubelet.service')],
  ['process 1', '/init.scope', onHost('init.scope')],
  ['a pod', `/kubelet/kubepods/burstable/pod${fixed}/${id}`, inPod(fixed, id)],
])('where the node is a container: %s', (_, path, place) => {
  expect(attribute(`0::${node}${path}`, `0::${node}/init.scope`)).toEqual(place)
})

test('where the node is a container and nothing says so', () => {
  expect(attribute(`0::${node}/system.slice/kubelet.service`)).toEqual(onHost('', other))
})

// Read by an agent in /kubepods/burstable/podA/X that has a control group namespace of its own.
test.each<[string, object]>([
  [`/../../pod${uid}/${id}`, inPod(uid, id)],
  [`/../../../besteffort/pod${uid}/${id}`, inPod(uid, id)],
  [`/../../kubepods-burstable-pod${slice}.slice/cri-containerd-${id}.scope`, inPod(uid, id)],
  [`/../../../../kubepods/pod${uid}/${id}`, inPod(uid, id)],
  ['/../../../../system.slice/ssh.service', onHost('ssh.service')],
  [`/../../../../system.slice/docker-${id}.scope`, onHost('', id)],
  ['/../../../..', onHost('')],
  ['/', nowhere],
  [`/../${id}`, { ...nowhere, container: id }],
  ['/../../../x.service', nowhere],
  ['/../../../../../x.service', nowhere],
])('seen from another namespace: %s', (path, place) => {
  for (const init of ['/../../../..', '/../../../../init.scope'])
    expect(attribute(`0::${path}`, `0::${init}`)).toEqual(place)
})

test('seen from another namespace, version 1', () => {
  const init = '3:memory:/../../../..\n1:name=systemd:/../../../../init.scope\n0::/'
  const groups = '3:memory:/../../../..\n1:name=systemd:/../../../../system.slice/ssh.service\n0::/'
  expect(attribute(groups, init)).toEqual(onHost('ssh.service'))
})

test.each(['', '\n', 'x', '0::', '0:x', '::/a', `0::/../../pod${uid}/${id}`, '0::/../../../system.slice/ssh.service'])(
  'nothing is known of %j',
  (groups) => {
    expect(attribute(groups)).toEqual(nowhere)
  },
)

test('one line that does not tell makes a process of the host unknown', () => {
  expect(attribute('4:pids:/../../x\n1:name=systemd:/system.slice/ssh.service')).toEqual(nowhere)
})

test('whatever the lines, there is an answer, and none of the host hides a climb', () => {
  const part = fc.constantFrom(
    '..',
    '/',
    '0::',
    ':',
    'pids',
    `pod${uid}`,
    'kubepods',
    id,
    '.slice',
    '\n',
    'x.service',
    ' ',
  )
  const text = fc.array(part, { maxLength: 15 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (groups, init) => {
      expect(['host', 'pod', 'unknown']).toContain(attribute(groups, init).place)
      if (/^0::\/\.\.(\/|$)/.test(groups) && !groups.includes('\n')) expect(attribute(groups).place).toBe('unknown')
    }),
    runs(500),
  )
})

test.each([
  ['0::/system.slice/a.service\n', '0::/system.slice/a.service\n'],
  ['0::/user.slice/user-1000.slice/kubepods/x\n9:pids:/kubepods/x', '0::/user.slice\n9:pids:/kubepods/x'],
  ['0::/a/user@1000.service/pod', '0::/a/user@1000.service'],
  ['', ''],
])('the groups of %j that the node named', (groups, named) => {
  expect(namedByNode(groups)).toBe(named)
})
