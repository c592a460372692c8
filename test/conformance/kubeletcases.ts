// Starts of a kubelet that nobody thought of: settings spread over flags, main file and drop-ins, in all spellings, with
// the mistakes that people make. What keeps a kubelet from serving /configz (its port, its handlers) is left alone.
import fc from 'fast-check'
import { type KubeletField, kubeletConfiguration } from '../../proto/catalogue/kubelet.ts'
import { kubeletFieldFlags } from '../../proto/catalogue/kubeletflags.ts'

/** What a case adds to the command line and to the node's files. */
export interface Given {
  readonly id: string
  readonly args: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

/** Below this everything of a case is; it is emptied before each. */
export const caseDirectory = '/merlon-conformance'

const main = `${caseDirectory}/config.yaml`
const dropIns = `${caseDirectory}/conf.d`

/** Spellings of a value by the kind of its field; the last ones of most are mistakes. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  bool: ['true', 'false', 'true', 'false', 'yes', 'off', 'True', 'FALSE', '"true"', '1', 'null', '~'],
  int32: ['0', '1', '7', '50', '100', '010', '0x1F', '5.0', '1e2', '-1', '1_0', '"5"', '3000000000', 'null'],
  duration: ['0s', '10s', '1m', '1h30m0s', '1.5h', '90m', '100ms', '"45s"', '-5s', '300', '10 s', '""', 'null'],
}

/** Values that have to be meaningful for the kubelet to come up at all. */
const choices: Readonly<Record<string, readonly string[]>> = {
  'authorization.mode': ['Webhook', 'AlwaysAllow', 'webhook', '""'],
  'authentication.x509.clientCAFile': [
    '/etc/kubernetes/pki/ca.crt',
    '/etc/kubernetes/pki/ca.crt',
    '../etc/kubernetes/pki/ca.crt',
    '/none.crt',
  ],
  allowedUnsafeSysctls: ['[]', '[net.core.somaxconn]', '["kernel.msg*", net.ipv4.tcp_syncookies]', 'kernel.x', '[/]'],
  clusterDNS: ['[10.252.0.10]', '[10.252.0.10, 10.252.0.11]', '[]', '10.252.0.10'],
  clusterDomain: ['cluster.local', 'example.org', '""', '12', 'on'],
  containerLogMaxFiles: ['2', '5', '10', '1', '0', '-1'],
  containerLogMaxSize: ['10Mi', '50Mi', '1Gi', '10485760', '1e7', '"5M"', 'ten', '-1'],
  containerLogMaxWorkers: ['1', '2', '0', '-1'],
  contentType: ['application/json', 'application/vnd.kubernetes.protobuf'],
  cpuCFSQuotaPeriod: ['100ms', '10ms', '1s', '2s', '0s'],
  eventBurst: ['0', '10', '100', '-1'],
  eventRecordQPS: ['0', '5', '50', '-1'],
  evictionHard: [
    '{memory.available: 200Mi}',
    '{"nodefs.available": "5%", "memory.available": "1Gi"}',
    '{}',
    'null',
    '{memory.available: 200%}',
    '{nonsense: 1Gi}',
  ],
  evictionMinimumReclaim: ['{memory.available: 100Mi}', '{}', '{nodefs.available: 1%}'],
  evictionSoft: ['{}', '{memory.available: 300Mi}'],
  evictionSoftGracePeriod: ['{}', '{memory.available: 30s}', '{memory.available: soon}'],
  featureGates: [
    '{}',
    '{RotateKubeletServerCertificate: true}',
    '{RotateKubeletServerCertificate: false}',
    '{CPUManagerPolicyAlphaOptions: true, RotateKubeletServerCertificate: true}',
    '{AllAlpha: false}',
    '{NoSuchGate: true}',
    '{RotateKubeletServerCertificate: "true"}',
  ],
  hairpinMode: ['promiscuous-bridge', 'hairpin-veth', 'none', 'other'],
  imageGCHighThresholdPercent: ['85', '90', '100', '50', '101', '-1'],
  imageGCLowThresholdPercent: ['80', '60', '0', '95', '-1'],
  imageMaximumGCAge: ['0s', '24h', '1h'],
  imageMinimumGCAge: ['2m', '5m', '0s'],
  kubeAPIBurst: ['0', '100', '200', '-1'],
  kubeAPIQPS: ['0', '50', '100', '-1'],
  'logging.format': ['text', 'json', 'xml'],
  'logging.flushFrequency': ['5s', '1s', '5000000000', '0'],
  makeIPTablesUtilChains: ['true', 'false', 'null'],
  maxOpenFiles: ['1000000', '100', '-1'],
  maxPods: ['110', '250', '0', '-1'],
  maxParallelImagePulls: ['1', '5', '0', 'null'],
  nodeLeaseDurationSeconds: ['40', '60', '0', '-1'],
  nodeStatusMaxImages: ['50', '-1', '0', '-2'],
  oomScoreAdj: ['-999', '0', '1000', '1001'],
  podPidsLimit: ['-1', '100', '4096', '0', '-5'],
  podsPerCore: ['0', '10', '-1'],
  protectKernelDefaults: ['false'],
  readOnlyPort: ['0', '10255', '70000', '-1', '"0"', '0xA'],
  registryBurst: ['10', '0', '-1'],
  registryPullQPS: ['5', '0', '-1'],
  rotateCertificates: ['true', 'false', 'no'],
  seccompDefault: ['true', 'false'],
  serializeImagePulls: ['true', 'false'],
  serverTLSBootstrap: ['false', 'true'],
  shutdownGracePeriod: ['0s', '30s'],
  shutdownGracePeriodCriticalPods: ['0s', '10s', '40s'],
  tlsCipherSuites: [
    '[TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]',
    '[TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]',
    '[TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_CBC_SHA]',
    '[TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]',
    '[]',
    '[TLS_RSA_WITH_AES_256_CBC_SHA]',
    '[TLS_NONE]',
  ],
  tlsMinVersion: ['VersionTLS12', 'VersionTLS13', 'VersionTLS11', 'VersionTLS10', 'TLS12', '""'],
}

/** Of these kinds any spelling may be tried. */
const free = new Set([
  'authentication.anonymous.enabled',
  'authentication.webhook.enabled',
  'authentication.webhook.cacheTTL',
  'authorization.webhook.cacheAuthorizedTTL',
  'authorization.webhook.cacheUnauthorizedTTL',
  'cpuCFSQuota',
  'enableContentionProfiling',
  'enableProfilingHandler',
  'enableSystemLogQuery',
  'evictionMaxPodGracePeriod',
  'evictionPressureTransitionPeriod',
  'fileCheckFrequency',
  'httpCheckFrequency',
  'runtimeRequestTimeout',
  'streamingConnectionIdleTimeout',
  'syncFrequency',
  'volumeStatsAggPeriod',
])

const fields = kubeletConfiguration.filter(({ path, kind }) => choices[path] ?? (free.has(path) && spellings[kind]))
const flags = new Map(kubeletFieldFlags.map(([flag, , path]) => [path as string, flag as string]))

/** Mostly one of the first half, where fewer mistakes are: one makes the kubelet refuse the whole. */
function spellingOf(texts: readonly string[]): fc.Arbitrary<string> {
  const first = texts.slice(0, Math.ceil(texts.length / 2))
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...first) },
    { weight: 1, arbitrary: fc.constantFrom(...texts) },
  )
}

interface Chosen {
  readonly field: KubeletField
  readonly text: string
  /** `flag`, `main`, or the name of a drop-in. */
  readonly place: string
  /** The field's name in another case, as a typing error. */
  readonly spelled: 'as it is' | 'other case'
}

/** In the order in which a kubelet would walk them, and some that it passes by. */
const dropInNames = ['00-a.conf', '10-b.conf', '9.conf', 'Z.conf', 'sub/50.conf', '20-c.yaml', '.hidden.conf']

const chosen: fc.Arbitrary<Chosen> = fc.constantFrom(...fields).chain((field) =>
  fc.record({
    field: fc.constant(field),
    text: spellingOf(choices[field.path] ?? spellings[field.kind] ?? []),
    place: fc.oneof(
      { weight: 5, arbitrary: fc.constant('main') },
      { weight: 3, arbitrary: fc.constantFrom(...dropInNames) },
      { weight: flags.has(field.path) ? 3 : 0, arbitrary: fc.constant('flag') },
    ),
    spelled: fc.oneof(
      { weight: 30, arbitrary: fc.constant('as it is' as const) },
      { weight: 1, arbitrary: fc.constant('other case' as const) },
    ),
  }),
)

/** Nested mappings as YAML in block style. What is given twice is written twice. */
function yamlOf(all: readonly Chosen[]): string {
  const sections = new Map<string, Chosen[]>()
  const lines: string[] = []
  for (const each of all) {
    const [section = '', ...rest] = each.field.path.split('.')
    if (rest.length === 0) lines.push(`${spelled(section, each)}: ${each.text}`)
    else sections.set(section, [...(sections.get(section) ?? []), each])
  }
  for (const [section, members] of sections) lines.push(`${section}:`, ...nested(members, 1))
  return lines.map((line) => `${line}\n`).join('')
}

function nested(members: readonly Chosen[], depth: number): string[] {
  const indent = '  '.repeat(depth)
  const groups = Map.groupBy(members, ({ field }) => field.path.split('.')[depth] as string)
  return [...groups].flatMap(([name, group]) => {
    const leaves = group.filter(({ field }) => field.path.split('.').length === depth + 1)
    const deeper = group.filter(({ field }) => field.path.split('.').length > depth + 1)
    return [
      ...leaves.map((each) => `${indent}${spelled(name, each)}: ${each.text}`),
      ...(deeper.length > 0 ? [`${indent}${name}:`, ...nested(deeper, depth + 1)] : []),
    ]
  })
}

function spelled(name: string, each: Chosen): string {
  return each.spelled === 'as it is' ? name : name.charAt(0).toUpperCase() + name.slice(1)
}

const header = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'
/** A node of the cluster would not start without these. */
const base = 'failSwapOn: false\nfailCgroupV1: false\ncgroupDriver: cgroupfs\n'

/** How a flag writes what YAML writes so; undefined where there is no way. */
function flagOf({ field, text }: Chosen): string | undefined {
  const flag = flags.get(field.path)
  if (flag === undefined || text === 'null' || text === '~') return undefined
  const plain = text
    .replace(/^"(.*)"$/, '$1')
    .replace(/^[[{](.*)[\]}]$/, '$1')
    .replaceAll(/"/g, '')
    .replaceAll(/, /g, ',')
  const pairs = field.kind === 'gates' || field.kind === 'stringMap'
  const joined = pairs
    ? plain.replaceAll(/: /g, field.path === 'evictionHard' || field.path === 'evictionSoft' ? '<' : '=')
    : plain
  return `--${flag}=${joined}`
}

/** With this the API server may ask for /configz. */
function letIn(): Chosen {
  const field = fields.find(({ path }) => path === 'authentication.x509.clientCAFile') as KubeletField
  return { field, text: '/etc/kubernetes/pki/ca.crt', place: 'main', spelled: 'as it is' }
}

function given(some: readonly Chosen[], withMain: boolean, safe: boolean): Omit<Given, 'id'> {
  const all = safe && !some.some(({ field }) => field.path.includes('clientCAFile')) ? [...some, letIn()] : some
  const placed = withMain ? all : all.map((each) => (flags.has(each.field.path) ? { ...each, place: 'flag' } : each))
  const inMain = placed.filter(({ place }) => place === 'main')
  const named = [...new Set(placed.map(({ place }) => place))].filter((place) => place !== 'main' && place !== 'flag')
  return {
    args: [
      ...(withMain
        ? [`--config=${main}`]
        : ['--cgroup-driver=cgroupfs', '--fail-swap-on=false', '--fail-cgroupv1=false']),
      ...(named.length > 0 && withMain ? [`--config-dir=${dropIns}`] : []),
      ...placed.filter(({ place }) => place === 'flag').flatMap((each) => flagOf(each) ?? []),
    ],
    files: {
      ...(withMain && { [main]: header + base + yamlOf(inMain) }),
      ...(withMain &&
        Object.fromEntries(
          named.map((name) => [`${dropIns}/${name}`, header + yamlOf(placed.filter(({ place }) => place === name))]),
        )),
    },
  }
}

/** So many cases, always the same ones for the same seed. */
export function sampleCases(count: number, seed: number): Given[] {
  const arbitrary = fc.tuple(
    fc.array(chosen, { minLength: 1, maxLength: 9 }),
    fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    fc.oneof({ weight: 12, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  )
  return fc
    .sample(arbitrary, { numRuns: count, seed })
    .map(([all, withMain, safe], at) => ({ id: `${seed}-${at}`, ...given(all, withMain, safe) }))
}
