import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareTrace, removeTrace } from '../agent/host/prepare.ts'
import { openFollower } from '../agent/processes/follow.ts'
import { openSource } from '../agent/processes/source.ts'
import { type Bench, quantile } from './measure.ts'

const instance = `merlon-bench-${process.pid}`
/** Milliseconds: long enough for what is done once. */
const settle = 5000
/** Loops of a shell that start programs side by side, one for each of two CPUs. */
const loops = 2

/** What is measured where no numbers are given. */
const usual = { counts: [10_000, 100_000], rounds: 5, starts: 4000, seconds: 20, living: 3000 }
/** The same, quickly: `npm run bench trace 1000`. */
const quick = { rounds: 2, starts: 500, seconds: 3, living: 300 }

/** Starts of programs that live less than a millisecond: seen, attributed, lost, and what seeing them costs. */
export async function benchTrace({ directory, print, sizes }: Bench): Promise<void> {
  const { counts, rounds, starts, seconds, living } = sizes.length === 0 ? usual : { ...quick, counts: sizes }
  const mounted = await mountTracefs()
  if (typeof mounted === 'string') return print(`trace: not run: ${mounted}`)
  try {
    const program = join(directory, 'short')
    copyFileSync('/bin/true', program)
    for (const count of counts) print(await costOf(mounted.tracefs, program, count))
    print(await slowDown(mounted.tracefs, program, rounds, starts))
    print(await idle(mounted.tracefs, seconds))
    print(await manyLiving(mounted.tracefs, living, seconds))
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
) {
  const prepared = prepareTrace(tracefs, instance)
  if (prepared.status !== 'observed') throw new Error(JSON.stringify(prepared))
  const source = openSource({ status: 'observed', value: tracefs }, instance)
  const before = process.cpuUsage()
  const follower = openFollower({
    ...{ prefix: '/', source, commandLines: 'redacted', digests: true },
    started: ({ path, place }) => found(path, place.place !== 'unknown'),
  })
  follower.run()
  // Once it has read what packages there are: not again until that changes.
  await new Promise((done) => setTimeout(done, settle))
  const opened = process.cpuUsage(before)
  const [used, usedByWork, seenBefore] = [process.cpuUsage(), childrenCpu(), follower.seen()]
  const start = performance.now()
  await work()
  const wall = performance.now() - start
  await follower.stop()
  const { user, system } = process.cpuUsage(used)
  const loss = follower.loss()
  removeTrace(tracefs, instance)
  return {
    cpu: (user + system) / 1000,
    workCpu: childrenCpu() - usedByWork,
    open: (opened.user + opened.system) / 1000,
    wall,
    loss,
    seen: follower.seen() - seenBefore,
    bytes: prepared.value.bytes,
  }
}

/** CPU milliseconds of processes that this one started and waited for, and of theirs: the 16th and 17th column. */
function childrenCpu(): number {
  const columns = readFileSync('/proc/self/stat', 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(columns[13]) + Number(columns[14])) * 10
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
  const { cpu, workCpu, wall, loss, bytes } = await following(
    tracefs,
    () => execs(program, count),
    (path, isPlaced) => {
      if (path !== program) return
      seen += 1
      if (isPlaced) placed += 1
    },
  )
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024
  return `trace: ${count} starts at ${((count / wall) * 1000).toFixed(0)}/s: ${seen} seen, ${placed} attributed, ${loss.ringLost} events lost (ring of ${(bytes / 1024 / 1024).toFixed(0)} MiB), ${((cpu / count) * 1000).toFixed(0)} µs CPU each, ${(cpu / workCpu).toFixed(2)} of what the starts themselves take, ${grown.toFixed(0)} MiB more resident`
}

/** The same work with and without a trace, one after the other, so that both have the same noise. */
async function slowDown(tracefs: string, program: string, rounds: number, starts: number): Promise<string> {
  const [without, withTrace]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await execs(program, starts)
    without.push(performance.now() - start)
    withTrace.push((await following(tracefs, () => execs(program, starts))).wall)
  }
  const ratio = quantile(withTrace, 0.5) / quantile(without, 0.5)
  return `trace: ${starts} starts take ${ratio.toFixed(2)} times as long while they are followed (medians of ${rounds}, alternating; the follower shares the CPUs)`
}

async function idle(tracefs: string, seconds: number): Promise<string> {
  const { cpu, seen } = await following(tracefs, () => sleep(seconds))
  return `trace: ${((cpu / seconds) * 60).toFixed(0)} ms CPU a minute, with ${(seen / seconds).toFixed(0)} starts/s of what else runs here`
}

function sleep(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000))
}

async function manyLiving(tracefs: string, count: number, seconds: number): Promise<string> {
  const holder = spawn(
    '/bin/sh',
    ['-c', `i=0; while [ $i -lt ${count} ]; do sleep 1000 & i=$((i+1)); done; echo made; wait`],
    {
      ...{ stdio: ['ignore', 'pipe', 'ignore'], detached: true },
    },
  )
  try {
    await new Promise((done) => holder.stdout?.once('data', done))
    const { open, cpu, seen } = await following(tracefs, () => sleep(seconds))
    return `trace: with ${count} more processes it takes ${open.toFixed(0)} ms CPU to begin, then ${((cpu / seconds) * 60).toFixed(0)} ms a minute, with ${(seen / seconds).toFixed(0)} starts/s`
  } finally {
    process.kill(-(holder.pid as number), 'SIGKILL')
  }
}
