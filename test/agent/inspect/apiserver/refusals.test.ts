import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { apiServer } from '../../../../agent/inspect/apiserver.ts'
import { factOf, specOf, staticPod } from '../../../support/controlplane.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

const look = (spec: HostSpec) => apiServer.inspect(openHost(makeHost(spec)))

test.each<[string[], string]>([
  [
    ['--encryption-provider-config-automatic-reload=true'],
    'flag --encryption-provider-config-automatic-reload: must be set with --encryption-provider-config',
  ],
  [['--insecure-port=0'], 'unknown flag: --insecure-port'],
  [['--kubelet-https'], 'unknown flag: --kubelet-https'],
  [['--basic-auth-file=/x'], 'unknown flag: --basic-auth-file'],
  [['--repair-malformed-updates'], 'unknown flag: --repair-malformed-updates'],
  [['--anonymous-auth', 'false'], 'kube-apiserver does not take any arguments, got false'],
  [
    ['--anonymous-auth=no'],
    'invalid argument "no" for "--anonymous-auth" flag: strconv.ParseBool: parsing "no": invalid syntax',
  ],
  [['-anonymous-auth=false'], "unknown shorthand flag: 'a' in -anonymous-auth=false"],
  [['--feature-gates=A=true'], 'flag --feature-gates: unrecognized feature gate: A'],
  [['--feature-gates=A'], 'missing bool value for A'],
  [
    ['--feature-gates=AllBeta=maybe'],
    'invalid value of AllBeta=maybe, err: strconv.ParseBool: parsing "maybe": invalid syntax',
  ],
  [['--feature-gates=wardle:A=true'], 'flag --feature-gates: component not registered: wardle'],
  [
    ['--feature-gates=ServiceAccountTokenJTI=false'],
    'flag --feature-gates: cannot set feature gate ServiceAccountTokenJTI to false, feature is locked to true',
  ],
  [['--secure-port=0'], 'flag --secure-port: 0 must be between 1 and 65535, inclusive'],
  [['--tls-min-version=TLS12'], 'flag --tls-min-version: unknown tls version "TLS12"'],
  [['--tls-cipher-suites=NULL'], "flag --tls-cipher-suites: Cipher suite NULL not supported or doesn't exist"],
  [['--audit-log-path=-', '--audit-log-maxage=-1'], "flag --audit-log-maxage: -1 can't be a negative number"],
  [
    ['--authentication-config=/a', '--oidc-client-id=x'],
    'flag --oidc-client-id: authentication-config file and oidc-* flags are mutually exclusive',
  ],
])('%j does not load', async (args, reason) => {
  expect(await look(specOf({ args }))).toEqual({ status: 'failed', reason: `does not load: ${reason}` })
})

test.each(['v1.29.3', 'v1.36.3+rke2r1', null])('%s may have other flags and gates', async (version) => {
  const fact = await factOf({ args: ['--authorization-mode=RBAC', '--mine=1', '--feature-gates=Mine=true'], version })
  const where = version ? ` in ${version}` : ''
  expect(fact.warnings).toEqual([
    `flag --feature-gates: feature gate Mine is not known${where}`,
    'flag --mine is not known',
  ])
})

test('a configuration of OpenShift is not taken for defaults', async () => {
  const processes = [
    {
      pid: 7,
      exe: '/usr/bin/hyperkube',
      argv: ['hyperkube', 'kube-apiserver', '--openshift-config=/c'],
      cgroup: staticPod,
    },
  ]
  expect(await look({ processes })).toEqual({
    status: 'failed',
    reason: 'told by --openshift-config, which is not understood',
  })
})
