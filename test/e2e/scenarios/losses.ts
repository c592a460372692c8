import type { EventView } from '../../../collector/report/eventview.ts'
import { namespace } from '../product.ts'
import { check, eventually, type Scenario, type Stage } from '../scenario.ts'
import { inside, shellPod, start } from '../workloads.ts'

const pod = 'marking'
/** Programs that run while others are deleted, each with a name of its own. */
const marks = 60
const pause = 0.5

export const losses: Scenario = {
  name: 'losses',
  shows: 'an agent and the collector are deleted while events flow, and nothing is lost or doubled',
  run: async (stage) => {
    const { cluster, product, say } = stage
    await start(cluster, shellPod(pod, cluster.controlPlane))
    const begin = new Date(Date.now() - 1000).toISOString()
    const copies = `for i in $(seq ${marks}); do cp /usr/bin/busybox /tmp/mark-$i; done`
    await inside(cluster, pod, copies)
    const running = inside(cluster, pod, `for i in $(seq ${marks}); do /tmp/mark-$i sleep 0.05; sleep ${pause}; done`)
    await deleteBoth(stage)
    await running
    const found = await eventually('all marks are told', async () => {
      const seen = marksOf(await eventsSince(stage, begin))
      return seen.size === marks ? seen : undefined
    }).catch(async (error: Error) => {
      const seen = marksOf(await eventsSince(stage, begin))
      const missing = [...Array(marks).keys()].map((at) => `/tmp/mark-${at + 1}`).filter((each) => !seen.has(each))
      throw new Error(`${error.message}: ${missing.length} are missing: ${missing.join(' ')}`)
    })
    const doubled = [...found].filter(([, count]) => count !== 1)
    check(doubled.length === 0, 'each was told once', doubled)
    say(`${marks} programs ran, ${found.size} are told, each once`)
    await checkNumbers(stage, begin)
    const { coverage } = await product.report()
    check(coverage.reporting === cluster.nodes.length, 'all nodes report again', coverage)
  },
}

/** The agent of the control plane first, then the collector, while programs go on. */
async function deleteBoth({ cluster, product, say }: Stage): Promise<void> {
  const agent = (await product.agents()).get(cluster.controlPlane)
  await cluster.kubectl(['-n', namespace, 'delete', 'pod', `${agent}`])
  const other = await eventually('another agent is there', async () => {
    const now = (await product.agents()).get(cluster.controlPlane)
    return now !== agent && now
  })
  await cluster.kubectl(['-n', namespace, 'wait', '--for=condition=Ready', `pod/${other}`, '--timeout=100s'])
  say(`${agent} was deleted, ${other} took its place`)
  await cluster.kubectl(['-n', namespace, 'delete', 'pod', 'merlon-collector-0', '--grace-period=0', '--force'])
  await eventually('the collector is back', async () => (await product.report()).nodes.length > 0)
  say('the collector was deleted without grace, and is back')
}

/** How often each mark was told. */
function marksOf(events: readonly EventView[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { detail } of events) {
    const { path } = (detail['identity'] ?? {}) as { path?: string }
    if (path?.startsWith('/tmp/mark-')) counts.set(path, (counts.get(path) ?? 0) + Number(detail['count']))
  }
  return counts
}

const eventsSince = ({ product, cluster }: Stage, since: string) =>
  product.events(`node=${cluster.controlPlane}&kind=process&since=${since}`)

/** Every spool that ever sent is there from its first number to its last, once each, gaps that agents told included. */
async function checkNumbers({ product, say }: Stage, begin: string): Promise<void> {
  const events = await product.events('')
  const spools = Map.groupBy(
    events.filter(({ seq }) => seq > 0),
    ({ nodeName, spoolId }) => `${nodeName} ${spoolId}`,
  )
  const gaps = events.filter(({ kind, receivedTime }) => kind === 'gap' && receivedTime >= begin)
  check(gaps.length === 0, 'nothing had to be dropped', gaps)
  for (const [spool, sent] of spools) {
    const numbers = sent.map(({ seq }) => seq).sort((a, b) => a - b)
    const wrong = numbers.findIndex((seq, at) => seq !== at + 1)
    check(
      wrong === -1,
      `${spool}: numbers from 1 without holes, each once`,
      numbers.slice(Math.max(0, wrong - 2), wrong + 3),
    )
    say(`${spool}: events 1 to ${numbers.at(-1)}, each once`)
  }
}
