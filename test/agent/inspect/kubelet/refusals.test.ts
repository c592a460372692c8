import { expect, test } from 'vitest'
import { dir, main, type Node, reasonOf, suites } from '../../../support/kubelet.ts'

test.each<readonly [string, Node, string]>([
  [
    'suites that HTTP/2 needs',
    { dropIns: { '10.conf': suites('TLS_RSA_WITH_3DES_EDE_CBC_SHA') } },
    `file ${dir}/10.conf:3: tlsCipherSuites: http2: missing an HTTP/2-required AES_128_GCM_SHA256 cipher`,
  ],
  [
    '1.29 without its variable',
    { version: '1.29.4', dropIns: {} },
    'flag --config-dir: kubelet v1.29.4 needs KUBELET_CONFIG_DROPIN_DIR_ALPHA in its environment',
  ],
  [
    'a repeated key in a drop-in',
    { dropIns: { '1.conf': 'maxPods: 1\nmaxPods: 2\n' } },
    `file ${dir}/1.conf:4: strict decoding error: key "maxPods" already set`,
  ],
  [
    'a drop-in that leads nowhere',
    { dropIns: {}, files: { [`${dir}/30.conf`]: { link: '/nowhere' } } },
    `open ${dir}/30.conf: link to /nowhere, which does not exist`,
  ],
  [
    'a wrong type in a drop-in',
    { dropIns: { '1.conf': "maxPods: 'x'\n" } },
    `file ${dir}/1.conf:3: maxPods: cannot unmarshal string into int32`,
  ],
  [
    'a duration without value',
    { config: 'syncFrequency:\n' },
    `file ${main}:3: syncFrequency: time: invalid duration ""`,
  ],
  [
    'a gate that does not exist',
    { config: 'featureGates:\n  Foo: true\n' },
    `file ${main}:4: unrecognized feature gate: Foo`,
  ],
  [
    'a gate that is locked',
    { config: 'featureGates: {NodeSwap: false}\n' },
    `file ${main}:3: cannot set feature gate NodeSwap to false, feature is locked to true`,
  ],
  [
    'a gate that is no bool',
    { config: "featureGates: {AllAlpha: 'yes'}\n" },
    `file ${main}:3: featureGates.AllAlpha: cannot unmarshal string into true or false`,
  ],
  [
    'bootstrap without its gate',
    { config: 'serverTLSBootstrap: true\n', args: ['--feature-gates=RotateKubeletServerCertificate=false'] },
    `file ${main}:3: serverTLSBootstrap: requires feature gate RotateKubeletServerCertificate`,
  ],
  [
    'a wrong version of TLS',
    { config: 'tlsMinVersion: TLS1.2\n' },
    `file ${main}:3: tlsMinVersion: unknown tls version "TLS1.2"`,
  ],
  [
    'a kubelet that stands alone',
    { args: ['--kubeconfig='] },
    'default (file): authentication.webhook.enabled: no client provided, cannot use webhook authentication',
  ],
  ['a word that is no flag', { args: ['--anonymous-auth', 'false'] }, 'unknown command false'],
  ['events below 0', { config: 'eventRecordQPS: -1\n' }, `file ${main}:3: eventRecordQPS: -1 must not be less than 0`],
  [
    'reservations of what cannot be',
    { config: 'kubeReserved: {gpu: "1"}\n' },
    `file ${main}:3: kubeReserved: cannot reserve "gpu" resource`,
  ],
])('does not load: %s', async (_, node, reason) => {
  expect(await reasonOf(node)).toEqual({ status: 'failed', reason: `does not load: ${reason}` })
})
