// Merlon on the cluster, used as people use it: Helm, `merlon` in the collector's container, the HTTP API.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { EventView } from '../../collector/report/eventview.ts'
import type { Report } from '../../collector/report/model.ts'
import type { Cluster, Output } from './cluster.ts'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

export const namespace = 'merlon'
export const release = 'merlon'
/** Where charts are on the control plane. */
const charts = '/tmp/merlon-e2e'
const asking = readFileSync(fileURLToPath(new URL('./asking.mjs', import.meta.url)), 'utf8')

/** Values of this cluster: images are imported on its nodes, and it has no provider of volumes but the one that is made. */
export const values: readonly string[] = [
  ...['imageRegistry=localhost', 'imagePullPolicy=Never', 'agent.maxUnavailable=100%'],
]

/** The value that makes replicas of the collector. */
export const onPostgres = 'collector.database.type=postgresql'

/** What the agent saw on a node, by domain, as the HTTP API has it. */
export interface NodeFacts {
  readonly node: Report['nodes'][number]
  readonly facts: Readonly<
    Record<string, { readonly status: string; readonly fact?: Readonly<Record<string, unknown>> }>
  >
}

export interface Product {
  /** `helm install` or `helm upgrade` with the chart of this checkout, or with another one. */
  helm(command: 'install' | 'upgrade', values?: readonly string[], chart?: string): Promise<string>
  uninstall(): Promise<string>
  /** Imports an image archive on all nodes. */
  importImage(file: string): Promise<void>
  /** `merlon …` in the collector's container. */
  merlon(...args: readonly string[]): Promise<Output>
  /** The same, as JSON. Exit code 1 says that something fails, not that the command did. */
  json<Answer>(...args: readonly string[]): Promise<Answer>
  report(): Promise<Report>
  /** Answers of the HTTP API. */
  http<Answer>(...paths: readonly string[]): Promise<Answer[]>
  facts(node: string): Promise<NodeFacts>
  /** All events that a query of the HTTP API asks for, newest first. */
  events(query: string): Promise<EventView[]>
  /** The object that makes the collector's pods: it depends on where the collector keeps what it knows. */
  collector(): string
  /** Names of the agents' pods by their nodes. */
  agents(): Promise<ReadonlyMap<string, string>>
  /** What an object's pod logs, all its containers. */
  logs(object: string): Promise<string>
}

interface EventPage {
  readonly events: readonly EventView[]
  readonly nextPageToken?: string
}

export function openProduct(cluster: Cluster): Product {
  let kind = 'statefulset'
  let cookie = ''
  const collector = () => `${kind}/merlon-collector`
  const inside = () => ['-n', namespace, 'exec', collector(), '-c', 'collector', '--', '/usr/bin/node']
  const merlon: Product['merlon'] = (...args) =>
    cluster.run(cluster.controlPlane, ['kubectl', ...inside(), '/app/merlon.js', ...args])
  const json: Product['json'] = async (...args) => {
    const { code, stdout, stderr } = await merlon(...args, '--format', 'json')
    if (code > 1 || stdout === '') throw new Error(`merlon ${args.join(' ')}: ${stderr.trim()}`)
    return JSON.parse(stdout)
  }
  const http: Product['http'] = async <Answer>(...paths: readonly string[]) => {
    const link = async () => /https:\S+/.exec((await merlon('login')).stdout)?.[0] ?? ''
    const ask = async (credential: string) => {
      const script = ['--input-type=module', '--eval', asking, credential, ...paths]
      return JSON.parse(await cluster.kubectl([...inside(), ...script])) as { cookie: string; bodies: Answer[] }
    }
    // A session ends with the collector that it was made at, where that kept nothing.
    const answer = cookie ? await ask(cookie).catch(async () => ask(await link())) : await ask(await link())
    cookie = answer.cookie
    return answer.bodies
  }
  const events: Product['events'] = async (query) => {
    const found: EventView[] = []
    for (let token: string | undefined = ''; token !== undefined; ) {
      const more: string = token && `&pageToken=${encodeURIComponent(token)}`
      const path = `/api/v1/events?pageSize=1000&${query}${more}`
      const [page]: EventPage[] = await http<EventPage>(path)
      found.push(...(page?.events ?? []))
      token = page?.nextPageToken
    }
    return found
  }
  return {
    ...{ merlon, json, http, collector },
    helm: async (command, more = [], chart = join(root, 'deploy/chart')) => {
      const archive = (await execute('tar', ['-C', chart, '-c', '.'], { encoding: 'buffer', maxBuffer: 2 ** 26 }))
        .stdout
      const unpack = `rm -rf ${charts} && mkdir ${charts} && tar -C ${charts} -x`
      await cluster.on(cluster.controlPlane, ['sh', '-c', unpack], { input: archive })
      const set = [...values, ...more].flatMap((each) => ['--set', each])
      kind = more.includes(onPostgres) ? 'deployment' : 'statefulset'
      const created = command === 'install' ? ['--create-namespace'] : []
      const args = [command, release, charts, '--namespace', namespace, ...created, ...set]
      return cluster.on(cluster.controlPlane, ['helm', ...args])
    },
    uninstall: () =>
      cluster.on(cluster.controlPlane, ['helm', 'uninstall', release, '--namespace', namespace], { timeout: 400_000 }),
    importImage: async (file) => {
      const input = readFileSync(file)
      for (const node of cluster.nodes)
        await cluster.on(node, ['ctr', '--namespace', 'k8s.io', 'images', 'import', '-'], { input })
    },
    report: async () => (await http<Report>('/api/v1/report'))[0] as Report,
    events,
    facts: async (node) => (await http<NodeFacts>(`/api/v1/nodes/${node}`))[0] as NodeFacts,
    agents: async () => {
      const selected = ['-n', namespace, 'pods', '-l', 'app.kubernetes.io/component=agent']
      const { items } = await cluster.get<{ items: { metadata: { name: string }; spec: { nodeName: string } }[] }>(
        selected,
      )
      return new Map(items.map(({ metadata, spec }) => [spec.nodeName, metadata.name]))
    },
    logs: (object) => cluster.kubectl(['-n', namespace, 'logs', object, '--all-containers', '--tail=-1']),
  }
}
