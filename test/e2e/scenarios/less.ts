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
    ...{
      what: 'the capability to look into other processes',
      said: /network namespace the agent is in cannot be told/,
    },
    values: ['agent.capabilities={DAC_READ_SEARCH}'],
  },
  {
    ...{ what: 'the capability to read every file', said: /permission denied below/ },
    values: ['agent.capabilities={SYS_PTRACE}'],
  },
  {
    ...{ what: 'the mount of all but two directories', said: /not mounted into the agent/ },
    values: ['agent.mounts.mode=minimal', 'agent.mounts.directories={/etc,/usr}'],
  },
  { ...{ what: 'the trace', said: /`trace` is off/, values: ['agent.trace=off'] } },
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
  await upgraded(stage, values)
  // What the agents before them told stands until it is replaced.
  const { report, answer } = await eventually(`${what}: every node says so`, async () => {
    const report = await stage.product.report()
    const unknown = await findings(stage, 'unknown')
    const answers = report.nodes.map((node) => wordsOf(node, unknown).find((each) => said.test(each)))
    const [answer] = answers
    return answer !== undefined && !answers.includes(undefined) && { report, answer }
  })
  // Only what was asked before: a container that began since is another question.
  const green = (await findings(stage, 'pass')).filter(({ id }) => !['pass', undefined].includes(before.get(id)))
  check(green.length === 0, `${what}: nothing becomes green`, green)
  stage.say(`without ${what}: ${report.counts.pass} pass, ${report.counts.unknown} unknown; "${answer}"`)
}

function wordsOf({ id, degraded, domains }: Report['nodes'][number], unknown: readonly FindingView[]): string[] {
  const unseen = domains.filter(({ status }) => status === 'denied' || status === 'failed')
  const messages = unknown.filter(({ nodeId }) => nodeId === id).map(({ message }) => message)
  return [...degraded, ...unseen.map(({ reason }) => reason), ...messages]
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
