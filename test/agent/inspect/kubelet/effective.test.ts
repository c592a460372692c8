import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromValue, type Plain } from '../../../../proto/value.ts'
import {
  dir,
  factOf,
  header,
  main,
  type Node,
  read,
  reasonOf,
  setting,
  suites,
  values,
} from '../../../support/kubelet.ts'
import { runs } from '../../../support/property.ts'

const anonymous = 'authentication.anonymous.enabled'
const mode = 'authorization.mode'
const port = 'readOnlyPort'
const secure = 'authentication: {anonymous: {enabled: false}}\nauthorization: {mode: Webhook}\nreadOnlyPort: 0\n'

test.each<readonly [string, Node, Readonly<Record<string, Plain>>]>([
  [
    'the last flag wins over the file',
    {
      config: 'authentication: {anonymous: {enabled: false}}\n',
      args: ['--anonymous-auth=false', '--anonymous-auth=true'],
    },
    { [anonymous]: true },
  ],
  [
    'a file without settings has the safe defaults',
    {},
    {
      [anonymous]: false,
      [mode]: 'Webhook',
      [port]: 0,
      'authentication.x509.clientCAFile': '',
      rotateCertificates: false,
    },
  ],
  [
    'drop-ins are sorted by bytes',
    {
      config: 'authorization: {mode: Webhook}\n',
      dropIns: { '20-b.conf': 'authorization: {mode: Webhook}\n', '9-z.conf': 'authorization: {mode: AlwaysAllow}\n' },
    },
    { [mode]: 'AlwaysAllow' },
  ],
  [
    'other suffixes are skipped',
    {
      config: secure,
      dropIns: {
        '50-x.yaml': 'authorization: {mode: AlwaysAllow}\n',
        '60.conf.bak': 'authentication: {anonymous: {enabled: true}}\n',
      },
    },
    { [mode]: 'Webhook', [anonymous]: false },
  ],
  [
    'hidden drop-ins count',
    { config: secure, dropIns: { '.hidden.conf': 'readOnlyPort: 10255\n' } },
    { [port]: 10255 },
  ],
  [
    'lists are replaced',
    {
      config: suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'),
      dropIns: { '10.conf': suites('TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256') },
    },
    { tlsCipherSuites: ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] },
  ],
  ['a flag opens the port', { config: 'readOnlyPort: 0\n', args: ['--read-only-port=10255'] }, { [port]: 10255 }],
  [
    'a flag with a space closes it',
    { config: 'readOnlyPort: 10255\n', args: ['--read-only-port', '0'] },
    { [port]: 0 },
  ],
  [
    'F is false',
    { config: 'authentication: {anonymous: {enabled: true}}\n', args: ['--anonymous-auth=F'] },
    { [anonymous]: false },
  ],
  [
    '0s in the file is the default',
    { config: 'streamingConnectionIdleTimeout: 0s\n' },
    { streamingConnectionIdleTimeout: '4h0m0s' },
  ],
  [
    '0 as a flag stays 0',
    { args: ['--streaming-connection-idle-timeout=0'] },
    { streamingConnectionIdleTimeout: '0s' },
  ],
  ['a pid limit of 0 stays', { config: 'podPidsLimit: 0\n' }, { podPidsLimit: 0 }],
  ['a negative pid limit is -1', { config: 'podPidsLimit: -5\n' }, { podPidsLimit: -1 }],
  ['no pid limit is -1', {}, { podPidsLimit: -1 }],
  [
    'TLS 1.3 without suites',
    { config: 'tlsMinVersion: VersionTLS13\n' },
    { tlsMinVersion: 'VersionTLS13', tlsCipherSuites: [] },
  ],
  [
    'weak suites beside a required one',
    { config: suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_128_GCM_SHA256') },
    { tlsCipherSuites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_128_GCM_SHA256'] },
  ],
  [
    'TLS 1.3 needs no required suite',
    { config: `${suites('TLS_RSA_WITH_3DES_EDE_CBC_SHA')}tlsMinVersion: VersionTLS13\n` },
    { tlsCipherSuites: ['TLS_RSA_WITH_3DES_EDE_CBC_SHA'] },
  ],
  ['no is false', { config: 'authentication:\n  anonymous:\n    enabled: no\n' }, { [anonymous]: false }],
  [
    'the second document is not read',
    { config: `${secure}---\n${header}authorization: {mode: AlwaysAllow}\n` },
    { [mode]: 'Webhook' },
  ],
  ['a wrong case in the main file', { config: 'ReadOnlyPort: 10255\n' }, { [port]: 0 }],
  ['a wrong case in a drop-in', { dropIns: { '10.conf': 'ReadOnlyPort: 10255\n' } }, { [port]: 10255 }],
  [
    'a wrong case that sorts before',
    { config: 'readOnlyPort: 10254\n', dropIns: { '10.conf': 'ReadOnlyPort: 10255\n' } },
    { [port]: 10254 },
  ],
  [
    'a wrong case that sorts after',
    { config: 'readOnlyPort: 10254\n', dropIns: { '10.conf': 'readonlyport: 10255\n' } },
    { [port]: 10255 },
  ],
  [
    'flags alone allow everything',
    { config: null, args: ['--anonymous-auth=false', '--authentication-token-webhook=true', '--read-only-port=0'] },
    { [anonymous]: false, 'authentication.webhook.enabled': true, [port]: 0, [mode]: 'AlwaysAllow', evictionHard: {} },
  ],
  ['--config-dir is not --config', { config: 'maxPods: 77\n', dropIns: {} }, { maxPods: 77 }],
  [
    'the read-only port without server',
    { config: 'enableServer: false\nreadOnlyPort: 10255\n' },
    { enableServer: false, [port]: 10255 },
  ],
  [
    'drop-ins alone keep the defaults of flags',
    { config: null, dropIns: { '1.conf': 'maxPods: 5\n' } },
    { maxPods: 5, [anonymous]: true, [mode]: 'AlwaysAllow', [port]: 10255 },
  ],
  [
    'null brings the defaults of files',
    { config: null, dropIns: { '1.conf': 'authentication: null\nauthorization: null\nreadOnlyPort: null\n' } },
    { [anonymous]: false, [mode]: 'Webhook', [port]: 0 },
  ],
  [
    'maps merge in drop-ins',
    {
      config: 'systemReserved: {cpu: 100m, memory: 1Gi}\n',
      dropIns: { '1.conf': 'systemReserved: {memory: 2Gi, cpu: null}\nevictionHard: {memory.available: 5%}\n' },
    },
    {
      systemReserved: { memory: '2Gi' },
      evictionHard: {
        'imagefs.available': '15%',
        'imagefs.inodesFree': '5%',
        'memory.available': '5%',
        'nodefs.available': '10%',
        'nodefs.inodesFree': '5%',
      },
    },
  ],
  [
    'maps of flags replace',
    { config: 'systemReserved: {cpu: 100m}\n', args: ['--system-reserved=memory=1Gi', '--system-reserved=pid=5'] },
    { systemReserved: { memory: '1Gi', pid: '5' } },
  ],
  [
    'thresholds in the file replace the defaults',
    { config: 'evictionHard: {memory.available: 5%}\n' },
    { evictionHard: { 'memory.available': '5%' } },
  ],
  ['no thresholds', { config: 'evictionHard: {}\n' }, { evictionHard: {} }],
  [
    'thresholds beside the defaults',
    { config: 'evictionHard: {memory.available: 5%}\nmergeDefaultEvictionSettings: true\n' },
    {
      evictionHard: {
        'imagefs.available': '15%',
        'imagefs.inodesFree': '5%',
        'memory.available': '5%',
        'nodefs.available': '10%',
        'nodefs.inodesFree': '5%',
      },
    },
  ],
  [
    'the report follows the update',
    { config: 'nodeStatusUpdateFrequency: 20s\n' },
    { nodeStatusUpdateFrequency: '20s', nodeStatusReportFrequency: '20s' },
  ],
  [
    'parallel pulls',
    { config: 'maxParallelImagePulls: 3\n' },
    { serializeImagePulls: false, maxParallelImagePulls: 3 },
  ],
  ['seccomp by the flag', { config: 'seccompDefault: false\n', args: ['--seccomp-default'] }, { seccompDefault: true }],
  [
    'seccomp by the file',
    { config: 'seccompDefault: true\n', args: ['--seccomp-default=false'] },
    { seccompDefault: true },
  ],
  [
    'the runtime says the cgroup driver, not the flag',
    { args: ['--cgroup-driver=systemd'] },
    { cgroupDriver: 'cgroupfs' },
  ],
  [
    'before 1.31 the flag says it',
    { version: '1.30.2', args: ['--cgroup-driver=systemd'] },
    { cgroupDriver: 'systemd' },
  ],
  [
    'relative paths start at the main file',
    { config: 'staticPodPath: man\n' },
    { staticPodPath: '/var/lib/kubelet/man' },
  ],
  ['and stay in a drop-in', { dropIns: { '1.conf': 'staticPodPath: man\n' } }, { staticPodPath: 'man' }],
  [
    'a gate of 1.36 in 1.36',
    { config: 'featureGates: {AllAlpha: true}\n', args: ['--feature-gates=AllBeta=false'] },
    { 'featureGates.AllAlpha': true, 'featureGates.AllBeta': false },
  ],
  [
    '1.29 with its variable reads drop-ins',
    { version: '1.29.4', dropIns: { '1.conf': 'maxPods: 5\n' }, environ: { KUBELET_CONFIG_DROPIN_DIR_ALPHA: '' } },
    { maxPods: 5 },
  ],
  [
    'defaults of 1.26',
    { version: '1.26.1' },
    { eventRecordQPS: 5, eventBurst: 10, kubeAPIQPS: 5, memoryThrottlingFactor: 0.8, failCgroupV1: false },
  ],
  [
    'defaults of 1.34',
    { version: '1.34.1' },
    { eventRecordQPS: 50, failCgroupV1: false, imagePullCredentialsVerificationPolicy: '' },
  ],
])('%s', async (_, node, expected) => expect(await values(node, ...Object.keys(expected))).toEqual(expected))

test('another version has other gates', async () => {
  const fact = await factOf({ version: '1.37.0', config: 'featureGates: {BrandNew: true}\n' })
  expect(read(fact, 'featureGates.BrandNew')).toBe(true)
  expect(fact.warnings).toEqual([`file ${main}:3: feature gate BrandNew is not known to kubelet 1.36`])
  expect(await reasonOf({ version: '1.37.0', config: 'featureGates: {allalpha: true}\n' })).toMatchObject({
    status: 'failed',
  })
})

test('every value names its source and what it won over, nearest first', async () => {
  const fact = await factOf({
    config: 'authentication:\n  anonymous:\n    enabled: false\nmaxPods: 50\nstreamingConnectionIdleTimeout: 0s\n',
    dropIns: { '1.conf': 'maxPods: 60\n', '2.conf': 'maxPods: 70\n' },
    args: ['--anonymous-auth=false', '--anonymous-auth=true'],
  })
  expect(setting(fact, anonymous)).toEqual({
    path: anonymous,
    value: { bool: true },
    source: 'flag --anonymous-auth',
    overridden: [
      { value: { bool: false }, source: 'flag --anonymous-auth' },
      { value: { bool: false }, source: `file ${main}:5` },
    ],
  })
  expect(setting(fact, 'maxPods')).toEqual({
    path: 'maxPods',
    value: { integer: 70 },
    source: `file ${dir}/2.conf:3`,
    overridden: [
      { value: { integer: 60 }, source: `file ${dir}/1.conf:3` },
      { value: { integer: 50 }, source: `file ${main}:6` },
    ],
  })
  expect(setting(fact, 'streamingConnectionIdleTimeout')).toEqual({
    path: 'streamingConnectionIdleTimeout',
    value: { string: '4h0m0s' },
    source: 'default (file)',
    overridden: [{ value: { string: '0s' }, source: `file ${main}:7` }],
  })
  expect(setting(fact, 'eventRecordQPS')?.source).toBe('default (kubelet 1.27 and newer)')
  expect(setting(fact, 'port')).toEqual({
    path: 'port',
    value: { integer: 10250 },
    source: 'default (file)',
    overridden: [],
  })
  expect(fact.defaults).toBe('file')
})

test('a default that a null brings back names what it won over', async () => {
  const fact = await factOf({ config: 'maxPods: 50\n', dropIns: { '1.conf': 'maxPods: null\n' } })
  expect(setting(fact, 'maxPods')).toEqual({
    path: 'maxPods',
    value: { integer: 110 },
    source: 'default (file)',
    overridden: [{ value: { integer: 50 }, source: `file ${main}:3` }],
  })
})

test.each([
  ['another key', 'maxPods: 42\n', 0, `file ${main}:4`, []],
  ['a null', 'readOnlyPort: null\n', 0, 'default (file)', [`file ${main}:4`]],
  ['another value', 'readOnlyPort: 10255\n', 10255, `file ${dir}/10.conf:3`, [`file ${main}:4`]],
  ['zero again', 'readOnlyPort: 0\n', 0, `file ${dir}/10.conf:3`, [`file ${main}:4`]],
])('a zero of the main file keeps its source beside a drop-in with %s', async (_name, dropIn, value, source, lost) => {
  const fact = await factOf({ config: 'maxPods: 7\nreadOnlyPort: 0\n', dropIns: { '10.conf': dropIn } })
  const found = setting(fact, port)
  expect(fromValue(found?.value)).toBe(value)
  expect(found?.source).toBe(source)
  expect(found?.overridden?.map((each) => each.source)).toEqual(lost)
})

test('with drop-ins alone, the defaults are those of flags', async () => {
  const fact = await factOf({ config: null, dropIns: { '1.conf': 'readOnlyPort: null\n' } })
  expect(fact.defaults).toBe('flags-then-drop-ins')
  expect(setting(fact, mode)?.source).toBe('default (flags)')
  expect(setting(fact, port)?.source).toBe('default (file)')
  expect((await factOf({ config: null })).defaults).toBe('flags')
})

test('without a version, a default that depends on it is unknown', async () => {
  const fact = await factOf({ version: null })
  const why = 'neither /usr/bin/kubelet nor a package names it'
  expect(fact.version).toEqual({ source: '', unknown: why })
  expect(setting(fact, 'eventRecordQPS')).toEqual({
    path: 'eventRecordQPS',
    source: 'default',
    unknown: `the default depends on the kubelet's version (5 at first, 50 from 1.27 on), which is not known: ${why}`,
  })
  expect(read(fact, 'port')).toBe(10250)
  // --config-dir came with 1.28: what changed before that is known, what changed later is not.
  const through = await factOf({ version: null, dropIns: { '1.conf': '' } })
  expect(read(through, 'eventRecordQPS')).toBe(50)
  expect(setting(through, 'failCgroupV1')?.unknown).toContain('which is not known')
  expect(read(await factOf({ version: null, config: 'eventRecordQPS: 7\n' }), 'eventRecordQPS')).toBe(7)
})

test('headers with credentials are named and not told', async () => {
  const fact = await factOf({
    config: 'staticPodURLHeader: {Authorization: [Bearer hunter2]}\n',
    args: ['--manifest-url-header=X-Key:hunter3'],
  })
  expect(setting(fact, 'staticPodURLHeader')).toEqual({
    path: 'staticPodURLHeader',
    value: { object: { fields: [{ name: 'X-Key', value: { string: '<secret>' } }] } },
    source: 'flag --manifest-url-header',
    overridden: [
      {
        value: { object: { fields: [{ name: 'Authorization', value: { string: '<secret>' } }] } },
        source: `file ${main}:3`,
      },
    ],
  })
  expect(JSON.stringify(fact)).not.toMatch(/hunter/)
})

test('what the kubelet ignores is a warning in the main file, and nothing in a drop-in', async () => {
  const fact = await factOf({
    config: 'foo: 1\nauthentication: {anonymus: {enabled: true}}\nmaxPods: 1\nmaxPods: 2\n',
    dropIns: { '1.conf': 'bar: 1\n' },
    args: ['--network-plugin', 'cni'],
  })
  expect(fact.warnings).toEqual([
    `file ${main}:3: unknown field "foo"`,
    `file ${main}:4: unknown field "authentication.anonymus"`,
    `file ${main}:6: key "maxPods" is already set`,
    'flag --network-plugin is not known since 1.24',
  ])
})

test.each([
  ['1.34.9', []],
  [null, []],
  ['1.35.0', ['flag --pod-infra-container-image is not known since 1.35']],
])('a flag that 1.35 took away, on %s', async (version, warnings) => {
  const args = ['--pod-infra-container-image', 'registry.k8s.io/pause:3.10', '--max-pods=9']
  const fact = await factOf({ version, args })
  expect(fact.warnings).toEqual(warnings)
  expect(read(fact, 'maxPods')).toBe(9)
})

test('settings that only flags make', async () => {
  const fact = await factOf({
    args: ['--node-labels=a=b,c', '--cert-dir=/x', '--cert-dir=/y', '--storage-driver-password=hunter2'],
  })
  const settings = Object.fromEntries((fact.settings ?? []).map((each) => [each.path, each]))
  expect(settings['cert-dir']).toEqual({
    path: 'cert-dir',
    value: { string: '/y' },
    source: 'flag --cert-dir',
    overridden: [{ value: { string: '/x' }, source: 'flag --cert-dir' }],
  })
  expect(fromValue(settings['node-labels']?.value)).toEqual({ a: 'b', c: '' })
  expect(settings['root-dir']).toEqual({
    path: 'root-dir',
    value: { string: '/var/lib/kubelet' },
    source: 'default (flags)',
    overridden: [],
  })
  expect(JSON.stringify(fact)).not.toContain('hunter2')
})

test('a null leaves what another spelling of the name says', async () => {
  const dropIns = { '1.conf': 'readOnlyPort: null\nReadOnlyPort: 5\n' }
  expect(await values({ config: 'readOnlyPort: 7\n', dropIns }, port)).toEqual({ [port]: 5 })
})

test('the container runtime may say another driver than is configured', async () => {
  const driver = async (node: Node) => setting(await factOf(node), 'cgroupDriver')
  expect(await driver({ config: 'cgroupDriver: systemd\n', args: ['--cgroup-driver=cgroupfs'] })).toEqual({
    path: 'cgroupDriver',
    value: { string: 'systemd' },
    source: `file ${main}:3, unless the container runtime says otherwise`,
    overridden: [{ value: { string: 'cgroupfs' }, source: 'flag --cgroup-driver' }],
  })
  expect((await driver({ version: '1.30.0', config: 'cgroupDriver: systemd\n' }))?.source).toBe(`file ${main}:3`)
})

test('any files are an answer', async () => {
  const line = fc.constantFrom(
    ...['maxPods: 5', 'maxPods: null', 'MaxPods: 6', 'authentication: {anonymous: {enabled: yes}}', 'authentication:'],
    ...['evictionHard: {a: b}', 'evictionHard: null', 'tlsCipherSuites: [a]', 'featureGates: {AllAlpha: on}', '- x'],
    ...['syncFrequency: 1m', 'x: &a [1]', 'y: *a', '<<: {port: 7}', 'registerWithTaints: [{key: a}]', 'tracing: {}'],
  )
  const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.map((each) => `${each}\n`).join(''))
  await fc.assert(
    fc.asyncProperty(text, text, async (config, dropIn) => {
      const look = await reasonOf({ config, dropIns: { '1.conf': dropIn } })
      expect(['observed', 'failed']).toContain(look.status)
      if (look.status === 'failed') expect(look.reason).toMatch(/^does not load: /)
    }),
    runs(150),
  )
})
