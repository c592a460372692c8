import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seen } from '../../../../agent/host/look.ts'
import type { FileContent } from '../../../../agent/host/root.ts'
import { conclusionsOf, endpointsOf } from '../../../../agent/inspect/etcd/conclusions.ts'
import { effectiveEtcd } from '../../../../agent/inspect/etcd/effective.ts'
import { environmentNames } from '../../../../agent/inspect/etcd/given.ts'
import { etcdConclusions, etcdSettings } from '../../../../proto/catalogue/etcd.ts'
import {
  certificate,
  conclusionIn,
  conclusionsIn,
  etcdFact,
  listen,
  lookAtEtcd,
  peerCertificate,
  secure,
  securePeer,
  settingIn,
} from '../../../support/etcd.ts'
import { runs } from '../../../support/property.ts'

test('E01: certificates of its own making drop what was asked for', async () => {
  const fact = await etcdFact({ args: ['--auto-tls', '--client-cert-auth', '--trusted-ca-file=ca.crt', ...secure] })
  const source = 'dropped by flag --auto-tls'
  expect(settingIn(fact, 'client-cert-auth')).toEqual({
    value: false,
    source,
    overridden: ['true (flag --client-cert-auth)'],
  })
  expect(settingIn(fact, 'trusted-ca-file')).toEqual({
    value: '',
    source,
    overridden: ['ca.crt (flag --trusted-ca-file)'],
  })
  expect(conclusionIn(fact, 'clientAutoTls')).toEqual({ value: true, source: 'flag --auto-tls' })
  expect(conclusionIn(fact, 'clientCertificateRequired')).toEqual({ value: false, source: 'flag --auto-tls' })
  expect(conclusionIn(fact, 'clientCertificatesFrom')).toEqual({ value: 'nobody', source: 'flag --auto-tls' })
  expect(fact.warnings).toEqual([
    'flag --client-cert-auth is ignored: flag --auto-tls drops it',
    'flag --trusted-ca-file is ignored: flag --auto-tls drops it',
  ])
})

test('where a certificate is given none is made', async () => {
  const fact = await etcdFact({ args: ['--auto-tls', ...certificate, '--trusted-ca-file=/ca.crt', ...secure] })
  expect(settingIn(fact, 'auto-tls')).toEqual({
    value: false,
    source: 'ignored since certificates are given: flag --cert-file',
    overridden: ['true (flag --auto-tls)'],
  })
  expect(conclusionsIn(fact)).toMatchObject({ clientAutoTls: false, clientCertificateRequired: true })
  expect(fact.warnings).toEqual(['flag --auto-tls is ignored: certificates are given'])
})

test('E03: plain text beside TLS', async () => {
  const urls = listen('https://10.0.0.5:2379', 'http://127.0.0.1:2379')
  const fact = await etcdFact({ args: [...urls, ...certificate, '--client-cert-auth', '--trusted-ca-file=/ca.crt'] })
  expect(conclusionsIn(fact)).toMatchObject({
    clientCertificateRequired: false,
    clientCertificatesFrom: 'trusted-ca-file',
    plainTextClientUrls: ['http://127.0.0.1:2379'],
  })
  expect(conclusionIn(fact, 'clientCertificateRequired')).toEqual({
    value: false,
    source: 'plain text http://127.0.0.1:2379, flag --listen-client-urls',
  })
  expect(fact.warnings).toEqual([
    'http://127.0.0.1:2379 is plain text: certificates and client-cert-auth are ignored there',
  ])
  expect(fact.endpoints?.slice(0, 2)).toEqual([
    {
      name: 'client',
      address: 'http://127.0.0.1:2379',
      scope: 'loopback',
      tls: false,
      source: 'flag --listen-client-urls',
    },
    {
      name: 'client',
      address: 'https://10.0.0.5:2379',
      scope: 'private',
      tls: true,
      source: 'flag --listen-client-urls',
    },
  ])
})

const config = `name: a
listen-client-urls: https://10.0.0.5:2379
Advertise-Client-URLs: https://10.0.0.5:2379
client-transport-security:
  cert-file: /s.crt
  key-file: /s.key
  auto-tls: no
client-cert-auth: true
nonsense: 1
`

test.each<[string, { args?: string[]; environ?: Record<string, string> }, string]>([
  ['by flag', { args: ['--config-file=/c.yaml'] }, 'flag --config-file'],
  ['E05: by the environment', { environ: { ETCD_CONFIG_FILE: '/c.yaml' } }, 'environment ETCD_CONFIG_FILE'],
])('a configuration file named %s counts alone', async (_, { args = [], environ = {} }, source) => {
  const fact = await etcdFact({
    args: ['--client-cert-auth', '-trusted-ca-file', '/ca.crt', ...args],
    environ: { ETCD_CLIENT_CERT_AUTH: 'true', ETCD_NAME: 'b', ...environ },
    files: { '/c.yaml': config },
  })
  expect(settingIn(fact, 'config-file')).toEqual({ value: '/c.yaml', source })
  expect(settingIn(fact, 'client-cert-auth')).toEqual({
    value: false,
    source: 'default',
    overridden: ['true (flag --client-cert-auth)', 'true (environment ETCD_CLIENT_CERT_AUTH)'],
  })
  expect(settingIn(fact, 'name')).toEqual({
    value: 'a',
    source: 'file /c.yaml:1',
    overridden: ['b (environment ETCD_NAME)'],
  })
  expect(settingIn(fact, 'cert-file')).toEqual({ value: '/s.crt', source: 'file /c.yaml:5' })
  expect(settingIn(fact, 'auto-tls')).toEqual({ value: false, source: 'file /c.yaml:7' })
  expect(conclusionsIn(fact)).toMatchObject({ clientCertificateRequired: false, clientCertificatesFrom: 'nobody' })
  expect(fact.warnings).toEqual([
    'environment ETCD_NAME is ignored: /c.yaml counts alone',
    'flag --client-cert-auth is ignored: /c.yaml counts alone',
    'flag --trusted-ca-file is ignored: /c.yaml counts alone',
  ])
})

test('of several configuration files the last counts', async () => {
  const files = { '/a.yaml': 'name: a\n', '/b.yaml': 'name: b\n' }
  const fact = await etcdFact({ args: ['--config-file=/a.yaml', '--config-file=/b.yaml'], files })
  expect(settingIn(fact, 'name')).toEqual({ value: 'b', source: 'file /b.yaml:1' })
})

test('E07: a flag and its variable together do not load', async () => {
  const args = [...secure, ...certificate, '--client-cert-auth=true']
  const reason = 'conflicting environment variable ETCD_CLIENT_CERT_AUTH is shadowed by flag --client-cert-auth'
  for (const value of ['false', 'true', ''])
    expect(await lookAtEtcd({ args, environ: { ETCD_CLIENT_CERT_AUTH: value } })).toEqual({
      status: 'failed',
      reason: `does not load: ${reason}`,
    })
})

test('E09: a boolean takes no argument', async () => {
  expect(await lookAtEtcd({ args: ['--client-cert-auth', 'true'] })).toEqual({
    status: 'failed',
    reason: 'does not load: "true" is not a valid flag',
  })
  const args = ['--client-cert-auth', '--peer-client-cert-auth=false', ...secure, ...certificate]
  const fact = await etcdFact({ args: [...args, ...securePeer, ...peerCertificate] })
  expect(settingIn(fact, 'client-cert-auth')).toEqual({ value: true, source: 'flag --client-cert-auth' })
  expect(settingIn(fact, 'peer-client-cert-auth')).toEqual({ value: false, source: 'flag --peer-client-cert-auth' })
  expect(conclusionsIn(fact)).toMatchObject({ clientCertificateRequired: true, peerCertificateRequired: false })
})

test('E11: without an authority of its own etcd trusts those of the system', async () => {
  const fact = await etcdFact({ args: ['--client-cert-auth=true', ...secure, ...certificate] })
  expect(conclusionIn(fact, 'clientCertificatesFrom')).toEqual({
    value: 'system roots',
    source: 'flag --client-cert-auth',
  })
  expect(conclusionsIn(fact)['clientCertificateRequired']).toBe(true)
})

test.each<[string[], boolean]>([
  [['--trusted-ca-file=/ca.crt'], true],
  [['--trusted-ca-file=/ca.crt', '--client-cert-auth=false'], true],
  [['--client-cert-auth'], true],
  [['--client-cert-auth', '--client-cert-auth=f'], false],
  [['--trusted-ca-file='], false],
  [[], false],
])('%j: asks for certificates: %s', async (args, required) => {
  const fact = await etcdFact({ args: [...secure, ...certificate, ...args] })
  expect(conclusionsIn(fact)['clientCertificateRequired']).toBe(required)
})

test('peers whose own certificates are ignored for given ones are not asked yet', async () => {
  const fact = await etcdFact({ args: ['--peer-auto-tls', ...securePeer, ...peerCertificate] })
  expect(conclusionsIn(fact)).toMatchObject({ peerAutoTls: false, peerCertificateRequired: false })
  const asked = await etcdFact({ args: [...securePeer, ...peerCertificate, '--peer-trusted-ca-file=/ca.crt'] })
  expect(conclusionsIn(asked)).toMatchObject({ peerAutoTls: false, peerCertificateRequired: true })
})

test('peers with certificates of their own making are not asked', async () => {
  const told = ['--peer-client-cert-auth', '--peer-trusted-ca-file=/ca.crt', '--peer-skip-client-san-verification']
  const fact = await etcdFact({ args: ['--peer-auto-tls', ...securePeer, ...told, '--peer-cert-allowed-cn=a,b'] })
  expect(conclusionsIn(fact)).toMatchObject({ peerAutoTls: true, peerCertificateRequired: false })
  for (const path of ['peer-client-cert-auth', 'peer-trusted-ca-file', 'peer-skip-client-san-verification'])
    expect(settingIn(fact, path)).toMatchObject({ source: 'dropped by flag --peer-auto-tls' })
  expect(settingIn(fact, 'peer-cert-allowed-cn')).toEqual({
    value: [],
    source: 'dropped by flag --peer-auto-tls',
    overridden: ['a,b (flag --peer-cert-allowed-cn)'],
  })
})

test.each<[string[], string[]]>([
  [['--listen-metrics-urls=http://0.0.0.0:2381'], ['http://0.0.0.0:2381']],
  [['--listen-metrics-urls=http://127.0.0.1:2381'], []],
  [['--listen-metrics-urls=http://[::]:2381,http://[::1]:2381'], ['http://[::]:2381']],
  [['--listen-metrics-urls=https://10.0.0.5:2381', ...certificate], ['https://10.0.0.5:2381']],
  [['--listen-metrics-urls=https://10.0.0.5:2381', ...certificate, '--trusted-ca-file=/ca.crt'], []],
  [['--listen-metrics-urls=unix://10.0.0.5:2381'], []],
  [[], []],
])('E13: %j serves metrics to everyone at %j', async (args, urls) => {
  expect(conclusionsIn(await etcdFact({ args }))['publicMetricsUrls']).toEqual(urls)
})

test('without anything etcd serves plain text to this machine', async () => {
  const fact = await etcdFact({})
  expect(conclusionsIn(fact)).toEqual({
    clientAutoTls: false,
    clientCertificateRequired: false,
    clientCertificatesFrom: 'nobody',
    peerAutoTls: false,
    peerCertificateRequired: false,
    plainTextClientUrls: ['http://localhost:2379'],
    plainTextPeerUrls: ['http://localhost:2380'],
    publicMetricsUrls: [],
    walDirectory: '/default.etcd/member/wal',
  })
  expect(fact.endpoints).toEqual([
    { name: 'client', address: 'http://localhost:2379', scope: 'loopback', tls: false, source: 'default' },
    { name: 'peer', address: 'http://localhost:2380', scope: 'loopback', tls: false, source: 'default' },
  ])
  expect(settingIn(fact, 'tls-min-version')).toEqual({ value: 'TLS1.2', source: 'default' })
})

test('addresses for HTTP alone serve clients too', async () => {
  const fact = await etcdFact({ args: ['--listen-client-http-urls=http://8.8.8.8:80', ...secure, ...certificate] })
  expect(conclusionsIn(fact)).toMatchObject({ plainTextClientUrls: ['http://8.8.8.8:80'] })
  expect(fact.endpoints?.[0]).toMatchObject({ name: 'client', address: 'http://8.8.8.8:80', scope: 'public' })
})

test('sources of the environment, of repeated flags and of lists', async () => {
  const suites = ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_128_GCM_SHA256']
  const args = [...secure, ...certificate, '--name=a', '-name', 'b', `--cipher-suites=${suites}`, '--cors=b,a,b']
  const environ = { ETCD_CLIENT_CERT_AUTH: 'T', ETCD_DATA_DIR: '', ETCD_WAL_DIR: '/wal', ETCD_OTHER: 'x' }
  const fact = await etcdFact({ args, environ })
  expect(settingIn(fact, 'client-cert-auth')).toEqual({ value: true, source: 'environment ETCD_CLIENT_CERT_AUTH' })
  expect(settingIn(fact, 'name')).toEqual({ value: 'b', source: 'flag --name', overridden: ['a (flag --name)'] })
  expect(settingIn(fact, 'data-dir')).toEqual({ value: 'b.etcd', source: 'default (follows name)' })
  expect(settingIn(fact, 'cipher-suites')).toEqual({ value: suites, source: 'flag --cipher-suites' })
  expect(settingIn(fact, 'cors')).toEqual({ value: ['a', 'b'], source: 'flag --cors' })
  expect(conclusionIn(fact, 'walDirectory')).toEqual({ value: '/wal', source: 'environment ETCD_WAL_DIR' })
})

test('the former name of a setting counts more than the new one', async () => {
  const args = ['--experimental-peer-skip-client-san-verification', '--peer-skip-client-san-verification=false']
  expect(settingIn(await etcdFact({ args }), 'peer-skip-client-san-verification')).toMatchObject({ value: true })
  const files = { '/c.yaml': 'experimental-peer-skip-client-san-verification: true\n' }
  const fact = await etcdFact({ args: ['--config-file=/c.yaml'], files })
  expect(settingIn(fact, 'peer-skip-client-san-verification')).toEqual({ value: true, source: 'file /c.yaml:1' })
})

test('names that peers must have, in files of old and new versions', async () => {
  const files = {
    '/new.yaml': 'peer-transport-security: {allowed-cn: [a, b]}\n',
    '/old.yaml': 'peer-transport-security: {allowed-cn: a}\n',
  }
  const names = async (file: string) =>
    settingIn(await etcdFact({ args: [`--config-file=${file}`], files }), 'peer-cert-allowed-cn')
  expect(await names('/new.yaml')).toEqual({ value: ['a', 'b'], source: 'file /new.yaml:1' })
  expect(await names('/old.yaml')).toEqual({ value: ['a'], source: 'file /old.yaml:1' })
})

test('flags of another version are told of', async () => {
  const fact = await etcdFact({ args: ['--new-thing', '5', '--v2-thing', '--name=a', '--snapshot-count=1'] })
  expect(fact.warnings).toEqual([
    'flag --new-thing is not known or has no effect',
    'flag --v2-thing is not known or has no effect',
  ])
  expect(settingIn(fact, 'name')).toMatchObject({ value: 'a' })
})

test('no value of a flag that is not catalogued is sent', async () => {
  const fact = await etcdFact({ args: ['--discovery-password=hunter2', '--unknown=hunter2'] })
  expect(JSON.stringify(fact)).not.toContain('hunter2')
})

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('true', 'http://0.0.0.0:1', 'https://[::1]:2', 'unix://x', 'TLS1.3', ''),
)
const flags = fc.tuple(fc.constantFrom(...etcdSettings.map((each) => each.path)), value)
const yaml = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .dictionary(fc.constantFrom(...etcdSettings.flatMap(({ file }) => file.slice(0, 1))), fc.jsonValue())
    .map((each) => JSON.stringify(each)),
)

test('whatever etcd is told, the answer is every setting and conclusion, or why not', async () => {
  const given = fc.record({
    args: fc.array(
      flags.map(([name, text]) => `--${name}=${text}`),
      { maxLength: 6 },
    ),
    environ: fc.dictionary(fc.constantFrom(...environmentNames), value, { maxKeys: 4 }),
    file: yaml,
  })
  const answers = new Set<string>()
  await fc.assert(
    fc.asyncProperty(given, async ({ args, environ, file }) => {
      const content = { bytes: Buffer.from(file) } as FileContent
      const result = await effectiveEtcd({
        args,
        environment: seen(new Map(Object.entries(environ))),
        read: async (path) => seen({ path, content }),
      })
      answers.add(result.status)
      if (result.status !== 'observed') {
        expect(result.reason).toMatch(/^does not load: ./)
        return
      }
      const { settings } = result.value
      expect([...settings.keys()].sort()).toEqual(etcdSettings.map((each) => each.path))
      const conclusions = conclusionsOf(settings, (path) => ({ path }))
      expect(conclusions.map((each) => each.path)).toEqual(etcdConclusions.map((each) => each.path))
      for (const { tls, address } of endpointsOf(settings)) expect(tls).toBe(/^(https|unixs):/.test(String(address)))
    }),
    runs(300),
  )
  expect([...answers].sort()).toEqual(['failed', 'observed'])
})
