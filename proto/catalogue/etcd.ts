// What etcd 3.4 to 3.6 can be told that matters for who reaches its data, by the names of its flags (server/embed/config.go),
// and what follows from it. Flags of etcd that are not here are read past.
import type { Plain } from '../value.ts'
import type { CatalogueEntry, SettingType } from './catalogue.ts'

const types = {
  bool: 'bool',
  string: 'string',
  uint: 'int',
  /** Addresses, separated by commas. */
  urls: 'list',
  /** Separated by commas, in the configuration file too. */
  csv: 'list',
  /** Separated by commas as a flag, a list in the configuration file. */
  list: 'list',
} as const satisfies Record<string, SettingType>

export type EtcdKind = keyof typeof types

export interface EtcdSetting extends CatalogueEntry {
  readonly kind: EtcdKind
  readonly default: Plain
  /** Keys that lead to it in the configuration file; none where only flag and environment can set it. */
  readonly file: readonly string[]
}

const zero: Readonly<Record<EtcdKind, Plain>> = { bool: false, string: '', uint: 0, urls: [], csv: [], list: [] }

function setting(path: string, kind: EtcdKind, about: string, more: Partial<EtcdSetting> = {}): EtcdSetting {
  return { path, kind, type: types[kind], about, default: zero[kind], file: [path], ...more }
}

/** A setting of the file's section for clients or for peers. */
function inClient(key: string): Pick<EtcdSetting, 'file'> {
  return { file: ['client-transport-security', key] }
}

function inPeer(key: string): Pick<EtcdSetting, 'file'> {
  return { file: ['peer-transport-security', key] }
}

const flagOnly = { file: [] }

/** Every setting, sorted by path. */
export const etcdSettings: readonly EtcdSetting[] = [
  setting('advertise-client-urls', 'urls', 'Addresses that clients are told to use.', {
    default: ['http://localhost:2379'],
  }),
  setting('auth-token', 'string', 'Kind of the tokens that users of etcd get, with the files of their keys.', {
    default: 'simple',
  }),
  setting('auth-token-ttl', 'uint', 'Seconds that a simple token lives.', { default: 300 }),
  setting(
    'auto-tls',
    'bool',
    'Clients are served with a certificate that etcd makes for itself.',
    inClient('auto-tls'),
  ),
  setting('bcrypt-cost', 'uint', 'Effort with which passwords of users of etcd are hashed.', { default: 10 }),
  setting('cert-file', 'string', 'Certificate with which clients are served.', inClient('cert-file')),
  setting('cipher-suites', 'list', 'Cipher suites of TLS 1.2 that are offered; empty means those of Go.'),
  setting(
    'client-cert-allowed-hostname',
    'list',
    'Names of which one must be in the certificate of a client; empty means any.',
    inClient('allowed-hostname'),
  ),
  setting(
    'client-cert-auth',
    'bool',
    'Clients must show a certificate, and its common name is their user of etcd.',
    inClient('client-cert-auth'),
  ),
  setting(
    'client-cert-file',
    'string',
    'Certificate with which etcd calls itself where that is not the serving one.',
    inClient('client-cert-file'),
  ),
  setting('client-crl-file', 'string', 'List of client certificates that were revoked.', flagOnly),
  setting('client-key-file', 'string', 'Private key of client-cert-file.', inClient('client-key-file')),
  setting(
    'config-file',
    'string',
    'Configuration file; where there is one, every other flag and variable is ignored.',
    flagOnly,
  ),
  setting('cors', 'csv', 'Origins from which browsers may call.', { default: ['*'] }),
  setting('data-dir', 'string', 'Directory of the data; without one `NAME.etcd` where etcd was started.'),
  setting('enable-grpc-gateway', 'bool', 'The API is served as JSON over HTTP too.', { default: true }),
  setting('enable-pprof', 'bool', 'Profiles are served to clients.'),
  setting('feature-gates', 'string', 'Features that are switched on or off, `NAME=true` separated by commas.'),
  setting('force-new-cluster', 'bool', 'This member makes a new cluster of its data.'),
  setting('host-whitelist', 'csv', 'Names of the host that unencrypted requests may be for.', { default: ['*'] }),
  setting('initial-advertise-peer-urls', 'urls', 'Addresses that other members are told to use.', {
    default: ['http://localhost:2380'],
  }),
  setting('key-file', 'string', 'Private key of cert-file.', inClient('key-file')),
  setting('listen-client-http-urls', 'urls', 'Addresses that serve clients by HTTP without gRPC.'),
  setting('listen-client-urls', 'urls', 'Addresses that serve clients.', { default: ['http://localhost:2379'] }),
  setting('listen-metrics-urls', 'urls', 'Further addresses that serve metrics and health to everyone who is let in.'),
  setting('listen-peer-urls', 'urls', 'Addresses that serve other members.', { default: ['http://localhost:2380'] }),
  setting('log-level', 'string', 'How much is logged; debug serves profiles to clients as well.', { default: 'info' }),
  setting('metrics', 'string', 'Detail of the metrics, basic or extensive.', { default: 'basic' }),
  setting('name', 'string', 'Name of this member.', { default: 'default' }),
  setting(
    'peer-auto-tls',
    'bool',
    'Other members are served with a certificate that etcd makes for itself.',
    inPeer('auto-tls'),
  ),
  setting(
    'peer-cert-allowed-cn',
    'list',
    'Common names of which the certificate of a member must have one; empty means any.',
    inPeer('allowed-cn'),
  ),
  setting(
    'peer-cert-allowed-hostname',
    'list',
    'Names of which one must be in the certificate of a member; empty means any.',
    inPeer('allowed-hostname'),
  ),
  setting('peer-cert-file', 'string', 'Certificate with which members are served and called.', inPeer('cert-file')),
  setting('peer-client-cert-auth', 'bool', 'Other members must show a certificate.', inPeer('client-cert-auth')),
  setting(
    'peer-client-cert-file',
    'string',
    'Certificate with which members are called where that is not the serving one.',
    inPeer('client-cert-file'),
  ),
  setting('peer-client-key-file', 'string', 'Private key of peer-client-cert-file.', inPeer('client-key-file')),
  setting('peer-crl-file', 'string', 'List of certificates of members that were revoked.', flagOnly),
  setting('peer-key-file', 'string', 'Private key of peer-cert-file.', inPeer('key-file')),
  setting(
    'peer-skip-client-san-verification',
    'bool',
    'The names in the certificate of a member need not fit the address that it calls from.',
    inPeer('skip-client-san-verification'),
  ),
  setting(
    'peer-trusted-ca-file',
    'string',
    'Authorities whose certificates members are asked for; one alone makes etcd ask.',
    inPeer('trusted-ca-file'),
  ),
  setting('self-signed-cert-validity', 'uint', 'Years that certificates live that etcd makes for itself.', {
    default: 1,
  }),
  setting('strict-reconfig-check', 'bool', 'Changes of the members that would lose the majority are refused.', {
    default: true,
  }),
  setting('tls-max-version', 'string', 'Newest version of TLS; empty means the newest that Go has.'),
  setting('tls-min-version', 'string', 'Oldest version of TLS.', { default: 'TLS1.2' }),
  setting(
    'trusted-ca-file',
    'string',
    'Authorities whose certificates clients are asked for; one alone makes etcd ask.',
    inClient('trusted-ca-file'),
  ),
  setting('unsafe-no-fsync', 'bool', 'What is written is not forced to the disk.'),
  setting('wal-dir', 'string', 'Directory of the write-ahead log where that is not below the data.'),
]

/** What follows from several settings together, sorted by name. */
export const etcdConclusions: readonly CatalogueEntry[] = [
  {
    path: 'clientAutoTls',
    type: 'bool',
    about: 'Clients are served with a certificate that etcd made for itself: auto-tls, and no certificate is given.',
  },
  {
    path: 'clientCertificateRequired',
    type: 'bool',
    about: 'No client gets in without a certificate, at whichever address.',
  },
  {
    path: 'clientCertificatesFrom',
    type: 'string',
    about: 'Whose client certificates are accepted: `trusted-ca-file`, `system roots`, or `nobody` is asked for one.',
  },
  { path: 'peerAutoTls', type: 'bool', about: 'Members are served with a certificate that etcd made for itself.' },
  {
    path: 'peerCertificateRequired',
    type: 'bool',
    about: 'No member gets in without a certificate, at whichever address.',
  },
  {
    path: 'plainTextClientUrls',
    type: 'list',
    about: 'Addresses that serve clients without TLS, whatever certificates are set.',
  },
  { path: 'plainTextPeerUrls', type: 'list', about: 'Addresses that serve members without TLS.' },
  {
    path: 'publicMetricsUrls',
    type: 'list',
    about: 'Addresses beyond this node that serve metrics and health to whoever asks.',
  },
  { path: 'walDirectory', type: 'string', about: 'Directory of the write-ahead log, a path on the host.' },
]
