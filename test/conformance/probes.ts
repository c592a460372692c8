// What a control plane's processes really do, each beside what Merlon's facts say of it.
import type { ClusterNode } from './node.ts'
import type { Variant } from './variants.ts'

export type Facts = Readonly<Record<string, { status: string; reason?: string; fact?: Record<string, unknown> }>>

/** Undefined: there is nothing to compare in this variant. */
export type Seen = { readonly says: string; readonly really: string } | undefined

export interface Probe {
  readonly name: string
  readonly component: Variant['component'] | 'any'
  readonly compare: (node: ClusterNode, facts: Facts, variant: Variant) => Seen
}

const secret = 'merlon-conformance'

export const probes: readonly Probe[] = [
  {
    name: 'anonymous requests on /livez and /version',
    component: 'kube-apiserver',
    compare: (node, facts) => {
      const paths = ['/livez', '/version']
      // A refusal of who it is (401), not of what it asks for (403).
      const really = paths.filter((path) => !/^HTTP\/1.1 401/.test(https(node, 6443, path)))
      const { anonymousRequests, anonymousPaths } = conclusions(facts, 'apiServer')
      const listed = (anonymousPaths?.value ?? []) as string[]
      const says = paths.filter((path) =>
        anonymousRequests?.value === 'allowed' ? listed.length === 0 || listed.includes(path) : listed.includes(path),
      )
      return { says: says.join(), really: really.join() }
    },
  },
  {
    name: 'who is allowed what',
    component: 'kube-apiserver',
    compare: (node, facts) => {
      const modes = (conclusions(facts, 'apiServer')['authorizationModes']?.value ?? []) as string[]
      const nobody = node.attempt('kubectl --as=nobody -n kube-system get secrets')
      return { says: String(modes.includes('AlwaysAllow')), really: String(nobody.ok) }
    },
  },
  {
    name: 'admission plugins',
    component: 'kube-apiserver',
    compare: (node, facts) => {
      const log = logOf(node)
      const loaded = [...log.matchAll(/admission controller\(s\) successfully in the following order: ([\w,]+)/g)]
      const really = new Set(loaded.flatMap((each) => (each[1] as string).split(',')))
      const says = (conclusions(facts, 'apiServer')['admissionPlugins']?.value ?? []) as string[]
      return { says: [...says].sort().join(), really: [...really].sort().join() }
    },
  },
  {
    name: 'profiling',
    component: 'kube-apiserver',
    compare: (node, facts) => {
      const served = node.attempt('kubectl get --raw /debug/pprof/').ok
      return { says: String(setting(facts, 'apiServer', 'profiling')), really: String(served) }
    },
  },
  {
    name: 'TLS 1.2',
    component: 'kube-apiserver',
    compare: (node, facts) => {
      const least = String(setting(facts, 'apiServer', 'tls-min-version') ?? '')
      const taken = /Cipher +: [A-Z]/.test(
        node.attempt('echo | openssl s_client -tls1_2 -connect 127.0.0.1:6443 2>&1').output,
      )
      return { says: String(least !== 'VersionTLS13'), really: String(taken) }
    },
  },
  {
    name: 'what of a secret is in the audit log',
    component: 'kube-apiserver',
    compare: (node, facts, variant) => {
      if (!variant.flags['audit-policy-file']) return undefined
      const marker = `marker${Date.now()}`
      node.run(
        `kubectl -n kube-system delete secret ${secret} --ignore-not-found; kubectl -n default delete secret ${secret}-2 --ignore-not-found
         kubectl -n kube-system create secret generic ${secret} --from-literal=a=${marker}
         kubectl -n default create secret generic ${secret}-2 --from-literal=a=${marker}
         kubectl -n default get secret ${secret}-2 -o yaml >/dev/null; sleep 1`,
      )
      const log = logOf(node)
      const lines = log
        .split('\n')
        .filter((line) => line.includes('"kind":"Event"') && line.includes('"resource":"secrets"'))
      const base64 = Buffer.from(marker).toString('base64')
      const row = rowOf(facts, 'auditPolicy', 'secrets')
      // Merlon answers for all users and requests: what really lands there can only be less.
      const leaked = lines.some((line) => line.includes(base64))
      const levels = ['None', 'Metadata', 'Request', 'RequestResponse']
      const highest = Math.max(
        0,
        ...lines.map((line) => levels.findIndex((level) => line.includes(`"level":"${level}"`))),
      )
      const says = levels.indexOf(String((row['highest'] as { value?: string } | undefined)?.value))
      const seen = new Set(
        lines
          .filter((line) => line.includes('"verb":"create"'))
          .flatMap((line) => /"namespace":"([^"]+)"/.exec(line)?.[1] ?? []),
      )
      const unseen = !(seen.has('kube-system') && seen.has('default'))
      const problems = [
        ...(highest > says ? [`level ${levels[highest]} seen`] : []),
        ...(leaked && row['leaks'] !== true ? ['a secret in the log'] : []),
        ...(unseen && row['unseenWrites'] !== true ? ['a write that is not in the log'] : []),
      ]
      return { says: 'at least as much', really: problems.length === 0 ? 'at least as much' : problems.join(', ') }
    },
  },
  {
    name: 'how etcd keeps secrets and configmaps',
    component: 'kube-apiserver',
    compare: (node, facts, variant) => {
      if (!variant.flags['encryption-provider-config']) return undefined
      const marker = `plain${Date.now()}`
      node.run(
        `kubectl -n default create secret generic ${marker}-s --from-literal=a=${marker}s; kubectl -n default create configmap ${marker}-c --from-literal=a=${marker}c; sleep 1`,
      )
      const plain = (kind: string) => node.attempt(`cat /var/lib/etcd/member/wal/*.wal | grep -aq ${marker}${kind}`).ok
      const writes = (resource: string) =>
        (rowOf(facts, 'encryption', resource)['writes'] as { value?: string } | undefined)?.value === 'identity'
      node.run(`kubectl -n default delete secret/${marker}-s configmap/${marker}-c`)
      return {
        says: `secrets ${writes('secrets')}, configmaps ${writes('configmaps')}`,
        really: `secrets ${plain('s')}, configmaps ${plain('c')}`,
      }
    },
  },
  {
    name: 'etcd lets a client without certificate in',
    component: 'etcd',
    compare: (node, facts) => {
      const { clientCertificateRequired } = conclusions(facts, 'etcd')
      // By any of its doors: one in plain text asks nobody for a certificate.
      const answers = [https(node, 2379, '/version'), http(node, 23790, '/version')]
      const letIn = answers.some((each) => each.startsWith('HTTP/1.1 200'))
      return { says: String(clientCertificateRequired?.value === false), really: String(letIn) }
    },
  },
  {
    name: 'etcd answers in plain text',
    component: 'etcd',
    compare: (node, facts) => {
      const urls = (conclusions(facts, 'etcd')['plainTextClientUrls']?.value ?? []) as string[]
      const open = [2379, 23790].filter((port) => http(node, port, '/version').startsWith('HTTP/1.1 200'))
      const says = urls.map((url) => Number(/:(\d+)$/.exec(url)?.[1]))
      return { says: says.join(), really: open.join() }
    },
  },
  bound('etcd', 'etcd', 'etcd'),
  bound('kube-apiserver', 'apiServer', 'kube-apiserver'),
  bound('kube-controller-manager', 'controllerManager', 'kube-controller'),
  bound('kube-scheduler', 'scheduler', 'kube-scheduler'),
  bound('kube-proxy', 'kubeProxy', 'kube-proxy'),
  profiled('kube-controller-manager', 'controllerManager', 10257),
  profiled('kube-scheduler', 'scheduler', 10259),
]

/** The addresses on which a component listens, beside those that the kernel has for it. */
function bound(component: string, domain: string, process: string): Probe {
  return {
    name: `where ${component} listens`,
    component: component === 'kube-proxy' ? 'any' : (component as Variant['component']),
    compare: (node, facts) => {
      const endpoints = (facts[domain]?.fact?.['endpoints'] ?? []) as { address: string }[]
      const says = endpoints.map(({ address }) =>
        address.replace(/^\w+:\/\//, '').replace(/^(0\.0\.0\.0|\[::\]|):/, '*:'),
      )
      const lines = node.run(`ss -Hltnp | grep '"${process}' | awk '{print $4}'`).trim().split('\n')
      const really = lines.map((each) => each.replace(/^(0\.0\.0\.0|\[::\]|\*):/, '*:'))
      const sorted = (all: readonly string[]) => [...new Set(all)].sort().join()
      return { says: sorted(says), really: sorted(really) }
    },
  }
}

/** Whether pprof answers; 404 when profiling is off, 403 or 401 when it asks who wants to know. */
function profiled(component: Variant['component'], domain: string, port: number): Probe {
  return {
    name: `profiling of ${component}`,
    component,
    compare: (node, facts) => {
      const token = node.run(
        'kubectl -n kube-system create serviceaccount merlon-conformance >/dev/null 2>&1; kubectl create clusterrolebinding merlon-conformance --clusterrole=cluster-admin --serviceaccount=kube-system:merlon-conformance >/dev/null 2>&1; kubectl -n kube-system create token merlon-conformance',
      )
      const answer = https(node, port, '/debug/pprof/', token.trim())
      return { says: String(setting(facts, domain, 'profiling')), really: String(answer.startsWith('HTTP/1.1 200')) }
    },
  }
}

/** What the API server logged since it started; the mirror pod may be renewed just now. */
function logOf(node: ClusterNode): string {
  return node.run(
    'for i in $(seq 30); do kubectl -n kube-system logs -l component=kube-apiserver --tail=-1 2>/dev/null && exit 0; sleep 1; done; exit 1',
  )
}

function conclusions(facts: Facts, domain: string): Record<string, { value?: unknown } | undefined> {
  return (facts[domain]?.fact?.['conclusions'] ?? {}) as Record<string, { value?: unknown }>
}

function setting(facts: Facts, domain: string, name: string): unknown {
  return (facts[domain]?.fact?.['settings'] as Record<string, { value?: unknown }> | undefined)?.[name]?.value
}

function rowOf(facts: Facts, domain: string, resource: string): Record<string, unknown> {
  const rows = (facts[domain]?.fact?.['resources'] ?? []) as { resource: string }[]
  return (rows.find((row) => row.resource === resource) ?? {}) as Record<string, unknown>
}

function request(path: string, token: string): string {
  const authorization = token === '' ? '' : `Authorization: Bearer ${token}\\r\\n`
  return `printf 'GET ${path} HTTP/1.1\\r\\nHost: localhost\\r\\n${authorization}Connection: close\\r\\n\\r\\n'`
}

function https(node: ClusterNode, port: number, path: string, token = ''): string {
  return node.attempt(
    `${request(path, token)} | timeout 5 openssl s_client -quiet -connect 127.0.0.1:${port} 2>/dev/null`,
  ).output
}

function http(node: ClusterNode, port: number, path: string): string {
  return node.attempt(
    `timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/${port} && ${request(path, '').replaceAll('\\', '\\\\')} >&3 && cat <&3" 2>/dev/null`,
  ).output
}
