// The database of rpm: a file in a form of its own, of which only the state is looked at.
import { createHash } from 'node:crypto'
import type { HostRoot } from '../../host/root.ts'
import type { Database, DatabaseState } from './database.ts'

/** Where distributions have it, and its forms: SQLite, ndb, Berkeley DB. */
const directories = ['/usr/lib/sysimage/rpm', '/var/lib/rpm', '/usr/share/rpm']
const names = ['rpmdb.sqlite', 'Packages.db', 'Packages']

export const rpm: Database = {
  state,
  // Nodes of one image have one state: no inode is in it.
  open:
    async (_, { key }) =>
    async () => ({ packaged: 'unknown', package: key }),
}

async function state(root: HostRoot): Promise<DatabaseState | undefined> {
  for (const directory of directories) {
    for (const name of names) {
      const look = await root.stat(`${directory}/${name}`)
      if (look.status !== 'observed') continue
      // SQLite writes here first.
      const log = await root.stat(`${directory}/${name}-wal`)
      const files = [look.value, ...(log.status === 'observed' && log.value.size > 0 ? [log.value] : [])]
      const hash = createHash('sha256').update(JSON.stringify(files.map(({ mtime, size }) => [mtime, size])))
      const written = Math.max(...files.map(({ mtime }) => mtime))
      return { key: `rpm ${hash.digest('hex').slice(0, 16)}`, written, settled: true }
    }
  }
  return undefined
}
