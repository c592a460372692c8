// What Merlon costs, beside a baseline measured in the same run. Figures differ from machine to machine; ratios say more.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHost } from '../agent/host/host.ts'
import { type Look, observe } from '../agent/inspect/observe.ts'
import { inspectors } from '../agent/inspect/registry.ts'
import { openClient } from '../collector/cli/client.ts'
import { collectorSchema } from '../collector/config.ts'
import { issueNode } from '../collector/identity/material.ts'
import { judgeRule, openFacts } from '../collector/judge/judge.ts'
import { decodeAll } from '../collector/judging.ts'
import { builtInRules, runCollector } from '../collector/main.ts'
import { loadPack } from '../collector/rulebook/load.ts'
import { openLog } from '../lib/log.ts'
import { bundleAgent } from '../scripts/bundle.ts'
import { loadSpec, writeHost } from '../test/support/fixture.ts'

const directory = mkdtempSync(join(tmpdir(), 'merlon-bench-'))
const children: ChildProcess[] = []
const print = (text: string) => process.stdout.write(`${text}\n`)

try {
  const fixture = join(directory, 'control-plane')
  mkdirSync(fixture)
  writeHost(fixture, loadSpec('kubeadm-control-plane'))
  await benchPass('fixture control plane', fixture)
  await benchPass('this machine', '/')
  await benchMemoryAndLatency(fixture)
} finally {
  for (const child of children) child.kill('SIGTERM')
  rmSync(directory, { recursive: true, force: true })
}
process.exit(0)

/**
 * A full pass: every inspector, encoded, decoded, every rule judged. Baseline: reading the same files and nothing else;
 * without /proc, where most of what is looked at are links, and reading through them would read whole programs.
 */
async function benchPass(name: string, root: string): Promise<void> {
  const { rules } = loadPack([builtInRules], {}, 'bench')
  const pass = async () => {
    const host = openHost(root)
    const looks: Look[] = []
    for (const inspector of inspectors) looks.push(await observe(inspector, host))
    const facts = openFacts(decodeAll(new Map(looks.map((look) => [look.domain, look.bytes]))))
    const verdicts = rules.flatMap((rule) => (rule.scope === 'node' ? judgeRule(rule, facts, new Date()) : []))
    return { looks, verdicts }
  }
  const { looks, verdicts } = await pass()
  const paths = new Set(looks.flatMap((look) => [...look.recording.files]))
  const files = [...paths].filter((path) => !path.startsWith('/proc/'))
  const whole = await measure(20, pass)
  const bare = await measure(20, async () => {
    for (const file of files) tryRead(join(root, file))
  })
  print(
    `full pass, ${name}: ${inspectors.length} domains, ${paths.size} paths, ${rules.length} rules, ${verdicts.length} findings`,
  )
  print(
    `  cpu ${whole.cpu.toFixed(1)} ms, wall ${whole.wall.toFixed(1)} ms (medians of 20); ${(whole.cpu / Math.max(bare.cpu, 0.01)).toFixed(1)} times the CPU of reading its ${files.length} files outside /proc (${bare.cpu.toFixed(1)} ms)`,
  )
}

function tryRead(path: string): void {
  try {
    readFileSync(path)
  } catch {
    // Absent, or a directory: the pass asked for it all the same.
  }
}

async function measure(runs: number, work: () => Promise<unknown>): Promise<{ cpu: number; wall: number }> {
  for (let warm = 0; warm < 3; warm += 1) await work()
  const cpu: number[] = []
  const wall: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const [start, used] = [performance.now(), process.cpuUsage()]
    await work()
    const { user, system } = process.cpuUsage(used)
    wall.push(performance.now() - start)
    cpu.push((user + system) / 1000)
  }
  return { cpu: quantile(cpu, 0.5), wall: quantile(wall, 0.5) }
}

/** The bundled agent, connected and idle, beside a bare Node.js; then a file is changed 50 times. */
async function benchMemoryAndLatency(fixture: string): Promise<void> {
  const state = join(directory, 'collector')
  const config = collectorSchema.parse({ state, listen: '127.0.0.1:0', http: '127.0.0.1:0' })
  const collector = await runCollector(config, openLog('bench', 'error'))
  const collectorAddress = `127.0.0.1:${collector.port}`
  const credentials = join(directory, 'node')
  await issueNode(collector.material, 'bench-node', credentials)
  const bundle = join(directory, 'agent.mjs')
  await bundleAgent(bundle)
  const flags = {
    collector: collectorAddress,
    root: fixture,
    ca: join(credentials, 'ca.crt'),
    cert: join(credentials, 'node.crt'),
    key: join(credentials, 'node.key'),
    'spread-seconds': '0',
    'log-level': 'error',
  }
  const agent = start([
    '--disallow-code-generation-from-strings',
    bundle,
    ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
  ])
  const bare = start(['-e', 'setInterval(() => {}, 1 << 30)'])
  const client = openClient({ collector: collectorAddress, state })
  await until(async () => (await client.report()).nodes[0]?.domains.length === inspectors.length)
  await new Promise((done) => setTimeout(done, 10_000))
  const [own, base] = [memory(agent), memory(bare)]
  print(`agent, bundled, connected, idle for 10 s: resident ${own.resident} MiB, private ${own.private} MiB`)
  print(
    `  a bare Node.js: resident ${base.resident} MiB, private ${base.private} MiB; ratio of private memory ${(own.private / base.private).toFixed(2)}`,
  )

  const file = join(fixture, 'etc/ssh/sshd_config')
  const find = async () =>
    (await client.findings({ rules: ['sshd-config-mode'], outcomes: ['pass', 'fail'] })).find(
      (each) => each.subject === '/etc/ssh/sshd_config',
    )?.outcome
  const raw: number[] = []
  const reported: number[] = []
  for (let run = 0; run < 50; run += 1) {
    const [mode, outcome] = run % 2 === 0 ? [0o666, 'fail'] : [0o600, 'pass']
    const event = bareEvent(file)
    const begin = performance.now()
    chmodSync(file, mode)
    await until(async () => (await find()) === outcome)
    reported.push(performance.now() - begin)
    raw.push((await event) - begin)
    await new Promise((done) => setTimeout(done, 300 + Math.random() * 700))
  }
  print(
    `chmod to report API, 50 times: median ${quantile(reported, 0.5).toFixed(0)} ms, p99 ${quantile(reported, 0.99).toFixed(0)} ms (the kernel's event alone: median ${quantile(raw, 0.5).toFixed(1)} ms)`,
  )
  client.close()
  await collector.stop()
}

function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  children.push(child)
  return child
}

/** MiB, from smaps_rollup: what is resident, and what nobody shares. */
function memory(child: ChildProcess): { resident: number; private: number } {
  const text = readFileSync(`/proc/${child.pid}/smaps_rollup`, 'utf8')
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)
  return {
    resident: Math.round(kilobytes('Rss') / 1024),
    private: Math.round((kilobytes('Private_Clean') + kilobytes('Private_Dirty')) / 1024),
  }
}

function bareEvent(file: string): Promise<number> {
  return new Promise((done) => {
    const watcher = watch(file, () => {
      watcher.close()
      done(performance.now())
    })
  })
}

async function until(good: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await good())) {
    if (Date.now() > end) throw new Error('waited for 30 s in vain')
    await new Promise((done) => setTimeout(done, 5))
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
