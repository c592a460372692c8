import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { version } from '../../lib/version.ts'
import { bundleAgent, bundleCollector } from '../../scripts/bundle.ts'
import { mainFile, merlon, shared, start } from '../support/cli.ts'
import { loadSpec, makeHost } from '../support/host.ts'

// Away from this checkout: nothing of its packages is found by accident.
const directory = shared()
const [agentFile, command] = [join(directory, 'agent/agent.js'), join(directory, 'collector/merlon.js')]
let inAgent: string[] = []
let inCollector: string[] = []

beforeAll(async () => {
  const page = join(directory, 'page')
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<p>a page</p>')
  inAgent = await bundleAgent(agentFile)
  inCollector = await bundleCollector(join(directory, 'collector'), [`${process.platform}-${process.arch}`], page)
}, 120_000)

test('both say their version', async () => {
  for (const file of [agentFile, command])
    expect(await merlon(['--version'], { file })).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test('the agent runs where nothing may be evaluated', () => {
  const flags = ['--disallow-code-generation-from-strings', agentFile, 'agent', '--print-config', '--log-level', 'warn']
  expect(execFileSync(process.execPath, flags, { encoding: 'utf8', cwd: directory })).toMatch(
    /^logLevel: "warn" {2}# flag --log-level$/m,
  )
})

test('a command that there is not, and one that is written wrong, say what there is', async () => {
  expect((await merlon(['dance'], { file: agentFile })).stderr).toMatch(/^Usage: agent\.js COMMAND/)
  const wrong = await merlon(['agent', '--no-such-flag'], { file: agentFile })
  expect([wrong.code, wrong.stdout]).toEqual([2, ''])
  expect(wrong.stderr).toMatch(/^merlon: .*--no-such-flag/)
})

test('a scan with the bundle finds what the sources find', async () => {
  const root = makeHost(loadSpec('kubeadm-control-plane'))
  const args = ['scan', '--root', root, '--format', 'json', '--as-of', '2026-11-21', '--fail-on', 'none']
  const [bundled, sources] = [await merlon(args, { file: command }), await merlon(args, { file: mainFile })]
  expect(sources.code).toBe(0)
  expect(JSON.parse(bundled.stdout).findings.length).toBeGreaterThan(100)
  expect(bundled).toEqual(sources)
})

test('the benchmarks beside the bundle are found', async () => {
  expect(await merlon(['benchmarks'], { file: command })).toEqual(await merlon(['benchmarks'], { file: mainFile }))
})

test('a collector of the bundle starts, with its database and reflection', async () => {
  const flags = ['--state', join(directory, 'state'), '--listen', '127.0.0.1:0', '--http', '127.0.0.1:0']
  const collector = start(['collector', ...flags], { file: command })
  await expect.poll(() => collector.stdout() + collector.stderr(), { timeout: 60_000 }).toMatch(/the collector runs/)
  collector.child.kill('SIGTERM')
  expect((await collector.ended).code).toBe(0)
})

test('the page stands where the bundle looks for it', () => {
  expect(readFileSync(join(directory, 'collector/dist/web/index.html'), 'utf8')).toBe('<p>a page</p>')
})

test('one native addon is shipped, of this platform, and neither tests nor sources', () => {
  const files = readdirSync(join(directory, 'collector'), { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => file.endsWith('.node'))).toEqual([
    `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
  ])
  expect(files.filter((file) => /\.tests\.yaml$|(?<!\.d)\.ts$|\.c(pp)?$/.test(file))).toEqual([])
})

test('the packages in a bundle are told, each of them is there', () => {
  expect(inAgent).toContain('@grpc/grpc-js')
  for (const name of ['better-sqlite3', 'fastify', 'kysely']) {
    expect(inCollector).toContain(name)
    expect(inAgent).not.toContain(name)
  }
  for (const place of [...inAgent, ...inCollector])
    expect(existsSync(join('node_modules', place, 'package.json'))).toBe(true)
})

test('the same sources give the same bytes', async () => {
  const again = join(directory, 'again/agent.js')
  await bundleAgent(again)
  expect(readFileSync(again).equals(readFileSync(agentFile))).toBe(true)
})
