// Flags of etcd 3.4 to 3.6 that are only read past: their values are not sent.
import type { GoFlagDefinition, GoFlagKind } from '../../parse/goflag.ts'

const names: Readonly<Record<GoFlagKind, string>> = {
  bool: `
    debug discovery-insecure-skip-tls-verify discovery-insecure-transport enable-distributed-tracing
    enable-log-rotation enable-v2 experimental-compact-hash-check-enabled
    experimental-enable-distributed-tracing experimental-enable-lease-checkpoint
    experimental-enable-lease-checkpoint-persist experimental-initial-corrupt-check
    experimental-memory-mlock experimental-stop-grpc-service-on-defrag
    experimental-txn-mode-write-with-shared-buffer initial-election-tick-advance memory-mlock pre-vote
    socket-reuse-address socket-reuse-port version
  `,
  string: `
    auto-compaction-mode auto-compaction-retention backend-bbolt-freelist-type discovery
    discovery-cacert discovery-cert discovery-endpoints discovery-fallback discovery-key
    discovery-password discovery-proxy discovery-srv discovery-srv-name discovery-token discovery-user
    distributed-tracing-address distributed-tracing-instance-id distributed-tracing-service-name
    experimental-backend-bbolt-freelist-type experimental-distributed-tracing-address
    experimental-distributed-tracing-instance-id experimental-distributed-tracing-service-name
    experimental-enable-v2v3 initial-cluster initial-cluster-state initial-cluster-token log-format
    log-output log-outputs log-package-levels log-rotation-config-json logger proxy v2-deprecation
  `,
  int: `
    backend-batch-limit compaction-batch-limit distributed-tracing-sampling-rate
    experimental-compaction-batch-limit experimental-distributed-tracing-sampling-rate
    experimental-max-learners max-learners quota-backend-bytes
  `,
  uint: `
    bootstrap-defrag-threshold-megabytes election-timeout
    experimental-bootstrap-defrag-threshold-megabytes experimental-snapshot-catchup-entries
    heartbeat-interval max-concurrent-streams max-request-bytes max-snapshots max-txn-ops max-wals
    proxy-dial-timeout proxy-failure-wait proxy-read-timeout proxy-refresh-interval proxy-write-timeout
    snapshot-catchup-entries snapshot-count
  `,
  duration: `
    backend-batch-interval compact-hash-check-time compaction-sleep-interval corrupt-check-time
    discovery-dial-timeout discovery-keepalive-time discovery-keepalive-timeout
    discovery-request-timeout downgrade-check-time experimental-compact-hash-check-time
    experimental-compaction-sleep-interval experimental-corrupt-check-time
    experimental-downgrade-check-time experimental-wait-cluster-ready-timeout
    experimental-warning-apply-duration experimental-warning-unary-request-duration
    experimental-watch-progress-notify-interval grpc-keepalive-interval grpc-keepalive-min-time
    grpc-keepalive-timeout raft-read-timeout raft-write-timeout warning-apply-duration
    warning-unary-request-duration watch-progress-notify-interval
  `,
}

export const otherFlags: readonly GoFlagDefinition[] = Object.entries(names).flatMap(([kind, list]) =>
  list
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, kind: kind as GoFlagKind })),
)
