import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { ProcessObservation } from '../../../agent/processes/observation.ts'
import { copyOf, following, missing, running, sampling, sharedFollowing } from '../../support/following.ts'

const real = test.skipIf(missing !== '')

real('a running program: path, user, capabilities, arguments, makers', async () => {
  const { starts } = sharedFollowing()
  const program = copyOf('/bin/sleep')
  const child = running(program, ['600'], { uid: 1234, gid: 1234 })
  const [start] = await starts(program)
  expect(start).toMatchObject({
    ...{ pid: child.pid, path: program, pathSource: 'process', uid: 1234, uidSource: 'read', filename: program },
    ...{ capabilities: '0000000000000000', commandLine: [program, '600'], session: false, script: undefined },
    ...{ digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), digestNote: '' },
    ...{ layer: existsSync('/var/lib/dpkg/info') ? 'host-unpackaged' : 'unknown' },
  })
  expect(start?.creators[0]).toMatchObject({ pid: process.pid, path: process.execPath })
  expect(start?.digest).toBe(`sha256:${execFileSync('sha256sum', ['/bin/sleep']).toString().slice(0, 64)}`)
})

real('programs that end before anyone can look are all seen, with their path and user', async () => {
  const { starts, follower } = sharedFollowing()
  const program = copyOf('/bin/true')
  execFileSync('/bin/sh', ['-c', `i=0; while [ $i -lt 300 ]; do ${program}; i=$((i+1)); done`])
  await vi.waitFor(async () => expect(await starts(program)).toHaveLength(300), 60_000)
  const all = await starts(program)
  expect(new Set(all.map(({ path, uid }) => `${path} ${uid}`))).toEqual(new Set([`${program} 0`]))
  expect(new Set(all.map(({ pid, start }) => `${pid} ${start}`)).size).toBe(300)
  expect(follower.loss()).toMatchObject({ ringLost: 0, overflow: 0, pidReuseRejected: 0, notUnderstood: 0 })
})

real('a path too long for an event is told nevertheless', async () => {
  const { starts, follower } = sharedFollowing()
  const program = copyOf('/bin/sleep')
  // Known before: it was seen to start.
  const child = running('/bin/sh', ['-c', `read x; exec ${'/'.repeat(4060 - program.length)}${program} 600`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  await vi.waitFor(async () => expect((await starts('/sh')).some(({ pid }) => pid === child.pid)).toBe(true), 60_000)
  child.stdin?.write('\n')
  const [start] = await starts(program)
  expect(start).toMatchObject({
    pid: child.pid,
    path: program,
    filename: '',
    signals: expect.arrayContaining(['exec-without-event']),
  })
  expect(follower.loss().execWithoutEvent).toBeGreaterThan(0)
})

real('one that was gone at once may have been such a one', async () => {
  const { starts } = sharedFollowing()
  const program = copyOf('/bin/true')
  expect(spawnSync(`${'/'.repeat(4060 - program.length)}${program}`).status).toBe(0)
  await vi.waitFor(async () => {
    const all = await starts('')
    expect(
      all.some(
        ({ signals: each, creators }) =>
          each.includes('exec-without-event-possible') && creators[0]?.pid === process.pid,
      ),
    ).toBe(true)
  }, 60_000)
})

real('a program with threads of other names becomes another one: one start', async () => {
  const { starts } = sharedFollowing()
  const program = copyOf('/bin/sleep')
  running(process.execPath, ['-e', `process.execve("${program}", ["x", "600"], {})`])
  expect((await starts(program)).map(({ path, signals: each }) => [path, each.includes('exec-without-event')])).toEqual(
    [[program, false]],
  )
})

test.skipIf(process.platform !== 'linux')('without events it looks now and then, and says so', async () => {
  const { follower, told } = sampling()
  const program = copyOf('/bin/sleep')
  const child = running(program)
  const found = () => told.filter(({ path }) => path === program)
  await vi.waitFor(async () => {
    await follower.step()
    expect(found().map(({ pid }) => pid)).toEqual([child.pid])
  }, 60_000)
  await follower.step()
  expect(found()).toHaveLength(1)
  expect(found()[0]).toMatchObject({ commandLine: [] })
  expect(found()[0]?.creators[0]?.pid).toBe(process.pid)
  expect(follower.source()).toMatchObject({
    source: 'sampled',
    reason: expect.stringContaining('not the machine’s own'),
  })
})

real('two at once: the second has nothing, and says why', () => {
  const { follower, again } = following()
  expect(follower.source().source).toBe('events')
  expect(again()).toMatchObject({
    source: 'unavailable',
    reason: expect.stringContaining('another Merlon'),
  })
})

real('what runs already is told of once, apart from what starts, and never as something else', async () => {
  const program = copyOf('/bin/sleep')
  const child = running(program)
  await vi.waitFor(() => expect(readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim()).toBe(basename(program)), 60_000)
  const present: ProcessObservation[] = []
  const { follower, starts } = following({ running: (each) => void present.push(each) })
  const found = () => present.filter(({ path }) => path === program)
  await vi.waitFor(async () => {
    await follower.step()
    expect(found()).toHaveLength(1)
  }, 60_000)
  expect(found()[0]).toMatchObject({ pid: child.pid, pathSource: 'process', commandLine: [program, '600'] })
  expect(follower.directoryOf(found()[0] as ProcessObservation)).toBe(process.cwd())
  const later = copyOf('/bin/sleep')
  running(later)
  expect(await starts(later)).toHaveLength(1)
  for (let each = 0; each < 3; each += 1) await follower.step()
  expect(found()).toHaveLength(1)
  expect(present.some(({ path }) => path === later)).toBe(false)
  expect(present.some(({ pid }) => pid === process.pid)).toBe(true)
})
