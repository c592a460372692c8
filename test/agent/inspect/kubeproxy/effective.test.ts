import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seen } from '../../../../agent/host/look.ts'
import type { FileContent } from '../../../../agent/host/root.ts'
import { type EffectiveKubeProxy, effectiveKubeProxy } from '../../../../agent/inspect/kubeproxy/effective.ts'
import { kubeProxyFlags } from '../../../../proto/catalogue/kubeproxy.ts'
import { config, factOf, header, lookAtKubeProxy, nodeOf, scopes, setting } from '../../../support/kubeproxy.ts'
import { runs } from '../../../support/property.ts'

test('with a file most flags are ignored', async () => {
  const args = [
    '--metrics-bind-address=0.0.0.0',
    '--profiling',
    '--metrics-port',
    '5',
    '-v=4',
    '--hostname-override',
    ' AbC',
  ]
  const fact = await factOf({ args: [...args, '--master=https://m'], file: 'hostnameOverride: XyZ\n' })
  expect(setting(fact, 'metrics-bind-address')).toEqual({
    value: '127.0.0.1:10249',
    source: 'default (kube-proxy)',
    overridden: ['0.0.0.0 (flag --metrics-bind-address)'],
  })
  expect(setting(fact, 'profiling')).toEqual({
    value: false,
    source: 'default (kube-proxy)',
    overridden: ['true (flag --profiling)'],
  })
  expect(setting(fact, 'hostname-override')).toEqual({
    value: 'abc',
    source: 'flag --hostname-override',
    overridden: [`XyZ (file ${config}:3)`],
  })
  expect(setting(fact, 'master')).toEqual({ value: 'https://m', source: 'flag --master' })
  expect(fact.warnings).toEqual([
    'flag --metrics-bind-address is ignored because of --config',
    'flag --metrics-port is ignored because of --config',
    'flag --profiling is ignored because of --config',
  ])
})

// Each was tried on kube-proxy 1.36.3: where metrics and health are served with this file.
test.each([
  ['', '127.0.0.1:10249', '0.0.0.0:10256'],
  ['metricsBindAddress: 0.0.0.0\n', '0.0.0.0:10249', '0.0.0.0:10256'],
  ["bindAddress: '::'\n", '[::1]:10249', '[::]:10256'],
  ["bindAddress: fd00::1\nmetricsBindAddress: '::'\n", '[::]:10249', '[::]:10256'],
  ["metricsBindAddress: ''\n", '127.0.0.1:10249', '0.0.0.0:10256'],
  ['metricsBindAddress:\n', '127.0.0.1:10249', '0.0.0.0:10256'],
  ['MetricsBindAddress: 0.0.0.0\n', '127.0.0.1:10249', '0.0.0.0:10256'],
  ['foo: 1\nmetricsBindAddress: 0.0.0.0\n', '0.0.0.0:10249', '0.0.0.0:10256'],
  ['metricsBindAddress: 0.0.0.0\nmetricsBindAddress: 1.1.1.1\n', '1.1.1.1:10249', '0.0.0.0:10256'],
])('%j serves metrics at %s', async (file, metrics, health) => {
  const fact = await factOf({ file })
  expect(fact.endpoints?.map((each) => each.address)).toEqual([health, metrics])
})

test('what is not known or stands twice is told of', async () => {
  const fact = await factOf({ file: 'foo: 1\nmode: ipvs\nmode: iptables\n' })
  expect(fact.warnings).toEqual([
    `file ${config}:3: unknown field "foo"`,
    `file ${config}:5: key "mode" is already set`,
  ])
})

test.each([
  ['metricsBindAddress: 5\n', ':3: metricsBindAddress: cannot unmarshal number into string'],
  ["enableProfiling: 'true'\n", ':3: enableProfiling: cannot unmarshal string into boolean'],
  ['iptables: x\n', ':3: cannot unmarshal into an object'],
  ['nodePortAddresses: [5]\n', ':3: nodePortAddresses: cannot unmarshal number into string'],
  ['metricsBindAddress: localhost:1\n', ':3: must be a valid IP'],
  ['metricsBindAddress: 1.2.3.4:0\n', ':3: must be a valid port'],
  ['mode: foo\n', ':3: ProxyMode: must be iptables, ipvs, nftables or blank'],
])('%j does not load', async (file, words) => {
  expect(await lookAtKubeProxy(nodeOf({ file }))).toEqual({
    status: 'failed',
    reason: `does not load: file ${config}${words}`,
  })
})

test.each([
  ['', `file ${config}:1: cannot unmarshal into an object`],
  ['mode: ipvs\n', `file ${config}: Object 'Kind' is missing`],
  [
    header.replace('v1alpha1', 'v1beta1'),
    `file ${config}: no kind "KubeProxyConfiguration" is registered for version "kubeproxy.config.k8s.io/v1beta1"`,
  ],
])('a file that is something else: %j', async (content, words) => {
  const node = nodeOf({ args: [`--config=${config}`], files: { [config]: content } })
  expect(await lookAtKubeProxy(node)).toEqual({ status: 'failed', reason: `does not load: ${words}` })
})

test.each<[string[], string, unknown]>([
  [[], 'metrics-bind-address', { value: '127.0.0.1:10249', source: 'default (kube-proxy)' }],
  [['--bind-address=::'], 'metrics-bind-address', { value: '127.0.0.1:10249', source: 'default (kube-proxy)' }],
  [
    ['--metrics-bind-address=0.0.0.0'],
    'metrics-bind-address',
    { value: '0.0.0.0:10249', source: 'flag --metrics-bind-address' },
  ],
  [
    ['--metrics_bind_address', '[::]:99'],
    'metrics-bind-address',
    { value: '[::]:99', source: 'flag --metrics-bind-address' },
  ],
  [['--metrics-bind-address='], 'metrics-bind-address', { value: '127.0.0.1:10249', source: 'default (kube-proxy)' }],
  [
    ['--metrics-bind-address=10.0.0.1', '--metrics-bind-address='],
    'metrics-bind-address',
    { value: '10.0.0.1:10249', source: 'flag --metrics-bind-address' },
  ],
  [
    ['--metrics-bind-address=::1', '--metrics-port=99'],
    'metrics-bind-address',
    { value: '[::1]:99', source: 'flag --metrics-bind-address' },
  ],
  [['--healthz-port=0'], 'healthz-bind-address', { value: '', source: 'flag --healthz-port' }],
  [['--proxy-mode=nftables'], 'nodeport-addresses', { value: ['primary'], source: 'default (nftables)' }],
  [['--proxy-mode='], 'proxy-mode', { value: 'iptables', source: 'flag --proxy-mode' }],
  [
    ['--nodeport-addresses=a,b', '--nodeport-addresses=c'],
    'nodeport-addresses',
    { value: ['a', 'b', 'c'], source: 'flag --nodeport-addresses' },
  ],
  [
    ['--feature-gates=A=true,B=false'],
    'feature-gates',
    { value: { A: true, B: false }, source: 'flag --feature-gates' },
  ],
])('flags %j alone', async (args, path, expected) => {
  expect(setting(await factOf({ args }), path)).toEqual(expected)
})

test('an address that is not served is no endpoint', async () => {
  const fact = await factOf({ args: ['--healthz-port=0'] })
  expect(fact.endpoints?.map((each) => each.name)).toEqual(['metrics'])
  expect(scopes(fact)).toEqual([
    { value: 'none', source: 'flag --healthz-port' },
    { value: 'loopback', source: 'default (kube-proxy)' },
  ])
})

test.each([
  [['--metrics-bind-address=localhost:1'], 'flag --metrics-bind-address: must be a valid IP'],
  [['--metrics-bind-address=1.2.3.4:70000'], 'flag --metrics-bind-address: must be a valid port'],
  [['--proxy-mode=foo'], 'flag --proxy-mode: ProxyMode: must be iptables, ipvs, nftables or blank'],
  [['x'], 'kube-proxy does not take any arguments, got x'],
])('flags %j do not load', async (args, words) => {
  expect(await lookAtKubeProxy(nodeOf({ args }))).toEqual({ status: 'failed', reason: `does not load: ${words}` })
})

test('masquerading is set for each mode apart', async () => {
  const file = 'iptables: {masqueradeAll: true}\nnftables: {masqueradeAll: false}\n'
  expect(setting(await factOf({ file }), 'masquerade-all')).toMatchObject({ value: true })
  expect(setting(await factOf({ file: `${file}mode: nftables\n` }), 'masquerade-all')).toMatchObject({ value: false })
})

test('flags of another version are told of', async () => {
  expect((await factOf({ args: ['--brand-new=1'] })).warnings).toEqual(['flag --brand-new is not known'])
})

test('whatever the file holds, it is every setting, or why not', async () => {
  const version = { source: '', unknown: 'not asked for' }
  const told = { args: [`--config=${config}`], open: new Set<string>(), complete: true, where: '' }
  const fields = ['metricsBindAddress', 'bindAddress', 'mode', 'iptables', 'nodePortAddresses', 'featureGates', 'x']
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom('0.0.0.0', '::', 'ipvs', '', { masqueradeAll: true }))
  const objects = fc.dictionary(fc.constantFrom(...fields), values).map((each) => ({
    ...{ apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration' },
    ...each,
  }))
  const files = fc.oneof(
    fc.string(),
    fc.json(),
    objects.map((each) => JSON.stringify(each)),
  )
  const answers = new Set<string>()
  await fc.assert(
    fc.asyncProperty(files, async (text) => {
      const look = seen({ bytes: Buffer.from(text) } as FileContent)
      const found = await effectiveKubeProxy(told, version, async () => look).catch((error: unknown) => error)
      answers.add(found instanceof Error ? found.constructor.name : 'loads')
      if (found instanceof Error) return
      const { settings } = found as EffectiveKubeProxy
      expect([...settings.keys()]).toEqual(kubeProxyFlags.map((each) => each.path))
      expect([...settings.values()].filter((each) => each.value === undefined)).toEqual([])
    }),
    runs(300),
  )
  expect([...answers].sort()).toEqual(['DoesNotLoad', 'loads'])
})
