import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { covers, servedByFlags, servedHost, servedUrls } from '../../../../agent/inspect/certificates/serves.ts'
import { inStaticPod, observeNode, onNode } from '../../../support/certificates.ts'
import { issue, type Pair } from '../../../support/pki.ts'
import { runs } from '../../../support/property.ts'

test.each([
  ['dns:cp-1', ['dns:cp-1'], true],
  ['dns:CP-1', ['dns:cp-1'], true],
  ['dns:cp-1.example.org', ['dns:*.example.org'], true],
  ['dns:a.b.example.org', ['dns:*.example.org'], false],
  ['dns:example.org', ['dns:*.example.org'], false],
  ['dns:*.example.org', ['dns:*.example.org'], true],
  ['dns:cp-1', ['dns:*'], false],
  ['ip:10.0.0.5', ['ip:10.0.0.5', 'dns:x'], true],
  ['ip:10.0.0.5', ['dns:10.0.0.5'], false],
  ['ip:10.0.0.5', ['dns:*.0.0.5'], false],
  ['dns:cp-1', [], false],
])('%s in %j: %s', (name, alternatives, expected) => {
  expect(covers(alternatives, { name })).toBe(expected)
})

test.each([
  ['10.0.0.5', 'ip:10.0.0.5'],
  ['FE80::1%eth0', 'ip:fe80::1'],
  ['Cp-1.example.org', 'dns:cp-1.example.org'],
  ['0.0.0.0', undefined],
  ['::', undefined],
  ['', undefined],
  ['not a host', undefined],
  ['a\nb', undefined],
])('host %j', (host, name) => {
  expect(servedHost(host, 's')).toEqual(name === undefined ? [] : [{ name, source: 's' }])
})

test('only addresses with TLS count', () => {
  const urls = ['https://10.0.0.5:2379', 'http://10.0.0.6:2379', 'https://[::1]:2379', 'unix:///x', 'https://etcd:2379']
  const all = urls.map((text) => ({ text, source: 's' }))
  expect(servedUrls(all).map(({ name }) => name)).toEqual(['ip:10.0.0.5', 'ip:::1', 'dns:etcd'])
})

test.each([
  ['10.96.0.0/12', 'ip:10.96.0.1'],
  ['10.96.7.9/12,fd00::/108', 'ip:10.96.0.1'],
  ['fd00:1::/112', 'ip:fd00:1::1'],
  ['10.0.0.0', undefined],
  ['x/12', undefined],
])('the service of the API server in %s', (range, name) => {
  const served = servedByFlags('kube-apiserver', new Map([['service-cluster-ip-range', range]]), false)
  expect(served.map((each) => each.name)).toEqual([...(name ? [name] : []), 'dns:kubernetes.default.svc'])
})

test('no text breaks it', () => {
  const property = fc.property(fc.string(), fc.string(), (a, b) => {
    const flags = new Map([
      ['advertise-address', a],
      ['service-cluster-ip-range', `${b}/${a}`],
    ])
    for (const { name } of servedByFlags('kube-apiserver', flags, true)) expect(name).toMatch(/^(ip|dns):\S+$/)
    expect(typeof covers([a], { name: b })).toBe('boolean')
  })
  fc.assert(property, runs(300))
})

let pair: Pair
beforeAll(async () => {
  pair = await issue({ name: 'CN=x', hosts: ['10.0.0.5', 'cp-1'] })
})

async function servesOf(argv: string[], process = inStaticPod(7, ...argv)) {
  const { items } = await observeNode({
    files: { '/pki/x.crt': pair.cert, '/pki/x.key': pair.key },
    processes: [process],
  })
  return items[0]?.serves?.map(({ name, covered, source }) => `${name} ${covered} ${source}`)
}

test('etcd: where it listens and what it announces, for clients and for members', async () => {
  const files = ['--cert-file=/pki/x.crt', '--key-file=/pki/x.key']
  const urls = [
    '--listen-client-urls=https://127.0.0.1:2379,https://10.0.0.5:2379',
    '--advertise-client-urls=https://cp-1:2379',
    '--listen-peer-urls=https://10.0.0.9:2380',
    '--initial-advertise-peer-urls=https://10.0.0.9:2380',
    '--initial-cluster=default=https://10.0.0.9:2380',
  ]
  expect(await servesOf(['etcd', ...files, ...urls], onNode(7, 'etcd', ...files, ...urls))).toEqual([
    'dns:cp-1 true flag --advertise-client-urls',
    'ip:10.0.0.5 true flag --listen-client-urls',
    'ip:127.0.0.1 false flag --listen-client-urls',
  ])
})

test('the API server: with certificates for single names the service may be one of those', async () => {
  const args = ['--tls-cert-file=/pki/x.crt', '--advertise-address=10.0.0.5', '--bind-address=0.0.0.0']
  const process = (...more: string[]) => onNode(7, 'kube-apiserver', ...args, ...more)
  expect(await servesOf([], process())).toEqual([
    'dns:kubernetes.default.svc false service of the API server',
    'ip:10.0.0.5 true flag --advertise-address',
  ])
  expect(await servesOf([], process('--tls-sni-cert-key=/pki/y.crt,/pki/y.key'))).toEqual([
    'ip:10.0.0.5 true flag --advertise-address',
  ])
})
