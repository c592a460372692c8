import { expect, test } from 'vitest'
import {
  type NodeProcesses,
  nameOf,
  type ProcessFilter,
  placedPrograms,
  runningPrograms,
  runningViews,
} from '../../../collector/report/processview.ts'
import type { ProcessesFact } from '../../../proto/index.ts'
import { guarding, hostPlace, learned, podPlace, seen, sshd, web } from '../../support/allowlist.ts'

type Program = NonNullable<ProcessesFact['items']>[number]

const program = (path: string, over: Partial<Program> = {}): Program => ({
  ...{ executable: { value: path }, uid: 0, user: 'root', place: 'host', unit: 'ssh.service', ...over },
})
const inPod = (path: string, container: string, pod: string, over: Partial<Program> = {}) =>
  program(path, { place: 'pod', unit: '', pod, container, uid: 101, user: '101', ...over })
const container = (id: string, pod: string, podName: string) => ({
  ...{ id, pod, podName, namespace: 'shop', name: `shop/web/app` },
})
const node = (name: string, items: Program[], containers: ReturnType<typeof container>[] = []): NodeProcesses => ({
  ...{ nodeId: `id-of-${name}`, name, programs: placedPrograms({ items }, { items: containers }) },
})

const nodes = [
  node('node-1', [program('/usr/sbin/sshd'), inPod('/usr/sbin/nginx', 'c1', 'u1')], [container('c1', 'u1', 'web-0')]),
  node(
    'node-2',
    [
      program('/usr/sbin/sshd', { deleted: true }),
      program('/usr/sbin/sshd', { uid: 7, user: 'sshd' }),
      program('/x\u202e', { unit: '', place: 'unknown', uid: 4_294_967_295, user: 'unknown' }),
      inPod('/bin/sh', 'c9', 'u9'),
    ],
    [container('c1', 'u2', 'web-0')],
  ),
]
const profiles = new Map([
  ['host//ssh.service', guarding([seen({ path: '/usr/sbin/sshd', layer: 'host-packaged', place: hostPlace })], sshd)],
  [
    'workload/shop/Pod/web-0/app',
    learned([seen({ place: podPlace }), seen({ layer: 'upper' })], { ...web, ownerKind: 'Pod', owner: 'web-0' }),
  ],
])
const views = (filter: ProcessFilter = {}) => runningViews(runningPrograms(nodes), profiles, filter, 2)
const paths = (filter: ProcessFilter) => views(filter).map(({ path }) => path)

test('one line a program and place, whatever the nodes, with what the profile knows', () => {
  expect(views()).toEqual([
    {
      ...{ path: '/usr/sbin/sshd', place: 'host', profile: 'host//ssh.service', unit: 'ssh.service', pods: [] },
      ...{ users: ['root', 'sshd'], nodes: ['node-1', 'node-2'], on: 2, deleted: true },
      ...{ layers: ['host-packaged'], status: 'approved' },
    },
    {
      ...{ path: '/bin/sh', place: 'pod', pods: ['u9'], users: ['101'], nodes: ['node-2'], on: 1 },
      ...{ deleted: false, layers: [] },
    },
    {
      ...{ path: '/usr/sbin/nginx', place: 'pod', profile: 'workload/shop/Pod/web-0/app', namespace: 'shop' },
      ...{ pods: ['web-0'], container: 'app', users: ['101'], nodes: ['node-1'], on: 1, deleted: false },
      ...{ layers: ['image-lower', 'upper'], status: 'observed' },
    },
    {
      ...{ path: '/x%E2%80%AE', place: 'unknown', pods: [], users: ['unknown'], nodes: ['node-2'], on: 1 },
      ...{ deleted: false, layers: [] },
    },
  ])
})

test.each<[string, ProcessFilter, string[]]>([
  ['a namespace', { namespace: 'shop' }, ['/usr/sbin/nginx']],
  ['part of the path', { path: 'sbin' }, ['/usr/sbin/sshd', '/usr/sbin/nginx']],
  ['a unit', { unit: 'ssh.service' }, ['/usr/sbin/sshd']],
  ['a user by name', { user: 'sshd' }, ['/usr/sbin/sshd']],
  ['a user by number', { user: '7' }, ['/usr/sbin/sshd']],
  ['a layer', { layer: 'upper' }, ['/usr/sbin/nginx']],
  ['one node alone', { outliers: true }, ['/bin/sh', '/usr/sbin/nginx', '/x%E2%80%AE']],
  ['several of them', { outliers: true, path: '/bin/', user: '101' }, ['/bin/sh']],
  ['nobody', { user: '4294967295' }, []],
])('only of %s', (_name, filter, expected) => {
  expect(paths(filter)).toEqual(expected)
})

test('a pod whose owner is known is of its owner’s profile', () => {
  const ownerOf = () => ({ kind: 'Deployment', name: 'web' })
  const ids = (given: NodeProcesses[]) => runningPrograms(given).map(({ profile }) => profile)
  expect(ids(nodes)).toContain('workload/shop/Pod/web-0/app')
  const owned = ids(nodes.map((each) => ({ ...each, ownerOf })))
  expect(owned).toContain('workload/shop/Deployment/web/app')
  expect(owned).not.toContain('workload/shop/Pod/web-0/app')
})

test('of one node alone nothing stands out', () => {
  expect(runningViews(runningPrograms(nodes.slice(1)), profiles, { outliers: true }, 1)).toEqual([])
})

test('lines have names of their own, and what is not observed gives none', () => {
  expect(new Set(views().map(nameOf)).size).toBe(4)
  expect(runningPrograms([{ nodeId: 'n', name: 'n', programs: [] }])).toEqual([])
})
