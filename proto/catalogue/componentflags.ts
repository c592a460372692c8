// How the flags of the control plane's components are listed, and those that all of them have (1.36: k8s.io/apiserver
// pkg/server/options, k8s.io/component-base).
import type { Plain } from '../value.ts'
import type { CatalogueEntry, VersionedDefault } from './catalogue.ts'

/** How a flag reads its value. */
export type ComponentFlagKind =
  | 'bool'
  | 'string'
  | 'int32'
  | 'int64'
  | 'count'
  | 'duration'
  | 'quantity'
  | 'ip'
  | 'strings'
  | 'stringArray'
  | 'stringMapNoSplit'
  | 'labels'
  | 'vmodule'
  /** `NAME=true,…`, or `component:NAME=true,…` from 1.31 on; further occurrences add. */
  | 'gates'

/** A flag whose value is sent. */
export interface ComponentFlag extends CatalogueEntry {
  readonly kind: ComponentFlagKind
}

/** A flag that only has to be read past: name, kind, letter. */
export type OtherFlag = readonly [string, ComponentFlagKind, string?]

const types = {
  ...{ bool: 'bool', string: 'string', duration: 'string', quantity: 'string', ip: 'string' },
  ...{ int32: 'int', int64: 'int', count: 'int', strings: 'list', stringArray: 'list', vmodule: 'list' },
  ...{ stringMapNoSplit: 'object', labels: 'object', gates: 'object' },
} as const satisfies Record<ComponentFlagKind, CatalogueEntry['type']>

/** What a flag of that kind is when its component names no default. */
const zeros = { bool: false, int: 0, string: '', list: [], object: {} } as const

/** An entry of a catalogue. */
export function flag(
  path: string,
  kind: ComponentFlagKind,
  about: string,
  value: Plain | readonly VersionedDefault[] = zeros[types[kind]],
): ComponentFlag {
  return { path, kind, type: types[kind], default: value, about }
}

/** Where a component serves, and by which TLS. */
export function servingFlags(port: number, certificates: string): readonly ComponentFlag[] {
  return [
    flag(
      'bind-address',
      'ip',
      'Address that the component listens on; 0.0.0.0 and :: mean all, of both IP versions.',
      '0.0.0.0',
    ),
    flag('cert-dir', 'string', 'Directory of a certificate that the component makes itself.', certificates),
    flag('disable-http2-serving', 'bool', 'Serves without HTTP/2.'),
    flag('permit-port-sharing', 'bool', 'Lets another process listen on the same port.'),
    flag('secure-port', 'int64', 'Port that is served with TLS; 0 serves nothing where that is allowed.', port),
    flag('tls-cert-file', 'string', 'Certificate that is served.'),
    flag('tls-cipher-suites', 'strings', "Cipher suites up to TLS 1.2; none means those of Go's library."),
    flag('tls-min-version', 'string', 'Oldest version of TLS that is spoken; empty means TLS 1.2.'),
    flag('tls-private-key-file', 'string', 'Private key of the certificate that is served.'),
    flag('tls-sni-cert-key', 'stringArray', 'Further certificates with their keys and the names that they are for.'),
  ]
}

/** Whose word about users a component takes from a proxy in front of it. */
export function requestHeaderFlags(names: {
  readonly extra: readonly string[]
  readonly group: readonly string[]
  readonly user: readonly string[]
}): readonly ComponentFlag[] {
  return [
    flag('client-ca-file', 'string', 'Authority whose certificates are accepted from clients.'),
    flag(
      'requestheader-allowed-names',
      'strings',
      'Names of proxies that may say who a user is; none allows all that the authority knows.',
    ),
    flag('requestheader-client-ca-file', 'string', 'Authority of the proxies that may say who a user is.'),
    flag(
      'requestheader-extra-headers-prefix',
      'strings',
      'Prefixes of the headers in which a proxy says more of a user.',
      names.extra,
    ),
    flag('requestheader-group-headers', 'strings', 'Headers in which a proxy names the groups of a user.', names.group),
    flag('requestheader-uid-headers', 'strings', 'Headers in which a proxy names the id of a user.'),
    flag('requestheader-username-headers', 'strings', 'Headers in which a proxy names a user.', names.user),
  ]
}

/** How a component that asks the API server about its clients does that. */
export function delegatedFlags(toleratesFailure: boolean): readonly ComponentFlag[] {
  return [
    flag(
      'authentication-kubeconfig',
      'string',
      'Kubeconfig with which the API server is asked who a client is; without one clients are anonymous.',
    ),
    flag('authentication-skip-lookup', 'bool', 'Does not ask the cluster for what is missing of the configuration.'),
    flag(
      'authentication-token-webhook-cache-ttl',
      'duration',
      'How long an answer about a token is remembered.',
      '10s',
    ),
    flag(
      'authentication-tolerate-lookup-failure',
      'bool',
      'Takes clients for anonymous when the cluster cannot be asked.',
      toleratesFailure,
    ),
    flag('authorization-always-allow-paths', 'strings', 'Paths that everyone may read.', [
      '/healthz',
      '/readyz',
      '/livez',
    ]),
    flag('authorization-kubeconfig', 'string', 'Kubeconfig with which the API server is asked what a client may do.'),
    flag('authorization-webhook-cache-authorized-ttl', 'duration', 'How long a permission is remembered.', '10s'),
    flag('authorization-webhook-cache-unauthorized-ttl', 'duration', 'How long a refusal is remembered.', '10s'),
    ...requestHeaderFlags({ extra: ['x-remote-extra-'], group: ['x-remote-group'], user: ['x-remote-user'] }),
  ]
}

export const featureFlags: readonly ComponentFlag[] = [
  flag('emulated-version', 'strings', 'Older version whose behaviour the component has.'),
  flag('feature-gates', 'gates', 'Features that are switched on or off.'),
]

/** Flags of all components that say nothing of their security. */
export const commonFlags: readonly OtherFlag[] = [
  ['allow-metric-labels', 'string'],
  ['allow-metric-labels-manifest', 'string'],
  ['disabled-metrics', 'strings'],
  ['help', 'bool', 'h'],
  ['http2-max-streams-per-connection', 'int64'],
  ['log-flush-frequency', 'duration'],
  ['log-json-info-buffer-size', 'quantity'],
  ['log-json-split-stream', 'bool'],
  ['log-text-info-buffer-size', 'quantity'],
  ['log-text-split-stream', 'bool'],
  ['logging-format', 'string'],
  ['min-compatibility-version', 'strings'],
  ['permit-address-sharing', 'bool'],
  ['show-hidden-metrics-for-version', 'string'],
  ['tls-curve-preferences', 'strings'],
  ['v', 'count', 'v'],
  ['version', 'string'],
  ['vmodule', 'vmodule'],
]

/** Flags for the election of the replica that works. */
export const electionFlags: readonly OtherFlag[] = [
  ['leader-elect-lease-duration', 'duration'],
  ['leader-elect-renew-deadline', 'duration'],
  ['leader-elect-resource-lock', 'string'],
  ['leader-elect-resource-name', 'string'],
  ['leader-elect-resource-namespace', 'string'],
  ['leader-elect-retry-period', 'duration'],
]

/** A flag after another component's list of names and kinds: `name:kind`, a name alone is a text. */
export function otherFlags(names: string): readonly OtherFlag[] {
  return names
    .split(/\s+/)
    .filter(Boolean)
    .map((each) => {
      const [name = '', kind = 'string'] = each.split(':')
      return [name, kind as ComponentFlagKind] as const
    })
}
