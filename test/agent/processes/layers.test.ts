import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRoot } from '../../../agent/host/root.ts'
import { parseMountinfo } from '../../../agent/parse/mountinfo.ts'
import { layerOf, overlayOf } from '../../../agent/processes/layers.ts'
import type { Owner } from '../../../agent/processes/packages/database.ts'
import { makeHost } from '../../support/host.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['rw,lowerdir=/a:/b,upperdir=/u,workdir=/w', { upper: '/u', lowers: ['/a', '/b'] }],
  ['rw,lowerdir=/a', { upper: undefined, lowers: ['/a'] }],
  ['rw,upperdir=/u\\040x,lowerdir=/a\\134:b:/c\\134,d', { upper: '/u x', lowers: ['/a:b', '/c,d'] }],
  ['rw,lowerdir+=/a,lowerdir+=/b,datadir+=/d,upperdir=/u', { upper: '/u', lowers: ['/a', '/b', '/d'] }],
  ['rw,lowerdir=/a::/data,upperdir=rel/up', { upper: 'rel/up', lowers: ['/a', '/data'] }],
  [
    `lowerdir=${Array.from({ length: 120 }, (_, n) => `/l${n}`).join(':')}`,
    { upper: undefined, lowers: Array.from({ length: 120 }, (_, n) => `/l${n}`) },
  ],
  ['', { upper: undefined, lowers: [] }],
])('the layers of %s', (options, expected) => {
  expect(overlayOf(options)).toEqual(expected)
})

test('any options', () => {
  fc.assert(
    fc.property(fc.string(), (text) => void overlayOf(text)),
    runs(200),
  )
})

const options = 'rw,lowerdir=/layers/top:/layers/base,upperdir=/layers/up,workdir=/layers/work'
const table = (line = `1 0 0:50 / / rw - overlay overlay ${options}`) =>
  parseMountinfo(`${line}\n2 1 8:1 /v /data rw - ext4 /dev/sda1 rw\n3 1 0:60 / /dev/shm rw - tmpfs shm rw\n`)

const owned: Owner = { packaged: 'packaged', package: 'dpkg x:amd64 1', written: 5 }

function asked(path: string, mounts = table(), same: boolean | undefined = false, contained = true) {
  const root = makeHost({
    files: {
      '/layers/base/bin/low': 'a',
      '/layers/base/bin/copied': 'a',
      '/layers/up/bin/copied': 'a',
      '/layers/up/bin/new': 'a',
    },
  })
  mkdirSync(join(root, 'layers/top'))
  const packages = {
    owner: async (each: string) => (each.startsWith('/usr') ? owned : { ...owned, packaged: 'unpackaged' as const }),
  }
  return layerOf({ path, contained, mounts, host: openRoot(root), packages, same: async () => same })
}

test.each([
  ['/bin/low', 'image-lower', ''],
  ['/bin/new', 'upper', 'not in the image'],
  ['/bin/copied', 'upper', 'changed since the image'],
  ['/data/x', 'volume', ''],
  ['/dev/shm/x', 'tmpfs', ''],
])('%s in a container is %s', async (path, layer, reason) => {
  expect(await asked(path)).toEqual({ layer, reason })
})

test('a copy that is the same, and one that could not be compared', async () => {
  expect(await asked('/bin/copied', table(), true)).toEqual({ layer: 'image-lower', reason: 'owner or mode changed' })
  const given = await layerOf({
    ...{ path: '/bin/copied', contained: true, mounts: table(), packages: { owner: async () => owned } },
    ...{
      host: openRoot(makeHost({ files: { '/layers/base/bin/copied': 'a', '/layers/up/bin/copied': 'b' } })),
      same: async () => undefined,
    },
  })
  expect(given).toEqual({ layer: 'upper', reason: 'also in the image; could not be compared' })
})

test.each([
  ['another kind of root', '1 0 8:1 / / rw - ext4 /dev/sda1 rw', 'the root is ext4, not an overlay'],
  [
    'a relative layer',
    '1 0 0:50 / / rw - overlay o rw,lowerdir=l,upperdir=u',
    'the writable layer has no absolute path',
  ],
  [
    'a layer that is not there',
    '1 0 0:50 / / rw - overlay o rw,lowerdir=/l,upperdir=/gone',
    'the writable layer cannot be looked at',
  ],
  ['no layers', '1 0 0:50 / / rw - overlay o rw', 'the overlay names no layers'],
])('%s is not known', async (_, line, reason) => {
  expect(await asked('/bin/low', table(line))).toEqual({ layer: 'unknown', reason })
})

test('mounts that cannot be read', async () => {
  expect(await asked('/bin/low', [])).toEqual({ layer: 'unknown', reason: 'the mounts of the process cannot be read' })
})

test('on the host packages tell, but for what is in memory', async () => {
  expect(await asked('/usr/bin/x', table(), false, false)).toEqual({ layer: 'host-packaged', reason: '', owner: owned })
  expect(await asked('/opt/x', table(), false, false)).toMatchObject({ layer: 'host-unpackaged', reason: '' })
  expect(await asked('/dev/shm/x', table(), false, false)).toEqual({ layer: 'tmpfs', reason: '' })
})
