import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { inspectors } from '../agent/inspect/registry.ts'
import { openClient } from '../collector/cli/client.ts'
import { collectorSchema } from '../collector/config.ts'
import { issueNode } from '../collector/identity/material.ts'
import { runCollector } from '../collector/main.ts'
import { openLog } from '../lib/log.ts'
import { bundleAgent } from '../scripts/bundle.ts'
import { type Bench, quantile, until } from './measure.ts'

/** The bundled agent, connected and idle, beside a bare Node.js; then a file is changed 50 times. */
export async function benchAgent({ directory, fixture, print }: Bench): Promise<void> {
  const children: ChildProcess[] = []
  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    children.push(child)
    return child
  }
  try {
    await measureAgent({ directory, fixture, print }, start)
  } finally {
    for (const child of children) child.kill('SIGTERM')
  }
}

async function measureAgent(
  { directory, fixture, print }: Pick<Bench, 'directory' | 'fixture' | 'print'>,
  start: (args: readonly string[]) => ChildProcess,
): Promise<void> {
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
    'agent',
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
