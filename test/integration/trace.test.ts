import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { agentSchema } from '../../agent/config.ts'
import { prepareTrace, removeTrace } from '../../agent/host/prepare.ts'
import { prepareFile } from '../../agent/host/preparefile.ts'
import { stateBytes } from '../../agent/link/spool/state.ts'
import { minRingBytes, openSpool } from '../../agent/link/spool.ts'
import { startLive } from '../../agent/live.ts'
import type { ReportClient } from '../../collector/cli/client.ts'
import type { EventView } from '../../collector/report/eventview.ts'
import { startAgent } from '../support/agent.ts'
import { eventually, startCollector, temporary } from '../support/collector.ts'
import { openTracefs } from '../support/tracefs.ts'

const tracefs = await openTracefs()
const hierarchy = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/pids'].find((each) =>
  existsSync(join(each, 'cgroup.procs')),
)
const missing = typeof tracefs === 'string' ? tracefs : hierarchy === undefined ? 'no control groups here' : ''
if (missing !== '') console.warn(`not run: ${missing}`)

const at = typeof tracefs === 'string' ? '' : tracefs.directory
const unit = `merlon-test-${process.pid}.service`

/** A control group as systemd makes one for a service. */
function service(): string {
  const path = join(hierarchy as string, 'system.slice', unit)
  const first = mkdirSync(path, { recursive: true })
  onTestFinished(() => {
    rmdirSync(path)
    if (first !== undefined && first !== path) rmdirSync(first)
  })
  return path
}

async function startsOf(client: ReportClient, program: string): Promise<EventView[]> {
  const all = await client.events({ nodes: ['node-1'], kinds: ['process'] }, 100_000)
  return all.filter(({ detail }) => JSON.stringify(detail).includes(`"${program}"`))
}

test.skipIf(missing !== '')(
  'programs that start in a control group are in the store once each, whoever is started again meanwhile',
  async () => {
    const instance = `merlon-test-${process.pid}-i`
    onTestFinished(() => void removeTrace(at, instance))
    // Before the agent runs, as on a node: the ring goes on while no agent reads it.
    expect(prepareTrace(at, instance, 1024).status).toBe('observed')
    const [directory, state, group] = [temporary(), temporary(), service()]
    let collector = await startCollector(state)
    let client = collector.client()
    const paths = { ring: join(directory, 'ring'), state: join(directory, 'state') }
    prepareFile(paths.ring, minRingBytes)
    prepareFile(paths.state, stateBytes)
    const run = async () => {
      const spool = openSpool({ ...paths, syncInterval: 1 })
      const live = startLive({
        config: agentSchema.parse({ auditBurst: 0, cpuPercent: 10_000, memoryMebibytes: 65_536 }),
        observer: { looks: () => new Map(), rescan: async () => undefined },
        spool,
        place: { tracefs: { status: 'observed', value: at }, instance },
        timing: { window: 200, report: 60_000 },
      })
      const { link } = await startAgent(collector, 'node-1', [], { spool, guard: live.guard })
      return {
        stop: async () => {
          await live.stop()
          await link.stop()
          await spool.close()
        },
      }
    }
    const programs: string[] = []
    const start = () => {
      const program = join(directory, `program${programs.length}`)
      copyFileSync('/bin/true', program)
      programs.push(program)
      execFileSync('/bin/sh', ['-c', `echo $$ > ${group}/cgroup.procs; ${program}; :`])
      return program
    }
    const arrived = (program: string) =>
      eventually(
        () => startsOf(client, program),
        (found) => found.length > 0,
        30_000,
      )

    let agent = await run()
    await arrived(start())
    await agent.stop()
    const whileGone = start()
    agent = await run()
    await arrived(whileGone)
    await collector.stop()
    const unheard = start()
    collector = await startCollector(state, { listen: collector.address })
    client = collector.client()
    await arrived(unheard)
    await arrived(start())
    await agent.stop()

    for (const program of programs) {
      const found = await startsOf(client, program)
      expect(found.map(({ detail }) => [detail['count'], (detail['place'] as { unit: string }).unit])).toEqual([
        [1, unit],
      ])
    }
    const reports = await client.events({ nodes: ['node-1'], kinds: ['trace'] }, 1000)
    expect(new Set(reports.map(({ detail }) => detail['source']))).toEqual(new Set(['events']))
  },
  120_000,
)
