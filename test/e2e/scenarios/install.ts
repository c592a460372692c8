import { execFile } from 'node:child_process'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Report } from '../../../collector/report/model.ts'
import { filesOf } from '../nodefiles.ts'
import { namespace, type Product } from '../product.ts'
import { check, eventually, type Scenario, type Stage, timed } from '../scenario.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export const install: Scenario = {
  name: 'install',
  shows: 'images, `helm install`, agents on all nodes, identity by the API server, and a first report of all nodes',
  run: async (stage) => {
    const { cluster, product, directory, say } = stage
    await importImages(stage)
    await makeVolume(stage)
    for (const node of cluster.nodes)
      writeFileSync(join(directory, `files-before-${node}`), (await filesOf(cluster, node)).join('\n'))
    const [seconds, report] = await timed(async () => {
      await product.helm('install')
      return eventually('the first report covers all nodes', () => fullReport(product, cluster.nodes.length), 300)
    })
    say(`${seconds} s from \`helm install\` to a report with all ${report.nodes.length} nodes and all their domains`)
    const daemonSet = ['-n', namespace, 'daemonset', 'merlon-agent']
    const { status } = await cluster.get<{ status: { numberReady: number } }>(daemonSet)
    check(status.numberReady === cluster.nodes.length, 'an agent is ready on every node', status)
    say(`${status.numberReady} agents are ready`)
    await checkIdentities(stage, report)
  },
}

async function importImages({ product, build, say }: Stage): Promise<void> {
  const files = ['agent', 'collector'].map((each) => join(root, `dist/images/merlon-${each}.tar`))
  if (build || !files.every((each) => existsSync(each)))
    await promisify(execFile)('npm', ['run', 'image'], { cwd: root, maxBuffer: 2 ** 26 })
  for (const file of files) {
    const [seconds] = await timed(() => product.importImage(file))
    say(`${file.slice(root.length)}: ${(statSync(file).size / 1e6).toFixed(1)} MB, on all nodes in ${seconds} s`)
  }
}

/** A volume for the collector, on the first worker: this cluster has no provider of them. */
async function makeVolume({ cluster }: Stage): Promise<void> {
  const [node = cluster.controlPlane] = cluster.workers
  await cluster.on(node, ['mkdir', '-p', '/var/merlon-e2e'])
  const terms = [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }]
  await cluster.apply({
    ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'merlon-e2e' } },
    spec: {
      ...{ capacity: { storage: '10Gi' }, accessModes: ['ReadWriteOnce'], local: { path: '/var/merlon-e2e' } },
      ...{ persistentVolumeReclaimPolicy: 'Retain', nodeAffinity: { required: { nodeSelectorTerms: terms } } },
    },
  })
}

/** The report, once every node reports with every domain. */
export async function fullReport(product: Product, nodes: number): Promise<Report | undefined> {
  const report = await product.report()
  const isFull = report.nodes.every(({ state, domains }) => state === 'reporting' && domains.length > 20)
  return report.coverage.reporting === nodes && report.nodes.length === nodes && isFull ? report : undefined
}

/** Ids are the UIDs that the API server gave, and certificates were issued by tokens that it reviewed. */
async function checkIdentities({ cluster, product, say }: Stage, report: Report): Promise<void> {
  type Named = { readonly metadata: { readonly name: string; readonly uid: string } }
  const { items } = await cluster.get<{ items: Named[] }>(['nodes'])
  const kubeSystem = await cluster.get<Named>(['namespace', 'kube-system'])
  check(report.clusterId === kubeSystem.metadata.uid, 'the cluster is the UID of kube-system', report.clusterId)
  for (const { metadata } of items)
    check(
      report.nodes.some(({ id, name }) => id === metadata.uid && name === metadata.name),
      `${metadata.name} is known by its UID`,
      report.nodes,
    )
  const issued = (await product.logs(product.collector()))
    .split('\n')
    .filter((line) => /a certificate was issued/.test(line) && /"method":"service-account"/.test(line))
  check(issued.length >= items.length, 'each node has a certificate for a token that was reviewed', issued)
  say(`cluster ${report.clusterId} and ${items.length} nodes are the API server's own UIDs, proved by TokenReview`)
}
