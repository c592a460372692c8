import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { kubeletProcesses } from '../../../../agent/inspect/kubelet/process.ts'
import { type HostSpec, makeHost, type ProcessSpec } from '../../../support/host.ts'

const kubelet: ProcessSpec = { pid: 10, argv: ['/usr/bin/kubelet', '--v=2'] }
const ownRoot: HostSpec['files'] = { '/proc/10/root/etc': { directory: true } }
const pod = '0::/kubepods.slice/kubepods-burstable-pod7d0c2b44_93d5_4c3e_8f8b_5b1f7f0a6a12.slice/cri-containerd-x.scope'

test.each<[string, HostSpec, number[]]>([
  ['a service', { processes: [kubelet] }, [10]],
  ['behind hyperkube', { processes: [{ pid: 10, argv: ['/usr/bin/hyperkube', 'kubelet'] }] }, [10]],
  [
    'behind the wrapper of OpenShift',
    { processes: [{ pid: 10, argv: ['/x/kubenswrapper', '/usr/bin/kubelet'] }] },
    [10],
  ],
  ['hyperkube by its other name', { processes: [{ ...kubelet, exe: '/usr/bin/hyperkube' }] }, [10]],
  [
    'Talos, with a root of its own',
    { files: ownRoot, processes: [{ ...kubelet, cgroup: '0::/podruntime/kubelet' }] },
    [10],
  ],
  [
    'RKE1, in a container of Docker with the process ids of the node',
    { files: ownRoot, processes: [{ ...kubelet, cgroup: `0::/system.slice/docker-${'ab'.repeat(32)}.scope` }] },
    [10],
  ],
  [
    "the child of a script, and not the script, nor systemd-run's own process",
    {
      processes: [
        { pid: 5, argv: ['systemd-run', '--unit=kubelet', '/usr/bin/kubelet'], exe: '/usr/bin/systemd-run' },
        { pid: 9, argv: ['/bin/bash', '/opt/start-kubelet.sh', 'kubelet'], exe: '/usr/bin/bash' },
        { ...kubelet, ppid: 9 },
      ],
    },
    [10],
  ],
  [
    "root's before another user's",
    {
      processes: [
        { ...kubelet, pid: 4, uid: 1000 },
        { ...kubelet, pid: 7 },
      ],
    },
    [7, 4],
  ],
  ['none of a pod', { processes: [{ ...kubelet, cgroup: pod }] }, []],
  ['none of a nested node, as kind has on its machine', { processes: [{ ...kubelet, nspid: [10, 1] }] }, []],
  ['no other use of a wrapper', { processes: [{ pid: 10, argv: ['/usr/bin/hyperkube', 'kube-proxy'] }] }, []],
  [
    'one in a group that a user only named like a pod',
    { processes: [{ ...kubelet, cgroup: `0::/user.slice/user-1000.slice/user@1000.service/${pod.slice(4)}` }] },
    [10],
  ],
])('%s', (_, spec, pids) => {
  expect(kubeletProcesses(openHost(makeHost(spec))).map((each) => each.pid)).toEqual(pids)
})
