// How a container runtime gets into a container, by a real one's way.
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { ProcessObservation } from '../../../agent/processes/observation.ts'
import { group, hasGroups, newIds } from '../../support/cgroups.ts'
import { copyOf, directory, hasPerl, missing, running, sampling, sharedFollowing } from '../../support/following.ts'

const inMemory = test.skipIf(missing !== '' || !hasGroups || !hasPerl)
const runtimeScript = resolve(import.meta.dirname, '../../support/runtime.pl')

/** A runtime of its own that executes its copy, and beyond it what is given here, in a container of its own. */
function contained(how: 'descriptor' | 'link', ...own: string[]) {
  const { pod, container } = newIds()
  const where = mkdtempSync(join(directory, 'runtime-'))
  const runtime = copyOf(execFileSync('sh', ['-c', 'command -v perl']).toString().trim(), 'runc', where)
  running(runtime, [runtimeScript, 'create', how, runtime, group(`kubepods/pod${pod}/${container}`), ...own])
  return { runtime, pod, container }
}

const told = ({ filename, path, pathSource, place, session, signals: all }: ProcessObservation) => ({
  ...{ name: filename.replace(/\d+$/, 'N'), path, gone: pathSource !== 'process', pod: place.pod, session },
  alarms: all.filter((each) => each === 'memfd' || each === 'deleted'),
})

inMemory.each([
  ['a descriptor', 'descriptor', ['/proc/self/fd/N']],
  ['the link to itself, then a descriptor', 'link', ['/proc/self/exe', '/dev/fd/N']],
] as const)('what a runtime executes of itself by %s is its own', async (_, how, names) => {
  const { starts } = sharedFollowing()
  const [lasting, short] = [copyOf('/bin/sleep'), copyOf('/bin/true')]
  for (const [program, isGone] of [
    [lasting, false],
    [short, true],
  ] as const) {
    const { runtime, pod, container } = contained(how, program, 'app', '600')
    await vi.waitFor(async () => expect(await starts(runtime)).toHaveLength(1 + names.length), 60_000)
    const [first, ...again] = (await starts(runtime)).map(told)
    const its = { path: runtime, pod: '', session: false, alarms: [] }
    expect(first).toMatchObject({ ...its, name: runtime })
    expect(again).toMatchObject(names.map((name) => ({ ...its, name })))
    // What lives is proven by its bytes.
    if (!isGone) expect(again.at(-1)?.gone).toBe(false)
    const [own, ...others] = await starts(program)
    expect(others).toEqual([])
    expect(own).toMatchObject({ path: program, place: { place: 'pod', pod, container }, session: false })
  }
})

inMemory('what the container executes by a descriptor is its own, the first of all its programs too', async () => {
  const { starts } = sharedFollowing()
  const inside = copyOf('/bin/sleep')
  const { pod, container, runtime } = contained('descriptor', `memory:${inside}`, 'app', '600')
  const [start] = await starts('within')
  expect(start).toMatchObject({ path: '/memfd:within', layer: 'memfd', place: { place: 'pod', pod, container } })
  expect(start?.signals).toContain('memfd')
  await vi.waitFor(async () => expect(await starts(runtime)).toHaveLength(2), 60_000)
})

inMemory('a program that is gone is not taken for the runtime either', async () => {
  const { starts } = sharedFollowing()
  const { pod, runtime } = contained('link', `memory:${copyOf('/bin/true')}`, 'app')
  const inside = async () => (await starts('/dev/fd/')).filter(({ place }) => place.pod === pod)
  await vi.waitFor(async () => expect(await inside()).toHaveLength(1), 60_000)
  // What one CPU tells may come before what another told earlier.
  await vi.waitFor(async () => expect(await starts(runtime)).toHaveLength(3), 60_000)
})

test.skipIf(!hasGroups || !hasPerl)('without events a runtime in memory is known by its bytes', async () => {
  const { follower, told: all } = sampling({ digests: true })
  const lasting = copyOf('/bin/sleep')
  const { runtime, pod } = contained('descriptor', lasting, 'app', '600')
  const hidden = contained('descriptor', `memory:${lasting}`, 'app', '600')
  await vi.waitFor(async () => {
    await follower.step()
    for (const one of [pod, hidden.pod]) expect(all.filter(({ place }) => place.pod === one)).not.toEqual([])
  }, 60_000)
  const ofPod = (one: string) => new Set(all.filter(({ place }) => place.pod === one).map(({ path }) => path))
  await vi.waitFor(async () => {
    await follower.step()
    expect(ofPod(pod)).toContain(lasting)
    expect(ofPod(hidden.pod)).toContain('/memfd:within')
  }, 60_000)
  expect(all.filter(({ path }) => path === runtime).map(told)).toContainEqual(
    expect.objectContaining({ name: '', alarms: [], pod: '' }),
  )
  expect([...ofPod(pod), ...ofPod(hidden.pod)].filter((path) => path.includes('runc_cloned'))).toEqual([])
})
