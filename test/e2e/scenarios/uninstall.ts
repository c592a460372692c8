import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { difference, filesOf } from '../nodefiles.ts'
import { namespace } from '../product.ts'
import { check, eventually, type Scenario, timed } from '../scenario.ts'
import { removeWorkloads } from '../workloads.ts'

export const uninstall: Scenario = {
  name: 'uninstall',
  shows: 'uninstalling leaves nothing: no object, no file on any node, no trace instance',
  run: async ({ cluster, product, directory, say }) => {
    await removeWorkloads(cluster)
    const [seconds] = await timed(() => product.uninstall())
    say(`\`helm uninstall\` took ${seconds} s`)
    const kinds = 'all,configmaps,secrets,serviceaccounts,roles,rolebindings,networkpolicies'
    const objects = ['-n', namespace, 'get', kinds, '-l', 'app.kubernetes.io/part-of=merlon', '-o', 'name']
    // Pods are ended, not gone, when their owners are.
    await eventually('no object is left', async () => {
      const left = (await cluster.kubectl(objects)).trim()
      check(left === '', 'no object is left', left)
      return true
    })
    const ofCluster = await cluster.kubectl([
      ...['get', 'clusterroles,clusterrolebindings', '-l', 'app.kubernetes.io/part-of=merlon', '-o', 'name'],
    ])
    check(ofCluster.trim() === '', 'no object of the cluster is left', ofCluster)
    for (const node of cluster.nodes) {
      const before = readFileSync(join(directory, `files-before-${node}`), 'utf8').split('\n')
      const changed = difference(before, await filesOf(cluster, node))
      check(changed.length === 0, `${node} is as it was`, changed.join('\n'))
      say(`${node}: ${before.length} files and trace instances, all as before`)
    }
    await cluster.kubectl(['delete', 'namespace', namespace])
    await cluster.kubectl(['delete', 'persistentvolume', 'merlon-e2e'])
    for (const node of cluster.workers.slice(0, 1)) await cluster.on(node, ['rm', '-rf', '/var/merlon-e2e'])
  },
}
