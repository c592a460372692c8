import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import type { Look } from '../../../../agent/host/look.ts'
import type { HostRoot, Listing } from '../../../../agent/host/root.ts'
import { maxDepth, maxEntries, maxTotal, walkPlaces } from '../../../../agent/inspect/credentials/walk.ts'
import type { Gap } from '../../../../proto/index.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

type Change = (path: string, look: Look<Listing>) => Look<Listing>

/** `change` may tell directories otherwise than they are. */
async function walk(
  files: NonNullable<HostSpec['files']>,
  places = ['/home'],
  { named = [], change = (_, look) => look }: { named?: readonly string[]; change?: Change } = {},
) {
  const gaps: Gap[] = []
  const { root } = openHost(makeHost({ files }))
  const below: HostRoot['below'] = (place, use) =>
    root.below(place, (top) =>
      use({ list: async (rest, limit) => change(posix.join(place, rest), await top.list(rest, limit)) }),
    )
  const seen = await walkPlaces({ ...root, below }, places, (name) => name.endsWith('.key'), gaps, named)
  return { ...seen, found: seen.found.map((each) => each.path), gaps }
}

/** A directory with so many entries more, none of which is wanted. */
function crowd(path: string, count: number): Change {
  const entries = Array.from({ length: count }, (_, at) => ({ name: `f${at}`, type: 'file' as const }))
  return (at, look) => {
    if (look.status !== 'observed' || at !== path) return look
    return { ...look, value: { ...look.value, entries: [...look.value.entries, ...entries] } }
  }
}

test('finds files with wanted names, and says what it walked and left out', async () => {
  expect(
    await walk({ '/home/a/x.key': '', '/home/a/b/y.key': '', '/home/a/z': '', '/home/a/.cache/n.key': '' }),
  ).toEqual({
    found: ['/home/a/x.key', '/home/a/b/y.key'],
    ...{ walked: ['/home'], leftOut: ['/home/a/.cache'], gaps: [] },
  })
})

test('follows no links', async () => {
  const files = {
    '/etc/secret/k.key': '',
    '/home/link': { link: '/etc/secret' },
    '/home/link.key': { link: '/etc/secret/k.key' },
    '/opt': { link: '/etc' },
  } as const
  expect(await walk(files, ['/home', '/opt'])).toMatchObject({
    found: [],
    gaps: [{ path: '/opt', reason: 'is a link, which is not followed' }],
  })
})

test('goes no deeper than it says', async () => {
  const deep = `/home${'/d'.repeat(maxDepth)}`
  expect(await walk({ [`${deep}/in.key`]: '', [`${deep}/d/out.key`]: '' })).toMatchObject({
    found: [`${deep}/in.key`],
    gaps: [{ path: `${deep}/d`, reason: `is more than ${maxDepth} directories deep` }],
  })
})

test('what is no file is none: a fifo would wait for ever', async () => {
  expect((await walk({ '/home/pipe.key': { fifo: true }, '/home/dir.key': { directory: true } })).found).toEqual([])
})

test('of a place with too many entries what is near is looked at', async () => {
  const files = { '/home/near.key': '', '/home/a/far.key': '' }
  expect(await walk(files, ['/home'], { change: crowd('/home/a', maxEntries) })).toMatchObject({
    found: ['/home/near.key'],
    gaps: [{ path: '/home', reason: `has more than ${maxEntries} entries` }],
  })
  const few = crowd('/home/a', maxEntries - 3)
  expect(await walk(files, ['/home'], { change: few })).toMatchObject({ gaps: [] })
})

test('of all places there is a limit too, and what is asked for by name comes first', async () => {
  const places = ['/a', '/b', '/c']
  const files = Object.fromEntries(places.map((place) => [`${place}/x.key`, '']))
  const [a, b] = [crowd('/a', maxEntries - 1), crowd('/b', maxTotal - maxEntries - 1)]
  const change: Change = (path, look) => b(path, a(path, look))
  expect(await walk(files, places, { change })).toMatchObject({
    found: ['/a/x.key', '/b/x.key'],
    gaps: [{ path: '/c', reason: `all places have more than ${maxTotal} entries` }],
  })
  expect((await walk(files, places, { change, named: ['/c'] })).found).toEqual(['/c/x.key', '/a/x.key'])
})

test('other file systems are not entered', async () => {
  const files = { '/home/a/x.key': '', '/home/nfs/y.key': '' }
  const change: Change = (path, look) =>
    look.status === 'observed' && path === '/home/nfs'
      ? { ...look, value: { ...look.value, stat: { ...look.value.stat, device: -1 } } }
      : look
  expect(await walk(files, ['/home'], { change })).toMatchObject({
    found: ['/home/a/x.key'],
    gaps: [{ path: '/home/nfs', reason: 'is on another file system, which is not entered' }],
  })
})

test('what is asked for by name: a file, a directory that is left out otherwise, what is not there', async () => {
  const files = { '/etc/kubernetes/x.key': '', '/srv/any': '', '/srv/other.key': '' }
  expect(await walk(files, ['/etc', '/none'], { named: ['/srv/any', '/etc/kubernetes', '/nowhere'] })).toEqual({
    found: ['/srv/any', '/etc/kubernetes/x.key'],
    ...{ walked: ['/etc/kubernetes', '/etc'], leftOut: ['/etc/kubernetes'] },
    gaps: [{ path: '/nowhere', reason: 'does not exist' }],
  })
})

test('what is in two places is found once', async () => {
  expect(await walk({ '/home/a/x.key': '' }, ['/home', '/home/a'])).toMatchObject({ found: ['/home/a/x.key'] })
})

test('hostile names are names', async () => {
  const names = ['a\nb.key', '-rf .key', '$(x).key', '\u202e.key', '\x1b[31m.key']
  const found = await walk(Object.fromEntries(names.map((name) => [`/home/${name}`, ''])))
  expect(found.found.toSorted()).toEqual(names.map((name) => `/home/${name}`).toSorted())
})
