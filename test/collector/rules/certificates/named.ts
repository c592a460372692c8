// Where kubeconfigs and directories say that they are.
import { kubeconfigOf } from '../../../support/pki.ts'
import { apiServer, cert, current, etcd, type Files, key, kubelet, nodeConfig, pair, type Variant } from './given.ts'

/** A kubelet whose kubeconfig says this of its user, without rotation. */
const user = (fields: readonly string[], files: Files = {}) =>
  kubelet(
    { '/etc/kubernetes/kubelet.conf': kubeconfigOf('server: https://10.0.0.1', 'n', fields), ...files },
    'rotateCertificates: false\n',
  )

export const named: Variant[] = [
  {
    name: 'a path from the directory of the kubeconfig',
    node: () => user(['client-certificate: pki/n.pem'], { '/etc/kubernetes/pki/n.pem': pair('node, ended').combined }),
    rules: { 'certificate-valid': 'fail' },
  },
  {
    name: 'a user with a program for a credential',
    node: () => user(['exec: {apiVersion: client.authentication.k8s.io/v1, command: aws}']),
    rules: { 'certificate-valid': 'not-applicable', 'certificate-kubelet-renewal': 'not-applicable' },
  },
  {
    name: 'data that is no base64',
    node: () => user(['client-certificate-data: "%%%"']),
    rules: { 'certificate-file-whole': 'fail' },
  },
  {
    name: 'data in several lines, which Go puts together',
    node: () => user([`client-certificate-data: "${pair('node').certData.replaceAll(/.{76}/g, '$&\\n')}"`]),
    rules: { 'certificate-valid': 'pass', 'certificate-file-whole': 'pass' },
  },
  {
    name: 'a certificate for one name of the API server',
    node: () =>
      apiServer(
        cert('leaf'),
        { '/pki/x.crt': cert('of all names'), '/pki/x.key': { content: key('leaf'), mode: '0600' } },
        '--tls-sni-cert-key=/pki/x.crt,/pki/x.key:*.example.org,example.org',
      ),
    rules: { 'certificate-wildcard': 'pass,review', 'certificate-key-matches': 'fail' },
  },
  {
    name: 'the certificate of a peer',
    node: () => {
      const { files, processes = [] } = etcd(cert('for both'), '--peer-cert-file=/pki/peer.crt')
      return { files: { ...files, '/pki/peer.crt': cert('ended yesterday') }, processes }
    },
    rules: { 'certificate-valid': 'pass,fail' },
  },
  {
    name: 'what the configuration of the kubelet names',
    node: () =>
      kubelet(
        { '/etc/kubernetes/kubelet.conf': nodeConfig(), '/srv/k.crt': cert('ended yesterday') },
        'tlsCertFile: /srv/k.crt\ntlsPrivateKeyFile: /srv/k.key\nrotateCertificates: false\n',
      ),
    rules: { 'certificate-valid': 'fail' },
  },
  {
    name: 'the certificate that the cluster signed for the kubelet',
    node: () =>
      kubelet(
        {
          '/etc/kubernetes/kubelet.conf': nodeConfig(),
          [current]: pair('node').combined,
          '/var/lib/kubelet/pki/kubelet-server-current.pem': {
            link: '/var/lib/kubelet/pki/kubelet-server-2026-02-02-00-00-00.pem',
          },
          '/var/lib/kubelet/pki/kubelet-server-2026-02-02-00-00-00.pem': {
            content: pair('leaf').combined,
            mode: '0600',
          },
        },
        'serverTLSBootstrap: true\n',
      ),
    rules: { 'certificate-serving-issued': 'pass', 'certificate-serving-purpose': 'pass' },
  },
]
