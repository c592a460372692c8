// Run by watch.test.ts in a process of its own, whose limits are low.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWatcher } from '../../../agent/host/watch.ts'

const root = process.argv[2] as string
const directories = ['/a', '/b', '/c', '/d']
const hints = new Set<string>()
const watcher = openWatcher(root, (directory) => hints.add(directory), { pollInterval: 100 })

async function allHinted(): Promise<void> {
  const end = Date.now() + 5000
  while (hints.size < directories.length && Date.now() < end) await new Promise((done) => setTimeout(done, 10))
}

watcher.watch(new Set(directories))
await allHinted()
hints.clear()
for (const directory of directories) writeFileSync(join(root, directory, 'x'), 'changed')
await allHinted()
console.log(JSON.stringify({ degraded: watcher.degraded(), hints: [...hints].sort() }))
await watcher.close()
