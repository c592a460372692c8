// What is changed on a control plane, one after the other. Each is put back before the next.

export interface Variant {
  readonly name: string
  /** Static pod whose arguments change: the manifest's name without `.yaml`. */
  readonly component: 'kube-apiserver' | 'etcd' | 'kube-controller-manager' | 'kube-scheduler'
  /** Flags with their values: they replace those of the same name; `undefined` takes one away. */
  readonly flags: Readonly<Record<string, string | undefined>>
  /** Files of `variantDirectory`, which the API server's pod mounts. */
  readonly files?: Readonly<Record<string, string>>
  /** The component does not start with it. */
  readonly refused?: true
}

/** Below a directory that kubeadm mounts into the API server's and etcd's pods, read-only. */
export const variantDirectory = '/etc/kubernetes/pki/merlon-conformance'

const audit = (rules: string) => `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules}`

function audited(name: string, rules: string): Variant {
  const flags = { 'audit-policy-file': `${variantDirectory}/audit.yaml`, 'audit-log-path': '-' }
  return { name: `audit: ${name}`, component: 'kube-apiserver', flags, files: { 'audit.yaml': audit(rules) } }
}

const key = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='

function encrypted(name: string, resources: string): Variant {
  const text = `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n${resources}`
  const flags = { 'encryption-provider-config': `${variantDirectory}/encryption.yaml` }
  return { name: `encryption: ${name}`, component: 'kube-apiserver', flags, files: { 'encryption.yaml': text } }
}

const provider = (kind: string) => `{${kind}: {keys: [{name: k1, secret: ${key}}]}}`

function authenticated(name: string, anonymous: string): Variant {
  const text = `apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\nanonymous: ${anonymous}\n`
  const flags = { 'authentication-config': `${variantDirectory}/authentication.yaml` }
  return { name: `authentication: ${name}`, component: 'kube-apiserver', flags, files: { 'authentication.yaml': text } }
}

const apiServer = (name: string, flags: Variant['flags']): Variant => ({ name, component: 'kube-apiserver', flags })
const etcd = (name: string, flags: Variant['flags']): Variant => ({ name, component: 'etcd', flags })

const refused = (name: string, component: Variant['component'], flags: Variant['flags']): Variant => ({
  ...{ name: `refused: ${name}`, component, flags },
  refused: true,
})

export const variants: readonly Variant[] = [
  apiServer('as kubeadm made it', {}),
  apiServer('anonymous requests off', { 'anonymous-auth': 'false' }),
  authenticated(
    'anonymous on health paths',
    '{enabled: true, conditions: [{path: /livez}, {path: /readyz}, {path: /healthz}]}',
  ),
  authenticated('anonymous everywhere', '{enabled: true}'),
  apiServer('everything allowed', { 'authorization-mode': 'AlwaysAllow' }),
  apiServer('plugins added and taken away', {
    'enable-admission-plugins': 'NodeRestriction,AlwaysPullImages,DenyServiceExternalIPs',
    'disable-admission-plugins': 'DefaultStorageClass,PodSecurity',
  }),
  apiServer('profiling off', { profiling: 'false' }),
  apiServer('TLS 1.3 only', { 'tls-min-version': 'VersionTLS13' }),
  audited('everything as metadata', '- level: Metadata\n'),
  audited(
    'secrets with bodies',
    '- {level: RequestResponse, resources: [{group: "", resources: [secrets]}]}\n- level: None\n',
  ),
  audited('nothing of secrets', '- {level: None, resources: [{group: "", resources: [secrets]}]}\n- level: Metadata\n'),
  audited(
    'administrators are not watched',
    '- {level: None, userGroups: ["system:masters", "kubeadm:cluster-admins"]}\n- level: RequestResponse\n',
  ),
  audited(
    'reads of secrets only',
    '- {level: Metadata, verbs: [get, list, watch], resources: [{group: "", resources: ["*"]}]}\n',
  ),
  audited(
    'one namespace',
    '- {level: Request, namespaces: [kube-system], resources: [{group: "", resources: [secrets, configmaps]}]}\n- {level: None}\n',
  ),
  audited(
    'one secret by name',
    '- {level: None, resources: [{group: "", resources: [secrets], resourceNames: [merlon-conformance]}]}\n- {level: Request, resources: [{group: ""}]}\n',
  ),
  audited(
    'all of the core group',
    '- {level: Request, resources: [{group: ""}]}\n- {level: Metadata, omitStages: [RequestReceived]}\n',
  ),
  audited(
    'no stage is left',
    '- {level: Metadata, omitStages: [RequestReceived, ResponseStarted, ResponseComplete, Panic]}\n',
  ),
  audited('only other groups', '- {level: RequestResponse, resources: [{group: apps}]}\n'),
  etcd('etcd as kubeadm made it', {}),
  etcd('no client certificate asked for', { 'client-cert-auth': 'false', 'trusted-ca-file': undefined }),
  etcd('client-cert-auth off, authority given', { 'client-cert-auth': 'false' }),
  etcd('plain text on loopback beside', {
    'listen-client-urls': 'https://127.0.0.1:2379,http://127.0.0.1:23790,https://ADDRESS:2379',
  }),
  etcd('metrics in public', { 'listen-metrics-urls': 'http://0.0.0.0:2381' }),
  {
    name: 'controller manager open and without profiling',
    component: 'kube-controller-manager',
    flags: { 'bind-address': '0.0.0.0', profiling: 'false' },
  },
  { name: 'controller manager as kubeadm made it', component: 'kube-controller-manager', flags: {} },
  {
    name: 'scheduler open and without profiling',
    component: 'kube-scheduler',
    flags: { 'bind-address': '0.0.0.0', profiling: 'false' },
  },
  { name: 'scheduler as kubeadm made it', component: 'kube-scheduler', flags: {} },
  refused('a plugin both on and off', 'kube-apiserver', {
    'enable-admission-plugins': 'NodeRestriction',
    'disable-admission-plugins': 'NodeRestriction',
  }),
  refused('a plugin that is gone', 'kube-apiserver', { 'enable-admission-plugins': 'PodSecurityPolicy' }),
  refused('a mode twice', 'kube-apiserver', { 'authorization-mode': 'Node,Node,RBAC' }),
  refused('a truth that is none', 'kube-apiserver', { profiling: 'off' }),
  refused('no suite of HTTP/2', 'kube-apiserver', { 'tls-cipher-suites': 'TLS_RSA_WITH_AES_256_CBC_SHA' }),
  refused('a suite that nobody knows', 'kube-scheduler', { 'tls-cipher-suites': 'TLS_NONE' }),
  refused('an address that is none', 'kube-controller-manager', { 'bind-address': 'localhost' }),
  refused('a URL without scheme', 'etcd', { 'listen-client-urls': '127.0.0.1:2379' }),
  // Last: what they wrote cannot be read without them.
  encrypted('secrets by aescbc', `- {resources: [secrets], providers: [${provider('aescbc')}, {identity: {}}]}\n`),
  encrypted('plain text first', `- {resources: [secrets], providers: [{identity: {}}, ${provider('aescbc')}]}\n`),
  encrypted('configmaps only', `- {resources: [configmaps], providers: [${provider('secretbox')}, {identity: {}}]}\n`),
  encrypted(
    'both by aesgcm',
    `- {resources: [secrets, configmaps], providers: [${provider('aesgcm')}, {identity: {}}]}\n`,
  ),
  encrypted(
    'the first that fits',
    `- {resources: [secrets], providers: [{identity: {}}]}\n- {resources: [configmaps], providers: [${provider('secretbox')}, {identity: {}}]}\n`,
  ),
]
