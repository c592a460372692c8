// What certificates are for, and whom they name.
import { apiServer, authority, cert, etcd, key, serving, type Variant } from './given.ts'

export const purpose: Variant[] = [
  serving('for clients', { 'certificate-serving-purpose': 'fail' }),
  serving('for both', { 'certificate-serving-purpose': 'pass', 'certificate-serving-names': 'pass' }),
  serving('of a name alone', { 'certificate-serving-purpose': 'pass', 'certificate-serving-names': 'fail' }),
  serving('of all names', { 'certificate-wildcard': 'review' }),
  serving('signs certificates', { 'certificate-key-usage': 'fail' }),
  serving('signs handshakes', { 'certificate-key-usage': 'pass' }),
  serving('encrypts only', { 'certificate-key-usage': 'fail' }),
  ...(
    [
      ['leaf', 'fail'],
      ['for clients', 'fail'],
      ['for both', 'pass'],
      ['of a name alone', 'pass'],
    ] as const
  ).map(([name, outcome]) => ({
    name: `of etcd: ${name}`,
    node: () => etcd(cert(name)),
    rules: { 'certificate-etcd-purpose': outcome },
  })),
  {
    name: 'an authority that serves',
    node: () =>
      apiServer(
        cert('serving authority'),
        { '/pki/s.key': { content: key('serving authority'), mode: '0600' } },
        '--tls-private-key-file=/pki/s.key',
      ),
    rules: { 'certificate-no-authority': 'fail' },
  },
  {
    name: 'a client that serves',
    node: () => apiServer(cert('leaf'), { '/pki/k.crt': cert('leaf') }, '--kubelet-client-certificate=/pki/k.crt'),
    rules: { 'certificate-client-purpose': 'fail', 'certificate-serving-purpose': 'pass' },
  },
  ...(
    [
      ['ca', 'pass'],
      ['ca without signing', 'fail'],
      ['leaf', 'fail'],
    ] as const
  ).map(([name, outcome]) => ({
    name: `as an authority: ${name}`,
    node: () => apiServer(cert('398 days'), { [authority]: cert(name) }, `--client-ca-file=${authority}`),
    rules: { 'authority-may-sign': outcome },
  })),
  {
    name: 'an authority below the lowest',
    node: () =>
      apiServer(
        cert('398 days'),
        { [authority]: cert('lowest ca') + cert('below lowest') },
        `--client-ca-file=${authority}`,
      ),
    rules: { 'authority-path-length': 'fail' },
  },
  ...(
    [
      ['of the API server', ['--advertise-address=10.0.0.1', '--service-cluster-ip-range=10.96.0.0/12'], 'pass'],
      ['of the API server', ['--advertise-address=10.0.0.2', '--service-cluster-ip-range=10.96.0.0/12'], 'fail'],
      ['of the API server', ['--bind-address=0.0.0.0', '--service-cluster-ip-range=10.97.0.0/16'], 'fail'],
      ['of the API server, IPv6', ['--advertise-address=FD00:0::5', '--service-cluster-ip-range=fd00:1::/112'], 'pass'],
      ['leaf', ['--bind-address=10.0.0.5'], 'fail'],
    ] as const
  ).map(([name, flags, outcome]) => ({
    name: `${name} with ${flags.join(' ')}`,
    node: () => apiServer(cert(name), {}, ...flags),
    rules: { 'certificate-serving-covers': outcome },
  })),
  {
    name: 'etcd called by an address that its certificate lacks',
    node: () =>
      etcd(
        cert('for both'),
        '--listen-client-urls=https://10.0.0.5:2379',
        '--advertise-client-urls=https://10.0.0.6:2379',
      ),
    rules: { 'certificate-serving-covers': 'fail' },
  },
]
