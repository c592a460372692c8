import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { maxDepth, walkPlaces } from '../../../../agent/inspect/credentials/walk.ts'
import type { Gap } from '../../../../proto/index.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

async function walk(files: NonNullable<HostSpec['files']>, places = ['/home']) {
  const gaps: Gap[] = []
  const seen = await walkPlaces(openHost(makeHost({ files })).root, places, (name) => name.endsWith('.key'), gaps)
  return { ...seen, found: seen.found.map((each) => each.path), gaps }
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

test('hostile names are names', async () => {
  const names = ['a\nb.key', '-rf .key', '$(x).key', '\u202e.key', '\x1b[31m.key']
  const found = await walk(Object.fromEntries(names.map((name) => [`/home/${name}`, ''])))
  expect(found.found.toSorted()).toEqual(names.map((name) => `/home/${name}`).toSorted())
})
