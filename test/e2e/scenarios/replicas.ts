import type { Report } from '../../../collector/report/model.ts'
import type { ProfileView, SummaryView } from '../../../collector/report/profileview.ts'
import { allTold } from '../marks.ts'
import { startOnNode } from '../postgres.ts'
import { namespace, onPostgres } from '../product.ts'
import { check, eventually, type Scenario, type Stage, timed } from '../scenario.ts'
import { fullReport } from './install.ts'

const secret = 'merlon-e2e-database'
const mounted = '/etc/merlon/database-ca'
const replicas = 2

export const replicasOnPostgres: Scenario = {
  name: 'replicas',
  shows: 'collectors are replicas on PostgreSQL: any of them tells all, and replacing or killing them loses nothing',
  run: async (stage) => {
    const { cluster, product, say } = stage
    const database = await startOnNode(cluster, cluster.workers.at(-1) ?? cluster.controlPlane)
    try {
      await cluster.apply({
        ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: secret, namespace } },
        stringData: {
          url: `${database.url}?sslmode=verify-full&sslrootcert=${mounted}/ca.crt`,
          'ca.crt': database.authority,
        },
      })
      const [seconds] = await timed(async () => {
        await product.helm('upgrade', values)
        await rolledOut(stage)
        await eventually('all nodes report', () => fullReport(product, cluster.nodes.length), 300)
      })
      say(
        `${replicas} collectors on an empty PostgreSQL, verified by name: all nodes with all domains after ${seconds} s`,
      )
      await allTellTheSame(stage)
      await decidedOnOneIsKnownToAll(stage)
      await allTold(stage, () => replaceAll(stage))
      await allTold(stage, () => killOne(stage))
      await allTellTheSame(stage)
      const gaps = await product.events('kind=gap')
      check(gaps.length === 0, 'no event was lost', gaps)
    } finally {
      await product.helm('upgrade')
      await database.stop()
      await cluster.kubectl(['-n', namespace, 'delete', 'secret', secret, '--ignore-not-found'])
    }
    await rolledOut(stage)
    await eventually(
      'all nodes report to the collector that they had',
      () => fullReport(product, cluster.nodes.length),
      300,
    )
    say('back on SQLite: all nodes report')
  },
}

const values = [
  ...[onPostgres, `collector.replicas=${replicas}`, `collector.database.urlSecret.name=${secret}`],
  ...['collector.extraVolumes[0].name=database-ca', `collector.extraVolumes[0].secret.secretName=${secret}`],
  ...['collector.extraVolumes[0].secret.items[0].key=ca.crt', 'collector.extraVolumes[0].secret.items[0].path=ca.crt'],
  ...['collector.extraVolumeMounts[0].name=database-ca', `collector.extraVolumeMounts[0].mountPath=${mounted}`],
]

async function rolledOut({ cluster, product }: Stage): Promise<void> {
  const status = ['-n', namespace, 'rollout', 'status', product.collector(), '--timeout=200s']
  await cluster.kubectl(status, { timeout: 210_000 })
}

/** Names of the collectors' pods that are ready. */
async function collectors({ cluster }: Stage): Promise<string[]> {
  type Pod = {
    metadata: { name: string; deletionTimestamp?: string }
    status: { conditions?: { type: string; status: string }[] }
  }
  const selected = ['-n', namespace, 'pods', '-l', 'app.kubernetes.io/component=collector']
  const { items } = await cluster.get<{ items: Pod[] }>(selected)
  const isReady = ({ metadata, status }: Pod) =>
    !metadata.deletionTimestamp && status.conditions?.some((each) => each.type === 'Ready' && each.status === 'True')
  return items.filter(isReady).map(({ metadata }) => metadata.name)
}

/** `merlon … --format json` in one pod. */
async function ask<Answer>({ cluster }: Stage, pod: string, ...args: readonly string[]): Promise<Answer> {
  const command = ['exec', pod, '-c', 'collector', '--', '/usr/bin/node', '/app/merlon.js', ...args]
  const { code, stdout, stderr } = await cluster.run(cluster.controlPlane, ['kubectl', '-n', namespace, ...command])
  if (code > 1) throw new Error(`${pod}: merlon ${args.join(' ')}: ${stderr.trim()}`)
  return (stdout === '' ? undefined : JSON.parse(stdout)) as Answer
}

async function allTellTheSame(stage: Stage): Promise<void> {
  const said = await eventually('all replicas tell the same', async () => {
    const pods = await collectors(stage)
    const reports = await Promise.all(pods.map((pod) => ask<Report>(stage, pod, 'report', '--format', 'json')))
    const each = reports.map(({ coverage, counts, nodes }) =>
      JSON.stringify({ coverage, counts, nodes: nodes.map(({ id, state }) => `${id} ${state}`).sort() }),
    )
    return pods.length === replicas && new Set(each).size === 1 && reports[0]
  })
  const { coverage, counts } = said
  stage.say(`each of ${replicas} tells of ${coverage.reporting} nodes, ${counts.fail} failing, ${counts.pass} passing`)
}

async function decidedOnOneIsKnownToAll(stage: Stage): Promise<void> {
  const [one = '', other = ''] = await collectors(stage)
  const profile = await eventually('a profile is learned', async () => {
    const profiles = await ask<SummaryView[]>(stage, one, 'profile', 'list', '--format', 'json')
    return profiles.find(({ entries }) => entries > 0)
  })
  const show = ['profile', 'show', profile.id, '--format', 'json']
  const { criteria } = await ask<ProfileView>(stage, one, ...show)
  const name = criteria.find(({ met }) => !met)?.name
  check(name, 'a criterion is not met yet', criteria)
  const command = ['/app/merlon.js', 'profile', 'waive', profile.id, name, '--reason', 'tried']
  const waived = ['-n', namespace, 'exec', one, '-c', 'collector', '--', '/usr/bin/node', ...command]
  await stage.cluster.kubectl(waived)
  const [seconds] = await timed(() =>
    eventually('the other one knows', async () =>
      (await ask<ProfileView>(stage, other, ...show)).criteria.some((each) => each.name === name && each.waived),
    ),
  )
  stage.say(`${profile.id}: "${name}" was waived at ${one}, and ${other} told so within ${seconds} s`)
}

async function replaceAll(stage: Stage): Promise<void> {
  const before = await collectors(stage)
  await stage.cluster.kubectl(['-n', namespace, 'rollout', 'restart', stage.product.collector()])
  await rolledOut(stage)
  const left = (await collectors(stage)).filter((each) => before.includes(each))
  check(left.length === 0, 'all collectors were replaced', left)
  stage.say('all collectors were replaced one after the other')
}

async function killOne(stage: Stage): Promise<void> {
  const [one = ''] = await collectors(stage)
  await stage.cluster.kubectl(['-n', namespace, 'delete', 'pod', one, '--grace-period=0', '--force'])
  await rolledOut(stage)
  stage.say(`${one} was deleted without grace`)
}
