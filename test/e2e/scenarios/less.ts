import type { FindingView, Report } from '../../../collector/report/model.ts'
import { check, eventually, type Scenario, type Stage } from '../scenario.ts'
import { fullReport } from './install.ts'

/** Something that values take away. */
interface Loss {
  readonly what: string
  readonly values: readonly string[]
  /** What the node or one of its domains then says. */
  readonly said: RegExp
}

const losses: readonly Loss[] = [
  {
    ...{ what: 'the capability to look into other processes', said: /CAP_SYS_PTRACE|permission denied|EACCES|EPERM/ },
    values: ['agent.capabilities={DAC_READ_SEARCH}'],
  },
  {
    ...{ what: 'the capability to read every file', said: /permission denied|EACCES|EPERM/ },
    values: ['agent.capabilities={SYS_PTRACE}'],
  },
  {
    ...{ what: 'the mount of all but two directories', said: /not mounted into the agent/ },
    values: ['agent.mounts.mode=minimal', 'agent.mounts.directories={/etc,/usr}'],
  },
  { ...{ what: 'the trace', said: /processes: /, values: ['agent.trace=off'] } },
]

export const less: Scenario = {
  name: 'less',
  shows: 'with a capability or a mount less the agents say what they lack, and nothing becomes green',
  run: async (stage) => {
    const before = new Map((await findings(stage, outcomes)).map(({ id, outcome }) => [id, outcome]))
    for (const loss of losses) await lose(stage, loss, before)
    await upgraded(stage, [])
  },
}

async function lose(stage: Stage, { what, values, said }: Loss, before: ReadonlyMap<string, string>): Promise<void> {
  const report = await upgraded(stage, values)
  const words = report.nodes.flatMap(({ degraded, domains }) => [
    ...degraded,
    ...domains.filter(({ status }) => status === 'denied' || status === 'failed').map(({ reason }) => reason),
  ])
  const unknown = await findings(stage, 'unknown')
  const all = [...words, ...unknown.map(({ message }) => message)]
  const answer = all.find((each) => said.test(each))
  check(answer, `${what}: it is said`, [...new Set(all)].slice(0, 20))
  // Only what was asked before: a container that began since is another question.
  const green = (await findings(stage, 'pass')).filter(({ id }) => !['pass', undefined].includes(before.get(id)))
  check(green.length === 0, `${what}: nothing becomes green`, green)
  stage.say(`without ${what}: ${report.counts.pass} pass, ${report.counts.unknown} unknown; "${answer}"`)
}

/** The report of agents that all began after the upgrade. */
async function upgraded({ cluster, product }: Stage, values: readonly string[]): Promise<Report> {
  const before = new Set((await product.agents()).values())
  await product.helm('upgrade', values)
  await eventually('all agents are replaced', async () => {
    const now = [...(await product.agents()).values()]
    return now.length === cluster.nodes.length && !now.some((each) => before.has(each))
  })
  await cluster.kubectl(['-n', 'merlon', 'rollout', 'status', 'daemonset/merlon-agent', '--timeout=110s'])
  return eventually('they report', () => fullReport(product, cluster.nodes.length))
}

const outcomes = 'pass,fail,review,not-applicable,unknown,error'

/** All findings with these outcomes. */
async function findings({ product }: Stage, outcome: string): Promise<FindingView[]> {
  const found: FindingView[] = []
  for (let token: string | undefined = ''; token !== undefined; ) {
    const more: string = token && `&pageToken=${encodeURIComponent(token)}`
    const path = `/api/v1/findings?outcome=${outcome}&pageSize=1000${more}`
    const [page]: Page[] = await product.http<Page>(path)
    found.push(...(page?.findings ?? []))
    token = page?.nextPageToken
  }
  return found
}

interface Page {
  readonly findings: readonly FindingView[]
  readonly nextPageToken?: string
}
