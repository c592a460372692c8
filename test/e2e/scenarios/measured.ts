import { namespace } from '../product.ts'
import { check, type Scenario, type Stage } from '../scenario.ts'
import { inside, shellPod, start } from '../workloads.ts'

interface Usage {
  readonly time: string
  readonly usageCoreNanoSeconds: number
}
interface Container {
  readonly name: string
  readonly cpu: Usage
  readonly memory: { readonly workingSetBytes: number; readonly rssBytes: number; readonly usageBytes: number }
}
interface Summary {
  readonly pods: readonly {
    readonly podRef: { readonly name: string; readonly namespace: string }
    readonly containers: readonly Container[]
  }[]
}

/** Programs that start in a second while it is busy. */
const startsPerSecond = 20
const mebibyte = 2 ** 20

export const measured: Scenario = {
  name: 'measured',
  shows:
    'memory and CPU of agents and collector as the kubelet counts them, quiet and busy, beside what the chart requests',
  run: async (stage) => {
    const { cluster, minutes, say } = stage
    say(`windows of ${minutes} minutes; busy: ${startsPerSecond} programs start each second on the control plane`)
    await measure(stage, 'quiet')
    await start(cluster, shellPod('busy', cluster.controlPlane))
    const seconds = minutes * 60
    const script = `end=$(($(date +%s) + ${seconds})); while [ $(date +%s) -lt $end ]; do for i in $(seq ${startsPerSecond}); do /bin/true; done; sleep 1; done`
    const working = cluster.run(
      cluster.controlPlane,
      ['kubectl', '-n', 'merlon-e2e', 'exec', 'busy', '--', '/bin/sh', '-c', script],
      { timeout: seconds * 1000 + 120_000 },
    )
    await measure(stage, 'busy')
    await working
    await inside(cluster, 'busy', 'true')
    await sayRequests(stage)
  },
}

async function measure(stage: Stage, what: string): Promise<void> {
  const before = await containersOf(stage)
  const peaks = new Map<string, Container['memory']>()
  const end = Date.now() + stage.minutes * 60_000
  while (Date.now() < end) {
    await new Promise((done) => setTimeout(done, Math.min(15_000, Math.max(1000, end - Date.now()))))
    for (const [name, { memory }] of await containersOf(stage)) {
      const peak = peaks.get(name)
      if (!peak || memory.workingSetBytes > peak.workingSetBytes) peaks.set(name, memory)
    }
  }
  const after = await containersOf(stage)
  check(after.size > 0, 'the kubelets tell of the containers')
  for (const [name, { cpu }] of after) {
    const first = before.get(name)?.cpu
    if (!first) continue
    const seconds = (Date.parse(cpu.time) - Date.parse(first.time)) / 1000
    const millicores = (cpu.usageCoreNanoSeconds - first.usageCoreNanoSeconds) / 1e6 / seconds
    const { workingSetBytes, rssBytes } = peaks.get(name) ?? { workingSetBytes: 0, rssBytes: 0 }
    const mib = (bytes: number) => `${Math.round(bytes / mebibyte)} MiB`
    stage.say(
      `${what}: ${name}: ${Math.round(millicores)}m CPU over ${Math.round(seconds)} s; ` +
        `at most ${mib(workingSetBytes)} working set, ${mib(rssBytes)} anonymous`,
    )
  }
}

/** By node and container. */
async function containersOf({ cluster }: Stage): Promise<Map<string, Container>> {
  const found = new Map<string, Container>()
  for (const node of cluster.nodes) {
    const text = await cluster.kubectl(['get', '--raw', `/api/v1/nodes/${node}/proxy/stats/summary`])
    for (const { podRef, containers } of (JSON.parse(text) as Summary).pods)
      if (podRef.namespace === namespace) for (const each of containers) found.set(`${each.name} on ${node}`, each)
  }
  return found
}

async function sayRequests({ cluster, product, say }: Stage): Promise<void> {
  type Workload = { spec: { template: { spec: { containers: { name: string; resources: object }[] } } } }
  for (const workload of ['daemonset/merlon-agent', product.collector()]) {
    const { spec } = await cluster.get<Workload>(['-n', namespace, workload])
    for (const { name, resources } of spec.template.spec.containers) say(`chart: ${name}: ${JSON.stringify(resources)}`)
  }
}
