// Programs with names of their own that run while something is deleted: each has to be told once.
import { check, eventually, type Stage } from './scenario.ts'
import { inside, shellPod, start } from './workloads.ts'

const pod = 'marking'
const count = 60
/** Seconds between one and the next. */
const pause = 0.5

/** Runs programs on the control plane while `disturb` works; all of them are then told, each once. */
export async function allTold(stage: Stage, disturb: () => Promise<void>): Promise<void> {
  const { cluster, say } = stage
  await start(cluster, shellPod(pod, cluster.controlPlane))
  const begin = new Date(Date.now() - 1000).toISOString()
  // Names of one run: what was told of another one is not counted.
  const mark = `/tmp/mark-${Date.now()}-`
  await inside(cluster, pod, `for i in $(seq ${count}); do cp /usr/bin/busybox ${mark}$i; done`)
  const running = inside(cluster, pod, `for i in $(seq ${count}); do ${mark}$i sleep 0.05; sleep ${pause}; done`)
  await disturb()
  await running
  const names = [...Array(count).keys()].map((at) => `${mark}${at + 1}`)
  const missing = async () => {
    const told = await toldOf(stage, begin, mark)
    return names.filter((each) => !told.has(each))
  }
  await eventually('all marks are told', async () => (await missing()).length === 0).catch(async (error: Error) => {
    throw new Error(`${error.message}: missing: ${(await missing()).join(' ')}`)
  })
  const doubled = [...(await toldOf(stage, begin, mark))].filter(([, times]) => times !== 1)
  check(doubled.length === 0, 'each was told once', doubled)
  say(`${count} programs ran meanwhile, ${count} are told, each once`)
  await inside(cluster, pod, `rm -f ${mark}*`)
}

/** How often each mark was told. */
async function toldOf({ cluster, product }: Stage, since: string, mark: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { detail } of await product.events(`node=${cluster.controlPlane}&kind=process&since=${since}`)) {
    const { path } = (detail['identity'] ?? {}) as { path?: string }
    if (path?.startsWith(mark)) counts.set(path, (counts.get(path) ?? 0) + Number(detail['count']))
  }
  return counts
}
