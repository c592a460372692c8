import { namespace } from '../product.ts'
import { check, eventually, type Scenario } from '../scenario.ts'
import { fullReport } from './install.ts'

export const removal: Scenario = {
  name: 'removal',
  shows: 'a node that is deleted is let in no more and leaves the report; the same machine comes back as another node',
  run: async ({ cluster, product, say }) => {
    const node = cluster.workers.at(-1) ?? ''
    const before = (await product.report()).nodes.find(({ name }) => name === node)
    check(before, `${node} reports`)
    await cluster.kubectl(['delete', 'node', node])
    const without = await eventually('the report is about the others', async () => {
      const report = await product.report()
      return !report.nodes.some(({ id }) => id === before.id) && report
    })
    check(without.coverage.expected === cluster.nodes.length - 1, 'it is not expected any more', without.coverage)
    say(`${node} was deleted: ${without.coverage.reporting} of ${without.coverage.expected} nodes reporting`)
    // A kubelet makes its node known when it starts.
    await cluster.on(node, ['sh', '-c', 'kill "$(pgrep -x kubelet)"'])
    await cluster.kubectl(['wait', '--for=create', `node/${node}`, '--timeout=100s'])
    await cluster.kubectl(['wait', '--for=condition=Ready', `node/${node}`, '--timeout=100s'])
    // The agent of the node that was keeps away for ten minutes: nobody but an operator lets it in again.
    const pod = (await product.agents()).get(node)
    if (pod) await cluster.kubectl(['-n', namespace, 'delete', `pod/${pod}`])
    const again = await eventually('it is back', () => fullReport(product, cluster.nodes.length), 240)
    const after = again.nodes.find(({ name }) => name === node)
    check(after && after.id !== before.id, 'it is another node', after)
    say(`${node} came back with another UID, ${after.id}, and reports`)
  },
}
