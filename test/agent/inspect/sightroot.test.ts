import { describe, expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { inspectKubelet } from '../../../agent/inspect/kubelet.ts'
import { rootSeenBy } from '../../../agent/inspect/sightroot.ts'
import { type HostSpec, makeHost, type ProcessSpec } from '../../support/host.ts'

const process: ProcessSpec = {
  pid: 9,
  argv: ['/usr/local/bin/kubelet', '--config=/etc/k/config.yaml', '--config-dir=/etc/k/d'],
  cgroup: '0::/podruntime/kubelet',
}
const outside = '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n'
const inside = '50 40 0:50 / / rw - overlay overlay rw\n51 50 8:1 /srv /etc/k rw - ext4 /dev/sda1 rw\n'
const tables = { '/proc/1/mountinfo': outside, '/proc/9/mountinfo': inside }
const header = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'
const config = `${header}authentication: {anonymous: {enabled: true}}\n`
const image = { '/proc/9/root/etc/image': 'inside\n' }

function opened(files: HostSpec['files'] = {}, more: Partial<ProcessSpec> = {}): Host {
  return openHost(
    makeHost({
      files,
      processes: [
        { pid: 1, argv: ['/sbin/init'] },
        { ...process, ...more },
      ],
    }),
  )
}

function seenBy(host: Host) {
  const all = host.proc.processes()
  const found = all.status === 'observed' ? all.value.find((each) => each.pid === 9) : undefined
  if (!found) throw new Error('no process')
  return rootSeenBy(host, found)
}

test('a process of the node has the files of the node', () => {
  const host = opened()
  expect(seenBy(host)).toBe(host.root)
})

describe('one with a root of its own', () => {
  test('has what is mounted for it from the host, by the path that it has there', async () => {
    const root = seenBy(
      opened({ ...tables, ...image, '/srv/config.yaml': 'host\n', '/etc/k/config.yaml': 'another\n' }),
    )
    const look = await root.read('/etc/k/config.yaml')
    expect(look).toMatchObject({
      status: 'observed',
      value: { path: '/etc/k/config.yaml', target: '/srv/config.yaml' },
    })
    expect(look.status === 'observed' && look.value.bytes.toString()).toBe('host\n')
    expect(await root.list('/etc/k')).toMatchObject({ status: 'observed', value: [{ name: 'config.yaml' }] })
    expect(await root.below('/etc/k', (top) => top.list(''))).toMatchObject({
      value: { value: { stat: { path: '/srv' }, entries: [{ name: 'config.yaml' }] } },
    })
    expect(await root.stat('/etc/k/absent')).toMatchObject({ status: 'absent' })
  })

  test('has the files of its container else', async () => {
    const root = seenBy(opened({ ...tables, ...image, '/etc/image': 'outside\n' }))
    const look = await root.read('/etc/image')
    expect(look.status === 'observed' && look.value.bytes.toString()).toBe('inside\n')
    expect(await root.lstat('/etc/none')).toMatchObject({ status: 'absent' })
  })

  test('says what it cannot tell, and never that a file is absent', async () => {
    const blind = seenBy(opened(tables, { nspid: [9, 1] }))
    expect(await blind.read('/etc/image')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('not on the host'),
    })
    const untold = seenBy(opened({ '/etc/both': 'same\n' }, { nspid: [9, 1] }))
    expect(await untold.read('/etc/both')).toMatchObject({ status: 'observed' })
    expect(await untold.read('/etc/none')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('process 9'),
    })
  })
})

describe('a kubelet in a container of the node', () => {
  test('is read as it sees its files', async () => {
    const dropIn = `${header}readOnlyPort: 10255\n`
    const host = opened({ ...tables, ...image, '/srv/config.yaml': config, '/srv/d/1.conf': dropIn })
    const seen = await inspectKubelet(host)
    if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
    const settings = new Map(seen.fact.configuration?.map((each) => [each.path, each]))
    expect(settings.get('authentication.anonymous.enabled')).toMatchObject({
      value: { bool: true },
      source: 'file /etc/k/config.yaml:3',
    })
    expect(settings.get('readOnlyPort')?.source).toBe('file /etc/k/d/1.conf:3')
    expect(seen.fact.version).toMatchObject({ unknown: expect.stringContaining('/usr/local/bin/kubelet') })
  })

  test('has the version that its own program says, not a package of the host', async () => {
    const program = { program: 'v1.34.1' }
    const status = 'Package: kubelet\nStatus: install ok installed\nVersion: 1.20.0-1\n'
    const files = {
      ...tables,
      '/srv/config.yaml': config,
      '/srv/d': { directory: true },
      '/var/lib/dpkg/status': status,
    } as const
    const inImage = { ...files, '/proc/9/root/usr/bin/kubelet': program } as const
    const versionOf = async (host: Host) => {
      const seen = await inspectKubelet(host)
      return seen.status === 'observed' ? seen.fact.version : seen
    }
    const more = { exe: '/usr/bin/kubelet' }
    expect(await versionOf(opened(inImage, more))).toEqual({
      value: 'v1.34.1',
      source: 'build info of /usr/bin/kubelet',
    })
    expect(await versionOf(opened({ ...files, ...image }, more))).toMatchObject({ unknown: expect.any(String) })
  })

  test('whose files cannot be seen is failed, not configured by default', async () => {
    const denied = opened({ '/proc/9/root/etc': { directory: true }, '/proc/9/mountinfo': inside })
    const seen = await inspectKubelet({
      ...denied,
      rootOf: () => ({ ...denied.root, stat: async () => ({ status: 'denied', reason: 'no' }) }),
    })
    expect(seen).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('what is mounted there is not known'),
    })
  })
})
