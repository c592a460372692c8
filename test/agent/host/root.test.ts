import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { defaultReadLimit, openRoot, trailOf } from '../../../agent/host/root.ts'
import { type HostSpec, isRoot, makeHost } from '../../support/host.ts'
import { asNobody } from '../../support/user.ts'

async function text(root: string, path: string, limit?: number): Promise<unknown> {
  const look = await openRoot(root).read(path, limit)
  return look.status === 'observed' ? look.value.bytes.toString() : look
}

async function names(root: string, path: string, limit?: number): Promise<unknown> {
  const look = await openRoot(root).list(path, limit)
  return look.status === 'observed' ? look.value.map((entry) => entry.name) : look
}

/** A directory outside every root, for links to lead to. */
function outside(): string {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-outside-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  writeFileSync(join(directory, 'key'), 'outside')
  return directory
}

const failed = (reason: string) => ({ status: 'failed', reason })

test('content comes with the state that it was read in', async () => {
  const root = makeHost({
    files: {
      '/etc/app.conf': { link: '/opt/app/current/app.conf' },
      '/opt/app/current': { link: 'v2' },
      '/opt/app/v2/app.conf': { content: 'on', mode: '4640', mtime: 1763600000 },
    },
  })
  const real = statSync(join(root, 'opt/app/v2/app.conf'))
  expect(await openRoot(root).read('/etc/app.conf')).toEqual({
    status: 'observed',
    value: {
      path: '/etc/app.conf',
      target: '/opt/app/v2/app.conf',
      links: ['/etc/app.conf', '/opt/app/current'],
      type: 'file',
      mode: 0o4640,
      uid: real.uid,
      gid: real.gid,
      size: 2,
      mtime: 1763600000000,
      ctime: real.ctimeMs,
      device: real.dev,
      inode: real.ino,
      bytes: Buffer.from('on'),
    },
  })
})

test('stat tells of what a link leads to, lstat of the link', async () => {
  const root = openRoot(makeHost({ files: { '/a/key': { content: 'abc', mode: '0600' }, '/a/link': { link: 'key' } } }))
  expect(await root.stat('/a/link')).toMatchObject({ value: { target: '/a/key', type: 'file', mode: 0o600, size: 3 } })
  expect(await root.lstat('/a/link')).toMatchObject({
    value: { target: '/a/link', type: 'link', mode: 0o777, links: [] },
  })
  expect(await root.stat('/')).toMatchObject({ value: { path: '/', target: '/', type: 'directory' } })
})

test('a link out of the root leads to the same path inside it', async () => {
  const directory = outside()
  const root = makeHost({
    files: {
      '/etc/absolute': { link: `${directory}/key` },
      '/etc/up': { link: `../../../../../../..${directory}/key` },
      '/etc/dir': { link: directory },
      [`${directory}/inside`]: 'inside',
    },
  })
  const reason = `link to ${directory}/key, which does not exist`
  expect(await text(root, '/etc/absolute')).toEqual({ status: 'absent', reason, missing: `${directory}/key` })
  expect(await text(root, '/etc/up')).toEqual({ status: 'absent', reason, missing: `${directory}/key` })
  expect(await text(root, '/etc/dir/key')).toEqual({ status: 'absent' })
  expect(await text(root, '/etc/dir/inside')).toBe('inside')
  expect(await names(root, '/etc/dir')).toEqual(['inside'])
})

test.each(['/', '//', ''])('the machine itself is below %j', async (prefix) => {
  const directory = outside()
  expect(await text(prefix, `${directory}/key`)).toBe('outside')
  expect(await names(prefix, directory)).toEqual(['key'])
  expect(await openRoot(prefix).list('/')).toMatchObject({ status: 'observed' })
})

test('a prefix may end with a slash, or lead through a link', async () => {
  const root = makeHost({ files: { '/node/etc/x': 'x', '/link': { link: 'node' } } })
  expect(await text(`${root}/node/`, '/etc/x')).toBe('x')
  expect(await text(`${root}/link`, '/etc/x')).toBe('x')
  expect(await names(`${root}/link`, '/etc')).toEqual(['x'])
})

test('the root of a process is a prefix', async () => {
  const directory = outside()
  expect(await text(`/proc/${process.pid}/root`, `${directory}/key`)).toBe('outside')
  expect(await names(`/proc/${process.pid}/root`, directory)).toEqual(['key'])
})

test('a prefix that does not exist has nothing', async () => {
  expect(await text('/nowhere/at/all', '/etc/passwd')).toEqual({ status: 'absent' })
  expect(await names('/nowhere/at/all', '/')).toEqual({ status: 'absent' })
})

test('only regular files are read and only directories listed, and nothing waits for a writer', async () => {
  const root = makeHost({ files: { '/run/fifo': { fifo: true }, '/run/dir/x': 'x', '/run/file': 'x' } })
  const server = createServer().listen(join(root, 'run/socket'))
  await new Promise((done) => server.once('listening', done))
  onTestFinished(() => void server.close())
  expect(await text(root, '/run/fifo')).toEqual(failed('a fifo, not a regular file'))
  expect(await text(root, '/run/socket')).toEqual(failed('a socket, not a regular file'))
  expect(await text(root, '/run/dir')).toEqual(failed('a directory, not a regular file'))
  expect(await names(root, '/run/fifo')).toEqual(failed('a fifo, not a directory'))
  expect(await names(root, '/run/file')).toEqual(failed('a file, not a directory'))
  expect(await openRoot(root).stat('/run/fifo')).toMatchObject({ value: { type: 'fifo' } })
  expect(await openRoot(root).list('/run')).toEqual({
    status: 'observed',
    value: [
      { name: 'dir', type: 'directory' },
      { name: 'fifo', type: 'fifo' },
      { name: 'file', type: 'file' },
      { name: 'socket', type: 'socket' },
    ],
  })
})

test('a device is never opened', async () => {
  expect(await text('/', '/dev/null')).toEqual(failed('a character device, not a regular file'))
})

test.skipIf(!isRoot)('a block device is told from a file', async () => {
  const root = makeHost({})
  execFileSync('mknod', [join(root, 'disk'), 'b', '7', '250'])
  expect(await openRoot(root).stat('/disk')).toMatchObject({ value: { type: 'block device' } })
  expect(await text(root, '/disk')).toEqual(failed('a block device, not a regular file'))
})

test('a file may have as many bytes as the limit, and no more', async () => {
  const root = makeHost({ files: { '/a': '12345', '/empty': '', '/huge': '' } })
  truncateSync(join(root, 'huge'), 2 ** 40)
  expect(await text(root, '/a', 5)).toBe('12345')
  expect(await text(root, '/a', 4)).toEqual(failed('larger than the 4 bytes that are read (5)'))
  expect(await text(root, '/empty', 0)).toBe('')
  expect(await text(root, '/huge')).toEqual(failed('larger than the 4194304 bytes that are read (1099511627776)'))
})

test('files of the kernel say size 0 and are read to their end', async () => {
  const status = await text('/', '/proc/self/status')
  expect(status).toMatch(/^Name:.*\nUmask:/)
  expect(await text('/', '/proc/self/status', 10)).toEqual(failed('larger than the 10 bytes that are read (11)'))
})

test('a piece of a file', async () => {
  const root = openRoot(makeHost({ files: { '/a': '0123456789', '/dir/x': '' } }))
  const piece = async (offset: number, length: number) => {
    const look = await root.readRange('/a', offset, length)
    return look.status === 'observed' ? look.value.toString() : look
  }
  expect(await piece(0, 4)).toBe('0123')
  expect(await piece(7, 10)).toBe('789')
  expect(await piece(10, 5)).toBe('')
  expect(await piece(99, 5)).toBe('')
  expect(await piece(0, 0)).toBe('')
  expect(await piece(0, defaultReadLimit + 1)).toEqual(failed('larger than the 4194304 bytes that are read (4194305)'))
  expect(await root.readRange('/dir', 0, 1)).toEqual(failed('a directory, not a regular file'))
  expect(await root.readRange('/none', 0, 1)).toEqual({ status: 'absent' })
})

const locked: HostSpec = {
  files: {
    '/etc/key': { content: 'secret', mode: '0000' },
    '/etc/closed': { directory: true, mode: '0700' },
    '/etc/closed/key': 'secret',
    '/etc/into': { link: 'closed/key' },
    '/etc/searched': { directory: true, mode: '0711' },
    '/etc/searched/key': 'open',
  },
}

test('what may not be read is denied, not absent', async () => {
  const root = makeHost(locked)
  chmodSync(root, 0o755)
  if (!isRoot) chmodSync(join(root, 'etc/closed'), 0o000)
  if (!isRoot) chmodSync(join(root, 'etc/searched'), 0o311)
  onTestFinished(() => chmodSync(join(root, 'etc/closed'), 0o700))
  await asNobody(async () => {
    const below = { status: 'denied', reason: 'permission denied below /etc/closed' }
    expect(await text(root, '/etc/key')).toEqual({ status: 'denied', reason: 'permission denied' })
    expect(await openRoot(root).stat('/etc/key')).toMatchObject({ status: 'observed', value: { mode: 0 } })
    for (const path of ['/etc/closed/key', '/etc/closed/nothing', '/etc/into', '/etc/closed/.hidden/..']) {
      expect(await text(root, path)).toEqual(below)
      expect(await openRoot(root).stat(path)).toEqual(below)
    }
    expect(await names(root, '/etc/closed')).toEqual({ status: 'denied', reason: 'permission denied' })
    expect(await names(root, '/etc/searched')).toEqual({ status: 'denied', reason: 'permission denied' })
    expect(await text(root, '/etc/searched/key')).toBe('open')
    expect(await openRoot(root).readRange('/etc/key', 0, 1)).toEqual({ status: 'denied', reason: 'permission denied' })
  })
})

test('names are bytes: newlines, blanks, and what is not UTF-8', async () => {
  const root = makeHost({ files: { '/d/a b': '1', '/d/a\nb': '2', '/d/ü': '3' } })
  writeFileSync(Buffer.concat([Buffer.from(`${root}/d/`), Buffer.from([0x61, 0xff])]), '4')
  mkdirSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xfe])]))
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xfe]), Buffer.from('/in')]), '5')
  expect(await names(root, '/d')).toEqual(['a\nb', 'a b', 'a\uEFFF', 'ü'].sort(byBytes))
  expect(await names(root, '/\uEFFE')).toEqual(['in'])
  expect(await text(root, '/d/a\nb')).toBe('2')
  expect(await text(root, '/d/a\uEFFF')).toBe('4')
  expect(await text(root, '/\uEFFE/in')).toBe('5')
  expect(await text(root, '/d/a\uFFFD')).toEqual({ status: 'absent' })
})

/** 0xff is above every byte of UTF-8, its text below some. */
function byBytes(a: string, b: string): number {
  const bytes = (name: string) =>
    Buffer.from(name.replace('\uEFFF', '\xff'), name.includes('\uEFFF') ? 'latin1' : 'utf8')
  return Buffer.compare(bytes(a), bytes(b))
}

test('a directory is listed up to the limit', async () => {
  const root = makeHost({ files: { '/d/a': '', '/d/b': '', '/d/c': '', '/none': { directory: true } } })
  expect(await names(root, '/d', 3)).toEqual(['a', 'b', 'c'])
  expect(await names(root, '/d', 2)).toEqual(failed('more than the 2 entries that are listed'))
  expect(await names(root, '/none', 0)).toEqual([])
})

/** Does something each time that bytes are read of a file. */
async function whileReading(action: () => void): Promise<void> {
  const handle = await open('/dev/null')
  const prototype = Object.getPrototypeOf(handle) as { read: FileHandle['read'] }
  await handle.close()
  const read = prototype.read
  onTestFinished(() => {
    prototype.read = read
  })
  prototype.read = function (this: FileHandle, ...args: unknown[]) {
    action()
    return Reflect.apply(read, this, args)
  } as FileHandle['read']
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (!done) {
      done = true
      action()
    }
  }
}

test('a file that keeps changing while it is read cannot be told', async () => {
  const root = makeHost({ files: { '/log': 'a' } })
  let reads = 0
  await whileReading(() => {
    reads += 1
    appendFileSync(join(root, 'log'), 'a')
  })
  expect(await text(root, '/log')).toEqual(failed('changes while it is read'))
  expect(reads).toBeLessThan(10)
})

test.each<[string, (root: string) => void]>([
  ['that is written', (root) => writeFileSync(join(root, 'a'), 'new')],
  [
    'whose time is set back',
    (root) => {
      writeFileSync(join(root, 'a'), 'new')
      utimesSync(join(root, 'a'), 1763699000, 1763699000)
    },
  ],
  ['that another one replaces', (root) => renameSync(join(root, 'b'), join(root, 'a'))],
])('a file %s while it is read is read again', async (_, change) => {
  const root = makeHost({ files: { '/a': 'old', '/b': 'new' } })
  await whileReading(once(() => change(root)))
  expect(await text(root, '/a')).toBe('new')
})

test('a file that grows above the limit while it is read is too large', async () => {
  const root = makeHost({ files: { '/a': 'old' } })
  await whileReading(once(() => appendFileSync(join(root, 'a'), 'more')))
  expect(await text(root, '/a', 5)).toEqual(failed('larger than the 5 bytes that are read (7)'))
})

const swapper = `
const { renameSync, symlinkSync, unlinkSync } = require('node:fs')
const { workerData, parentPort } = require('node:worker_threads')
const { dir, aside, to } = workerData
parentPort.postMessage('ready')
for (;;) {
  renameSync(dir, aside)
  symlinkSync(to, dir)
  unlinkSync(dir)
  renameSync(aside, dir)
}`

test('a directory that is swapped for a link meanwhile never leads out of the root', async () => {
  const to = outside()
  const root = makeHost({ files: { '/home/u/key': 'inside' } })
  const dir = join(root, 'home/u')
  const worker = new Worker(swapper, { eval: true, workerData: { dir, aside: `${dir}-aside`, to } })
  onTestFinished(() => void worker.terminate())
  await new Promise((done) => worker.once('message', done))
  const answers = new Map<unknown, number>()
  for (const end = Date.now() + 1500; Date.now() < end; ) {
    const answer = await text(root, '/home/u/key')
    const key = typeof answer === 'string' ? answer : (answer as { status: string }).status
    answers.set(key, (answers.get(key) ?? 0) + 1)
    const listed = await openRoot(root).list('/home/u')
    if (listed.status === 'observed') expect(listed.value).toEqual([{ name: 'key', type: 'file' }])
  }
  await worker.terminate()
  expect(answers.has('outside')).toBe(false)
  // How often it could be read depends on who runs when: on a busy machine never.
  expect(answers.size).toBeGreaterThan(0)
})

/** Directories below one that is held open: their names, or why there are none. */
async function namesBelow(
  root: string,
  path: string,
  rests: readonly string[],
  meanwhile = () => {},
): Promise<unknown> {
  const look = await openRoot(root).below(path, async (top) => {
    const answers: unknown[] = []
    for (const rest of rests) {
      meanwhile()
      const listing = await top.list(rest, 3)
      answers.push(listing.status === 'observed' ? listing.value.entries.map((each) => each.name) : listing)
    }
    return answers
  })
  return look.status === 'observed' ? look.value : look
}

test('below a directory that is held open', async () => {
  const files = { '/a/x': '', '/a/b/c/y': '', '/a/b/c/link': { link: '/a' }, '/link': { link: 'a' } } as const
  const root = makeHost({ files: { ...files, '/a/many/1': '', '/a/many/2': '', '/a/many/3': '', '/a/many/4': '' } })
  expect(await namesBelow(root, '/a', ['', 'b', 'b/c'])).toEqual([['b', 'many', 'x'], ['c'], ['link', 'y']])
  expect(await namesBelow(root, '/link', ['b'])).toEqual([['c']])
  expect(await namesBelow(root, '/a', ['x', 'none', 'b/c/link', 'many'])).toEqual([
    ...[{ status: 'absent' }, { status: 'absent' }, { status: 'absent' }],
    { status: 'failed', reason: 'more than the 3 entries that are listed' },
  ])
  expect(await namesBelow(root, '/a/x', [''])).toEqual({ status: 'failed', reason: 'a file, not a directory' })
  expect(await namesBelow(root, '/none', [''])).toEqual({ status: 'absent' })
})

test('its state comes with the entries', async () => {
  const root = makeHost({ files: { '/a/b': { directory: true, mode: '0751' } } })
  const look = await openRoot(root).below('/a', (top) => top.list('b'))
  expect(look).toMatchObject({ value: { value: { stat: { path: '/a/b', target: '/a/b', mode: 0o751, links: [] } } } })
})

test('names that are not UTF-8 lead below as well', async () => {
  const root = makeHost({ files: { '/a/x': '' } })
  mkdirSync(Buffer.concat([Buffer.from(`${root}/a/`), Buffer.of(0xff)]))
  mkdirSync(Buffer.concat([Buffer.from(`${root}/a/`), Buffer.of(0xff), Buffer.from('/in')]))
  expect(await namesBelow(root, '/a', ['', '\uefff'])).toEqual([['x', '\uefff'], ['in']])
})

test('a directory that becomes a link to elsewhere is not entered, wherever in the path', async () => {
  const root = makeHost({ files: { '/a/b/c/x': '', '/other/c/y': '' } })
  const swap = () => {
    renameSync(join(root, 'a/b'), join(root, 'a/moved'))
    symlinkSync(join(root, 'other'), join(root, 'a/b'))
  }
  expect(await namesBelow(root, '/a', ['b'], swap)).toEqual([{ status: 'absent' }])
  const again = makeHost({ files: { '/a/b/c/x': '', '/other/c/y': '' } })
  const swapAgain = () => {
    renameSync(join(again, 'a/b'), join(again, 'a/moved'))
    symlinkSync(join(again, 'other'), join(again, 'a/b'))
  }
  expect(await namesBelow(again, '/a', ['b/c'], swapAgain)).toEqual([{ status: 'absent' }])
})

test('the trail of a path', async () => {
  const root = makeHost({ files: { '/etc/a': { link: '/srv/b/c' }, '/srv/b': { directory: true } } })
  expect(await trailOf(root, '/etc/a')).toEqual(['/etc', '/etc/a', '/srv', '/srv/b', '/srv/b/c'])
  expect(await trailOf(root, '/none/x')).toEqual(['/none'])
  expect(await trailOf(root, 'none')).toEqual([])
})
