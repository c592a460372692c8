import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHost } from '../agent/host/host.ts'
import { containers } from '../agent/inspect/containers.ts'
import { observe } from '../agent/inspect/observe.ts'
import { type RightsSpec, withRights } from '../test/support/container.ts'
import { writeHost } from '../test/support/fixture.ts'
import { type Bench, measure } from './measure.ts'

const [few, many] = [20, 500]

/** The cost of a container: nodes with 20 and with 500, each of one process in a pod of its own. */
export async function benchContainers({ directory, print }: Bench): Promise<void> {
  const less = await costOf(join(directory, `containers-${few}`), few)
  const more = await costOf(join(directory, `containers-${many}`), many)
  const each = ((more - less) / (many - few)) * 1000
  print(
    `containers: ${less.toFixed(1)} ms CPU for ${few}, ${more.toFixed(0)} ms for ${many} (${(more / less).toFixed(1)} times): ${each.toFixed(0)} µs each`,
  )
}

async function costOf(root: string, count: number): Promise<number> {
  mkdirSync(root)
  writeHost(root, withRights({}, containerProcesses(count)))
  const look = () => observe(containers, openHost(root))
  const { status } = await look()
  if (status !== 'observed') throw new Error(`the containers of ${root} were ${status}`)
  return (await measure(5, look)).cpu
}

/** The first processes of as many containers, with process ids from `from` on. */
export function containerProcesses(count: number, from = 100): RightsSpec[] {
  return Array.from({ length: count }, (_, at) => {
    const [pid, number] = [from + at, String(at).padStart(12, '0')]
    const cgroup = `0::/kubepods/burstable/pod7d0c2b44-93d5-4c3e-8f8b-${number}/${number.padStart(64, 'a')}`
    return { pid, argv: ['/app/server'], uid: 1001, cgroup, nspid: [pid, 1] }
  })
}
