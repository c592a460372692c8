// Flags of kube-proxy as of 1.36 (cmd/kube-proxy/app/options.go, pkg/proxy/apis/config/v1alpha1/defaults.go), and what follows
// from several together. A configuration file sets the same under names of its own.
import type { CatalogueEntry } from './catalogue.ts'
import { type ComponentFlag, flag, type OtherFlag, otherFlags } from './componentflags.ts'

/** Flags whose values are sent, sorted by name. */
export const kubeProxyFlags: readonly ComponentFlag[] = [
  flag('bind-address', 'ip', "What kube-proxy takes for the node's own address; it does not listen there.", '0.0.0.0'),
  flag('bind-address-hard-fail', 'bool', 'kube-proxy ends when it cannot listen.'),
  flag('cluster-cidr', 'string', 'Addresses of the pods.'),
  flag('config', 'string', 'Configuration file; with one most flags are ignored.'),
  flag('detect-local-mode', 'string', 'How traffic of pods of this node is told from other traffic.', 'ClusterCIDR'),
  flag('feature-gates', 'gates', 'Features that are switched on or off.'),
  flag(
    'healthz-bind-address',
    'string',
    'Address and port that tell everyone whether kube-proxy is well; empty means none.',
    '0.0.0.0:10256',
  ),
  flag('hostname-override', 'string', "Name of the node instead of the machine's."),
  flag('iptables-localhost-nodeports', 'bool', 'Ports of services are open on the loopback address too.', true),
  flag('ipvs-strict-arp', 'bool', 'The node answers for no addresses but those of the interface that is asked.'),
  flag(
    'kubeconfig',
    'string',
    'Kubeconfig with which kube-proxy speaks to the API server; empty means its pod account.',
  ),
  flag('masquerade-all', 'bool', "All traffic to services gets the node's address as its source."),
  flag('master', 'string', 'Address of the API server, instead of that in the kubeconfig.'),
  flag(
    'metrics-bind-address',
    'string',
    'Address and port that serve metrics to everyone; empty means none.',
    '127.0.0.1:10249',
  ),
  flag('nodeport-addresses', 'strings', 'Addresses of the node on which ports of services are open; none means all.'),
  flag('oom-score-adj', 'int32', 'How late the kernel ends kube-proxy when memory is short.', -999),
  flag('profiling', 'bool', 'Serves profiles of the running program beside the metrics.'),
  flag('proxy-mode', 'string', 'How traffic is sent on: iptables, ipvs or nftables.', 'iptables'),
]

/** The other ones, which only have to be read past. */
export const kubeProxyOtherFlags: readonly OtherFlag[] = [
  ['help', 'bool', 'h'],
  ['v', 'count', 'v'],
  ...otherFlags(`
    boot-id-file cleanup:bool cleanup-ipvs:bool config-sync-period:duration conntrack-max-per-core:int32
    conntrack-min:int32 conntrack-tcp-be-liberal:bool conntrack-tcp-timeout-close-wait:duration
    conntrack-tcp-timeout-established:duration conntrack-udp-timeout:duration conntrack-udp-timeout-stream:duration
    healthz-port:int32 init-only:bool iptables-masquerade-bit:int32 iptables-min-sync-period:duration
    iptables-sync-period:duration ipvs-exclude-cidrs:strings ipvs-min-sync-period:duration ipvs-scheduler
    ipvs-sync-period:duration ipvs-tcp-timeout:duration ipvs-tcpfin-timeout:duration ipvs-udp-timeout:duration
    kube-api-burst:int32 kube-api-content-type kube-api-qps log-flush-frequency:duration
    log-json-info-buffer-size:quantity log-json-split-stream:bool log-text-info-buffer-size:quantity
    log-text-split-stream:bool logging-format machine-id-file metrics-port:int32 pod-bridge-interface
    pod-interface-name-prefix proxy-port-range show-hidden-metrics-for-version udp-timeout:duration version
    vmodule:vmodule write-config-to
  `),
]

const scopes = 'loopback, wildcard, link-local, private, public, or none where nothing is served'

/** What follows for kube-proxy from several settings together, sorted by name. */
export const kubeProxyConclusions: readonly CatalogueEntry[] = [
  { path: 'healthzBindScope', type: 'string', about: `How far the address reaches that tells its health: ${scopes}.` },
  { path: 'metricsBindScope', type: 'string', about: `How far the address reaches that serves metrics: ${scopes}.` },
]
