import { posix } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { type Failed, failed } from './look.ts'
import { nameOf } from './names.ts'

/** Events of one directory: the name of the entry, `undefined` when it is the directory itself or cannot be told. */
export type OnEvent = (name: string | undefined) => void

/** Why a directory has no events. */
const reasons: Readonly<Record<string, string>> = {
  // inotify(7): the watches of the user, and its instances, are limited.
  ENOSPC: 'inotify limit reached',
  EMFILE: 'inotify limit reached',
  EACCES: 'permission denied',
}

/**
 * Reports what happens to one directory and in it, not below. Every event of the kernel counts: what chokidar makes of
 * them leaves out the modes of directories, and names that are not UTF-8. It is told to ignore all entries, so that it
 * keeps no list of them.
 */
export async function openEvents(path: string, onEvent: OnEvent): Promise<FSWatcher | Failed> {
  if (typeof nameOf(path) !== 'string') return failed('the name is not UTF-8')
  const watcher = watch(path, {
    depth: 0,
    followSymlinks: false,
    ignoreInitial: true,
    atomic: false,
    persistent: false,
    backend: 'native',
    ignored: (each) => each !== path,
  })
  let error: NodeJS.ErrnoException | undefined
  let ready = false
  watcher.on('error', (each) => {
    error = each as NodeJS.ErrnoException
    if (ready) onEvent(undefined)
  })
  watcher.on('raw', (_, name, details) => {
    // Where the directory is gone, chokidar watches the one above.
    if ((details as { watchedPath?: string }).watchedPath !== path) return
    // The kernel says the directory's own name when something happened to itself.
    onEvent(typeof name !== 'string' || name === posix.basename(path) ? undefined : name)
  })
  await new Promise<void>((done) => watcher.once('ready', () => done()))
  ready = true
  if (error === undefined && !watcher.options.usePolling) return watcher
  await watcher.close()
  return failed(error === undefined ? 'CHOKIDAR_USEPOLLING is set' : (reasons[error.code ?? ''] ?? error.message))
}
