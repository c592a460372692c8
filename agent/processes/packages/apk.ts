// The database of Alpine: one file.
import { textOf } from '../../host/names.ts'
import { type HostRoot, openRoot } from '../../host/root.ts'
import { apkDatabase, eachApkFile } from '../../parse/apk.ts'
import { type Database, type DatabaseState, type PackageOf, unpackaged } from './database.ts'

/** Most bytes of it that are read. */
const limit = 32 * 1024 * 1024

export const apk: Database = { state, open }

/** It is written anew and renamed when all is done: no file says that it is being worked on. */
async function state(root: HostRoot): Promise<DatabaseState | undefined> {
  const look = await root.stat(apkDatabase)
  if (look.status !== 'observed') return undefined
  const { mtime, inode } = look.value
  return { key: `apk ${mtime} ${inode}`, written: mtime, settled: true }
}

async function open(prefix: string): Promise<PackageOf | undefined> {
  const file = await openRoot(prefix).read(apkDatabase, limit)
  if (file.status !== 'observed') return undefined
  const owners = new Map<string, string>()
  eachApkFile(textOf(file.value.bytes), (path, name) => owners.set(path, name))
  return async (path) => {
    const name = owners.get(path) ?? (path.startsWith('/usr/') ? owners.get(path.slice('/usr'.length)) : undefined)
    return name === undefined ? unpackaged : { packaged: 'packaged', package: `apk ${name}` }
  }
}
