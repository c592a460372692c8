import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { recordingHost } from '../../../agent/host/recording.ts'
import { encryption } from '../../../agent/inspect/encryption.ts'
import { type EncryptionFact, v1 } from '../../../proto/index.ts'
import { apiServerManifest, apiServerWith, containedApiServer, manifestPath } from '../../support/apiserver.ts'
import { bootTime, type HostSpec, loadSpec, makeHost } from '../../support/host.ts'
import { undeclared } from '../../support/reads.ts'

const path = '/etc/kubernetes/enc.yaml'
const flag = `--encryption-provider-config=${path}`
const key = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const header = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n'
const identity = '{identity: {}}'
const keyed = (name: string) => `{${name}: {keys: [{name: k, secret: ${key}}]}}`
const kms = (version: string) => `{kms: {apiVersion: ${version}, name: vault, endpoint: 'unix:///run/kms.sock'}}`
/** The first provider of the first entry stands on line 6. */
const entry = (resource: string, ...providers: string[]) =>
  `- resources: ['${resource}']\n  providers:\n${providers.map((each) => `  - ${each}\n`).join('')}`

function look(spec: HostSpec) {
  return encryption.inspect(openHost(makeHost(spec)))
}

async function factOf(spec: HostSpec): Promise<EncryptionFact> {
  const observation = await look(spec)
  if (observation.status !== 'observed') throw new Error(JSON.stringify(observation))
  return observation.fact
}

const configured = (content: string, ...args: string[]): HostSpec => ({
  files: { [path]: content },
  processes: [apiServerWith(flag, ...args)],
})

async function secretsOf(...entries: string[]) {
  return (await factOf(configured(header + entries.join('')))).resources?.find((each) => each.resource === 'secrets')
}

const at = (line: number) => `file ${path}:${line}`

test.each<[string, string[], string, string]>([
  [
    'encrypted, with plain text of before',
    [entry('secrets', keyed('aescbc'), identity), entry('events', identity)],
    'aescbc',
    at(6),
  ],
  ['plain text first', [entry('secrets', identity, keyed('aescbc'))], 'identity', at(6)],
  ['another group', [entry('*.apps', keyed('aescbc'))], 'identity', `file ${path}: no entry covers it`],
  ['the core group', [entry('*.', keyed('aescbc'))], 'aescbc', at(6)],
  ['everything', [entry('*.*', keyed('aescbc'))], 'aescbc', at(6)],
  [
    'events left out before everything',
    [entry('events', identity), entry('*.*', keyed('secretbox'))],
    'secretbox',
    at(9),
  ],
  [
    'the name before the group before everything',
    [entry('secrets', kms('v2')), entry('*.', identity), entry('*.*', keyed('aescbc'))],
    'kms',
    at(6),
  ],
  [
    'several entries: the first one writes',
    [entry('secrets', keyed('aesgcm')), entry('secrets', identity)],
    'aesgcm',
    at(6),
  ],
  ['a version for a group', [entry('secrets.v1', keyed('aescbc'))], 'identity', `file ${path}: no entry covers it`],
])('%s', async (_, entries, value, source) => {
  expect((await secretsOf(...entries))?.writes).toEqual({ value, source })
})

test.each([
  [keyed('secretbox'), '', ''],
  [kms('v2'), 'v2', ''],
  [kms('v1'), 'v1', 'version 1 of the KMS API is deprecated since Kubernetes 1.28, and off by default since 1.29'],
  [keyed('aesgcm'), '', 'its key has to be changed every 200000 writes, which nothing does by itself'],
  [keyed('aescbc'), '', 'CBC does not authenticate: who can change what is stored can decrypt it by a padding oracle'],
  [identity, '', 'stores plain text'],
])('%s', async (provider, kmsVersion, weakness) => {
  expect(await secretsOf(entry('secrets', provider))).toMatchObject({ kmsVersion, weakness })
})

test('all that is told', async () => {
  const entries = [
    entry('secrets', kms('v1'), keyed('aescbc')),
    entry('secrets', identity),
    entry('secrets.v1', identity),
  ]
  const fact = await factOf(configured(header + entries.join('')))
  expect(fact).toEqual({
    file: { value: path, source: 'flag --encryption-provider-config' },
    resources: [
      {
        resource: 'configmaps',
        writes: { value: 'identity', source: `file ${path}: no entry covers it` },
        ...{ providers: ['identity'], readsPlainText: true, kmsVersion: '', weakness: 'stores plain text' },
      },
      {
        resource: 'secrets',
        writes: { value: 'kms', source: at(6) },
        ...{ providers: ['kms', 'aescbc', 'identity'], readsPlainText: true, kmsVersion: 'v1' },
        weakness: 'version 1 of the KMS API is deprecated since Kubernetes 1.28, and off by default since 1.29',
      },
    ],
    warnings: [
      `file ${path}:11: a version behind secrets is taken for a group: it has no effect`,
      `file ${path}:6: Kubernetes 1.29 and newer do not start with it without --feature-gates=KMSv1=true`,
    ],
  })
})

test('one line of JSON', async () => {
  const config = {
    ...{ kind: 'EncryptionConfiguration', apiVersion: 'apiserver.config.k8s.io/v1' },
    resources: [
      { resources: ['secrets'], providers: [{ identity: {} }, { aescbc: { keys: [{ name: 'k', secret: key }] } }] },
    ],
  }
  const fact = await factOf(configured(JSON.stringify(config)))
  expect(fact.resources?.[1]).toMatchObject({
    writes: { value: 'identity', source: at(1) },
    providers: ['identity', 'aescbc'],
  })
})

test('no key is in the fact, nor in the reason for which there is none', async () => {
  const providers = [...['aescbc', 'aesgcm', 'secretbox'].map(keyed), identity]
  const observation = await look(configured(header + entry('secrets', ...providers)))
  const encoded = observation.status === 'observed' && v1.EncryptionFact.encode(observation.fact).finish()
  expect(Buffer.from(encoded || []).toString('latin1')).toContain('secretbox')
  const decoded = Buffer.from(key, 'base64').toString()
  for (const secret of [key, decoded]) expect(Buffer.from(encoded || []).includes(secret)).toBe(false)
  expect(JSON.stringify(observation)).not.toContain(key)
  for (const broken of [
    `{${key}`,
    `${header}${key}: {`,
    `${header}- ${key}\n`,
    header + entry('secrets', `{aescbc: {${key}: 1}}`),
  ]) {
    const refused = await look(configured(broken))
    expect(refused).toMatchObject({ status: 'failed', reason: expect.stringContaining(`does not load: file ${path}`) })
    expect(JSON.stringify(refused)).not.toContain('MDEy')
  }
})

const unset = (from = '') => ({
  file: { value: '', source: `flag --encryption-provider-config is not set${from}` },
  resources: ['configmaps', 'secrets'].map((resource) => ({
    resource,
    writes: { value: 'identity', source: `no configuration: flag --encryption-provider-config is not set${from}` },
    ...{ providers: ['identity'], readsPlainText: true, kmsVersion: '', weakness: 'stores plain text' },
  })),
  warnings: [],
})

test.each<[string, HostSpec, object]>([
  ['a control plane that kubeadm made', loadSpec('kubeadm-control-plane'), unset()],
  ['an empty flag', { processes: [apiServerWith('--encryption-provider-config=')] }, unset()],
  ['a manifest', apiServerManifest([]), unset(` in ${manifestPath}`)],
])('without a configuration secrets are plain text: %s', async (_, spec, fact) => {
  expect(await factOf(spec)).toEqual(fact)
})

test('what only a manifest says is not what runs', async () => {
  const spec = apiServerManifest([])
  expect(await look(spec)).toMatchObject({ notRunning: `no kube-apiserver is seen to run, only ${manifestPath}` })
  expect(await look({ ...spec, processes: [apiServerWith()] })).not.toHaveProperty('notRunning')
})

test.each(['kubeadm-worker', 'plain-debian'])('%s has no API server', async (name) => {
  expect(await look(loadSpec(name))).toEqual({ status: 'absent' })
})

const v1Config = header + entry('secrets', kms('v1'))
test.each<[string, HostSpec, string]>([
  [
    'reloading nothing',
    { processes: [apiServerWith('--encryption-provider-config-automatic-reload=true')] },
    'does not load: flag --encryption-provider-config-automatic-reload must be set with --encryption-provider-config',
  ],
  [
    'a wrong flag',
    configured('', '--encryption-provider-config-automatic-reload=yes'),
    'does not load: invalid argument "yes"',
  ],
  ['no such file', { processes: [apiServerWith(flag)] }, `${path}: does not exist`],
  [
    'no keys',
    configured(`${header}- resources: [secrets]\n  providers: [{aescbc: {keys: []}}]\n`),
    `does not load: file ${path}:5: resources[0].providers[0].aescbc.keys: at least one is required`,
  ],
  [
    'version 1 of KMS, switched off',
    configured(v1Config, '--feature-gates=A=true', '--feature-gates=KMSv1=false'),
    `does not load: file ${path}:6: resources[0].providers[0].kms.apiVersion`,
  ],
])('%s: failed', async (_, spec, reason) => {
  expect(await look(spec)).toEqual({ status: 'failed', reason: expect.stringContaining(reason) })
})

test('version 1 of KMS, switched on', async () => {
  expect((await factOf(configured(v1Config, '--feature-gates=KMSv1=true'))).warnings).toEqual([])
})

test('a file that changed after the start counts where it is loaded again', async () => {
  const changed = (...args: string[]): HostSpec => ({
    files: { [path]: { content: header + entry('secrets', keyed('secretbox')), mtime: bootTime + 103 } },
    processes: [apiServerWith(flag, ...args)],
  })
  const warning = `file ${path} changed after the API server started, which knows what it held before`
  expect((await factOf(changed())).warnings).toEqual([warning])
  expect((await factOf(changed('--encryption-provider-config-automatic-reload'))).warnings).toEqual([])
})

test('what is read is declared', async () => {
  for (const processes of [[containedApiServer(flag)], [apiServerWith(flag)], []]) {
    const spec = { ...apiServerManifest([flag], { files: { [path]: v1Config } }), processes }
    const { host, recording } = recordingHost(openHost(makeHost(spec)))
    await encryption.inspect(host)
    expect(recording.files).toContain(path)
    const named = {
      'named by kube-apiserver --encryption-provider-config': [path, `/proc/7/root${path}`, '/proc/7/root/'],
      'staticPodPath of the kubelet': ['/etc/kubernetes/{manifests,static-pods}', '/var/lib/rancher/*/agent/*'],
    }
    expect(undeclared(encryption.reads, recording, named)).toEqual([])
  }
})
