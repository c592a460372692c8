import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Host, hostOf, openHost } from '../../../agent/host/host.ts'
import { denied, failed } from '../../../agent/host/look.ts'
import { noProc } from '../../../agent/host/proc.ts'
import { kubelet } from '../../../agent/inspect/kubelet.ts'
import { bootTime, loadSpec, makeHost, withMore } from '../../support/host.ts'
import { dir, header, main, read, setting, specOf } from '../../support/kubelet.ts'

test('a file that changed after the start is marked', async () => {
  const spec = specOf({ dropIns: { '1.conf': '' } })
  const fact = await kubelet.inspect(
    openHost(makeHost(withMore(spec, { files: { [`${dir}/1.conf`]: { content: header, mtime: bootTime + 103 } } }))),
  )
  const changed = (path: string, value: boolean) => ({
    value,
    source: `modification time of ${path}, start of process 7`,
  })
  expect(fact.status === 'observed' && fact.fact.files).toEqual([
    { path: main, role: 'config', changedSinceStart: changed(main, false) },
    { path: `${dir}/1.conf`, role: 'drop-in', changedSinceStart: changed(`${dir}/1.conf`, true) },
  ])
})

test('a worker that kubeadm made', async () => {
  const look = await kubelet.inspect(openHost(makeHost(loadSpec('kubeadm-worker'))))
  expect(look.status).toBe('observed')
  if (look.status !== 'observed') return
  const { fact } = look
  expect(fact.process).toEqual({ pid: 900, executable: '/usr/bin/kubelet', started: '2025-11-21T04:40:30Z' })
  expect(fact.version).toEqual({ value: 'v1.36.3', source: 'package kubelet 1.36.3-1.1 (/var/lib/dpkg/status)' })
  expect(fact.files?.map((each) => each.path)).toEqual([main])
  expect(fact.warnings).toEqual([])
  expect(setting(fact, 'authentication.x509.clientCAFile')).toEqual({
    path: 'authentication.x509.clientCAFile',
    value: { string: '/etc/kubernetes/pki/ca.crt' },
    source: `file ${main}:9`,
    overridden: [],
  })
  expect(
    ['rotateCertificates', 'staticPodPath', 'readOnlyPort', 'tlsCertFile'].map((path) => read(fact, path)),
  ).toEqual([true, '/etc/kubernetes/manifests', 0, ''])
  const paths = fact.configuration?.map((each) => each.path)
  expect(paths).toEqual([...(paths ?? [])].sort())
})

test('a node without a kubelet', async () => {
  expect(await kubelet.inspect(openHost(makeHost(loadSpec('plain-debian'))))).toEqual({ status: 'absent' })
  expect(await kubelet.inspect(openHost(makeHost({})))).toEqual({ status: 'absent' })
})

test('without /proc nobody can tell whether a kubelet runs', async () => {
  const reason = 'there is no /proc: whether a kubelet runs cannot be told'
  expect(await kubelet.inspect(hostOf(openHost('/').root, noProc))).toEqual({ status: 'failed', reason })
})

test("a kubelet in a container is not the node's", async () => {
  const processes = [{ pid: 7, argv: ['/usr/bin/kubelet'], nspid: [7, 1] }]
  expect(await kubelet.inspect(openHost(makeHost({ processes })))).toEqual({ status: 'absent' })
})

test('processes that cannot be listed', async () => {
  const { root } = openHost(makeHost({}))
  const hidden = (look: ReturnType<typeof denied | typeof failed>) => hostOf(root, { ...noProc, processes: () => look })
  expect(await kubelet.inspect(hidden(denied('permission denied')))).toEqual({
    status: 'denied',
    reason: '/proc: permission denied',
  })
  expect(await kubelet.inspect(hidden(failed('EIO')))).toEqual({ status: 'failed', reason: '/proc: EIO' })
})

/** The host on which some paths may not be read. */
function withoutAccess(host: Host, ...paths: string[]): Host {
  const refused = (path: string) => paths.includes(path)
  const root: Host['root'] = {
    ...host.root,
    read: async (path, limit) => (refused(path) ? denied('permission denied') : host.root.read(path, limit)),
    list: async (path, limit) => (refused(path) ? denied('permission denied') : host.root.list(path, limit)),
  }
  return { ...host, root }
}

test.each([main, dir, `${dir}/1.conf`])('%s may not be read', async (path) => {
  const host = openHost(makeHost(specOf({ dropIns: { '1.conf': 'maxPods: 5\n' } })))
  expect(await kubelet.inspect(withoutAccess(host, path))).toEqual({
    status: 'denied',
    reason: `${path}: permission denied`,
  })
})

test('a command line that may not be read', async () => {
  const host = openHost(makeHost(specOf({})))
  const hidden = host.proc.named('kubelet').map((each) => ({ ...each, argv: () => denied('permission denied') }))
  expect(await kubelet.inspect({ ...host, proc: { ...host.proc, named: () => hidden } })).toEqual({
    status: 'denied',
    reason: 'command line of process 7: permission denied',
  })
})

test('a relative path needs the directory of the kubelet', async () => {
  const spec = specOf({ config: null, args: ['--config=config.yaml'], files: { [main]: `${header}maxPods: 5\n` } })
  const [process] = spec.processes ?? []
  if (!process) throw new Error('no process')
  const root = makeHost({ ...spec, processes: [{ ...process, cwd: '/var/lib/kubelet' }] })
  const look = await kubelet.inspect(openHost(root))
  expect(look.status === 'observed' && setting(look.fact, 'maxPods')?.source).toBe(`file ${main}:3`)
  const host = openHost(root)
  const hidden = host.proc.named('kubelet').map((each) => ({ ...each, cwd: () => denied('permission denied') }))
  expect(await kubelet.inspect({ ...host, proc: { ...host.proc, named: () => hidden } })).toEqual({
    status: 'denied',
    reason: 'current directory of the kubelet: permission denied',
  })
})

test('a file that is too large to be a configuration', async () => {
  const root = makeHost(specOf({}))
  writeFileSync(join(root, main), `# ${'x'.repeat(1024 * 1024)}\n`)
  expect(await kubelet.inspect(openHost(root))).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining(`${main}: larger than`),
  })
})

test.each([
  ['/usr/bin/kubenswrapper', 'kubelet'],
  ['/hyperkube', 'kubelet'],
])('%s %s is the kubelet too, and its gates are its own', async (exe, word) => {
  const spec = specOf({ config: 'featureGates: {OfItsOwn: true}\nmaxPods: 5\n' })
  const processes = [{ pid: 7, argv: [exe, word, '--kubeconfig=/x', `--config=${main}`] }]
  const look = await kubelet.inspect(openHost(makeHost({ ...spec, processes })))
  expect(look.status === 'observed' && read(look.fact, 'featureGates.OfItsOwn')).toBe(true)
  const other = [{ pid: 7, argv: [exe, 'apiserver'] }]
  expect(await kubelet.inspect(openHost(makeHost({ processes: other })))).toEqual({ status: 'absent' })
})

test('a second kubelet is told of', async () => {
  const spec = specOf({})
  const look = await kubelet.inspect(
    openHost(makeHost(withMore(spec, { processes: [{ pid: 8, argv: ['/usr/bin/kubelet'] }] }))),
  )
  expect(look.status === 'observed' && look.fact.warnings).toEqual(['another kubelet runs as process 8'])
})

test('a control plane that kubeadm made', async () => {
  const look = await kubelet.inspect(openHost(makeHost(loadSpec('kubeadm-control-plane'))))
  expect(look.status === 'observed' && look.fact.process?.pid).toBe(900)
  expect(look.status === 'observed' && read(look.fact, 'authorization.mode')).toBe('Webhook')
})
