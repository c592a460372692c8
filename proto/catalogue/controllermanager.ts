// Flags of kube-controller-manager as of 1.36 (cmd/kube-controller-manager/app/options), and what follows from several.
import type { CatalogueEntry } from './catalogue.ts'
import {
  type ComponentFlag,
  commonFlags,
  delegatedFlags,
  electionFlags,
  featureFlags,
  flag,
  type OtherFlag,
  otherFlags,
  servingFlags,
} from './componentflags.ts'

function signing(signer: string, what: string): readonly ComponentFlag[] {
  return [
    flag(`cluster-signing-${signer}cert-file`, 'string', `Authority that signs ${what}.`),
    flag(`cluster-signing-${signer}key-file`, 'string', `Private key of the authority that signs ${what}.`),
  ]
}

/** Flags of kube-controller-manager whose values are sent. */
export const controllerManagerFlags: readonly ComponentFlag[] = [
  flag('allocate-node-cidrs', 'bool', 'Gives each node a range of addresses for its pods.'),
  flag('cloud-config', 'string', 'Configuration of the cloud provider.'),
  flag('cloud-provider', 'string', 'Name of the cloud provider.'),
  flag('cluster-cidr', 'string', 'Addresses of pods.'),
  flag('cluster-name', 'string', 'Name of the cluster.', 'kubernetes'),
  flag('cluster-signing-duration', 'duration', 'Longest life of a certificate that is signed.', '8760h0m0s'),
  ...signing('', 'certificates of the cluster'),
  ...signing('kube-apiserver-client-', 'client certificates for the API server'),
  ...signing('kubelet-client-', 'client certificates of kubelets'),
  ...signing('kubelet-serving-', 'serving certificates of kubelets'),
  ...signing('legacy-unknown-', 'certificates of no known signer'),
  flag('contention-profiling', 'bool', 'Profiles locks too, where profiling is on.'),
  flag('controllers', 'strings', 'Controllers that run; a star is those of the defaults, a dash switches one off.', [
    '*',
  ]),
  flag('enable-dynamic-provisioning', 'bool', 'Makes volumes when they are claimed.', true),
  flag('enable-garbage-collector', 'bool', 'Deletes what belongs to deleted objects.', true),
  flag('enable-hostpath-provisioner', 'bool', 'Makes volumes of directories of the node, for tests.'),
  flag(
    'flex-volume-plugin-dir',
    'string',
    'Directory of programs that mount volumes.',
    '/usr/libexec/kubernetes/kubelet-plugins/volume/exec/',
  ),
  flag('kubeconfig', 'string', 'Kubeconfig with which the component speaks to the API server.'),
  flag('leader-elect', 'bool', 'Lets only one of several replicas work.', true),
  flag(
    'legacy-service-account-token-clean-up-period',
    'duration',
    'Time without use after which an old token is deleted.',
    '8760h0m0s',
  ),
  flag('master', 'string', 'Address of the API server, instead of that in the kubeconfig.'),
  flag('profiling', 'bool', 'Serves profiles of the running program.', true),
  flag('root-ca-file', 'string', 'Authority that service accounts are told to trust.'),
  flag(
    'service-account-private-key-file',
    'string',
    'Private key that signs the old, lasting tokens of service accounts.',
  ),
  flag('service-cluster-ip-range', 'string', 'Addresses of services.'),
  flag('terminated-pod-gc-threshold', 'int32', 'Ended pods that are kept; 0 and less keep all.', 12500),
  flag('use-service-account-credentials', 'bool', 'Gives each controller an account of its own.'),
  ...servingFlags(10257, ''),
  ...delegatedFlags(false),
  ...featureFlags,
].sort((a, b) => (a.path < b.path ? -1 : 1))

/** The other ones, which only have to be read past. */
export const controllerManagerOtherFlags: readonly OtherFlag[] = [
  ...commonFlags,
  ...electionFlags,
  ...otherFlags(`
    allow-untagged-cloud:bool attach-detach-reconcile-sync-period:duration cidr-allocator-type
    concurrent-cron-job-syncs:int32 concurrent-daemonset-syncs:int32 concurrent-deployment-syncs:int32
    concurrent-device-taint-eviction-syncs:int32 concurrent-endpoint-syncs:int32
    concurrent-ephemeralvolume-syncs:int32 concurrent-gc-syncs:int32
    concurrent-horizontal-pod-autoscaler-syncs:int32 concurrent-job-syncs:int32 concurrent-namespace-syncs:int32
    concurrent-rc-syncs:int32 concurrent-replicaset-syncs:int32 concurrent-resource-quota-syncs:int32
    concurrent-resourceclaim-syncs:int32 concurrent-service-endpoint-syncs:int32 concurrent-service-syncs:int32
    concurrent-serviceaccount-token-syncs:int32 concurrent-statefulset-syncs:int32
    concurrent-ttl-after-finished-syncs:int32 concurrent-validating-admission-policy-status-syncs:int32
    configure-cloud-routes:bool controller-shutdown-timeout:duration controller-start-interval:duration
    disable-attach-detach-reconcile-sync:bool disable-force-detach-on-timeout:bool enable-leader-migration:bool
    endpoint-updates-batch-period:duration endpointslice-updates-batch-period:duration
    external-cloud-volume-plugin horizontal-pod-autoscaler-cpu-initialization-period:duration
    horizontal-pod-autoscaler-downscale-stabilization:duration
    horizontal-pod-autoscaler-initial-readiness-delay:duration horizontal-pod-autoscaler-sync-period:duration
    horizontal-pod-autoscaler-tolerance kube-api-burst:int32 kube-api-content-type kube-api-qps
    large-cluster-size-threshold:int32 leader-migration-config max-endpoints-per-slice:int32
    min-resync-period:duration mirroring-concurrent-service-endpoint-syncs:int32
    mirroring-endpointslice-updates-batch-period:duration mirroring-max-endpoints-per-subset:int32
    namespace-sync-period:duration node-cidr-mask-size-ipv4:int32 node-cidr-mask-size-ipv6:int32
    node-cidr-mask-size:int32 node-eviction-rate node-monitor-grace-period:duration node-monitor-period:duration
    node-startup-grace-period:duration node-sync-period:duration pv-recycler-increment-timeout-nfs:int32
    pv-recycler-minimum-timeout-hostpath:int32 pv-recycler-minimum-timeout-nfs:int32
    pv-recycler-pod-template-filepath-hostpath pv-recycler-pod-template-filepath-nfs
    pv-recycler-timeout-increment-hostpath:int32 pvclaimbinder-sync-period:duration
    resource-quota-sync-period:duration route-reconciliation-period:duration secondary-node-eviction-rate
    unhealthy-zone-threshold
  `),
]

/** What follows for the controller manager from several settings together. */
export const controllerManagerConclusions: readonly CatalogueEntry[] = [
  {
    path: 'bindScope',
    type: 'string',
    about:
      'How far the address reaches that is served: loopback, wildcard, link-local, private, public, or none where nothing is.',
  },
  {
    path: 'featureGateRotateKubeletServerCertificate',
    type: 'bool',
    about: 'Whether the feature is on by which kubelets get their serving certificates from the cluster.',
  },
]
