// A node whose programs are really traced, for tests of the whole way from an exec to what people see.
import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { agentSchema } from '../../agent/config.ts'
import { prepareTrace, removeTrace } from '../../agent/host/prepare.ts'
import { prepareFile } from '../../agent/host/preparefile.ts'
import { stateBytes } from '../../agent/link/spool/state.ts'
import { minRingBytes, openSpool } from '../../agent/link/spool.ts'
import { startLive } from '../../agent/live.ts'
import { startAgent } from './agent.ts'
import { group, hasGroups } from './cgroups.ts'
import { eventually, type TestCollector, temporary } from './collector.ts'
import { openTracefs } from './tracefs.ts'

const tracefs = await openTracefs()

/** Why it cannot be had here; empty where it can. */
export const missing = typeof tracefs === 'string' ? tracefs : hasGroups ? '' : 'no control groups here'
if (missing !== '') console.warn(`not run: ${missing}`)

/** The unit of what `start` starts. */
export const unit = `merlon-test-${process.pid}.service`

export interface TracedNode {
  /** Runs the agent of node-1. */
  run(collector: TestCollector): Promise<{ guardHash(): Uint8Array; stop(): Promise<void> }>
  /** A copy of a program, with `more` behind its bytes. */
  program(original?: string, more?: string): string
  /** Runs a program in the unit's control group until it ends by itself. */
  start(program: string): void
  /** The same in the background, until the test ends. */
  keep(program: string, ...words: string[]): void
}

/** Goes to a control group, and runs the rest of its words there. */
const inGroup = 'echo $$ > "$1/cgroup.procs"; shift; "$@"; :'

/** A trace instance of its own, made before the agent runs as on a node: it goes on while no agent reads it. */
export function openTracedNode(): TracedNode {
  const at = typeof tracefs === 'string' ? '' : tracefs.directory
  const instance = `merlon-test-${process.pid}-i`
  onTestFinished(() => void removeTrace(at, instance))
  const prepared = prepareTrace(at, instance, 1024)
  if (prepared.status !== 'observed') throw new Error(`no trace instance: ${prepared.status}`)
  // As systemd makes one for a service.
  const service = group(`system.slice/${unit}`)
  const [directory, home] = [temporary(), programs()]
  const paths = { ring: join(directory, 'ring'), state: join(directory, 'state') }
  prepareFile(paths.ring, minRingBytes)
  prepareFile(paths.state, stateBytes)
  let made = 0
  return {
    run: async (collector) => {
      const spool = openSpool({ ...paths, syncInterval: 1 })
      const live = startLive({
        config: agentSchema.parse({ auditBurst: 0, cpuPercent: 10_000, memoryMebibytes: 65_536 }),
        observer: { looks: () => new Map(), rescan: async () => undefined },
        spool,
        place: { tracefs: { status: 'observed', value: at }, instance },
        timing: { window: 200, report: 60_000 },
      })
      const { guard, guardHash } = live
      const { link } = await startAgent(collector, 'node-1', [], { spool, guard, guardHash })
      let ended: Promise<void> | undefined
      const end = async () => {
        await live.stop()
        await link.stop()
        await spool.close()
      }
      const stop = () => (ended ??= end())
      // Where the test fails too: nobody can take away an instance that is being read.
      onTestFinished(stop)
      await eventually(link.state, (state) => state === 'connected')
      return { guardHash, stop }
    },
    program: (original = '/bin/true', more = '') => {
      const program = join(home, `program${made}`)
      made += 1
      copyFileSync(original, program)
      if (more !== '') appendFileSync(program, more)
      return program
    },
    start: (program) => void execFileSync('/bin/sh', ['-c', inGroup, 'sh', service, program]),
    keep: (program, ...words) => {
      const child = spawn('/bin/sh', ['-c', inGroup, 'sh', service, program, ...words], {
        stdio: 'ignore',
        detached: true,
      })
      const ended = new Promise((done) => child.once('close', done))
      onTestFinished(async () => {
        process.kill(-(child.pid as number), 'SIGKILL')
        await ended
      })
    },
  }
}

/** Not below /tmp: whatever is where everyone may write breaks a rule. */
function programs(): string {
  const directory = mkdtempSync('/var/lib/merlon-test-')
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
