import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { agentSchema } from '../../agent/config.ts'
import { prepareTrace, removeTrace } from '../../agent/host/prepare.ts'
import { runAgent } from '../../agent/main.ts'
import type { EventView } from '../../collector/report/eventview.ts'
import { eventually, silent, startCollector, type TestCollector, temporary } from '../support/collector.ts'
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

async function startsOf(collector: TestCollector, program: string): Promise<EventView[]> {
  const all = await collector.client().events({ nodes: ['node-1'], kinds: ['process'] }, 100_000)
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
    const files = await collector.node('node-1')
    const run = () =>
      runAgent(
        agentSchema.parse({
          ...{ ...files, collector: collector.address, spreadSeconds: 0, spoolMebibytes: 2, memoryMebibytes: 65_536 },
          spoolFile: join(directory, 'spool'),
        }),
        silent,
        {
          place: { tracefs: { status: 'observed', value: at }, instance },
          timing: { window: 200, report: 60_000 },
        },
      )
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
        () => startsOf(collector, program),
        (found) => found.length > 0,
        40_000,
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
    await arrived(unheard)
    await arrived(start())
    await agent.stop()

    for (const program of programs) {
      const found = await startsOf(collector, program)
      expect(found.map(({ detail }) => [detail['count'], (detail['place'] as { unit: string }).unit])).toEqual([[1, unit]])
    }
    const reports = await collector.client().events({ nodes: ['node-1'], kinds: ['trace'] }, 1000)
    expect(new Set(reports.map(({ detail }) => detail['source']))).toEqual(new Set(['events']))
  },
  120_000,
)
