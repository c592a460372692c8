import type { ProfileView, SummaryView, ViolationView } from '../../../collector/report/profileview.ts'
import { check, eventually, type Scenario, type Stage, timed } from '../scenario.ts'
import { inside, shellPod, start, workloads } from '../workloads.ts'

const pod = 'guarded'
/** BusyBox runs whatever is asked for where its name begins with its own. */
const intruder = '/tmp/busybox-intruder'

export const profile: Scenario = {
  name: 'profile',
  shows: 'a profile is learned, approved and violated, and the violation arrives with evidence',
  run: async (stage) => {
    const { cluster, say } = stage
    await start(cluster, shellPod(pod, cluster.controlPlane, 'while :; do sleep 1; done'))
    const learned = await eventually('what the pod runs is learned', () => profileOf(stage))
    say(`${learned.id}: ${learned.items.map(({ path }) => path).join(', ')} learned`)
    await approve(stage, learned)
    const approved = await eventually('the profile is in force', async () => {
      const now = await profileOf(stage)
      return now?.state === 'alerting' ? now : undefined
    })
    check(
      approved.items.every(({ status }) => status === 'approved'),
      'everything that was learned is approved',
      approved.items,
    )
    const quiet = await violations(stage, approved.id)
    check(quiet.length === 0, 'what is approved violates nothing', quiet)
    const [seconds, found] = await timed(async () => {
      await inside(cluster, pod, `cp /usr/bin/busybox ${intruder} && ${intruder} sleep 2`)
      return eventually('the violation arrives', async () =>
        (await violations(stage, approved.id)).find(({ path }) => path === intruder),
      )
    })
    check(found.commandLine.length > 0 && found.digest?.startsWith('sha256:'), 'it has evidence', found)
    check(found.pod?.includes(pod), 'it names the pod', found)
    say(
      `${found.severity}: ${found.path} ${found.kind}: ${found.reason}; ${found.commandLine.join(' ')}, within ${seconds} s`,
    )
  },
}

/** Puts it in force as a person would who has looked at it: the time that learning takes is done without. */
async function approve({ product, say }: Stage, { id, items, learned }: ProfileView): Promise<void> {
  const decide = async (command: string, ...args: readonly string[]) => {
    const { code, stderr } = await product.merlon('profile', command, id, ...args, '--reason', 'looked at')
    check(code === 0, `profile ${command}`, stderr)
  }
  // What asks for a look is approved by itself.
  for (const { key } of items) await decide('approve', key, '--seen', String(learned))
  const now = await profileFor(product, id)
  for (const { name, met } of now.criteria) if (!met) await decide('waive', name)
  const ready = await eventually(
    'it is ready for review',
    async () => {
      const found = await profileFor(product, id)
      return found.state === 'review' && found
    },
    240,
  )
  await decide('approve', '--seen', String(ready.learned))
  say(`approved: ${items.length} programs; ${now.criteria.filter(({ met }) => !met).length} criteria waived`)
}

async function profileOf({ product }: Stage): Promise<ProfileView | undefined> {
  const [list] = await product.http<{ profiles: SummaryView[] }>('/api/v1/profiles?pageSize=1000')
  const own = list?.profiles.find(
    ({ id, entries }) => id.includes(`/${workloads}/`) && id.includes(`/${pod}/`) && entries > 0,
  )
  return own && profileFor(product, own.id)
}

async function profileFor({ http }: Stage['product'], id: string): Promise<ProfileView> {
  return (await http<ProfileView>(`/api/v1/profiles/${encodeURIComponent(id)}`))[0] as ProfileView
}

async function violations({ product }: Stage, id: string): Promise<readonly ViolationView[]> {
  const path = `/api/v1/violations?profile=${encodeURIComponent(id)}`
  return (await product.http<{ violations: ViolationView[] }>(path))[0]?.violations ?? []
}
