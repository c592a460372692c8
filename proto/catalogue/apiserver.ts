// Flags of kube-apiserver as of 1.36 (k8s.io/apiserver pkg/server/options, pkg/kubeapiserver/options), and what follows
// from several together.
import type { CatalogueEntry } from './catalogue.ts'
import {
  type ComponentFlag,
  commonFlags,
  featureFlags,
  flag,
  type OtherFlag,
  otherFlags,
  requestHeaderFlags,
  servingFlags,
} from './componentflags.ts'

const authentication: readonly ComponentFlag[] = [
  flag('anonymous-auth', 'bool', 'Whether requests without credentials are served as anonymous ones.', true),
  flag('api-audiences', 'strings', 'Audiences of the tokens that are accepted; none means the issuer.'),
  flag('authentication-config', 'string', 'File that configures tokens of other issuers and anonymous requests.'),
  flag('authentication-token-webhook-cache-ttl', 'duration', 'How long an answer about a token is remembered.', '2m0s'),
  flag('authentication-token-webhook-config-file', 'string', 'Kubeconfig of a service that is asked about tokens.'),
  flag('enable-bootstrap-token-auth', 'bool', 'Accepts the tokens with which nodes join.'),
  flag('oidc-ca-file', 'string', 'Authority of the OpenID issuer.'),
  flag('oidc-client-id', 'string', 'Client for which the OpenID issuer makes tokens.'),
  flag('oidc-groups-claim', 'string', 'Claim that names the groups of a user.'),
  flag('oidc-groups-prefix', 'string', 'What is put before the groups of the OpenID issuer.'),
  flag('oidc-issuer-url', 'string', 'OpenID issuer whose tokens are accepted.'),
  flag('oidc-required-claim', 'stringMapNoSplit', 'Claims that a token must have.'),
  flag('oidc-signing-algs', 'strings', 'Algorithms of signatures that are accepted.', ['RS256']),
  flag('oidc-username-claim', 'string', 'Claim that names the user.', 'sub'),
  flag('oidc-username-prefix', 'string', 'What is put before the users of the OpenID issuer.'),
  flag('token-auth-file', 'string', 'File of passwords that never change, in plain text.'),
  ...requestHeaderFlags({ extra: [], group: [], user: [] }),
]

const serviceAccounts: readonly ComponentFlag[] = [
  flag(
    'service-account-extend-token-expiration',
    'bool',
    'Makes the tokens of pods last up to a year, for old clients.',
    true,
  ),
  flag(
    'service-account-issuer',
    'stringArray',
    'Who issues the tokens of service accounts; all but the first are only accepted.',
  ),
  flag('service-account-jwks-uri', 'string', 'Where others find the keys of the tokens.'),
  flag('service-account-key-file', 'stringArray', 'Keys by which the tokens of service accounts are verified.'),
  flag('service-account-lookup', 'bool', 'Refuses the tokens of service accounts that are deleted.', true),
  flag('service-account-max-token-expiration', 'duration', 'Longest life of a token; 0s has no limit.', '0s'),
  flag('service-account-signing-endpoint', 'string', 'Socket of a program that signs the tokens.'),
  flag('service-account-signing-key-file', 'string', 'Private key that signs the tokens of service accounts.'),
]

const authorization: readonly ComponentFlag[] = [
  flag('authorization-config', 'string', 'File that lists the authorizers.'),
  flag(
    'authorization-mode',
    'strings',
    'Authorizers in their order; each may allow what the others have no opinion of.',
    ['AlwaysAllow'],
  ),
  flag('authorization-policy-file', 'string', 'Policy of the mode ABAC.'),
  flag(
    'authorization-webhook-cache-authorized-ttl',
    'duration',
    'How long a permission of the webhook is remembered.',
    '5m0s',
  ),
  flag(
    'authorization-webhook-cache-unauthorized-ttl',
    'duration',
    'How long a refusal of the webhook is remembered.',
    '30s',
  ),
  flag('authorization-webhook-config-file', 'string', 'Kubeconfig of the service of the mode Webhook.'),
  flag('authorization-webhook-version', 'string', 'Version of the question that the webhook is asked.', 'v1beta1'),
]

const admission: readonly ComponentFlag[] = [
  flag('admission-control', 'strings', 'All plugins of admission; the older flag, which goes with none of the others.'),
  flag('admission-control-config-file', 'string', 'File that configures plugins of admission.'),
  flag('disable-admission-plugins', 'strings', 'Plugins of admission that are switched off.'),
  flag('enable-admission-plugins', 'strings', 'Plugins of admission beside those of the defaults.'),
]

/** The log was neither rotated nor limited by itself before 1.36. */
function rotation(path: string, about: string, from136: number): ComponentFlag {
  return flag(path, 'int64', about, [
    { from: '0', value: 0 },
    { from: '1.36', value: from136 },
  ])
}

const audit: readonly ComponentFlag[] = [
  flag('audit-log-compress', 'bool', 'Compresses rotated logs.'),
  flag('audit-log-format', 'string', 'Format of the log.', 'json'),
  rotation('audit-log-maxage', 'Days that rotated logs are kept; 0 has no limit.', 366),
  rotation('audit-log-maxbackup', 'Number of rotated logs that are kept; 0 has no limit.', 100),
  rotation('audit-log-maxsize', 'Megabytes after which the log is rotated; 0 never.', 100),
  flag('audit-log-mode', 'string', 'Whether a request waits for its record.', 'blocking'),
  flag('audit-log-path', 'string', 'File of the log; a dash is the standard output.'),
  flag('audit-log-truncate-enabled', 'bool', 'Shortens records that are too large.'),
  flag('audit-policy-file', 'string', 'Policy that says what is recorded; without one nothing is.'),
  flag('audit-webhook-config-file', 'string', 'Kubeconfig of a service that gets the records.'),
  flag('audit-webhook-mode', 'string', 'Whether a request waits until the service has its record.', 'batch'),
]

const storage: readonly ComponentFlag[] = [
  flag('encryption-provider-config', 'string', 'File that says what is encrypted before it is stored.'),
  flag('encryption-provider-config-automatic-reload', 'bool', 'Reads that file again when it changes.'),
  flag('etcd-cafile', 'string', 'Authority of the certificate that etcd serves.'),
  flag('etcd-certfile', 'string', 'Client certificate for etcd.'),
  flag('etcd-keyfile', 'string', 'Private key of the client certificate for etcd.'),
  flag('etcd-prefix', 'string', 'Beginning of all keys in etcd.', '/registry'),
  flag('etcd-servers', 'strings', 'Where etcd is.'),
  flag('etcd-servers-overrides', 'strings', 'Where etcd is for some resources.'),
]

const others: readonly ComponentFlag[] = [
  flag('advertise-address', 'ip', 'Address that the cluster is told to use.'),
  flag('aggregator-reject-forwarding-redirect', 'bool', 'Does not pass on redirections of extension servers.', true),
  flag('allow-privileged', 'bool', 'Lets containers be privileged.'),
  flag('contention-profiling', 'bool', 'Profiles locks too, where profiling is on.'),
  flag('cors-allowed-origins', 'strings', 'Web sites whose scripts may ask the API.'),
  flag('debug-socket-path', 'string', 'Socket that serves profiling without any credentials.'),
  flag('egress-selector-config-file', 'string', 'File that says how the API server reaches nodes and services.'),
  flag('enable-aggregator-routing', 'bool', 'Reaches extension servers by the addresses of their pods.'),
  flag('enable-logs-handler', 'bool', 'Serves the files of /var/log.', [
    { from: '0', value: true },
    { from: '1.31', value: false },
  ]),
  flag('enable-priority-and-fairness', 'bool', 'Keeps one client from taking all the time of the API server.', true),
  flag('event-ttl', 'duration', 'How long events are kept.', '1h0m0s'),
  flag(
    'kubelet-certificate-authority',
    'string',
    'Authority of the certificates that kubelets serve; without one they are not verified.',
  ),
  flag('kubelet-client-certificate', 'string', 'Client certificate for kubelets.'),
  flag('kubelet-client-key', 'string', 'Private key of the client certificate for kubelets.'),
  flag('kubelet-preferred-address-types', 'strings', 'By which of its addresses a kubelet is reached.', [
    'Hostname',
    'InternalDNS',
    'InternalIP',
    'ExternalDNS',
    'ExternalIP',
  ]),
  flag('max-mutating-requests-inflight', 'int64', 'Most requests that change something at one time.', 200),
  flag('max-requests-inflight', 'int64', 'Most requests that only read at one time.', 400),
  flag('peer-ca-file', 'string', 'Authority of the certificates of other API servers.'),
  flag('profiling', 'bool', 'Serves profiles of the running program.', true),
  flag('proxy-client-cert-file', 'string', 'Certificate by which extension servers know the API server.'),
  flag('proxy-client-key-file', 'string', 'Private key of the certificate for extension servers.'),
  flag('request-timeout', 'duration', 'Longest time that a request may take.', '1m0s'),
  flag('runtime-config', 'labels', 'Versions of the API that are switched on or off.'),
  flag('service-cluster-ip-range', 'string', 'Addresses of services.'),
  flag('strict-transport-security-directives', 'strings', 'What browsers are told of HTTPS.'),
  flag('tracing-config-file', 'string', 'File that configures tracing.'),
]

/** Flags of kube-apiserver whose values are sent. */
export const apiServerFlags: readonly ComponentFlag[] = [
  ...authentication,
  ...serviceAccounts,
  ...authorization,
  ...admission,
  ...audit,
  ...storage,
  ...others,
  ...servingFlags(6443, '/var/run/kubernetes'),
  ...featureFlags,
].sort((a, b) => (a.path < b.path ? -1 : 1))

/** The other ones, which only have to be read past. */
export const apiServerOtherFlags: readonly OtherFlag[] = [
  ...commonFlags,
  ...otherFlags(`
    apiserver-count:int64 audit-log-batch-buffer-size:int64 audit-log-batch-max-size:int64
    audit-log-batch-max-wait:duration audit-log-batch-throttle-burst:int64 audit-log-batch-throttle-enable:bool
    audit-log-batch-throttle-qps audit-log-truncate-max-batch-size:int64 audit-log-truncate-max-event-size:int64
    audit-log-version audit-webhook-batch-buffer-size:int64 audit-webhook-batch-initial-backoff:duration
    audit-webhook-batch-max-size:int64 audit-webhook-batch-max-wait:duration audit-webhook-batch-throttle-burst:int64
    audit-webhook-batch-throttle-enable:bool audit-webhook-batch-throttle-qps audit-webhook-initial-backoff:duration
    audit-webhook-truncate-enabled:bool audit-webhook-truncate-max-batch-size:int64
    audit-webhook-truncate-max-event-size:int64 audit-webhook-version authentication-token-webhook-version
    coordinated-leadership-lease-duration:duration coordinated-leadership-renew-deadline:duration
    coordinated-leadership-retry-period:duration default-not-ready-toleration-seconds:int64
    default-unreachable-toleration-seconds:int64 default-watch-cache-size:int64 delete-collection-workers:int64
    emulation-forward-compatible:bool enable-garbage-collector:bool endpoint-reconciler-type
    etcd-compaction-interval:duration etcd-count-metric-poll-period:duration etcd-db-metric-poll-interval:duration
    etcd-healthcheck-timeout:duration etcd-readycheck-timeout:duration external-hostname goaway-chance kubelet-port:int64
    kubelet-read-only-port:int64 kubelet-timeout:duration kubernetes-service-node-port:int64
    lease-reuse-duration-seconds:int64 livez-grace-period:duration max-connection-bytes-per-sec:int64
    min-request-timeout:int64 peer-advertise-ip peer-advertise-port runtime-config-emulation-forward-compatible:bool
    service-node-port-range shutdown-delay-duration:duration shutdown-send-retry-after:bool
    shutdown-watch-termination-grace-period:duration storage-backend storage-initialization-timeout:duration
    storage-media-type watch-cache:bool watch-cache-sizes:strings
  `),
]

/** What follows for the API server from several settings together. */
export const apiServerConclusions: readonly CatalogueEntry[] = [
  {
    path: 'admissionPlugins',
    type: 'list',
    about:
      'Plugins of admission that are switched on: the defaults of the version, with what is enabled, without what is disabled.',
  },
  {
    path: 'anonymousPaths',
    type: 'list',
    about: 'Paths to which anonymous requests are limited; empty where they are not limited or not served at all.',
  },
  {
    path: 'anonymousRequests',
    type: 'string',
    about: 'Whether anonymous requests are served: refused, some paths, or allowed.',
  },
  {
    path: 'auditLogRotation',
    type: 'int',
    about:
      'Megabytes at which the audit log is rotated in the end: before 1.36 zero counts as 100, since then as never.',
  },
  {
    path: 'auditRecords',
    type: 'bool',
    about: 'Whether there are both a policy and a place for records of requests; without a policy none is made.',
  },
  {
    path: 'authorizationModes',
    type: 'list',
    about:
      'Types of the authorizers in their order, of flags or file; AlwaysAllow anywhere allows what no other one denies.',
  },
  { path: 'encryptionConfigured', type: 'bool', about: 'Whether a file says what is encrypted before it is stored.' },
  {
    path: 'secureBindScope',
    type: 'string',
    about: 'How far the address reaches that is served: loopback, wildcard, link-local, private or public.',
  },
]
