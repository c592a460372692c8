import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { kubelet } from '../../../../agent/inspect/kubelet.ts'
import { kubeletConfiguration } from '../../../../proto/catalogue/kubelet.ts'
import type { Setting } from '../../../../proto/index.ts'
import { fromValue, type Plain } from '../../../../proto/value.ts'
import { type FileSpec, makeHost } from '../../../support/host.ts'

/** A start of kubelet 1.36.3 with what it answered: its configuration at /configz, or why it did not start. */
interface Case {
  readonly id: string
  readonly argv: readonly string[]
  readonly cwd: string
  readonly files: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, string>>
  readonly configz?: Readonly<Record<string, unknown>>
  readonly refuses?: string
}

const cases = readFileSync(new URL('../data/kubelet-conformance.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case)

async function inspectCase({ argv, cwd, files, links }: Case) {
  const linked = Object.entries(links ?? {}).map(([path, link]): [string, FileSpec] => [path, { link }])
  const root = makeHost({
    files: {
      '/etc/kubernetes/pki/ca.crt': 'placeholder\n',
      '/var/lib/dpkg/status': 'Package: kubelet\nStatus: install ok installed\nVersion: 1.36.3-1.1\n',
      // Empty directories that the recording does not list because it lists files.
      ...Object.fromEntries(dirsOf(argv, cwd, files, links).map((path) => [path, { directory: true } as const])),
      ...files,
      ...Object.fromEntries(linked),
    },
    // The recorded kubelets ran with --v=5, which was left out of the recorded command lines: all say verbosity 5.
    processes: [{ pid: 7, argv: [argv[0] as string, '--v=5', ...argv.slice(1)], cwd }],
  })
  return kubelet.inspect(openHost(root))
}

function dirsOf(argv: readonly string[], cwd: string, files: Case['files'], links: Case['links']): string[] {
  const named = argv.flatMap((each) => /^--config-dir=(\/.*)$/.exec(each)?.[1] ?? [])
  return [cwd, ...named].filter((path) => !(path in files) && !(path in (links ?? {})) && path !== '/t/none')
}

/** What /configz leaves out is zero, and our settings say it. */
function withoutZeros(value: unknown): unknown {
  return value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0)
    ? undefined
    : value
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

const objectPaths = new Set(kubeletConfiguration.filter((each) => each.type === 'object').map((each) => each.path))

function flatten(object: object, prefix = ''): [string, unknown][] {
  return Object.entries(object).flatMap(([key, value]) => {
    const path = prefix + key
    const whole = path !== 'featureGates' && objectPaths.has(path)
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !whole)
      return flatten(value, `${path}.`)
    return [[path, value] as [string, unknown]]
  })
}

function configuration(settings: readonly Setting[]): Record<string, unknown> {
  return comparable(settings.map((each) => [each.path as string, each.unknown ?? (fromValue(each.value) as Plain)]))
}

function comparable(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  // A gate that is off is set all the same.
  const kept = entries
    .map(([path, value]) => [path, path.startsWith('featureGates.') ? value : withoutZeros(value)] as const)
    .filter(([, value]) => value !== undefined && !isEmpty(value))
  return Object.fromEntries(kept.filter(([path]) => path !== 'kind' && path !== 'apiVersion'))
}

test.each(cases.filter((each) => each.configz).map((each) => [each.id, each] as const))('%s', async (_, each) => {
  const seen = await inspectCase(each)
  expect(seen).toMatchObject({ status: 'observed' })
  if (seen.status !== 'observed') return
  expect(configuration(seen.fact.configuration ?? [])).toEqual(comparable(flatten(each.configz ?? {})))
})

const refused = cases.filter((each) => each.refuses && !/unknown flag/.test(each.refuses))

/** Why each is refused: in the kubelet's sense, with the flag, or the file and the line. */
const reasons: Readonly<Record<string, string>> = {
  "F-anon=' false'":
    'failed to parse kubelet flag: invalid argument " false" for "--anonymous-auth" flag: strconv.ParseBool: parsing " false": invalid syntax',
  "F-anon=''":
    'failed to parse kubelet flag: invalid argument "" for "--anonymous-auth" flag: strconv.ParseBool: parsing "": invalid syntax',
  "F-anon='fALSE'":
    'failed to parse kubelet flag: invalid argument "fALSE" for "--anonymous-auth" flag: strconv.ParseBool: parsing "fALSE": invalid syntax',
  "F-anon='no'":
    'failed to parse kubelet flag: invalid argument "no" for "--anonymous-auth" flag: strconv.ParseBool: parsing "no": invalid syntax',
  "F-anon='off'":
    'failed to parse kubelet flag: invalid argument "off" for "--anonymous-auth" flag: strconv.ParseBool: parsing "off": invalid syntax',
  'F-authz-eats': 'flag --authorization-mode: authorization.mode: unknown authorization mode --anonymous-auth=false',
  'F-dur=300':
    'failed to parse kubelet flag: invalid argument "300" for "--streaming-connection-idle-timeout" flag: time: missing unit in duration "300"',
  'F-fg-case': 'flag --feature-gates: unrecognized feature gate: cpumanagerpolicyalphaoptions',
  'F-suites-space':
    "flag --tls-cipher-suites: tlsCipherSuites: Cipher suite  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 not supported or doesn't exist",
  'F-suites-unknown': "file /t/config.yaml:4: tlsCipherSuites: Cipher suite TLS_FOO not supported or doesn't exist",
  'X-ca-missing': 'file /t/config.yaml:3: open /t/none.crt: no such file or directory',
  'X-dropin-empty': 'kubelet config file "/t/d/10.conf" was empty',
  'X-dropin-missingdir': 'failed to walk through kubelet dropin directory "/t/none": no such file or directory',
  'X-dropin-wrongversion':
    'file /t/d/10.conf:1: unknown apiVersion/kind: kubelet.config.k8s.io/v1beta2, Kind=KubeletConfiguration',
  'X-mode-case': 'file /t/config.yaml:3: authorization.mode: unknown authorization mode alwaysallow',
  'X-v1': 'file /t/config.yaml:1: no kind "KubeletConfiguration" is registered for version "kubelet.config.k8s.io/v1"',
  'X-yaml-bool-0': 'file /t/config.yaml:5: authentication.anonymous.enabled: cannot unmarshal number 0 into bool',
  'X-yaml-bool-oN': 'file /t/config.yaml:5: authentication.anonymous.enabled: cannot unmarshal string into bool',
  'X-yaml-bool-quoted': 'file /t/config.yaml:5: authentication.anonymous.enabled: cannot unmarshal string into bool',
  'X-yaml-bool-yES': 'file /t/config.yaml:5: authentication.anonymous.enabled: cannot unmarshal string into bool',
  'X-yaml-comment': "file /t/config.yaml: Object 'Kind' is missing",
  'X-yaml-empty': 'kubelet config file "/t/config.yaml" was empty',
  'X-yaml-int-base60': 'file /t/config.yaml:3: readOnlyPort: cannot unmarshal string into int32',
  'X-yaml-int-big': 'file /t/config.yaml:3: readOnlyPort: 70000 must be between 0 and 65535',
  'X-yaml-int-neg': 'file /t/config.yaml:3: readOnlyPort: -1 must be between 0 and 65535',
  'X-yaml-missing': 'open /t/none.yaml: no such file or directory',
  'X-yaml-nokind': "file /t/config.yaml: Object 'Kind' is missing",
  'X-yaml-tab': 'file /t/config.yaml:4: yaml: Tabs are not allowed as indentation',
  'X-yaml-tab2': 'file /t/config.yaml:3: yaml: Tabs are not allowed as indentation',
  'X2-d12': 'file /t/config.yaml: yaml: found incompatible YAML document',
  'X2-flag-modeempty': 'flag --authorization-mode: authorization.mode: no authorization mode specified',
  'X2-int-1e400': 'file /t/config.yaml:3: readOnlyPort: cannot unmarshal string into int32',
  'X2-listasmap': 'file /t/config.yaml:3: authentication: cannot unmarshal array into a section',
  'X2-typecoerce': 'file /t/config.yaml:3: authorization.mode: cannot unmarshal bool into string',
  'X3-configdir-link-noclue': 'read /t/dd.conf: is a directory',
  'X3-fg-garbage':
    'failed to parse kubelet flag: invalid argument "RotateKubeletServerCertificate" for "--feature-gates" flag: malformed pair, expect string=bool',
}

test.each(refused.map((each) => [each.id, each] as const))('%s is refused', async (id, each) => {
  expect(await inspectCase(each)).toEqual({ status: 'failed', reason: `does not load: ${reasons[id]}` })
})

test.each(cases.filter((each) => /unknown flag/.test(each.refuses ?? '')).map((each) => [each.id, each] as const))(
  '%s: an unknown flag only says that another version runs',
  async (_, each) => {
    const seen = await inspectCase(each)
    const flag = /unknown flag: --(\S+)/.exec(each.refuses as string)?.[1]
    expect(seen).toMatchObject({ status: 'observed', fact: { warnings: [`flag --${flag} is not known`] } })
    if (seen.status !== 'observed') return
    expect(configuration(seen.fact.configuration ?? [])['authorization.mode']).toBe('Webhook')
  },
)

test('every recorded case is looked at', () => {
  expect(cases.length).toBe(153)
})
