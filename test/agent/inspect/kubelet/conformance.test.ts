import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configuration, inspectCase, type KubeletCase, served } from '../../../support/kubeletcase.ts'

const cases = readCases('kubelet-conformance.jsonl')

function readCases(file: string): KubeletCase[] {
  const lines = readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as KubeletCase)
}

test.each(cases.filter((each) => each.configz).map((each) => [each.id, each] as const))('%s', async (_, each) => {
  const seen = await inspectCase(each)
  expect(seen).toMatchObject({ status: 'observed' })
  if (seen.status !== 'observed') return
  expect(configuration(seen.fact.configuration ?? [])).toEqual(served(each.configz ?? {}))
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
    expect(seen).toMatchObject({
      status: 'observed',
      fact: { warnings: [expect.stringMatching(`^flag --${flag} is not known( since 1\\.\\d+)?$`)] },
    })
    if (seen.status !== 'observed') return
    expect(configuration(seen.fact.configuration ?? [])['authorization.mode']).toBe('Webhook')
  },
)

/** Of `npm run conformance`: what it found wrong once, and some of the rest; without the certificate that a kubelet makes itself. */
const generated = readCases('kubelet-generated.jsonl')

test.each(generated.filter((each) => each.configz).map((each) => [each.id, each] as const))(
  'generated %s',
  async (_, each) => {
    const seen = await inspectCase(each)
    const fact = seen.status === 'observed' ? seen.fact : undefined
    expect(configuration(fact?.configuration ?? [])).toEqual(served(each.configz ?? {}))
  },
)

test.each(generated.filter((each) => each.refuses).map((each) => [each.id, each] as const))(
  'generated %s is refused',
  async (_, each) => {
    const reason = expect.stringMatching(/^does not load: /)
    expect(await inspectCase(each)).toEqual({ status: 'failed', reason })
  },
)

test('every recorded case is looked at', () => {
  expect(cases.length).toBe(153)
})
