import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openHost } from '../../../../../agent/host/host.ts'
import { denied } from '../../../../../agent/host/look.ts'
import { type K3sMode, k3sMode, k3sOptions } from '../../../../../agent/inspect/embedded/k3s/options.ts'
import { bootTime, type HostSpec, makeHost, type ProcessSpec } from '../../../../support/host.ts'
import { runs } from '../../../../support/property.ts'

const config = '/etc/rancher/k3s/config.yaml'
const unit = '/etc/systemd/system/k3s.service'
const hidden: ProcessSpec = {
  pid: 7,
  exe: '/var/lib/rancher/k3s/data/x/bin/k3s',
  argv: ['/usr/local/bin/k3s server', '', ''],
  cgroup: '0::/system.slice/k3s.service',
}
const visible = (...words: string[]): ProcessSpec => ({ ...hidden, argv: ['/usr/local/bin/k3s', 'server', ...words] })
const started = (...words: string[]) => `[Service]\nExecStart=/usr/local/bin/k3s server ${words.join(' ')}\n`

async function look(process: ProcessSpec, files: HostSpec['files'] = {}, mode: K3sMode = 'server') {
  const host = openHost(makeHost({ files, processes: [process] }))
  const [found] = host.proc.named('k3s')
  if (!found) throw new Error('no process')
  return k3sOptions(host, found, mode)
}

async function values(process: ProcessSpec, files: HostSpec['files'], ...names: string[]) {
  const seen = await look(process, files)
  if (seen.status !== 'observed') throw new Error(`${seen.status}: ${'reason' in seen ? seen.reason : ''}`)
  return names.map((name) => seen.value.all(name).map(({ value, place }) => `${value}${place}`))
}

test.each<[string[], K3sMode | undefined]>([
  [['/usr/local/bin/k3s server'], 'server'],
  [['/usr/local/bin/k3s agent', '', ''], 'agent'],
  [['k3s', 'server', '--x'], 'server'],
  [['k3s', '--debug', 'agent'], 'agent'],
  [['/usr/bin/k3s-agent'], 'agent'],
  [['k3s', 'kubectl', 'get', 'agent'], undefined],
  [['k3s'], undefined],
])('%j is %s', (argv, mode) => {
  const host = openHost(makeHost({ processes: [{ ...hidden, argv }] }))
  const [found] = host.proc.named('k3s')
  expect(found && k3sMode(found)).toBe(mode)
})

test('a visible command line, in every form of a flag', async () => {
  const process = visible(
    '--cluster-init',
    '-d',
    '/d',
    '--node-ip=10.0.0.1',
    '--kubelet-arg',
    '--v=2',
    '--kubelet-arg=a=b',
  )
  expect(await values(process, {}, 'cluster-init', 'data-dir', 'node-ip', 'kubelet-arg')).toEqual([
    ['true of k3s'],
    ['/d of k3s'],
    ['10.0.0.1 of k3s'],
    ['--v=2 of k3s', 'a=b of k3s'],
  ])
})

test('a hidden command line is that of the service', async () => {
  const files = { [unit]: started("'--secrets-encryption'", "'--tls-san'", "'a.b'") }
  expect(await values(hidden, files, 'secrets-encryption', 'tls-san')).toEqual([
    [`true in ${unit}:2`],
    [`a.b in ${unit}:2`],
  ])
})

test('later files win, a plus adds, and what is no YAML by its name does not count', async () => {
  const files = {
    [unit]: started(),
    [config]: 'kubelet-arg: [a=1, b=2]\nnode-ip: 10.0.0.1\nsecrets-encryption: true\n',
    [`${config}.d/20.yml`]: 'kubelet-arg+: c=3\nnode-ip: 10.0.0.2\n',
    [`${config}.d/10.YAML`]: 'kube-proxy-arg+:\n- x=1\n- y=0o7\nkubelet-arg+: [d=4]\n',
    [`${config}.d/30.txt`]: 'node-ip: 10.0.0.3\n',
  }
  expect(await values(hidden, files, 'kubelet-arg', 'node-ip', 'kube-proxy-arg', 'secrets-encryption')).toEqual([
    [`a=1 in ${config}:1`, `b=2 in ${config}:1`, `d=4 in ${config}.d/10.YAML:4`, `c=3 in ${config}.d/20.yml:1`],
    [`10.0.0.2 in ${config}.d/20.yml:2`],
    [`x=1 in ${config}.d/10.YAML:2`, `y=0o7 in ${config}.d/10.YAML:3`],
    [`true in ${config}:3`],
  ])
})

test('a key without a plus takes back what was added', async () => {
  const files = { [unit]: started(), [config]: 'kubelet-arg: a=1\n', [`${config}.d/1.yaml`]: 'kubelet-arg: b=2\n' }
  expect(await values(hidden, files, 'kubelet-arg')).toEqual([[`b=2 in ${config}.d/1.yaml:1`]])
})

test('drop-ins count without the file itself', async () => {
  const files = { [unit]: started(), [`${config}.d/1.yaml`]: 'node-ip: 10.0.0.1\n' }
  expect(await values(hidden, files, 'node-ip')).toEqual([[`10.0.0.1 in ${config}.d/1.yaml:1`]])
})

test('the command line wins over files, files over variables', async () => {
  const files = {
    [unit]: `${started("'--node-name=command'")}Environment=K3S_NODE_NAME=variable K3S_URL=https://a K3S_DATA_DIR=/v\n`,
    [config]: 'node-name: file\nserver: https://b\n',
  }
  const [name, server, data] = await values(hidden, files, 'node-name', 'server', 'data-dir')
  expect(name).toEqual([`file in ${config}:1`, `command in ${unit}:2`])
  expect(server).toEqual([`https://b in ${config}:2`])
  expect(data).toEqual([`/v by K3S_DATA_DIR in ${unit}`])
})

test('another configuration, by flag or variable; it takes its drop-ins along', async () => {
  const files = {
    '/c.yaml': 'node-ip: 10.0.0.1\n',
    '/c.yaml.d/1.yaml': 'node-label: a=b\n',
    [config]: 'node-ip: 1.1.1.1\n',
  }
  const expected = [['10.0.0.1 in /c.yaml:1'], ['a=b in /c.yaml.d/1.yaml:1']]
  expect(await values(hidden, { ...files, [unit]: started('--config=/c.yaml') }, 'node-ip', 'node-label')).toEqual(
    expected,
  )
  const byVariable = { ...files, [unit]: `${started('-c', '/other')}Environment=K3S_CONFIG_FILE=/c.yaml\n` }
  expect(await values(hidden, byVariable, 'node-ip', 'node-label')).toEqual(expected)
})

test('a list of a file beside one of the command line is contested', async () => {
  const files = { [unit]: started('--kubelet-arg=a=1'), [config]: 'kubelet-arg: b=2\nkube-proxy-arg: c=3\n' }
  const seen = await look(hidden, files)
  const contested = (name: string) => seen.status === 'observed' && seen.value.all(name).map((each) => each.contested)
  expect([contested('kubelet-arg'), contested('kube-proxy-arg')]).toEqual([[true, false], [false]])
})

test('files that changed after the start are told', async () => {
  const files = { [unit]: started(), [config]: { content: 'debug: true\n', mtime: bootTime + 900 } }
  const seen = await look(hidden, files)
  expect(seen.status === 'observed' && seen.value.warnings).toEqual([`${config} was changed after k3s started`])
})

test.each<[string, HostSpec['files'], string]>([
  ['no unit', {}, 'its service cannot be read: k3s.service is not found'],
  ['a unit that starts something else', { [unit]: '[Service]\nExecStart=/usr/bin/a\n' }, 'does not start it'],
  ['a unit with a variable of unknown value', { [unit]: started('$ARGS') }, 'leaves variables open'],
  ['a file that is no YAML', { [unit]: started(), [config]: 'a: [\n' }, `file ${config}`],
  ['a file that is no map', { [unit]: started(), [config]: '- a\n' }, `file ${config}: is no map`],
  ['a configuration of the network', { [unit]: started('--config=https://a/b') }, 'is not a path of the node'],
  [
    'more options than are read',
    { [unit]: started(), [config]: `kubelet-arg: [${'a,'.repeat(6000)}a]\n` },
    'more than the 5000 options that are read',
  ],
])('what is told cannot be seen with %s', async (_, files, reason) => {
  expect(await look(hidden, files)).toMatchObject({ status: 'failed', reason: expect.stringContaining(reason) })
})

test('whatever the files and the command line hold, an answer comes', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'kubelet-arg: +-[]{}&*#"\n=0'), maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(
        text.filter((each) => !each.includes('\n')),
        { maxLength: 3 },
      ),
      async (file, words) => {
        const seen = await look(visible(...words), { [config]: file })
        expect(['observed', 'failed']).toContain(seen.status)
      },
    ),
    runs(60),
  )
})

test('a wrapper around k3s in its unit', async () => {
  const files = { [unit]: '[Service]\nExecStart=/bin/sh -c "exec /usr/local/bin/k3s server --node-ip=10.0.0.1"\n' }
  expect(await values(hidden, files, 'node-ip')).toEqual([[`10.0.0.1 in ${unit}:2`]])
})

test('a configuration that may not be read is not passed over', async () => {
  const host = openHost(makeHost({ files: { [config]: '' }, processes: [visible()] }))
  const [found] = host.proc.named('k3s')
  const root = { ...host.root, read: async () => denied('permission denied') }
  const seen = found && (await k3sOptions({ ...host, root }, found, 'server'))
  expect(seen).toEqual({ status: 'denied', reason: `${config}: permission denied` })
})
