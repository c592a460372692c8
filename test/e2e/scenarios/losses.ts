import { allTold } from '../marks.ts'
import { namespace } from '../product.ts'
import { check, eventually, type Scenario, type Stage } from '../scenario.ts'

export const losses: Scenario = {
  name: 'losses',
  shows: 'an agent and the collector are deleted while events flow, and nothing is lost or doubled',
  run: async (stage) => {
    const { cluster, product } = stage
    const begin = new Date(Date.now() - 1000).toISOString()
    await allTold(stage, () => deleteBoth(stage))
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
