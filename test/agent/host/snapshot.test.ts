import { chmodSync, linkSync, mkdirSync, renameSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRoot } from '../../../agent/host/root.ts'
import { snapshotOf } from '../../../agent/host/snapshot.ts'
import { makeHost } from '../../support/host.ts'

const files = { '/d/a': 'a', '/d/b': 'b', '/d/sub/x': '', '/e': { link: 'd' } }

test.each<[string, (at: (path: string) => string) => void]>([
  ['a write', (at) => writeFileSync(at('/d/a'), 'A')],
  [
    'a write whose time is set back',
    (at) => {
      writeFileSync(at('/d/a'), 'A')
      utimesSync(at('/d/a'), 1763699000, 1763699000)
    },
  ],
  ['a new file', (at) => writeFileSync(at('/d/new'), '')],
  ['a deleted file', (at) => unlinkSync(at('/d/a'))],
  ['files that change places', (at) => [renameSync(at('/d/a'), at('/d/c')), renameSync(at('/d/b'), at('/d/a'))]],
  ['chmod of a file', (at) => chmodSync(at('/d/a'), 0o600)],
  ['chmod of the directory', (at) => chmodSync(at('/d'), 0o700)],
  ['a hard link', (at) => linkSync(at('/d/a'), at('/a'))],
  ['another directory', (at) => [renameSync(at('/d'), at('/old')), mkdirSync(at('/d'))]],
])('%s changes it', async (_, change) => {
  const prefix = makeHost({ files })
  const before = await snapshotOf(openRoot(prefix), '/d')
  change((path) => join(prefix, path))
  expect(await snapshotOf(openRoot(prefix), '/d')).not.toBe(before)
})

test('what is elsewhere does not change it', async () => {
  const prefix = makeHost({ files })
  const before = await snapshotOf(openRoot(prefix), '/d')
  writeFileSync(join(prefix, 'd/sub/x'), 'x')
  writeFileSync(join(prefix, 'other'), 'x')
  expect(await snapshotOf(openRoot(prefix), '/d')).toBe(before)
})

test('a link that leads elsewhere, and a directory that comes and goes', async () => {
  const prefix = makeHost({ files })
  const before = await snapshotOf(openRoot(prefix), '/e')
  unlinkSync(join(prefix, 'e'))
  const gone = await snapshotOf(openRoot(prefix), '/e')
  symlinkSync('d/sub', join(prefix, 'e'))
  expect(new Set([before, gone, await snapshotOf(openRoot(prefix), '/e')]).size).toBe(3)
})
