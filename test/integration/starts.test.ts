// Corners of how programs are started, by real programs on a real trace.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { ProcessObservation } from '../../agent/processes/observation.ts'
import { copyOf, directory, isNamed, missing, running, sharedFollowing } from '../support/following.ts'

const real = test.skipIf(missing !== '')
// It sees what starts from now on.
if (missing === '') sharedFollowing()
const shell = realpathSync('/bin/sh')
let scripts = 0

function script(...lines: string[]): string {
  const path = join(directory, `script${(scripts += 1)}`)
  writeFileSync(path, lines.join('\n'))
  chmodSync(path, 0o755)
  return path
}

function run(command: string, ...args: string[]): void {
  execFileSync(shell, ['-c', command, 'sh', ...args], { stdio: 'ignore' })
}

/** All starts until now in which one of these stands: what came before a start of its own is told before it. */
async function starts(...parts: string[]): Promise<ProcessObservation[]> {
  const { starts: startsOf, told } = sharedFollowing()
  const last = copyOf('/bin/true')
  spawnSync(last)
  await startsOf(last)
  return told.filter((each) => parts.some((part) => isNamed(each, part)))
}

real('a fork without a program is no start', async () => {
  const program = copyOf(shell)
  execFileSync(program, ['-c', '(:); (: & wait); :'])
  expect(await starts(program)).toHaveLength(1)
})

real('one process becomes three programs, one after the other: three starts, in order', async () => {
  const [first, second, third] = [copyOf(shell), copyOf(shell), copyOf('/bin/sleep')]
  const child = running(first, ['-c', 'exec "$0" -c \'exec "$0" 600\' "$1"'.replace('"$1"', third), second])
  await vi.waitFor(async () => expect(await starts(third)).toHaveLength(1), 60_000)
  const all = await starts(first, second, third)
  expect(all.map(({ filename, pid }) => [filename, pid])).toEqual(
    [first, second, third].map((each) => [each, child.pid]),
  )
  expect(new Set(all.map(({ start }) => start)).size).toBe(1)
  expect(all[2]).toMatchObject({ path: third, pathSource: 'process' })
})

real('a program that cannot be executed is no start', async () => {
  const [program, text] = [copyOf(shell), join(directory, 'no-program')]
  writeFileSync(text, 'neither a program nor a script')
  spawnSync(program, ['-c', 'exec "$0"', '/nonexistent/program'], { stdio: 'ignore' })
  spawnSync(text)
  expect(await starts(text, '/nonexistent/program')).toEqual([])
  expect(await starts(program)).toHaveLength(1)
})

real('a program that is started through a descriptor', async () => {
  const [long, short] = [copyOf('/bin/sleep'), copyOf('/bin/true')]
  const child = running(shell, ['-c', 'exec 3<"$0"; exec /proc/self/fd/3 600', long])
  await vi.waitFor(async () => expect(await starts(long)).toHaveLength(1), 60_000)
  expect((await starts(long))[0]).toMatchObject({ pid: child.pid, filename: '/proc/self/fd/3', pathSource: 'process' })
  run('exec 3<"$1"; exec /proc/self/fd/3', short)
  // Nobody else's descriptor is taken for it.
  const gone = (await starts('/proc/self/fd/3')).filter(
    ({ pid, creators }) => pid !== child.pid && creators.some((each) => each.pid === process.pid),
  )
  expect(gone).toHaveLength(1)
  expect([short, '/proc/self/fd/3']).toContain(gone[0]?.path)
  expect(gone[0]?.pathSource).toBe(gone[0]?.path === short ? 'process' : 'unresolved')
})

real('five thousand arguments are cut, and it is said', async () => {
  const program = copyOf(shell)
  running(program, ['-c', 'sleep 600', ...Array.from({ length: 5000 }, (_, at) => `argument${at}`)])
  await vi.waitFor(async () => expect(await starts(program)).toHaveLength(1), 60_000)
  const [start] = await starts(program)
  expect(start).toMatchObject({ path: program, commandLineCut: true })
  expect(start?.commandLine.length).toBeLessThanOrEqual(65)
})

real.each([
  ['nothing', ''],
  ['a thread of the kernel', '[kworker/0:1]'],
  ['another program', '/usr/sbin/sshd'],
])('whatever a program calls itself, its path is that of its file: %s', async (_, argv0) => {
  const program = copyOf('/bin/sleep')
  const child = running(program, ['600'], { argv0 })
  await vi.waitFor(async () => expect(await starts(program)).toHaveLength(1), 60_000)
  const [start] = await starts(program)
  expect(start).toMatchObject({ pid: child.pid, path: program, filename: program })
  expect(start?.signals.includes('forged-name')).toBe(argv0.startsWith('['))
})

real('a script whose interpreter is a script', async () => {
  const inner = script(`#!${shell}`, 'sleep 600')
  const outer = script(`#!${inner}`, '')
  const child = running(outer, [])
  await vi.waitFor(async () => expect(await starts(outer)).toHaveLength(1), 60_000)
  expect((await starts(outer))[0]).toMatchObject({
    ...{ pid: child.pid, path: shell, script: { path: outer, by: 'kernel' } },
  })
})

real('a script without a first line is read by a shell, which is what starts', async () => {
  const text = script(': no interpreter is named', 'sleep 600')
  const program = copyOf(shell)
  running(program, ['-c', '"$0"; :', text])
  // The kernel refuses it. A shell then reads it itself, or starts /bin/sh for it: as it likes.
  await vi.waitFor(async () => expect((await starts(program)).length).toBeGreaterThan(0), 60_000)
  expect((await starts(program)).map(({ path }) => path)).toEqual([program])
  for (const start of await starts(text))
    expect(start).toMatchObject({ path: shell, script: { path: text, by: 'argument' } })
})

real('whoever makes a daemon made it, whoever is its parent now', async () => {
  const [maker, daemon] = [copyOf(shell), copyOf('/bin/sleep')]
  execFileSync(maker, ['-c', '("$0" 600 >/dev/null 2>&1 & echo $! >"$1")', daemon, join(directory, 'daemon')])
  await vi.waitFor(async () => expect(await starts(daemon)).toHaveLength(1), 60_000)
  const [start] = await starts(daemon)
  onTestFinished(() => void process.kill(start?.pid as number, 'SIGKILL'))
  expect(start?.creators.map(({ path }) => path)).toContain(maker)
})

real('nothing of all this was lost', async () => {
  await starts()
  expect(sharedFollowing().follower.loss()).toMatchObject({
    ringLost: 0,
    overflow: 0,
    notUnderstood: 0,
    treeEvicted: 0,
  })
})
