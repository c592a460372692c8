// Where real programs belong, by the control groups that they start in.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { group, hasGroups, newIds } from '../../support/cgroups.ts'
import { copyOf, directory, following, missing, running, sharedFollowing } from '../../support/following.ts'

const withGroups = test.skipIf(missing !== '' || !hasGroups)

withGroups('short-lived programs of a pod, of a unit, and of neither', async () => {
  const { starts } = sharedFollowing()
  const { pod, container } = newIds()
  const inPod = group(`kubepods/burstable/pod${pod}/${container}`)
  const inUnit = group('system.slice/merlon-test.service')
  const [a, b] = [copyOf('/bin/true'), copyOf('/bin/true')]
  const into = (where: string, program: string) =>
    execFileSync('/bin/sh', [
      '-c',
      `echo $$ > ${where}/cgroup.procs; i=0; while [ $i -lt 100 ]; do ${program}; i=$((i+1)); done`,
    ])
  into(inPod, a)
  into(inUnit, b)
  await vi.waitFor(async () => expect(await starts(a)).toHaveLength(100), 60_000)
  await vi.waitFor(async () => expect(await starts(b)).toHaveLength(100), 60_000)
  const placed = async (part: string) =>
    [...new Set((await starts(part)).map(({ place, attribution }) => JSON.stringify({ ...place, attribution })))].map(
      (each) => JSON.parse(each),
    )
  expect(await placed(a)).toEqual([{ place: 'pod', unit: '', pod, container, attribution: 'inherited' }])
  expect(await placed(b)).toEqual([
    { place: 'host', unit: 'merlon-test.service', pod: '', container: '', attribution: 'inherited' },
  ])
})

withGroups('a pod that makes the groups of another one below its own stays itself', async () => {
  const { starts } = sharedFollowing()
  const { pod, container } = newIds()
  const other = newIds()
  const forged = group(`kubepods/burstable/pod${pod}/${container}/kubepods/pod${other.pod}/${other.container}`)
  const program = copyOf('/bin/true')
  execFileSync('/bin/sh', ['-c', `echo $$ > ${forged}/cgroup.procs; ${program}; :`])
  expect((await starts(program))[0]?.place).toMatchObject({ place: 'pod', pod, container })
})

withGroups('who comes into a container that runs already is in a session; its names are the kubelet’s', async () => {
  const root = join(directory, 'root')
  const { pod, container } = newIds()
  mkdirSync(join(root, `var/log/pods/shop_web-0_${pod}/app`), { recursive: true })
  mkdirSync(join(root, 'var/log/containers'), { recursive: true })
  writeFileSync(join(root, `var/log/containers/web-0_shop_app-${container}.log`), '')
  if (!existsSync(join(root, 'proc'))) symlinkSync('/proc', join(root, 'proc'))
  const { starts } = following({ prefix: root })
  const where = group(`kubepods/pod${pod}/${container}`)
  const [first, second] = [copyOf('/bin/sleep'), copyOf('/bin/sleep')]
  running('/bin/sh', ['-c', `echo $$ > ${where}/cgroup.procs; exec ${first} 600`])
  expect((await starts(first))[0]).toMatchObject({
    session: false,
    name: { namespace: 'shop', pod: 'web-0', container: 'app' },
  })
  running('/bin/sh', ['-c', `echo $$ > ${where}/cgroup.procs; exec ${second} 600`])
  expect((await starts(second))[0]).toMatchObject({ session: true, place: { pod, container } })
})
