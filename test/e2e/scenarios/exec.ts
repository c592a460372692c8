import type { EventView } from '../../../collector/report/eventview.ts'
import { check, eventually, type Scenario, type Stage } from '../scenario.ts'
import { inside, shellPod, start, workloads } from '../workloads.ts'

interface Place {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export const exec: Scenario = {
  name: 'exec',
  shows:
    'an exec in a pod is told with its pod by name: by events on the control plane, sampled on workers with the reason',
  run: async (stage) => {
    const { cluster, product, say } = stage
    const [worker = ''] = cluster.workers
    await start(cluster, shellPod('exec-events', cluster.controlPlane), shellPod('exec-sampled', worker))
    // Long enough for samples; for events a moment would do.
    await inside(cluster, 'exec-events', '/bin/sleep 0.01 & exec /bin/sleep 1')
    await inside(cluster, 'exec-sampled', 'exec /bin/sleep 7')
    const byEvents = await execOf(stage, cluster.controlPlane, 'exec-events')
    check(byEvents.detail['source'] === 'events', 'it was seen by an event of the kernel', byEvents)
    const sampled = await execOf(stage, worker, 'exec-sampled')
    check(sampled.detail['source'] === 'sampled', 'it was sampled', sampled)
    const { nodes } = await product.report()
    const degraded = nodes.find(({ name }) => name === worker)?.degraded ?? []
    check(
      degraded.some((each) => /^processes: sampled \(process ids here are not the machine’s own/.test(each)),
      `${worker} says why it samples`,
      degraded,
    )
    say(`${worker}: ${degraded.join('; ')}`)
    const main = nodes.find(({ name }) => name === cluster.controlPlane)?.degraded ?? []
    check(!main.some((each) => each.startsWith('processes:')), 'the control plane sees processes by events', main)
  },
}

async function execOf({ product, say }: Stage, node: string, pod: string): Promise<EventView> {
  const found = await eventually(
    `the exec in ${pod} is told`,
    async () => {
      const events = await product.events(`node=${node}&kind=process`)
      return events.find((each) => placeOf(each).pod === pod && marksOf(each).includes('exec-session'))
    },
    60,
  )
  const { namespace, container } = placeOf(found)
  check(namespace === workloads && container === 'main', 'namespace and container are named', found)
  const { path } = found.detail['identity'] as { path: string }
  say(`${node}: ${path} in ${namespace}/${pod}/${container}, ${String(found.detail['source'])}, ${marksOf(found)}`)
  return found
}

const placeOf = ({ detail }: EventView) => detail['place'] as unknown as Place
const marksOf = ({ detail }: EventView) => (detail['identity'] as unknown as { marks: readonly string[] }).marks
