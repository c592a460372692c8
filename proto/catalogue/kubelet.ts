// Fields of KubeletConfiguration, kubelet.config.k8s.io/v1beta1, as of 1.36, with the defaults of its own defaulting and of
// the kubelet's start (pkg/kubelet/apis/config/v1beta1/defaults.go, cmd/kubelet/app). Rows: path, kind, sentence, default.
import type { Plain } from '../value.ts'
import type { CatalogueEntry, SettingType, VersionedDefault } from './catalogue.ts'

/** How the kubelet decodes a field. */
export type KubeletKind = keyof typeof types

const types = {
  bool: 'bool',
  int32: 'int',
  uint32: 'int',
  int64: 'int',
  float: 'double',
  string: 'string',
  /** A relative one in the main file starts at that file's directory. */
  path: 'string',
  /** Text as Go writes it, `4h0m0s`. */
  duration: 'string',
  /** A duration, or a number of nanoseconds. */
  timeOrDuration: 'string',
  quantity: 'string',
  strings: 'list',
  ints: 'list',
  structs: 'list',
  stringMap: 'object',
  secretMap: 'object',
  /** One setting a gate, `featureGates.NAME`, true or false. */
  gates: 'object',
} as const satisfies Record<string, SettingType>

export interface KubeletField extends CatalogueEntry {
  readonly kind: KubeletKind
  /** False, 0 and empty count as set and are no reason for the default. */
  readonly keepsZero: boolean
}

type Default = Plain | readonly VersionedDefault[]

/** A field of which zero (false, 0, empty) means that nobody set it. */
function field(path: string, kind: KubeletKind, about: string, value: Default = zeroOf(kind)): KubeletField {
  return { path, kind, type: types[kind], about, keepsZero: false, default: value, ...secretOf(kind) }
}

/** A field that can be set to zero (a pointer in Go), with a default. */
function kept(path: string, kind: KubeletKind, about: string, value: Default): KubeletField {
  return { ...field(path, kind, about, value), keepsZero: true }
}

/** A field that is not there unless somebody sets it. */
function optional(path: string, kind: KubeletKind, about: string): KubeletField {
  return { path, kind, type: types[kind], about, keepsZero: true }
}

function secretOf(kind: KubeletKind): { secret?: true } {
  return kind === 'secretMap' ? { secret: true } : {}
}

/** What a field is when nothing gives it a value. */
function zeroOf(kind: KubeletKind): Plain {
  if (types[kind] === 'object') return {}
  if (types[kind] === 'list') return []
  if (types[kind] === 'bool') return false
  if (types[kind] === 'int' || types[kind] === 'double') return 0
  if (kind === 'quantity') return '0'
  return kind === 'duration' || kind === 'timeOrDuration' ? '0s' : ''
}

/** Hard thresholds of a kubelet that is started with --config and sets none; without --config there are none. */
export const defaultEvictionHard: readonly VersionedDefault[] = [
  {
    from: '0',
    value: {
      'imagefs.available': '15%',
      'memory.available': '100Mi',
      'nodefs.available': '10%',
      'nodefs.inodesFree': '5%',
    },
  },
  {
    from: '1.30',
    value: {
      'imagefs.available': '15%',
      'imagefs.inodesFree': '5%',
      'memory.available': '100Mi',
      'nodefs.available': '10%',
      'nodefs.inodesFree': '5%',
    },
  },
]

/** Every field, sorted by path. The defaults are those of a kubelet that is started with --config. */
export const kubeletConfiguration: readonly KubeletField[] = [
  field(
    'address',
    'string',
    'Address on which the kubelet serves its API; 0.0.0.0 means every address, IPv6 included.',
    '0.0.0.0',
  ),
  field('allowedUnsafeSysctls', 'strings', 'Kernel settings outside the safe set that pods may ask for.'),
  kept(
    'authentication.anonymous.enabled',
    'bool',
    'Requests without credentials are let in as system:anonymous.',
    false,
  ),
  field('authentication.webhook.cacheTTL', 'duration', 'How long answers about bearer tokens are remembered.', '2m0s'),
  kept('authentication.webhook.enabled', 'bool', 'Bearer tokens are verified by asking the API server.', true),
  field(
    'authentication.x509.clientCAFile',
    'path',
    'Certificate authorities whose client certificates are accepted; empty means none.',
  ),
  field(
    'authorization.mode',
    'string',
    'Who may do what: Webhook asks the API server, AlwaysAllow lets everyone in do everything.',
    'Webhook',
  ),
  field('authorization.webhook.cacheAuthorizedTTL', 'duration', "How long the API server's yes is remembered.", '5m0s'),
  field('authorization.webhook.cacheUnauthorizedTTL', 'duration', "How long the API server's no is remembered.", '30s'),
  field(
    'cgroupDriver',
    'string',
    'How control groups are managed, cgroupfs or systemd; where the container runtime can say, its answer wins.',
    'cgroupfs',
  ),
  field('cgroupRoot', 'string', 'Control group below which pods live.'),
  kept('cgroupsPerQOS', 'bool', 'Pods have control groups by their quality of service.', true),
  field('clusterDNS', 'strings', 'Name servers that pods are given.'),
  field('clusterDomain', 'string', 'Domain that pods search for short names.'),
  field(
    'configMapAndSecretChangeDetectionStrategy',
    'string',
    'How changes of config maps and secrets are noticed: Get, Cache or Watch.',
    'Watch',
  ),
  kept('containerLogMaxFiles', 'int32', 'Most log files that are kept of one container.', 5),
  field('containerLogMaxSize', 'string', "Size at which a container's log file is rotated.", '10Mi'),
  kept('containerLogMaxWorkers', 'int32', 'Log files that are rotated at the same time.', 1),
  kept('containerLogMonitorInterval', 'duration', 'How often log files are looked at for rotation.', '10s'),
  field(
    'containerRuntimeEndpoint',
    'string',
    'Socket of the container runtime.',
    'unix:///run/containerd/containerd.sock',
  ),
  field('contentType', 'string', 'Encoding of requests to the API server.', 'application/vnd.kubernetes.protobuf'),
  kept('cpuCFSQuota', 'bool', 'CPU limits of containers are enforced.', true),
  kept('cpuCFSQuotaPeriod', 'duration', 'Period over which CPU limits are enforced.', '100ms'),
  field('cpuManagerPolicy', 'string', 'Whether containers get CPUs of their own: none or static.', 'none'),
  field('cpuManagerPolicyOptions', 'stringMap', "Options of the CPU manager's policy."),
  field(
    'cpuManagerReconcilePeriod',
    'duration',
    'How often CPU assignments are compared with what they should be.',
    '10s',
  ),
  kept(
    'crashLoopBackOff.maxContainerRestartPeriod',
    'duration',
    'Longest wait before a failing container is started again.',
    [
      { from: '0', value: '' },
      { from: '1.35', value: '5m0s' },
    ],
  ),
  field('enableContentionProfiling', 'bool', 'Contention of locks can be profiled.'),
  kept('enableControllerAttachDetach', 'bool', 'The controller manager attaches volumes, not the kubelet.', true),
  kept('enableDebugFlagsHandler', 'bool', "The log level can be changed over the kubelet's API.", true),
  kept(
    'enableDebuggingHandlers',
    'bool',
    "The kubelet's API can run commands in containers, attach to them, read logs and forward ports.",
    true,
  ),
  kept('enableProfilingHandler', 'bool', "The kubelet's API serves profiles of the kubelet.", true),
  kept('enableServer', 'bool', 'The kubelet serves its API; the read-only port does not depend on it.', true),
  kept('enableSystemLogHandler', 'bool', "The kubelet's API serves the log files of the node.", true),
  kept(
    'enableSystemLogQuery',
    'bool',
    "The kubelet's API answers queries over the logs of the node's services.",
    false,
  ),
  kept(
    'enforceNodeAllocatable',
    'strings',
    'Which reservations are enforced: pods, system-reserved, kube-reserved or none.',
    ['pods'],
  ),
  field('eventBurst', 'int32', 'Events that may be sent at once.', [
    { from: '0', value: 10 },
    { from: '1.27', value: 100 },
  ]),
  kept('eventRecordQPS', 'int32', 'Events a second that may be sent; 0 means 5, not unlimited.', [
    { from: '0', value: 5 },
    { from: '1.27', value: 50 },
  ]),
  field('evictionHard', 'stringMap', 'Thresholds below which pods are evicted at once.', defaultEvictionHard),
  field(
    'evictionMaxPodGracePeriod',
    'int32',
    'Longest grace period, in seconds, for pods that a soft threshold evicts.',
  ),
  field('evictionMinimumReclaim', 'stringMap', 'How much an eviction frees at least.'),
  field(
    'evictionPressureTransitionPeriod',
    'duration',
    'How long pressure must be over before the node is taken for well.',
    '5m0s',
  ),
  field('evictionSoft', 'stringMap', 'Thresholds below which pods are evicted after a grace period.'),
  field('evictionSoftGracePeriod', 'stringMap', 'Grace periods of the soft thresholds.'),
  kept('failCgroupV1', 'bool', 'The kubelet refuses to start on control groups of version 1.', [
    { from: '0', value: false },
    { from: '1.35', value: true },
  ]),
  kept('failSwapOn', 'bool', 'The kubelet refuses to start when the node has swap.', true),
  field('featureGates', 'gates', 'Features that are switched on or off by name.'),
  field('fileCheckFrequency', 'duration', 'How often the directory of static pods is read.', '20s'),
  field('hairpinMode', 'string', 'How a pod can reach itself through its service.', 'promiscuous-bridge'),
  field('healthzBindAddress', 'string', 'Address of the health endpoint.', '127.0.0.1'),
  kept('healthzPort', 'int32', 'Port of the health endpoint; 0 switches it off.', 10248),
  field('httpCheckFrequency', 'duration', 'How often the URL of static pods is asked.', '20s'),
  kept('imageGCHighThresholdPercent', 'int32', 'Disk use above which images are removed.', 85),
  kept('imageGCLowThresholdPercent', 'int32', 'Disk use down to which images are removed.', 80),
  field('imageMaximumGCAge', 'duration', 'Age at which unused images are removed; 0s means never.'),
  field('imageMinimumGCAge', 'duration', 'Age below which unused images are kept.', '2m0s'),
  field(
    'imagePullCredentialsVerificationPolicy',
    'string',
    'Whether a pod needs credentials for an image that is already on the node.',
    [
      { from: '0', value: '' },
      { from: '1.35', value: 'NeverVerifyPreloadedImages' },
    ],
  ),
  field('imageServiceEndpoint', 'string', "Socket of the image service, where it is not the container runtime's."),
  kept('iptablesDropBit', 'int32', 'Bit of the mark for packets to drop.', 15),
  kept('iptablesMasqueradeBit', 'int32', 'Bit of the mark for packets to masquerade.', 14),
  field('kernelMemcgNotification', 'bool', 'The kernel tells of memory thresholds.'),
  field('kubeAPIBurst', 'int32', 'Requests to the API server that may be sent at once.', [
    { from: '0', value: 10 },
    { from: '1.27', value: 100 },
  ]),
  kept('kubeAPIQPS', 'int32', 'Requests to the API server a second.', [
    { from: '0', value: 5 },
    { from: '1.27', value: 50 },
  ]),
  field('kubeReserved', 'stringMap', "Resources kept for Kubernetes' own programs."),
  field('kubeReservedCgroup', 'string', "Control group of Kubernetes' own programs."),
  field('kubeletCgroups', 'string', 'Control group of the kubelet.'),
  kept('localStorageCapacityIsolation', 'bool', 'Local ephemeral storage is accounted for.', true),
  field('logging.flushFrequency', 'timeOrDuration', 'How often logs are flushed.', '5s'),
  field('logging.format', 'string', 'Format of logs: text or json.', 'text'),
  field('logging.options.json.infoBufferSize', 'quantity', 'Buffer of information messages in JSON format.', '0'),
  field('logging.options.json.splitStream', 'bool', 'Errors and information go to different streams in JSON format.'),
  field('logging.options.text.infoBufferSize', 'quantity', 'Buffer of information messages in text format.', '0'),
  field('logging.options.text.splitStream', 'bool', 'Errors and information go to different streams in text format.'),
  field('logging.verbosity', 'uint32', 'How much is logged; from 6 on requests with their content.'),
  field('logging.vmodule', 'structs', 'How much is logged by source file.'),
  kept('makeIPTablesUtilChains', 'bool', 'The kubelet keeps its chain of iptables.', true),
  field('maxOpenFiles', 'int64', 'Files that the kubelet may have open.', 1000000),
  optional('maxParallelImagePulls', 'int32', 'Images that are pulled at the same time.'),
  field('maxPods', 'int32', 'Pods that run on the node at most.', 110),
  field('memoryManagerPolicy', 'string', 'Whether pods get memory of their own NUMA nodes: None or Static.', 'None'),
  field('memoryReservationPolicy', 'string', 'How memory.min and memory.low protect pods.', [
    { from: '0', value: '' },
    { from: '1.36', value: 'None' },
  ]),
  field('memorySwap.swapBehavior', 'string', 'How much swap pods may use.'),
  kept('memoryThrottlingFactor', 'float', 'Part of the memory limit from which a container is slowed down.', [
    { from: '0', value: 0.8 },
    { from: '1.27', value: 0.9 },
  ]),
  kept('mergeDefaultEvictionSettings', 'bool', 'Hard thresholds that are not set keep their defaults.', false),
  field(
    'nodeLeaseDurationSeconds',
    'int32',
    'How long the node counts as alive after its last sign of life, in seconds.',
    40,
  ),
  kept('nodeStatusMaxImages', 'int32', "Images that are reported in the node's status.", 50),
  field('nodeStatusReportFrequency', 'duration', 'How often an unchanged status is reported.', '5m0s'),
  field('nodeStatusUpdateFrequency', 'duration', 'How often the status is computed.', '10s'),
  kept('oomScoreAdj', 'int32', 'How readily the kernel kills the kubelet when memory is short.', -999),
  field('podCIDR', 'string', 'Addresses of pods of a kubelet without API server.'),
  field('podLogsDir', 'path', "Directory of the pods' logs.", '/var/log/pods'),
  kept('podPidsLimit', 'int64', 'Processes a pod may have; 0 and -1 mean no limit a pod.', -1),
  field('podsPerCore', 'int32', 'Pods a CPU core; 0 means no such limit.'),
  field('port', 'int32', "Port of the kubelet's API.", 10250),
  field(
    'preloadedImagesVerificationAllowlist',
    'strings',
    'Images that need no credentials once they are on the node.',
  ),
  field(
    'protectKernelDefaults',
    'bool',
    'The kubelet refuses to start when kernel settings are not as it wants them, instead of changing them.',
  ),
  field('providerID', 'string', "The node's name at its cloud."),
  field('qosReserved', 'stringMap', 'Part of requests that is kept from lower classes of service.'),
  field(
    'readOnlyPort',
    'int32',
    'Port that serves pods and metrics to everyone without authentication; 0 switches it off.',
  ),
  kept('registerNode', 'bool', 'The kubelet registers its node.', true),
  field('registerWithTaints', 'structs', 'Taints with which the node is registered.'),
  field('registryBurst', 'int32', 'Image pulls that may start at once.', 10),
  kept('registryPullQPS', 'int32', 'Image pulls a second.', 5),
  field('reservedMemory', 'structs', 'Memory that is kept by NUMA node.'),
  field('reservedSystemCPUs', 'string', 'CPUs kept for the system.'),
  kept('resolvConf', 'path', 'Resolver configuration from which that of pods is made.', '/etc/resolv.conf'),
  field('rotateCertificates', 'bool', 'The kubelet renews its client certificate.'),
  field('runOnce', 'bool', 'The kubelet runs the static pods and ends.'),
  field('runtimeRequestTimeout', 'duration', 'How long requests to the container runtime may take.', '2m0s'),
  kept(
    'seccompDefault',
    'bool',
    "Containers that ask for no seccomp profile get the runtime's default; the flag and the field are joined by or.",
    false,
  ),
  kept('serializeImagePulls', 'bool', 'Images are pulled one after the other.', true),
  field('serverTLSBootstrap', 'bool', 'The kubelet asks the API server for its serving certificate and renews it.'),
  field('showHiddenMetricsForVersion', 'string', 'Version whose hidden metrics are shown.'),
  field('shutdownGracePeriod', 'duration', "How long the node's shutdown waits for pods."),
  field(
    'shutdownGracePeriodByPodPriority',
    'structs',
    "How long the node's shutdown waits for pods, by their priority.",
  ),
  field('shutdownGracePeriodCriticalPods', 'duration', 'Part of the shutdown that is kept for critical pods.'),
  optional('singleProcessOOMKill', 'bool', 'Out of memory, one process of a container is killed and not all of them.'),
  field('staticPodPath', 'path', 'Directory of static pods: what lies there runs.'),
  field('staticPodURL', 'string', 'URL from which static pods are fetched: whoever controls it runs pods here.'),
  field('staticPodURLHeader', 'secretMap', 'Headers sent to that URL.'),
  field(
    'streamingConnectionIdleTimeout',
    'duration',
    'How long an idle exec, attach or port-forward stays open; without effect from 1.34 on.',
    '4h0m0s',
  ),
  field('syncFrequency', 'duration', 'How often running containers are compared with what should run.', '1m0s'),
  field('systemCgroups', 'string', 'Control group for programs outside of any.'),
  field('systemReserved', 'stringMap', "Resources kept for the system's own programs."),
  field('systemReservedCgroup', 'string', "Control group of the system's own programs."),
  field(
    'tlsCertFile',
    'path',
    'Serving certificate that is configured; empty means a self-signed one or one from the API server.',
  ),
  field('tlsCipherSuites', 'strings', 'Cipher suites that are served; empty means the defaults of Go.'),
  field(
    'tlsCurvePreferences',
    'ints',
    'Key exchanges that are served, by their numbers; empty means the defaults of Go.',
  ),
  field('tlsMinVersion', 'string', 'Oldest version of TLS that is served; empty means VersionTLS12.'),
  field('tlsPrivateKeyFile', 'path', 'Key of the serving certificate that is configured.'),
  field('topologyManagerPolicy', 'string', 'Whether resources are aligned by NUMA node.', 'none'),
  field('topologyManagerPolicyOptions', 'stringMap', "Options of the topology manager's policy."),
  field('topologyManagerScope', 'string', 'Whether resources are aligned by container or by pod.', 'container'),
  optional('tracing.endpoint', 'string', 'Where traces are sent.'),
  optional('tracing.samplingRatePerMillion', 'int32', 'How many of a million requests are traced.'),
  optional('userNamespaces.idsPerPod', 'int64', 'User ids a pod with its own user namespace gets.'),
  field(
    'volumePluginDir',
    'path',
    'Directory of volume plugins: what lies there is run by the kubelet.',
    '/usr/libexec/kubernetes/kubelet-plugins/volume/exec/',
  ),
  field('volumeStatsAggPeriod', 'duration', 'How often the space used by volumes is computed.', '1m0s'),
]

/** Defaults that a kubelet without --config has instead (applyLegacyDefaults in cmd/kubelet/app/options). */
export const kubeletFlagDefaults: Readonly<Record<string, Plain>> = {
  'authentication.anonymous.enabled': true,
  'authentication.webhook.enabled': false,
  'authorization.mode': 'AlwaysAllow',
  evictionHard: {},
  readOnlyPort: 10255,
}
