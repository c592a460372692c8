import type { NodeFacts } from '../product.ts'
import { check, type Scenario, type Stage } from '../scenario.ts'

/** Of these `/configz` is not the truth (docs/kubelet-configz.md). */
const notTold =
  /^(seccompDefault|tlsCertFile|tlsPrivateKeyFile|cgroupDriver|logging\.flushFrequency|staticPodURLHeader)$/

export const facts: Scenario = {
  name: 'facts',
  shows: 'kubelet facts equal the live /configz, the control plane is read from its static pods, and all else is seen',
  run: async (stage) => {
    const seen = new Map<string, NodeFacts>()
    for (const node of stage.cluster.nodes) {
      seen.set(node, await stage.product.facts(node))
      await compareKubelet(stage, node, seen.get(node) as NodeFacts)
      checkPlaces(stage, node, seen.get(node) as NodeFacts)
    }
    checkControlPlane(stage, seen.get(stage.cluster.controlPlane) as NodeFacts)
  },
}

async function compareKubelet({ cluster, say }: Stage, node: string, { facts: { kubelet } }: NodeFacts): Promise<void> {
  const answer = await cluster.kubectl(['get', '--raw', `/api/v1/nodes/${node}/proxy/configz`])
  const theirs = leaves(JSON.parse(answer).kubeletconfig)
  const ours = leaves(effective(kubelet?.fact ?? {}))
  const differing = [...theirs].flatMap(([path, value]) => {
    if (notTold.test(path) || path === 'kind' || path === 'apiVersion') return []
    const [own, other] = [JSON.stringify(ours.get(path)), JSON.stringify(value)]
    return own === other ? [] : [`${path}: ${own} and not ${other}`]
  })
  check(differing.length === 0, `${node}: the kubelet says the same of itself`, differing.join('\n'))
  say(`${node}: ${theirs.size} fields of /configz, all as the agent read them`)
}

/** Values by their paths; lists are values, and what is empty says nothing. */
function leaves(value: object, prefix = ''): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
      const isGroup = typeof each === 'object' && each !== null && !Array.isArray(each)
      return isGroup ? [...leaves(each, `${prefix}${key}.`)] : [[`${prefix}${key}`, each]]
    }),
  )
}

/** A fact without where its values are from. */
function effective(fact: object): object {
  return Object.fromEntries(
    Object.entries(fact).map(([key, each]) => {
      if (typeof each !== 'object' || each === null || Array.isArray(each)) return [key, each]
      return [key, 'source' in each ? (each as { value?: unknown }).value : effective(each)]
    }),
  )
}

function checkControlPlane({ say }: Stage, { facts: seen }: NodeFacts): void {
  const expected = {
    ...{ apiServer: 'advertise-address', controllerManager: 'cluster-signing-cert-file' },
    ...{ scheduler: 'kubeconfig', etcd: 'data-dir' },
  }
  for (const [domain, flag] of Object.entries(expected)) {
    const { status, fact } = seen[domain] ?? { status: 'missing' }
    const settings = fact?.['settings'] as Readonly<Record<string, { source: string; value: unknown }>> | undefined
    const setting = settings?.[flag]
    check(status === 'observed', `${domain} is observed`, status)
    check(setting?.source === `flag --${flag}`, `${domain}: --${flag} is read from its static pod`, setting)
    say(`${domain}: --${flag} ${JSON.stringify(setting.value)}, of ${Object.keys(settings ?? {}).length} settings`)
  }
}

function checkPlaces({ cluster, say }: Stage, node: string, { facts: seen }: NodeFacts): void {
  const items = (domain: string) => (seen[domain]?.fact?.['items'] ?? []) as readonly Record<string, unknown>[]
  const needed = {
    certificates: items('certificates').some(({ path }) => String(path).startsWith('/var/lib/kubelet/pki/')),
    files: items('files').some(({ path }) => path === '/var/lib/kubelet/config.yaml'),
    listeners: items('listeners').some(({ port }) => port === 10250),
    containers: items('containers').some(({ name }) => /merlon-agent/.test(JSON.stringify(name))),
  }
  for (const [domain, isSeen] of Object.entries(needed))
    check(isSeen, `${node}: ${domain} are seen`, { status: seen[domain]?.status, items: items(domain).slice(0, 5) })
  const counts = Object.keys(needed).map((domain) => `${items(domain).length} ${domain}`)
  say(`${node}: ${counts.join(', ')}`)
  if (node !== cluster.controlPlane)
    check(seen['etcd']?.status === 'absent', `${node} has no etcd, and that is not unknown`, seen['etcd'])
}
