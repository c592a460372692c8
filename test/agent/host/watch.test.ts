import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  lchownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openWatcher, type Watcher, type WatchLimits } from '../../../agent/host/watch.ts'
import { type HostSpec, isRoot, makeHost } from '../../support/host.ts'

interface Watched {
  readonly watcher: Watcher
  /** The path on this machine of a path on the host. */
  at(path: string): string
  /** Does something and waits until the watched directory is hinted at because of it. */
  hinted(directory: string, action: () => void): Promise<void>
  /** Does something, and then something else that is hinted at: the first was not. */
  unhinted(directory: string, action: () => void, other: { directory: string; action: () => void }): Promise<void>
}

async function watching(directories: string[], files: HostSpec['files'], limits?: WatchLimits): Promise<Watched> {
  const root = makeHost({ files: files ?? {} })
  const hints: string[] = []
  const watcher = openWatcher(root, (directory) => hints.push(directory), limits)
  onTestFinished(() => watcher.close())
  watcher.watch(new Set(directories))
  await vi.waitFor(() => expect(new Set(hints)).toEqual(new Set(directories)), { timeout: 60_000, interval: 5 })
  const hinted = async (directory: string, action: () => void) => {
    await quiet(hints)
    hints.length = 0
    action()
    await vi.waitFor(() => expect(hints).toContain(directory), { timeout: 60_000, interval: 5 })
  }
  return {
    watcher,
    at: (path) => join(root, path),
    hinted,
    unhinted: async (directory, action, other) => {
      await quiet(hints)
      hints.length = 0
      action()
      other.action()
      await vi.waitFor(() => expect(hints).toContain(other.directory), { timeout: 60_000, interval: 5 })
      expect(hints).not.toContain(directory)
    },
  }
}

/** Waits until no more hints come of what was done before. */
async function quiet(hints: readonly string[]): Promise<void> {
  for (let before = -1; before !== hints.length; ) {
    before = hints.length
    await new Promise((done) => setTimeout(done, 60))
  }
}

const conf: HostSpec['files'] = { '/etc/app/conf': 'a', '/etc/app/other': 'b', '/etc/app/sub/deep': 'c' }

const changes: Record<string, (at: (path: string) => string) => void> = {
  'a write': (at) => writeFileSync(at('/etc/app/conf'), 'b'),
  'a write whose time is set back': (at) => {
    writeFileSync(at('/etc/app/conf'), 'b')
    utimesSync(at('/etc/app/conf'), 1763699000, 1763699000)
  },
  'chmod of a file': (at) => chmodSync(at('/etc/app/conf'), 0o600),
  'chmod of the directory': (at) => chmodSync(at('/etc/app'), 0o700),
  'chmod of a directory in it': (at) => chmodSync(at('/etc/app/sub'), 0o700),
  'a new file': (at) => writeFileSync(at('/etc/app/new'), ''),
  'a new directory': (at) => mkdirSync(at('/etc/app/new')),
  'a new link': (at) => symlinkSync('x', at('/etc/app/new')),
  'a hard link': (at) => linkSync(at('/etc/app/conf'), at('/etc/app/new')),
  'a deleted file': (at) => unlinkSync(at('/etc/app/other')),
  'a file renamed away': (at) => renameSync(at('/etc/app/other'), at('/etc/other')),
  'a name with a newline': (at) => writeFileSync(at('/etc/app/a\nb'), ''),
  'a name that is not UTF-8': (at) =>
    writeFileSync(Buffer.concat([Buffer.from(at('/etc/app/')), Buffer.from([0xff])]), ''),
  'the backup of an editor': (at) => writeFileSync(at('/etc/app/.conf.swp'), ''),
}

test.each(Object.entries(changes))('%s is hinted at', async (_, change) => {
  const { at, hinted } = await watching(['/etc/app'], conf)
  await hinted('/etc/app', () => change(at))
})

test.skipIf(!isRoot)('chown is hinted at, of a file and of the directory', async () => {
  const { at, hinted } = await watching(['/etc/app'], conf)
  await hinted('/etc/app', () => lchownSync(at('/etc/app/conf'), 1, 1))
  await hinted('/etc/app', () => lchownSync(at('/etc/app'), 1, 1))
})

test('every one of several atomic renames is hinted at', async () => {
  const { at, hinted } = await watching(['/etc/app'], conf)
  for (let count = 0; count < 3; count += 1) {
    writeFileSync(at('/etc/new'), String(count))
    await hinted('/etc/app', () => renameSync(at('/etc/new'), at('/etc/app/conf')))
  }
})

test('a file that is deleted, made again and written', async () => {
  const { at, hinted } = await watching(['/etc/app'], conf)
  await hinted('/etc/app', () => unlinkSync(at('/etc/app/conf')))
  await hinted('/etc/app', () => writeFileSync(at('/etc/app/conf'), ''))
  await hinted('/etc/app', () => writeFileSync(at('/etc/app/conf'), 'more'))
})

test('a certificate link that is pointed elsewhere', async () => {
  const { at, hinted } = await watching(['/pki'], { '/pki/current.pem': { link: '1.pem' }, '/pki/1.pem': '1' })
  for (const next of ['2.pem', '3.pem']) {
    await hinted('/pki', () => {
      unlinkSync(at('/pki/current.pem'))
      symlinkSync(next, at('/pki/updated.pem'))
      renameSync(at('/pki/updated.pem'), at('/pki/current.pem'))
    })
  }
})

test('a ConfigMap that is updated, more than once', async () => {
  const { at, hinted } = await watching(['/cm', '/cm/..data'], {
    '/cm/conf': { link: '..data/conf' },
    '/cm/..data': { link: '..1' },
    '/cm/..1/conf': '1',
  })
  for (const version of ['2', '3']) {
    const update = () => {
      mkdirSync(at(`/cm/..${version}`))
      writeFileSync(at(`/cm/..${version}/conf`), version)
      symlinkSync(`..${version}`, at('/cm/..data_tmp'))
      renameSync(at('/cm/..data_tmp'), at('/cm/..data'))
    }
    await hinted('/cm/..data', update)
    await hinted('/cm/..data', () => writeFileSync(at(`/cm/..${version}/conf`), 'written in place'))
    await hinted('/cm', () => writeFileSync(at('/cm/x'), version))
  }
})

const replacements: Record<string, (at: (path: string) => string) => void> = {
  'renamed away and made again': (at) => {
    renameSync(at('/etc/app'), at('/etc/away'))
    mkdirSync(at('/etc/app'))
  },
  'deleted and made again': (at) => {
    rmSync(at('/etc/app'), { recursive: true })
    mkdirSync(at('/etc/app'))
  },
  'replaced by rename': (at) => {
    mkdirSync(at('/etc/next'))
    rmSync(at('/etc/app'), { recursive: true })
    renameSync(at('/etc/next'), at('/etc/app'))
  },
  'replaced together with the one above': (at) => {
    renameSync(at('/etc'), at('/etc-away'))
    mkdirSync(at('/etc/app'), { recursive: true })
  },
  'replaced by a link': (at) => {
    renameSync(at('/etc/app'), at('/srv'))
    symlinkSync('../srv', at('/etc/app'))
  },
}

test.each(Object.entries(replacements))('a directory that is %s is watched again', async (_, replace) => {
  const { at, hinted } = await watching(['/etc/app'], conf)
  for (const file of ['one', 'two']) {
    await hinted('/etc/app', () => replace(at))
    await hinted('/etc/app', () => writeFileSync(at(file === 'one' ? '/etc/app/one' : '/etc/app/two'), ''))
    await hinted('/etc/app', () => chmodSync(at('/etc/app'), 0o700))
    if (replace === replacements['replaced by a link']) return
    rmSync(at('/etc/away'), { recursive: true, force: true })
    rmSync(at('/etc-away'), { recursive: true, force: true })
  }
})

test('a directory that is made again later is watched again', async () => {
  const { at, hinted } = await watching(['/etc/app'], conf)
  await hinted('/etc/app', () => renameSync(at('/etc/app'), at('/etc/away')))
  await hinted('/etc/app', () => mkdirSync(at('/etc/app')))
  await hinted('/etc/app', () => writeFileSync(at('/etc/app/new'), ''))
})

test('a directory that is not there is watched by its nearest parent', async () => {
  const { at, hinted } = await watching(['/etc/kubernetes/manifests'], { '/etc/hosts': '' })
  await hinted('/etc/kubernetes/manifests', () => mkdirSync(at('/etc/kubernetes')))
  await hinted('/etc/kubernetes/manifests', () => mkdirSync(at('/etc/kubernetes/manifests')))
  await hinted('/etc/kubernetes/manifests', () => writeFileSync(at('/etc/kubernetes/manifests/x.yaml'), ''))
})

test('a directory that is made while its parent is being armed is watched, whenever that is', async () => {
  const directories = Array.from({ length: 40 }, (_, at) => `/etc/app${at}/manifests`)
  const { at, hinted } = await watching(directories, { '/etc/hosts': '' })
  for (const [delay, directory] of directories.entries()) {
    mkdirSync(at(posix.dirname(directory)))
    // Arming begins 20 ms later, and takes some.
    await new Promise((done) => setTimeout(done, delay))
    mkdirSync(at(directory))
  }
  for (const directory of directories) await hinted(directory, () => writeFileSync(at(`${directory}/x.yaml`), ''))
})

test('links are followed on the host: absolute ones begin at its root', async () => {
  const { at, hinted } = await watching(['/var/run/app', '/opt/missing/x'], {
    '/var/run': { link: '/run' },
    '/run/app/pid': '1',
    '/opt/missing': { link: '/srv/none' },
    '/srv/a': '',
  })
  await hinted('/var/run/app', () => writeFileSync(at('/run/app/pid'), '2'))
  await hinted('/opt/missing/x', () => mkdirSync(at('/srv/none')))
  await hinted('/opt/missing/x', () => mkdirSync(at('/srv/none/x')))
  await hinted('/opt/missing/x', () => writeFileSync(at('/srv/none/x/file'), ''))
  await hinted('/var/run/app', () => {
    unlinkSync(at('/var/run'))
    symlinkSync('/elsewhere', at('/var/run'))
  })
  await hinted('/var/run/app', () => mkdirSync(at('/elsewhere/app'), { recursive: true }))
  await hinted('/var/run/app', () => writeFileSync(at('/elsewhere/app/pid'), ''))
})

test('only what is watched is hinted at', async () => {
  const { at, unhinted } = await watching(['/etc/app', '/srv'], { ...conf, '/srv/x': '' })
  const other = { directory: '/srv', action: () => writeFileSync(at('/srv/x'), 'y') }
  await unhinted('/etc/app', () => writeFileSync(at('/etc/beside'), ''), other)
  await unhinted('/etc/app', () => writeFileSync(at('/etc/app/sub/deep'), ''), other)
  await unhinted('/etc/app', () => mkdirSync(at('/etc/apple')), other)
})

test('the list replaces the one before', async () => {
  const { watcher, at, hinted, unhinted } = await watching(['/etc/app', '/srv'], { ...conf, '/srv/x': '' })
  watcher.watch(new Set(['/srv', '/']))
  await hinted('/', () => writeFileSync(at('/top'), ''))
  const other = { directory: '/srv', action: () => writeFileSync(at('/srv/x'), 'y') }
  await unhinted('/etc/app', () => writeFileSync(at('/etc/app/conf'), 'y'), other)
  watcher.watch(new Set(['/etc/app']))
  await hinted('/etc/app', () => writeFileSync(at('/etc/app/conf'), 'z'))
})

test('nothing is degraded where everything is watched', async () => {
  const { watcher } = await watching(['/etc/app', '/none'], conf)
  expect(watcher.degraded()).toEqual([])
})

/** How many directories this process watches. */
function inotifyWatches(): number {
  const opened = readdirSync('/proc/self/fd').filter((each) => isInotify(`/proc/self/fd/${each}`))
  const lines = opened.flatMap((each) => readFileSync(`/proc/self/fdinfo/${each}`, 'utf8').split('\n'))
  return lines.filter((line) => line.startsWith('inotify ')).length
}

function isInotify(path: string): boolean {
  try {
    return readlinkSync(path) === 'anon_inode:inotify'
  } catch {
    return false
  }
}

test('a file takes no watch, and nothing is left behind', async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`/etc/app/${at}`, '']))
  const before = inotifyWatches()
  const { watcher, at, hinted } = await watching(['/etc/app'], files)
  // The directory, and the two above it.
  expect(inotifyWatches() - before).toBe(3)
  for (let count = 0; count < 3; count += 1) {
    renameSync(at('/etc/app'), at(`/etc/away${count}`))
    await hinted('/etc/app', () => mkdirSync(at('/etc/app')))
    await hinted('/etc/app', () => writeFileSync(at('/etc/app/x'), ''))
  }
  expect(inotifyWatches() - before).toBe(3)
  watcher.watch(new Set())
  await vi.waitFor(() => expect(inotifyWatches() - before).toBe(0), 60_000)
})

test('above the limit directories are polled, and it says so', async () => {
  const { watcher, at, hinted, unhinted } = await watching(
    ['/a', '/b', '/c'],
    { '/a/x': '', '/b/x': '', '/c/x': '' },
    { maxDirectories: 3, pollInterval: 50 },
  )
  const degraded = 'file events: polling 1 of 3 directories every 0.05 s (more than 3 directories)'
  expect(watcher.degraded()).toEqual([degraded])
  for (const change of [
    () => chmodSync(at('/c/x'), 0o600),
    () => chmodSync(at('/c'), 0o700),
    () => writeFileSync(at('/c/y'), ''),
    () => unlinkSync(at('/c/y')),
    () => renameSync(at('/c'), at('/d')),
    () => mkdirSync(at('/c')),
  ])
    await hinted('/c', change)
  const other = { directory: '/a', action: () => writeFileSync(at('/a/x'), 'y') }
  await unhinted('/c', () => undefined, other)
  watcher.watch(new Set(['/b', '/c']))
  await vi.waitFor(() => expect(watcher.degraded()).toEqual([]), 60_000)
  await hinted('/c', () => writeFileSync(at('/c/z'), ''))
})

test('a directory whose name the watcher cannot say is polled', async () => {
  const root = makeHost({})
  const odd = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff])])
  mkdirSync(odd)
  const hints: string[] = []
  const watcher = openWatcher(root, (directory) => hints.push(directory), { pollInterval: 50 })
  onTestFinished(() => watcher.close())
  watcher.watch(new Set(['/\uEFFF']))
  const degraded = 'file events: polling 1 of 1 directories every 0.05 s (the name is not UTF-8)'
  await vi.waitFor(() => expect(watcher.degraded()).toEqual([degraded]), 60_000)
  await quiet(hints)
  hints.length = 0
  chmodSync(odd, 0o700)
  await vi.waitFor(() => expect(hints).toContain('/\uEFFF'), 60_000)
})

test('closing ends everything, at any time', async () => {
  const hints: string[] = []
  const root = makeHost({ files: conf })
  const watcher = openWatcher(root, (directory) => hints.push(directory))
  watcher.watch(new Set(['/etc/app']))
  await watcher.close()
  writeFileSync(join(root, 'etc/app/conf'), 'x')
  await quiet(hints)
  expect(hints).toEqual([])
  watcher.watch(new Set(['/etc']))
  await watcher.close()
})

const limited = fileURLToPath(new URL('limited-watcher.ts', import.meta.url))

/** A user namespace has limits of its own, so that a test can reach them and nobody else. */
function canLimit(): boolean {
  return spawnSync('unshare', ['-Ur', 'sh', '-c', 'echo 5 > /proc/sys/user/max_inotify_watches']).status === 0
}

test.skipIf(!canLimit()).each(['max_inotify_watches', 'max_inotify_instances'])(
  'when the kernel has no more of %s, the rest is polled',
  (name) => {
    const root = makeHost({ files: { '/a/x': '', '/b/x': '', '/c/x': '', '/d/x': '' } })
    const limit = name === 'max_inotify_watches' ? 3 : 0
    const command = `echo ${limit} > /proc/sys/user/${name} && exec "$0" "$1" "$2"`
    const output = execFileSync('unshare', ['-Ur', 'sh', '-c', command, process.execPath, limited, root])
    const polled = limit === 0 ? 4 : 2
    expect(JSON.parse(output.toString())).toEqual({
      degraded: [`file events: polling ${polled} of 4 directories every 0.1 s (inotify limit reached)`],
      hints: ['/a', '/b', '/c', '/d'],
    })
  },
)
