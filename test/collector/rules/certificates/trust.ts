// Who signed them.
import { kubeconfig } from '../../../support/pki.ts'
import {
  apiServer,
  authority,
  cert,
  current,
  type Files,
  key,
  kubelet,
  nodeConfig,
  pair,
  type Variant,
} from './given.ts'

const front = (name: string, authorities: string): Variant => ({
  name: `the front proxy: ${name} by ${authorities}`,
  node: () =>
    apiServer(
      cert('leaf'),
      {
        '/pki/p.crt': cert(name),
        '/pki/f.crt': authorities
          .split('+')
          .map((each) => cert(each))
          .join(''),
      },
      ...['--proxy-client-cert-file=/pki/p.crt', '--requestheader-client-ca-file=/pki/f.crt'],
    ),
  rules: {},
})

const worker = (name: string) =>
  kubelet({
    '/etc/kubernetes/kubelet.conf': nodeConfig(),
    [current]: pair('node').combined,
    '/etc/kubernetes/admin.conf': kubeconfig(pair('ca'), 'a', pair(name)),
  })

export const trust: Variant[] = [
  { ...front('by the front', 'front ca'), rules: { 'certificate-trusted': 'pass' } },
  { ...front('by the front', 'ca+front ca'), rules: { 'certificate-trusted': 'pass' } },
  { ...front('by its namesake', 'ca'), rules: { 'certificate-trusted': 'fail' } },
  { ...front('by its namesake', 'ca+other ca'), rules: { 'certificate-trusted': 'pass' } },
  ...(
    [
      ['ca', 'fail'],
      ['renewed ca', 'fail'],
      ['other ca', 'pass'],
      ['front ca', 'pass'],
    ] as const
  ).map(([name, outcome]) => ({
    name: `etcd's authority is: ${name}`,
    node: () =>
      apiServer(
        cert('leaf'),
        { [authority]: cert('ca'), '/pki/e.crt': cert(name) },
        `--client-ca-file=${authority}`,
        '--etcd-cafile=/pki/e.crt',
      ),
    rules: { 'authority-etcd-own': outcome },
  })),
  ...(
    [
      ['ca', 'fail'],
      ['front ca', 'pass'],
      ['front ca+ca', 'fail'],
      ['renewed ca', 'fail'],
    ] as const
  ).map(([names, outcome]) => ({
    name: `the front proxy's authority is: ${names}`,
    node: () =>
      apiServer(
        cert('leaf'),
        {
          [authority]: cert('ca'),
          '/pki/f.crt': names
            .split('+')
            .map((each) => cert(each))
            .join(''),
        },
        ...[`--client-ca-file=${authority}`, '--requestheader-client-ca-file=/pki/f.crt'],
      ),
    rules: { 'authority-requestheader-own': outcome },
  })),
  { name: 'a master on a worker', node: () => worker('master'), rules: { 'certificate-worker-masters': 'fail,pass' } },
  {
    name: 'an administrator on a worker',
    node: () => worker('admin'),
    rules: { 'certificate-worker-masters': 'pass,pass' },
  },
  {
    name: 'a master on a control plane',
    node: () =>
      apiServer(cert('leaf'), { '/etc/kubernetes/super-admin.conf': kubeconfig(pair('ca'), 'a', pair('master')) }),
    rules: { 'certificate-worker-masters': 'not-applicable', 'certificate-control-plane-masters': 'review' },
  },
  {
    name: "the authority's key on a worker",
    node: () => {
      const { files, processes } = kubelet(
        {
          '/etc/kubernetes/kubelet.conf': nodeConfig(),
          [current]: pair('node').combined,
          '/etc/kubernetes/pki/ca.crt': cert('ca'),
          '/etc/kubernetes/pki/ca.key': { content: key('ca'), mode: '0600' },
        },
        'authentication: {x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}\n',
      )
      return { files: files as Files, processes: processes ?? [] }
    },
    rules: { 'authority-key-place': 'fail' },
  },
  {
    name: 'the kubelet signed for itself',
    node: () =>
      kubelet({
        '/etc/kubernetes/kubelet.conf': nodeConfig(),
        [current]: pair('node').combined,
        '/var/lib/kubelet/pki/kubelet.crt': cert('by itself'),
        '/var/lib/kubelet/pki/kubelet.key': { content: key('by itself'), mode: '0600' },
      }),
    rules: { 'certificate-serving-issued': 'fail' },
  },
]
