// When certificates hold.
import { kubeconfig, kubeconfigOf } from '../../../support/pki.ts'
import {
  apiServer,
  authority,
  cert,
  current,
  dated,
  kubelet,
  nodeConfig,
  pair,
  serving,
  type Variant,
} from './given.ts'

export const validity: Variant[] = [
  serving('ended yesterday', { 'certificate-valid': 'fail', 'certificate-renewal': 'not-applicable' }),
  serving('in two hours', { 'certificate-valid': 'pass', 'certificate-clock': 'fail' }),
  serving('in three minutes', { 'certificate-valid': 'pass', 'certificate-clock': 'pass' }),
  serving('in two days', { 'certificate-valid': 'fail', 'certificate-clock': 'not-applicable' }),
  serving('ends now', { 'certificate-valid': 'pass', 'certificate-renewal': 'fail' }),
  serving('9 of 100 days left', { 'certificate-renewal': 'fail', 'certificate-kubelet-renewal': 'not-applicable' }),
  serving('11 of 100 days left', { 'certificate-renewal': 'pass' }),
  serving('of one day', { 'certificate-renewal': 'pass', 'certificate-lifetime': 'pass' }),
  serving('forever', { 'certificate-valid': 'pass', 'certificate-renewal': 'pass', 'certificate-lifetime': 'fail' }),
  serving('398 days', { 'certificate-lifetime': 'pass' }),
  serving('399 days', { 'certificate-lifetime': 'fail' }),
  {
    name: 'one that ended behind one that holds',
    node: () => apiServer(cert('leaf') + cert('ended yesterday')),
    rules: { 'certificate-valid': 'pass,fail' },
  },
  {
    name: 'an authority that ended beside its successor',
    node: () =>
      apiServer(cert('leaf'), { [authority]: cert('ended ca') + cert('ca') }, `--client-ca-file=${authority}`),
    rules: { 'authority-valid': 'pass', 'authority-bundle': 'fail', 'certificate-valid': 'pass' },
  },
  {
    name: 'an authority that ended',
    node: () => apiServer(cert('leaf'), { [authority]: cert('ended ca') }, `--client-ca-file=${authority}`),
    rules: { 'authority-valid': 'fail', 'authority-renewal': 'not-applicable' },
  },
  {
    name: 'an authority of ten years',
    node: () => apiServer(cert('398 days'), { [authority]: cert('ca') }, `--client-ca-file=${authority}`),
    rules: { 'authority-valid': 'pass', 'authority-renewal': 'pass', 'certificate-lifetime': 'pass' },
  },
  {
    name: 'what nobody names, and what was put away',
    node: () => ({
      files: {
        '/etc/kubernetes/pki/apiserver.crt': cert('ended yesterday'),
        '/etc/kubernetes/pki/expired/apiserver.crt': cert('ended yesterday'),
        '/etc/kubernetes/pki/apiserver.crt.bak': cert('ended yesterday'),
      },
    }),
    rules: { 'certificate-unnamed-valid': 'fail', 'certificate-valid': 'not-applicable' },
  },
  {
    name: "the kubelet's own near its end",
    node: () =>
      kubelet({ '/etc/kubernetes/kubelet.conf': nodeConfig(), [current]: pair('node, near its end').combined }),
    rules: {
      'certificate-kubelet-renewal': 'fail',
      'certificate-renewal': 'not-applicable',
      'certificate-valid': 'pass',
    },
  },
  {
    name: 'a link to a dated file, and a stale one beside it',
    node: () =>
      kubelet({
        '/etc/kubernetes/kubelet.conf': nodeConfig(),
        [current]: { link: dated },
        [dated]: pair('node').combined,
        '/var/lib/kubelet/pki/kubelet-client-2025-01-01-00-00-00.pem': pair('node, ended').combined,
      }),
    rules: {
      'certificate-valid': 'pass',
      'certificate-unnamed-valid': 'not-applicable',
      'certificate-key-matches': 'pass',
    },
  },
  {
    name: 'a link that leads nowhere',
    node: () => kubelet({ '/etc/kubernetes/kubelet.conf': nodeConfig(), [current]: { link: dated } }),
    // The pair that the kubelet makes for itself is not there either.
    rules: { 'certificate-file-present': 'pass,fail,fail,fail' },
  },
  {
    name: 'what a kubeconfig embeds is stronger than what it names',
    node: () =>
      kubelet(
        {
          '/etc/kubernetes/kubelet.conf': kubeconfigOf('server: https://10.0.0.1', 'n', [
            `client-certificate-data: ${pair('node').certData}`,
            'client-certificate: /old.pem',
            `client-key-data: ${pair('node').keyData}`,
          ]),
          '/old.pem': pair('node, ended').combined,
        },
        'rotateCertificates: false\n',
      ),
    rules: { 'certificate-valid': 'pass', 'certificate-key-matches': 'pass' },
  },
  {
    name: 'the kubelet renewed what its kubeconfig embeds',
    node: () =>
      kubelet(
        {
          '/etc/kubernetes/kubelet.conf': kubeconfig(pair('ca'), 'n', pair('node, ended')),
          [current]: pair('node').combined,
        },
        'rotateCertificates: true\n',
      ),
    rules: { 'certificate-valid': 'not-applicable,pass' },
  },
]
