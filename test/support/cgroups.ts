// Control groups for programs of the tests.
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { isRoot } from './host.ts'

const hierarchy = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/pids'].find((each) =>
  existsSync(join(each, 'cgroup.procs')),
)

/** Whether control groups can be made here. */
export const hasGroups = isRoot && hierarchy !== undefined
if (isRoot && !hasGroups) console.warn('not run: no control groups here')

/** Ids of a pod and a container that nobody has. */
export const newIds = () => ({ pod: randomUUID(), container: randomBytes(32).toString('hex') })

/** Below what is this process' own: nobody else makes or removes anything there, a kubelet that runs here either. */
const top = join(hierarchy ?? '', `merlon-test-${process.pid}`)

/** Makes a control group, with those above it; ended and removed with the test. Gives its directory. */
export function group(path: string): string {
  const directory = join(top, path)
  mkdirSync(directory, { recursive: true })
  onTestFinished(async () => {
    for (const pid of readFileSync(join(directory, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean))
      process.kill(Number(pid), 'SIGKILL')
    await vi.waitFor(() => rmdirSync(directory), 60_000)
    for (let above = dirname(directory); above.startsWith(top) && isEmpty(above); above = dirname(above))
      rmdirSync(above)
  })
  return directory
}

function isEmpty(directory: string): boolean {
  return !readdirSync(directory, { withFileTypes: true }).some((each) => each.isDirectory())
}
