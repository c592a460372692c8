import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepareTrace, removeTrace } from '../agent/host/prepare.ts'
import { openFollower } from '../agent/processes/follow.ts'
import { openSource } from '../agent/processes/source.ts'
import { type Bench, quantile } from './measure.ts'

const instance = `merlon-bench-${process.pid}`
/** Loops of a shell that start programs side by side, one for each of two CPUs. */
const loops = 2

/** Starts of programs that live less than a millisecond: seen, attributed, lost, and what seeing them costs. */
export async function benchTrace({ directory, print }: Bench): Promise<void> {
  const mounted = await mountTracefs()
  if (typeof mounted === 'string') return print(`trace: not run: ${mounted}`)
  try {
    const program = join(directory, 'short')
    copyFileSync('/bin/true', program)
    for (const count of [10_000, 100_000]) print(await costOf(mounted.tracefs, program, count))
    print(await slowDown(mounted.tracefs, program))
    print(await idle(mounted.tracefs))
    print(await manyLiving(mounted.tracefs))
  } finally {
    removeTrace(mounted.tracefs, instance)
    mounted.holder.kill('SIGKILL')
  }
}

/** tracefs where only a process of this bench has it. */
async function mountTracefs(): Promise<{ holder: ChildProcess; tracefs: string } | string> {
  if (process.getuid?.() !== 0) return 'needs root'
  const script = 'mount -t tracefs tracefs /sys/kernel/tracing && echo mounted && exec cat'
  const holder = spawn('unshare', ['-m', 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'ignore'] })
  const said = await new Promise<string>((done) => {
    holder.once('error', () => done(''))
    holder.once('close', () => done(''))
    holder.stdout.once('data', (data: Buffer) => done(data.toString().trim()))
  })
  const tracefs = `/proc/${holder.pid}/root/sys/kernel/tracing`
  return said === 'mounted' && existsSync(join(tracefs, 'instances'))
    ? { holder, tracefs }
    : 'tracefs cannot be mounted'
}

/** Follows while the work runs; `found` is told of every start. */
async function following(
  tracefs: string,
  work: () => Promise<void>,
  found: (path: string, placed: boolean) => void = () => undefined,
  settle = 0,
) {
  const prepared = prepareTrace(tracefs, instance)
  if (prepared.status !== 'observed') throw new Error(JSON.stringify(prepared))
  const source = openSource({ status: 'observed', value: tracefs }, instance)
  const before = process.cpuUsage()
  const follower = openFollower({
    ...{ prefix: '/', source, commandLines: 'redacted', digests: true },
    started: ({ path, place }) => found(path, place.place !== 'unknown'),
  })
  const opened = process.cpuUsage(before)
  follower.run()
  // Once it has read what packages there are: not again until that changes.
  await new Promise((done) => setTimeout(done, settle))
  const [used, seenBefore] = [process.cpuUsage(), follower.seen()]
  const start = performance.now()
  await work()
  const wall = performance.now() - start
  await follower.stop()
  const { user, system } = process.cpuUsage(used)
  const loss = follower.loss()
  removeTrace(tracefs, instance)
  return {
    cpu: (user + system) / 1000,
    open: (opened.user + opened.system) / 1000,
    wall,
    loss,
    seen: follower.seen() - seenBefore,
    bytes: prepared.value.bytes,
  }
}

function shell(script: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn('/bin/sh', ['-c', script], { stdio: 'ignore' })
    child.once('error', fail)
    child.once('close', () => done())
  })
}

async function execs(program: string, count: number): Promise<void> {
  const each = Math.floor(count / loops)
  const loop = `i=0; while [ $i -lt ${each} ]; do ${program}; i=$((i+1)); done`
  await Promise.all(Array.from({ length: loops }, () => shell(loop)))
}

async function costOf(tracefs: string, program: string, count: number): Promise<string> {
  let [seen, placed] = [0, 0]
  const before = process.memoryUsage().rss
  const { cpu, wall, loss, bytes } = await following(
    tracefs,
    () => execs(program, count),
    (path, isPlaced) => {
      if (path !== program) return
      seen += 1
      if (isPlaced) placed += 1
    },
  )
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024
  return `trace: ${count} starts at ${((count / wall) * 1000).toFixed(0)}/s: ${seen} seen, ${placed} attributed, ${loss.ringLost} events lost (ring of ${bytes / 1024 / 1024} MiB), ${((cpu / count) * 1000).toFixed(0)} µs CPU each, ${grown.toFixed(0)} MiB more resident`
}

/** The same work with and without a trace, one after the other, so that both have the same noise. */
async function slowDown(tracefs: string, program: string): Promise<string> {
  const [without, withTrace]: [number[], number[]] = [[], []]
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now()
    await execs(program, 4000)
    without.push(performance.now() - start)
    withTrace.push((await following(tracefs, () => execs(program, 4000))).wall)
  }
  const ratio = quantile(withTrace, 0.5) / quantile(without, 0.5)
  return `trace: 4000 starts take ${ratio.toFixed(2)} times as long while they are followed (medians of 5, alternating; the follower shares the CPUs)`
}

/** Long enough for what is done once. */
const settle = 5000

async function idle(tracefs: string): Promise<string> {
  const seconds = 20
  const { cpu, seen } = await following(tracefs, () => sleep(seconds), undefined, settle)
  return `trace: ${((cpu / seconds) * 60).toFixed(0)} ms CPU a minute, with ${(seen / seconds).toFixed(0)} starts/s of what else runs here`
}

function sleep(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000))
}

async function manyLiving(tracefs: string): Promise<string> {
  const count = 3000
  const holder = spawn(
    '/bin/sh',
    ['-c', `i=0; while [ $i -lt ${count} ]; do sleep 1000 & i=$((i+1)); done; echo made; wait`],
    {
      ...{ stdio: ['ignore', 'pipe', 'ignore'], detached: true },
    },
  )
  try {
    await new Promise((done) => holder.stdout?.once('data', done))
    const { open, cpu, seen } = await following(tracefs, () => sleep(10), undefined, settle)
    return `trace: with ${count} more processes it takes ${open.toFixed(0)} ms CPU to begin, then ${(cpu * 6).toFixed(0)} ms a minute, with ${(seen / 10).toFixed(0)} starts/s`
  } finally {
    process.kill(-(holder.pid as number), 'SIGKILL')
  }
}
