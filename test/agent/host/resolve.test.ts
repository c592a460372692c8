import { lstatSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolve, type Tree } from '../../../agent/host/resolve.ts'
import { type FileSpec, makeHost } from '../../support/host.ts'
import { runs } from '../../support/property.ts'

function treeOf(root: string, remote: [string, string][] = []): Tree {
  return { real: (path) => root + path, remote: async () => new Map(remote) }
}

function links(from: (at: number) => string, to: (at: number) => string, count: number): Record<string, FileSpec> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [from(at), { link: to(at) }]))
}

const files: Record<string, string | FileSpec> = {
  '/etc/file': 'x',
  '/etc/dir/inner': 'x',
  '/etc/absolute': { link: '/etc/file' },
  '/etc/relative': { link: 'dir/inner' },
  '/etc/up': { link: '../../../../etc/file' },
  '/etc/outside': { link: '../../../../../../../../etc/passwd' },
  '/etc/to-root': { link: '/' },
  '/etc/to-dir': { link: 'dir' },
  '/etc/to-dir-slash': { link: 'dir/' },
  '/etc/file-slash': { link: 'file/' },
  '/etc/through': { link: 'to-dir/inner' },
  '/etc/dangling': { link: 'nothing' },
  '/etc/dangling-deep': { link: '/srv/to-nothing/x' },
  '/etc/dangling-slash': { link: './nothing/at/all/' },
  '/srv/to-nothing': { link: 'missing/dir' },
  '/etc/self': { link: 'self' },
  '/etc/a': { link: 'b' },
  '/etc/b': { link: '../etc/a' },
  '/run/x': 'x',
  '/var/run': { link: '../run' },
  ...links(
    (at) => `/chain/${at}`,
    (at) => (at === 0 ? '/etc/file' : String(at - 1)),
    41,
  ),
  '/fan/loop': { link: `${'a/../'.repeat(300)}loop2` },
  '/fan/loop2': { link: `${'a/../'.repeat(300)}loop3` },
  '/fan/loop3': { link: `${'a/../'.repeat(300)}loop4` },
  '/fan/loop4': { link: `${'a/../'.repeat(300)}end` },
  '/fan/a': { directory: true },
  '/fan/end': 'x',
}

async function resolved(path: string, followLast = true): Promise<unknown> {
  const look = await resolve(treeOf(makeHost({ files })), path, followLast)
  return look.status === 'observed' ? [look.value.path, look.value.links] : look
}

test.each<[path: string, leadsTo: string, links: string[]]>([
  ['/', '/', []],
  ['//etc///file', '/etc/file', []],
  ['/./etc/./file', '/etc/file', []],
  ['/etc/dir/..', '/etc', []],
  ['/etc/dir/../file', '/etc/file', []],
  ['/..', '/', []],
  ['/../../../etc/file', '/etc/file', []],
  ['/etc/dir/', '/etc/dir', []],
  ['/etc/dir/.', '/etc/dir', []],
  ['/etc/absolute', '/etc/file', ['/etc/absolute']],
  ['/etc/relative', '/etc/dir/inner', ['/etc/relative']],
  ['/etc/up', '/etc/file', ['/etc/up']],
  ['/etc/to-root', '/', ['/etc/to-root']],
  ['/etc/to-root/etc/to-root/etc/file', '/etc/file', ['/etc/to-root', '/etc/to-root']],
  ['/etc/to-root/..', '/', ['/etc/to-root']],
  ['/etc/to-dir/..', '/etc', ['/etc/to-dir']],
  ['/etc/to-dir-slash/inner', '/etc/dir/inner', ['/etc/to-dir-slash']],
  ['/etc/to-dir-slash', '/etc/dir', ['/etc/to-dir-slash']],
  ['/etc/through', '/etc/dir/inner', ['/etc/through', '/etc/to-dir']],
  ['/chain/39', '/etc/file', Array.from({ length: 40 }, (_, at) => `/chain/${39 - at}`)],
])('%s leads to %s', async (path, leadsTo, passed) => {
  expect(await resolved(path)).toEqual([leadsTo, passed])
})

test.each<[path: string, leadsTo: string, links: string[]]>([
  ['/etc/absolute', '/etc/absolute', []],
  ['/etc/dangling', '/etc/dangling', []],
  ['/etc/self', '/etc/self', []],
  ['/etc/to-dir/inner', '/etc/dir/inner', ['/etc/to-dir']],
  ['/etc/to-dir/', '/etc/dir', ['/etc/to-dir']],
  ['/etc/to-dir/.', '/etc/dir', ['/etc/to-dir']],
])('%s itself is %s', async (path, leadsTo, passed) => {
  expect(await resolved(path, false)).toEqual([leadsTo, passed])
})

test.each([
  '/nothing',
  '/nothing/below',
  '/etc/file/below',
  '/etc/file/',
  '/etc/file/.',
  '/etc/file/..',
  '/etc/absolute/',
  '/etc/absolute/x',
  '/etc/file-slash',
  '/var/run/nothing',
  '/etc/to-dir/nothing',
])('%s does not exist', async (path) => {
  expect(await resolved(path)).toEqual({ status: 'absent' })
})

test.each([
  ['/etc/dangling', '/etc/nothing'],
  ['/etc/dangling/below', '/etc/nothing'],
  ['/etc/dangling-deep', '/srv/missing/dir/x'],
  ['/etc/dangling-slash', '/etc/nothing/at/all'],
  ['/etc/outside', '/etc/passwd'],
])('%s is a link to %s, which does not exist', async (path, missing) => {
  expect(await resolved(path)).toEqual({
    status: 'absent',
    reason: `link to ${missing}, which does not exist`,
    missing,
  })
})

test.each([
  ['etc/file', 'not an absolute path'],
  ['', 'not an absolute path'],
  ['/etc/\0/file', 'not an absolute path'],
  ['/etc/self', 'a loop of links, or more than 40'],
  ['/etc/a', 'a loop of links, or more than 40'],
  ['/chain/40', 'a loop of links, or more than 40'],
  ['/fan/loop', 'leads through more than 1000 entries'],
])('%s cannot be followed: %s', async (path, reason) => {
  expect(await resolved(path)).toEqual({ status: 'failed', reason })
})

test.each([300, 5000])('a name of %i characters is too long', async (length) => {
  const path = `/${'a'.repeat(length)}`
  expect(await resolved(path)).toEqual({ status: 'failed', reason: 'the name is too long' })
})

test('a remote file system is not entered, whatever leads there', async () => {
  const tree = treeOf(makeHost({ files: { '/home/u/key': 'x', '/etc/key': { link: '/home/u/key' } } }), [
    ['/home', 'nfs4'],
  ])
  const reason = '/home is a remote file system (nfs4), which is not looked at'
  for (const path of ['/home', '/home/u/key', '/etc/key', '/etc/../home/u'])
    expect(await resolve(tree, path, true)).toEqual({ status: 'failed', reason })
})

test('the trail names every entry, and what is missing', async () => {
  const tree = treeOf(makeHost({ files }))
  const trail: string[] = []
  await resolve(tree, '/etc/dangling-deep', true, trail)
  expect(trail).toEqual(['/etc', '/etc/dangling-deep', '/srv', '/srv/to-nothing', '/srv/missing'])
})

const names = ['a', 'b', 'c']
const pathIn = fc
  .array(fc.constantFrom(...names, '..', '.'), { minLength: 1, maxLength: 8 })
  .map((each) => each.join('/'))
const entries = fc.array(
  fc.record({
    at: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).map((each) => each.join('/')),
    link: fc.option(
      fc.tuple(fc.constantFrom('', '/'), pathIn).map((each) => each.join('')),
      { nil: undefined },
    ),
  }),
  { minLength: 1, maxLength: 12 },
)

let trees = 0

function makeTree(base: string, made: readonly { at: string; link: string | undefined }[]): string {
  trees += 1
  const root = join(base, String(trees))
  mkdirSync(root)
  for (const each of made) make(root, each.at, each.link)
  return root
}

/** Makes an entry and the directories above it, but nothing through a link: it could lead out of the tree. */
function make(root: string, at: string, link: string | undefined): void {
  const parts = at.split('/')
  for (let depth = 1; depth < parts.length; depth += 1) {
    const above = join(root, ...parts.slice(0, depth))
    const there = lstatSync(above, { throwIfNoEntry: false })
    if (there === undefined) mkdirSync(above)
    else if (!there.isDirectory()) return
  }
  const path = join(root, at)
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return
  if (link === undefined) writeFileSync(path, '')
  else symlinkSync(link, path)
}

test('whatever a tree holds, a path never leads out of it, and where it leads there is no link', async () => {
  const base = makeHost({})
  await fc.assert(
    fc.asyncProperty(entries, pathIn, fc.boolean(), async (made, path, followLast) => {
      const root = makeTree(base, made)
      const look = await resolve(treeOf(root), `/${path}`, followLast)
      if (look.status !== 'observed') return
      const { stats } = look.value
      const real = normalize(root + (stats.isSymbolicLink() ? dirname(look.value.path) : look.value.path))
      expect(realpathSync(real)).toBe(real.replace(/\/$/, ''))
      for (const link of look.value.links) expect(realpathSync(root + dirname(link)).startsWith(root)).toBe(true)
    }),
    runs(300),
  )
})

test('where the kernel stays in the tree, it finds the same', async () => {
  const base = makeHost({})
  const relative = entries.map((made) => made.map((each) => ({ ...each, link: each.link?.replace(/^\//, '') })))
  let compared = 0
  await fc.assert(
    fc.asyncProperty(relative, pathIn, async (made, path) => {
      const root = makeTree(base, made)
      const kernel = kernelPath(`${root}/${path}`)
      if (kernel === undefined || !`${kernel}/`.startsWith(`${root}/`)) return
      compared += 1
      const look = await resolve(treeOf(root), `/${path}`, true)
      expect(look.status === 'observed' && look.value.path).toBe(kernel.slice(root.length) || '/')
    }),
    runs(500),
  )
  expect(compared).toBeGreaterThan(20)
})

/** The C library's answer: Node's own realpath does without the kernel. */
function kernelPath(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

const parts = ['/etc', '/run']

test.each([
  ['/etc/file', 'observed', ''],
  ['/var/run', 'denied', '/var is not mounted into the agent'],
  ['/var/run/x', 'denied', '/var is not mounted into the agent'],
  ['/etc/dangling-deep', 'denied', '/srv is not mounted into the agent'],
  ['/etc/to-root', 'denied', '/ is not mounted into the agent'],
  ['/etc/../run/x', 'observed', ''],
  ['/etc/dangling', 'absent', 'link to /etc/nothing, which does not exist'],
  ['/nothing', 'denied', '/nothing is not mounted into the agent'],
  ['/', 'denied', '/ is not mounted into the agent'],
])('with two directories mounted %s is %s', async (path, status, reason) => {
  const tree = { ...treeOf(makeHost({ files })), parts: () => parts }
  const look = await resolve(tree, path, true)
  expect([look.status, look.status === 'observed' ? '' : look.reason]).toEqual([status, reason])
})
