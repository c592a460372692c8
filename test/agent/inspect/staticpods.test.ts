import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostOf, openHost } from '../../../agent/host/host.ts'
import { denied } from '../../../agent/host/look.ts'
import {
  componentManifests,
  conflictWarnings,
  driftBetween,
  manifestCommands,
  readStaticPods,
} from '../../../agent/inspect/staticpods.ts'
import { manifests, podOf } from '../../support/controlplane.ts'
import { type HostSpec, makeHost, type ProcessSpec } from '../../support/host.ts'
import { runs } from '../../support/property.ts'

function kubelet(directory: string, cwd = '/'): ProcessSpec[] {
  return [{ pid: 5, argv: ['/usr/bin/kubelet', '--kubeconfig=/k', `--pod-manifest-path=${directory}`], cwd }]
}

async function etcds(spec: HostSpec) {
  const pods = await readStaticPods(openHost(makeHost(spec)))
  return manifestCommands(pods, 'etcd').map(({ path, live, args }) => [path, live, ...args])
}

const named = (name: string, ...args: string[]) =>
  podOf('etcd', args).replace('"name":"etcd","namespace"', `"name":"${name}","namespace"`)

test('every file is one whatever its suffix, but for those with a dot before', async () => {
  const names = ['a', 'b.yaml', 'c.yaml.bak', 'd.yaml~', '#e.yaml#', 'f.disabled', 'g.json']
  const hidden = { [`${manifests}/.etcd.yaml.swp`]: named('h'), [`${manifests}/inner/i.yaml`]: named('i') }
  const files = Object.fromEntries(names.map((name, at) => [`${manifests}/${name}`, named(`pod-${at}`)]))
  expect(await etcds({ files: { ...files, ...hidden }, processes: kubelet(manifests) })).toEqual(
    ['#e.yaml#', 'a', 'b.yaml', 'c.yaml.bak', 'd.yaml~', 'f.disabled', 'g.json'].map((name) => [
      `${manifests}/${name}`,
      true,
    ]),
  )
})

test.each<[string, string[], string]>([
  ['a suffix', ['a.yaml', 'a.yaml.bak'], 'a.yaml.bak'],
  ['a digit', ['0.bak', 'a.yaml'], 'a.yaml'],
  ['capitals', ['Z.yaml', 'a.yaml'], 'a.yaml'],
  ['letters beyond ASCII', ['z.yaml', 'é.yaml'], 'é.yaml'],
])('of files with one pod the last by bytes runs: %s', async (_, names, winner) => {
  const files = Object.fromEntries(names.map((name) => [`${manifests}/${name}`, podOf('etcd', [])]))
  const pods = await readStaticPods(openHost(makeHost({ files, processes: kubelet(manifests) })))
  const commands = manifestCommands(pods, 'etcd')
  expect(componentManifests(commands)).toEqual(
    names.map((name) => ({ path: `${manifests}/${name}`, pod: 'etcd', live: name === winner })),
  )
  expect(conflictWarnings(commands)).toEqual([
    `${manifests}/${names[0]} and ${manifests}/${winner} are both the pod etcd: only the last one runs`,
  ])
})

test('one name in two namespaces is two pods', async () => {
  const other = podOf('etcd', []).replace('kube-system', 'other')
  const files = { [`${manifests}/a`]: podOf('etcd', []), [`${manifests}/b`]: other }
  expect(await etcds({ files, processes: kubelet(manifests) })).toEqual([
    [`${manifests}/a`, true],
    [`${manifests}/b`, true],
  ])
})

test('a link is followed, and one that leads nowhere is passed over', async () => {
  const files = {
    '/opt/etcd.yaml': podOf('etcd', ['--a']),
    [`${manifests}/a.yaml`]: { link: '/opt/etcd.yaml' },
    [`${manifests}/b.yaml`]: { link: '/nowhere' },
    [`${manifests}/c`]: { link: '/opt' },
  }
  const pods = await readStaticPods(openHost(makeHost({ files, processes: kubelet(manifests) })))
  expect(manifestCommands(pods, 'etcd').map(({ path, args }) => [path, args])).toEqual([
    [`${manifests}/a.yaml`, ['--a']],
  ])
})

test.each<[string, string]>([
  ['an empty file', ''],
  ['a comment', '# nothing\n'],
  ['an empty first document', '---\n---\nkind: Pod\n'],
  ['no pod', podOf('etcd', []).replace('"Pod"', '"Service"')],
  ['another version', podOf('etcd', []).replace('"v1"', '"v2"')],
  ['no name', podOf('etcd', []).replace('"name":"etcd","namespace"', '"namespace"')],
  ['a tab', '\tkind: Pod\n'],
  ['no containers', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}'],
  ['containers that are no list', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":7}}'],
  ['a list', '[1, 2]'],
])('%s is no pod', async (_, content) => {
  expect(await etcds({ files: { [`${manifests}/a.yaml`]: content }, processes: kubelet(manifests) })).toEqual([])
})

test('only the first document counts', async () => {
  const content = `${podOf('etcd', ['--first'])}\n---\n${podOf('etcd', ['--second'])}\n`
  const yaml = `# begin\n---\n${content}`
  expect(await etcds({ files: { [`${manifests}/a.yaml`]: yaml }, processes: kubelet(manifests) })).toEqual([
    [`${manifests}/a.yaml`, true, '--first'],
  ])
})

test('the directory is that of the kubelet', async () => {
  const files = { '/srv/man/a.yaml': podOf('etcd', []), [`${manifests}/b.yaml`]: podOf('etcd', []) }
  const paths = async (processes?: ProcessSpec[]) =>
    (await etcds({ files, ...(processes && { processes }) })).map(([path]) => path)
  expect(await paths(kubelet('/srv/man'))).toEqual(['/srv/man/a.yaml'])
  expect(await paths(kubelet('man', '/srv'))).toEqual(['/srv/man/a.yaml'])
  expect(await paths(kubelet('/srv/man/a.yaml'))).toEqual(['/srv/man/a.yaml'])
  expect(await paths(kubelet(''))).toEqual([])
  expect(await paths()).toEqual([`${manifests}/b.yaml`])
})

test('what may not be read is said', async () => {
  const host = openHost(makeHost({ files: { [`${manifests}/a.yaml`]: podOf('etcd', []) } }))
  const refused = async () => denied('permission denied')
  const blindDirectory = hostOf({ ...host.root, list: refused }, host.proc)
  expect((await readStaticPods(blindDirectory)).gaps).toContainEqual({ path: manifests, reason: 'permission denied' })
  const blindFile = hostOf({ ...host.root, read: refused }, host.proc)
  expect(await readStaticPods(blindFile)).toEqual({
    pods: [],
    gaps: [{ path: `${manifests}/a.yaml`, reason: 'permission denied' }],
  })
  expect(await readStaticPods(openHost(makeHost({})))).toEqual({ pods: [], gaps: [] })
})

test('a kubelet that cannot be asked may take another directory', async () => {
  const files = { [`${manifests}/etcd.yaml`]: podOf('etcd', ['etcd']) }
  const processes = [{ pid: 5, argv: ['/usr/bin/kubelet', '--config=/gone.yaml'] }]
  const { pods, gaps } = await readStaticPods(openHost(makeHost({ files, processes })))
  expect(pods.map(({ name }) => name)).toEqual(['etcd'])
  expect(gaps).toEqual([
    { path: 'staticPodPath', reason: expect.stringMatching(/^the kubelet cannot be asked: does not load: /) },
  ])
  const { gaps: none } = await readStaticPods(openHost(makeHost({ files })))
  expect(none).toEqual([])
})

test('drift is what differs, by name', () => {
  const running = new Map<string, string | string[] | boolean>([
    ['a', '1'],
    ['b', ['x', 'y']],
    ['c', true],
    ['e', 'same'],
  ])
  const written = new Map<string, string | boolean | string[]>([
    ['a', '2'],
    ['b', ['y', 'x']],
    ['d', false],
    ['e', 'same'],
  ])
  const all = driftBetween(running, written, { path: '/m', complete: true })
  expect(all).toEqual([
    { name: 'a', running: '1', manifest: '2', source: '/m' },
    { name: 'b', running: 'x,y', manifest: 'y,x', source: '/m' },
    { name: 'c', running: 'true', manifest: '', source: '/m' },
    { name: 'd', running: '', manifest: 'false', source: '/m' },
  ])
  expect(driftBetween(running, written, { path: '/m', complete: false }).map(({ name }) => name)).toEqual([
    'a',
    'b',
    'd',
  ])
  expect(driftBetween(running, running, { path: '/m', complete: true })).toEqual([])
})

test('whatever the files hold, one of each pod is live and it is the last', async () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9#~][a-zA-Z0-9.#~-]{0,6}$/)
  const content = fc.oneof(
    fc.constantFrom('x', 'y', 'z').map((pod) => named(pod)),
    fc.string({ maxLength: 30 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, content, { maxKeys: 6 }), async (files) => {
      const entries = Object.entries(files).map(([key, value]) => [`/m/${key}`, Buffer.from(value)] as const)
      const { pods } = await readStaticPods(fakeHost(new Map(entries)))
      const byName = Map.groupBy(pods, (each) => each.name)
      for (const same of byName.values())
        expect(same.map((each) => each.live)).toEqual(same.map((_, at) => at === same.length - 1))
      const paths = pods.map((each) => each.path)
      expect(paths).toEqual([...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }),
    runs(200),
  )
})

/** A host of files in memory, without processes: the first usual directory holds them. */
function fakeHost(files: ReadonlyMap<string, Buffer>) {
  const base = openHost('/nowhere')
  const names = [...files.keys()].map((path) => path.slice('/m/'.length))
  const root = {
    ...base.root,
    list: async (path: string) =>
      path === manifests
        ? { status: 'observed' as const, value: names.map((name) => ({ name, type: 'file' as const })) }
        : { status: 'absent' as const },
    read: async (path: string) => {
      const bytes = files.get(path.replace(manifests, '/m'))
      return bytes ? { status: 'observed' as const, value: { bytes } as never } : { status: 'absent' as const }
    },
  }
  return hostOf(root, base.proc)
}

test("a kubelet in a container: the manifests are where its mounts lead, or among the container's own files", async () => {
  const [process] = kubelet('/etc/manifests')
  const mounts = {
    '/proc/1/mountinfo': '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n',
    '/proc/5/mountinfo':
      '2 0 0:9 / / rw - overlay o rw\n3 2 8:1 /var/manifests /etc/manifests rw - ext4 /dev/sda1 rw\n',
  }
  const files = { ...mounts, '/var/manifests/a.yaml': podOf('etcd', ['--a']), '/proc/5/root/x': '' }
  const init = { pid: 1, argv: ['/sbin/init'] }
  expect(await etcds({ files, processes: [init, process as ProcessSpec] })).toEqual([
    ['/etc/manifests/a.yaml', true, '--a'],
  ])
  const own = { '/proc/5/root/etc/manifests/b.yaml': podOf('etcd', ['--b']) }
  expect(await etcds({ files: own, processes: [init, process as ProcessSpec] })).toEqual([
    ['/etc/manifests/b.yaml', true, '--b'],
  ])
})
