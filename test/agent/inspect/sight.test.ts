import { expect, test } from 'vitest'
import { type Host, openHost } from '../../../agent/host/host.ts'
import { denied, failed, type Look } from '../../../agent/host/look.ts'
import { readSeen, sightOf } from '../../../agent/inspect/sight.ts'
import { inStaticPod, onNode } from '../../support/certificates.ts'
import { type HostSpec, makeHost, type ProcessSpec, withProcesses } from '../../support/host.ts'

const container = 'container abababababab'
const away = `not on the host; process 7 may have it in ${container}`
const node = '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n'
const image = '50 40 0:50 / / rw - overlay overlay rw\n'
const mounted = `${image}51 50 8:1 /srv /etc/k ro - ext4 /dev/sda1 rw\n`

function tables(inside?: string, outside?: string): NonNullable<HostSpec['files']> {
  return {
    ...(inside !== undefined && { '/proc/7/mountinfo': inside }),
    ...(outside !== undefined && { '/proc/1/mountinfo': outside }),
  }
}

interface Given {
  readonly files?: HostSpec['files']
  readonly process?: ProcessSpec
  readonly others?: readonly ProcessSpec[]
  readonly change?: (host: Host) => Host
}

function sight({ files = {}, process = inStaticPod(7, 'x'), others = [], change = (host) => host }: Given) {
  const host = change(openHost(makeHost({ files, processes: [process, ...others] })))
  const all = host.proc.processes()
  const found = all.status === 'observed' ? all.value.find(({ pid }) => pid === process.pid) : undefined
  if (!found) throw new Error('no process')
  return sightOf(host, found)
}

/** A host on which one file below /proc answers so. */
function withTable(name: string, answer: Look<Buffer>): (host: Host) => Host {
  return (host) => ({
    ...host,
    proc: { ...host.proc, read: (path) => (path === name ? answer : host.proc.read(path)) },
  })
}

const path = '/etc/k/a.yaml'
const has = `process 7 has it in ${container}`

test.each<[string, Given, object]>([
  ['a process of the node', { process: onNode(7, 'x'), files: tables(mounted, node) }, { path }],
  ['a mount', { files: tables(mounted, node) }, { path: '/srv/a.yaml' }],
  ['the image', { files: tables(image, node) }, { path, unseen: `${has}, not on the host` }],
  ['nothing tells of mounts', {}, { path, otherwise: away }],
  [
    'its table is not there',
    { files: tables(undefined, node) },
    { path, unseen: `${has}; what is mounted there is not known: /proc/7/mountinfo: does not exist` },
  ],
  [
    "the node's table is not there",
    { files: tables(mounted) },
    { path, unseen: `${has}; what is mounted there is not known: /proc/1/mountinfo: does not exist` },
  ],
  [
    'its table may not be read',
    { change: withTable('7/mountinfo', denied('permission denied')) },
    { path, unseen: `${has}; what is mounted there is not known: /proc/7/mountinfo: permission denied` },
  ],
  [
    "the node's table cannot be read",
    { files: tables(mounted), change: withTable('1/mountinfo', failed('EIO')) },
    { path, unseen: `${has}; what is mounted there is not known: /proc/1/mountinfo: EIO` },
  ],
  [
    "the kubelet's table and that of another machine",
    {
      files: {
        ...tables('51 50 8:1 /vm/srv /etc/k ro - ext4 /dev/sda1 rw\n', node),
        '/proc/6/mountinfo': '1 0 8:1 /vm / rw - ext4 /dev/sda1 rw\n',
      },
      others: [onNode(6, 'kubelet')],
    },
    { path: '/srv/a.yaml' },
  ],
  [
    "the kubelet's table is not there: another machine's is not the node's",
    { files: tables(mounted, node), others: [onNode(6, 'kubelet')] },
    { path, unseen: `${has}; what is mounted there is not known: /proc/6/mountinfo: does not exist` },
  ],
])('where a file is: %s', (_, given, place) => {
  expect(sight(given).place(path)).toEqual(place)
})

const inImage = { [`/proc/7/root${path}`]: 'own' }

test.each<[string, Given, object]>([
  ['a process of the node', { process: onNode(7, 'x'), files: { [path]: 'host' } }, [path, 'host', false]],
  [
    'on the host where the mounts lead',
    { files: { ...tables(mounted, node), '/srv/a.yaml': 'mounted', [path]: 'host' } },
    ['/srv/a.yaml', 'mounted', false],
  ],
  [
    'in its root where the host does not have what is mounted',
    { files: { ...tables(mounted, node), ...inImage, [path]: 'host' } },
    [path, 'own', true],
  ],
  [
    'in its root what is of its image',
    { files: { ...tables(image, node), ...inImage, [path]: 'host' } },
    [path, 'own', true],
  ],
  [
    'in its root where the mounts are not known',
    { files: { ...tables(mounted), ...inImage, [path]: 'host' } },
    [path, 'own', true],
  ],
  ['in its root where nothing tells of mounts', { files: { ...inImage, [path]: 'host' } }, [path, 'own', true]],
  ['on the host where nothing tells of mounts', { files: { [path]: 'host' } }, [path, 'host', false]],
])('what is read: %s', async (_, given, expected) => {
  const look = await sight(given).read(path)
  if (look.status !== 'observed') throw new Error(JSON.stringify(look))
  const { path: at, bytes, contained } = look.value
  expect([at, bytes.toString(), contained]).toEqual(expected)
})

test.each<[string, Given, object]>([
  ['of a process of the node', { process: onNode(7, 'x') }, { status: 'absent' }],
  ['where it is mounted', { files: tables(mounted, node) }, { status: 'absent' }],
  [
    'in a container that is looked into',
    { files: { '/proc/7/root': { directory: true }, [path]: 'host' } },
    { status: 'absent' },
  ],
  [
    "in an image that nobody looks into, for the host's is another",
    { files: { ...tables(image, node), [path]: 'host' } },
    { status: 'failed', reason: `${has}, not on the host` },
  ],
  [
    "where the mounts are not known, for the host's may be another",
    { files: { ...tables(mounted), [path]: 'host' } },
    {
      status: 'failed',
      reason: `${has}; what is mounted there is not known: /proc/1/mountinfo: does not exist`,
    },
  ],
  ['where nothing tells of mounts', {}, { status: 'failed', reason: away }],
])('what is not seen: a file %s', async (_, given, expected) => {
  expect(await sight(given).read(path)).toEqual(expected)
})

test('a relative path begins at the current directory, where that can be told', async () => {
  const process = { ...onNode(7, 'x'), cwd: '/etc/k' }
  const files = { [path]: 'host' }
  expect(sight({ process }).place('a.yaml')).toEqual({ path })
  expect((await sight({ process, files }).read('../k/a.yaml')).status).toBe('observed')
  for (const answer of [denied('permission denied'), failed('EIO')]) {
    const change = (host: Host) => withProcesses(host, () => ({ cwd: () => answer }))
    const reason = `relative to the current directory of process 7: ${answer.reason}`
    expect(sight({ process, change }).place('a.yaml')).toEqual({ gap: { path: 'a.yaml', reason } })
    expect(await sight({ process, change }).read('a.yaml')).toEqual({ status: answer.status, reason })
  }
})

test('without a process a file is where the path is the same on the host', async () => {
  const host = openHost(makeHost({ files: { [path]: 'host' } }))
  expect(await readSeen(host, undefined, path)).toMatchObject({ status: 'observed', value: { path, contained: false } })
  expect(await readSeen(host, undefined, '/gone')).toEqual({
    status: 'failed',
    reason: '/gone is not on the host, and no process is seen that has it',
  })
})
