import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { namespace } from '../product.ts'
import { check, eventually, type Scenario, type Stage } from '../scenario.ts'
import { shellPod, start } from '../workloads.ts'

interface Container {
  name: string
  command: string[]
  args?: string[]
  securityContext: Record<string, unknown>
  volumeMounts: object[]
  startupProbe?: object
  livenessProbe?: object
  readinessProbe?: object
}
interface PodSpec {
  containers: Container[]
  initContainers?: object[]
  volumes: { name: string; [source: string]: unknown }[]
  [more: string]: unknown
}

const script = readFileSync(fileURLToPath(new URL('../hostile.mjs', import.meta.url)), 'utf8')

/** What uid 0 with the same two capabilities can do: the runtime's own filter allows it, and a mount below `/` is no part of the read-only one. */
const rootCan = [
  ...['memory of the kubelet', 'signal to the kubelet', 'signal to a pod', 'file in /run', 'file in /var/lib/kubelet'],
  ...['file in /dev/shm', 'file in the own /dev/shm', 'file in the root of a pod', 'sysctl'],
  ...['score of the kubelet', 'control group', 'instance of the trace', 'trace of Merlon', 'socket of containerd'],
  ...['ptrace', 'process_vm_writev', 'pidfd_getfd', 'pidfd_send_signal', 'AF_UNIX socket', 'memfd'],
]

export const hostile: Scenario = {
  name: 'hostile',
  shows: 'a hostile script in the agent’s place changes nothing; as uid 0 with the same capabilities it could',
  run: async (stage) => {
    const { cluster, say } = stage
    await start(cluster, shellPod('victim', cluster.controlPlane, 'exec sleep 7777777'))
    await cluster.apply({
      ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hostile', namespace }, data: { script } },
    })
    const confined = await attempts(stage, 'hostile-agent', (container) => ({
      ...{ ...container, command: ['/app/start'], args: ['hostile'] },
    }))
    const changes = [...confined].filter(([name]) => !name.startsWith('read: ') && name !== 'ended')
    const done = changes.filter(([, outcome]) => outcome === 'done').map(([name]) => name)
    check(
      rootCan.every((each) => confined.has(each)),
      'everything was tried',
      [...confined],
    )
    check(confined.get('ended') === 'done', 'the script came to its end', [...confined])
    check(done.length === 0, 'nothing succeeds in the agent’s place', done)
    const reads = [...confined].filter(([name, outcome]) => name.startsWith('read: ') && outcome === 'done')
    check(reads.length === 3, 'it reads, as the agent has to', [...confined])
    say(`as the agent: ${changes.length} attempts, none succeeds (${summary(changes.map(([, outcome]) => outcome))})`)
    const asRoot = await attempts(stage, 'hostile-root', (container) => ({
      ...{ ...container, command: ['/usr/bin/node', '/app/agent.js'], args: ['hostile'] },
      securityContext: { ...container.securityContext, ...rootForm },
    }))
    const missing = rootCan.filter((name) => asRoot.get(name) !== 'done')
    check(
      missing.length === 0,
      'the same script succeeds as uid 0',
      missing.map((name) => [name, asRoot.get(name)]),
    )
    await cluster.kubectl(['-n', namespace, 'delete', 'configmap/hostile'])
    say(`as uid 0 with the same two capabilities: ${rootCan.length} of them succeed: ${rootCan.join(', ')}`)
  },
}

const rootForm = { runAsUser: 0, runAsGroup: 0, runAsNonRoot: false, allowPrivilegeEscalation: false }

/** Runs the script in a pod made of the agents' own template. */
async function attempts(
  { cluster, product }: Stage,
  name: string,
  change: (container: Container) => Container,
): Promise<Map<string, string>> {
  const daemonSet = ['-n', namespace, 'daemonset', 'merlon-agent']
  const { spec } = await cluster.get<{ spec: { template: { spec: PodSpec } } }>(daemonSet)
  const { initContainers: _, ...template } = spec.template.spec
  const [agent] = template.containers as [Container]
  const { startupProbe: _startup, livenessProbe: _live, readinessProbe: _ready, ...container } = agent
  const mount = { name: 'hostile', mountPath: '/app/agent.js', subPath: 'script', readOnly: true }
  await cluster.kubectl(['-n', namespace, 'delete', `pod/${name}`, '--ignore-not-found', '--grace-period=0', '--force'])
  await cluster.apply({
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace } },
    spec: {
      ...{ ...template, nodeName: cluster.controlPlane, restartPolicy: 'Never' },
      containers: [{ ...change(container), volumeMounts: [...container.volumeMounts, mount] }],
      volumes: [
        ...template.volumes.map((each) => (each.name === 'spool' ? { name: 'spool', emptyDir: {} } : each)),
        { name: 'hostile', configMap: { name: 'hostile' } },
      ],
    },
  })
  const log = await eventually(`${name} comes to its end`, async () => {
    const text = await product.logs(`pod/${name}`)
    return /^ended\t/m.test(text) && text
  })
  await cluster.kubectl(['-n', namespace, 'delete', `pod/${name}`, '--grace-period=0', '--force'])
  const rows = [...log.matchAll(/^([^\t\n]+)\t(.*)$/gm)]
  return new Map(rows.map(([, attempt = '', outcome = '']) => [attempt, outcome]))
}

function summary(outcomes: readonly string[]): string {
  const counts = Map.groupBy(outcomes, (each) => each)
  return [...counts].map(([outcome, all]) => `${all.length} ${outcome}`).join(', ')
}
