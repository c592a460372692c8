// What k3s tells its API server, controller manager and scheduler by itself: pkg/daemons/control/server.go and
// pkg/cli/server/server.go of k3s 1.27 to 1.36, and what k3s 1.28 logged (`Running kube-apiserver …`).
import { posix } from 'node:path'
import { isAtLeast } from '../../kubelet/version.ts'
import type { K3sOptions } from './options.ts'
import {
  type BuiltIn,
  type BuiltIns,
  built,
  byAddress,
  bySource,
  follows,
  isOn,
  type K3sServer,
  loopback,
  plain,
  ranges,
} from './values.ts'

const suites = [
  ...['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  ...['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  ...['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305'],
].join(',')

/** The API server. `extra` names the flags that people gave. */
export function apiServerBuiltIns(server: K3sServer, extra: ReadonlySet<string>): BuiltIns {
  const { options, data } = server
  const tls = posix.join(data, 'server/tls')
  const domain = options.last('cluster-domain')
  const issuer = `https://kubernetes.default.svc.${domain?.value ?? 'cluster.local'}`
  const encrypts = isOn(options.last('secrets-encryption'))
  const egress = options.last('egress-selector-mode')
  const external = options.last('flannel-external-ip')
  const addresses = isOn(external) ? 'ExternalIP,InternalIP,Hostname' : 'InternalIP,ExternalIP,Hostname'
  return built({
    ...storage(server),
    'allow-privileged': plain('true'),
    'anonymous-auth': extra.has('authentication-config') ? besideConfig(server) : plain('false'),
    'api-audiences': follows(domain, `${issuer},k3s`),
    ...(!extra.has('authorization-config') && { 'authorization-mode': plain('Node,RBAC') }),
    'bind-address': options.last('apiserver-bind-address')
      ? follows(options.last('apiserver-bind-address'))
      : loopback(server),
    'cert-dir': plain(posix.join(tls, 'temporary-certs')),
    'client-ca-file': plain(posix.join(tls, 'client-ca.crt')),
    ...(egress?.value !== 'disabled' && {
      'egress-selector-config-file': plain(posix.join(data, 'server/etc/egress-selector-config.yaml')),
      'enable-aggregator-routing': plain('true'),
    }),
    'enable-admission-plugins': plain('NodeRestriction'),
    'enable-bootstrap-token-auth': plain('true'),
    ...(encrypts && {
      'encryption-provider-config': follows(
        options.last('secrets-encryption'),
        posix.join(data, 'server/cred/encryption-config.json'),
      ),
      'encryption-provider-config-automatic-reload': isAtLeast(server.version, '1.28') ? plain('true') : bySource,
    }),
    'kubelet-certificate-authority': plain(posix.join(tls, 'server-ca.crt')),
    'kubelet-client-certificate': plain(posix.join(tls, 'client-kube-apiserver.crt')),
    'kubelet-client-key': plain(posix.join(tls, 'client-kube-apiserver.key')),
    'kubelet-preferred-address-types': follows(external, addresses),
    profiling: plain('false'),
    'proxy-client-cert-file': plain(posix.join(tls, 'client-auth-proxy.crt')),
    'proxy-client-key-file': plain(posix.join(tls, 'client-auth-proxy.key')),
    'requestheader-allowed-names': plain('system:auth-proxy'),
    'requestheader-client-ca-file': plain(posix.join(tls, 'request-header-ca.crt')),
    'requestheader-extra-headers-prefix': plain('X-Remote-Extra-'),
    'requestheader-group-headers': plain('X-Remote-Group'),
    'requestheader-username-headers': plain('X-Remote-User'),
    'secure-port': apiServerPort(options),
    'service-account-issuer': follows(domain, issuer),
    'service-account-key-file': plain(posix.join(tls, 'service.key')),
    'service-account-signing-key-file': plain(posix.join(tls, 'service.current.key')),
    'service-cluster-ip-range': ranges(server, 'service-cidr', '10.43.0.0/16'),
    'advertise-address': advertised(options),
    'tls-cert-file': plain(posix.join(tls, 'serving-kube-apiserver.crt')),
    'tls-cipher-suites': plain(suites),
    'tls-private-key-file': plain(posix.join(tls, 'serving-kube-apiserver.key')),
  })
}

/** The controller manager. */
export function controllerManagerBuiltIns(server: K3sServer): BuiltIns {
  const { options, data } = server
  const tls = posix.join(data, 'server/tls')
  const kubeconfig = plain(posix.join(data, 'server/cred/controller.kubeconfig'))
  const noCloud = options.last('disable-cloud-controller')
  const controllers = isOn(noCloud) ? '*,tokencleaner' : '*,tokencleaner,-service,-route,-cloud-node-lifecycle'
  const signing = (signer: string, authority: string) => ({
    [`cluster-signing-${signer}-cert-file`]: plain(posix.join(tls, `${authority}.nochain.crt`)),
    [`cluster-signing-${signer}-key-file`]: plain(posix.join(tls, `${authority}.key`)),
  })
  return built({
    ...delegated(server, kubeconfig),
    'allocate-node-cidrs': plain('true'),
    'cluster-cidr': ranges(server, 'cluster-cidr', '10.42.0.0/16'),
    ...signing('kube-apiserver-client', 'client-ca'),
    ...signing('kubelet-client', 'client-ca'),
    ...signing('kubelet-serving', 'server-ca'),
    ...signing('legacy-unknown', 'server-ca'),
    controllers: follows(noCloud, controllers),
    'root-ca-file': plain(posix.join(tls, 'server-ca.crt')),
    'secure-port': plain('10257'),
    'service-account-private-key-file': plain(posix.join(tls, 'service.current.key')),
    'use-service-account-credentials': plain('true'),
  })
}

/** The scheduler. */
export function schedulerBuiltIns(server: K3sServer): BuiltIns {
  const kubeconfig = plain(posix.join(server.data, 'server/cred/scheduler.kubeconfig'))
  return built({ ...delegated(server, kubeconfig), 'secure-port': plain('10259') })
}

/** Older ones say no to anonymous requests even where a file configures who asks. */
function besideConfig({ version }: K3sServer): BuiltIn | undefined {
  return isAtLeast(version, '1.33') ? undefined : bySource
}

/** What components have that ask the API server about their clients. Which certificate they serve differs by version. */
function delegated(server: K3sServer, kubeconfig: BuiltIn): Record<string, BuiltIn> {
  return {
    'authentication-kubeconfig': kubeconfig,
    'authorization-kubeconfig': kubeconfig,
    'bind-address': loopback(server),
    ...Object.fromEntries(['cert-dir', 'tls-cert-file', 'tls-private-key-file'].map((name) => [name, bySource])),
    kubeconfig,
    ...(server.datastore === 'sqlite' && { 'leader-elect': plain('false') }),
    ...(server.datastore === 'other' && { 'leader-elect': bySource }),
    profiling: plain('false'),
  }
}

function storage({ options, data, datastore }: K3sServer): Record<string, BuiltIn> {
  if (datastore === 'sqlite') return { 'etcd-servers': plain('unix://kine.sock') }
  const tls = posix.join(data, 'server/tls/etcd')
  if (datastore === 'etcd')
    return {
      'etcd-cafile': plain(posix.join(tls, 'server-ca.crt')),
      'etcd-certfile': plain(posix.join(tls, 'client.crt')),
      'etcd-keyfile': plain(posix.join(tls, 'client.key')),
      'etcd-servers': plain('https://127.0.0.1:2379'),
    }
  const files = [
    ['etcd-cafile', 'datastore-cafile'],
    ['etcd-certfile', 'datastore-certfile'],
    ['etcd-keyfile', 'datastore-keyfile'],
  ]
  // The address of a datastore holds its password.
  return {
    ...Object.fromEntries(
      files.flatMap(([flag, option]) => {
        const found = options.last(option as string)
        return found
          ? [[flag as string, { unknown: `follows --${option}${found.place}, by the kind of datastore` }]]
          : []
      }),
    ),
    'etcd-servers': { unknown: `follows the datastore${options.last('datastore-endpoint')?.place ?? ''}` },
  }
}

function apiServerPort(options: K3sOptions): BuiltIn {
  const own = options.last('apiserver-port')
  if (own) return follows(own)
  const port = options.last('https-listen-port')
  return follows(port, String(Number(port?.value ?? 6443) + 1))
}

/** Not set where the node's addresses are not given. */
function advertised(options: K3sOptions): BuiltIn | undefined {
  if (options.last('vpn-auth') ?? options.last('vpn-auth-file')) return byAddress
  const given = options.last('advertise-address') ?? options.all('node-external-ip')[0] ?? options.all('node-ip')[0]
  return given && follows(given, given.value.split(',')[0])
}
