// A follower of this machine's programs, and programs for it to tell of.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, vi } from 'vitest'
import { prepareTrace, removeTrace } from '../../agent/host/prepare.ts'
import { type Follower, type FollowOptions, openFollower } from '../../agent/processes/follow.ts'
import type { ProcessObservation } from '../../agent/processes/observation.ts'
import { openSource } from '../../agent/processes/source.ts'
import { openTracefs, scratch } from './tracefs.ts'

const tracefs = await openTracefs()

/** Why programs cannot be followed here; empty where they can. */
export const missing = typeof tracefs === 'string' ? tracefs : ''
if (missing !== '') console.warn(`not run: ${missing}`)

/** Whether perl can make the system calls that the tests are about, by their numbers. */
export const hasPerl = spawnSync('perl', ['-v']).status === 0 && process.arch === 'x64'
if (!hasPerl) console.warn('not run: some need perl on x86-64')

/** Where the programs of a file's tests are. */
export const directory = scratch()
chmodSync(directory, 0o755)

const at = { status: 'observed', value: typeof tracefs === 'string' ? '' : tracefs.directory } as const
let count = 0

export interface Following {
  readonly follower: Follower
  /** The source of its trace instance, opened once more. */
  again(): ReturnType<typeof openSource>
  /** All that was told until now. */
  readonly told: readonly ProcessObservation[]
  /** Reads to the end of what happened until there are some, and gives the starts in whose names this stands. */
  starts(part: string): Promise<ProcessObservation[]>
}

/** A follower with a trace instance of its own. */
export function following(
  options: Partial<FollowOptions> = {},
  whenDone: (clean: () => void) => void = onTestFinished,
): Following {
  const instance = `merlon-test-${process.pid}-f${(count += 1)}`
  expect(prepareTrace(at.value, instance).status).toBe('observed')
  const again = () => openSource(at, instance)
  const source = again()
  whenDone(() => {
    source.trace?.close()
    removeTrace(at.value, instance)
  })
  expect(source).toMatchObject({ source: 'events', reason: '' })
  const told: ProcessObservation[] = []
  const follower = openFollower({
    ...{ prefix: '/', source, commandLines: 'redacted', digests: false },
    ...options,
    started: (each) => void told.push(each),
  })
  const found = (part: string) => told.filter((each) => isNamed(each, part))
  return {
    ...{ follower, again, told },
    starts: async (part) => {
      // What happened until now is before what is read now, once the clock has gone on.
      await vi.waitFor(async () => {
        await follower.step()
        expect(found(part).length).toBeGreaterThan(0)
      }, 60_000)
      return found(part)
    },
  }
}

/** A follower that has no events, and looks now and then; stopped with the test. */
export function sampling(options: Partial<FollowOptions> = {}): Pick<Following, 'follower' | 'told'> {
  const ids = { status: 'observed', value: 'pid:[1]' } as const
  const source = openSource({ status: 'observed', value: '/nonexistent' }, 'x', ids)
  const told: ProcessObservation[] = []
  const started = (each: ProcessObservation) => void told.push(each)
  const follower = openFollower({ prefix: '/', source, commandLines: 'off', digests: false, ...options, started })
  onTestFinished(() => follower.stop())
  return { follower, told }
}

/** Whether this stands in a name by which it was started. */
export function isNamed({ path, script, filename }: ProcessObservation, part: string): boolean {
  return [path, script?.path, filename].some((each) => each?.includes(part))
}

let shared: Following | undefined
const cleaning: (() => void)[] = []
afterAll(() => {
  for (const clean of cleaning) clean()
})

/** The one of most of a file's tests: their programs have names of their own. */
export function sharedFollowing(): Following {
  shared ??= following({ digests: true }, (clean) => void cleaning.push(clean))
  return shared
}

/** A copy of a program that nobody else runs, so that its starts are known by its name. */
export function copyOf(program: string, name = `${process.pid}-${(count += 1)}p`, where = directory): string {
  const path = join(where, name)
  copyFileSync(program, path)
  chmodSync(path, 0o755)
  return path
}

/** Starts something that runs on until the test ends. */
export function running(file: string, args: readonly string[] = ['600'], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(file, args, { stdio: 'ignore', ...options })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}
