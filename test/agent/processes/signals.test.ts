import { chmodSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRoot } from '../../../agent/host/root.ts'
import { isForged, isInWorldWritable, rightsAt, signalsOf } from '../../../agent/processes/signals.ts'
import { isRoot, makeHost } from '../../support/host.ts'

test.each<[string, string | undefined, boolean]>([
  ['/usr/bin/ls', 'ls', false],
  ['/usr/bin/dash', '-bash', false],
  ['/usr/bin/名前', '名前', false],
  ['/usr/bin/a b', undefined, false],
  ['/usr/bin/ls\nx', undefined, true],
  ['/usr/bin/\u202Egnp.sh', undefined, true],
  ['/usr/bin/\u001b[2Jx', undefined, true],
  ['/usr/bin/\uEFFF', undefined, true],
  ['/usr/bin/x (deleted)', undefined, true],
  ['/usr/bin/x', '[kworker/0:1]', true],
  ['/usr/bin/x', 'kworker/u8:2', true],
  ['/usr/bin/x', 'ksoftirqd/0', true],
  ['/usr/bin/[', '[', false],
  ['/usr/bin/watchdog', 'watchdog', false],
])('%j called %j is forged: %s', (path, argument, expected) => {
  expect(isForged(path, argument)).toBe(expected)
})

test('a directory that everyone may write, or one above it', async () => {
  const root = makeHost({ files: { '/srv/open/deep/x': '', '/srv/closed/x': '' } })
  chmodSync(join(root, 'srv/open'), 0o1777)
  expect(await isInWorldWritable(openRoot(root), '/srv/open/deep/x')).toBe(true)
  expect(await isInWorldWritable(openRoot(root), '/srv/closed/x')).toBe(false)
  expect(await isInWorldWritable(openRoot(root), '/gone/x')).toBe(false)
})

test('what a layer says', () => {
  expect(signalsOf('memfd')).toEqual(['memfd'])
  expect(signalsOf('deleted')).toEqual(['deleted'])
  expect(signalsOf('upper')).toEqual(['writable-layer'])
  for (const layer of ['image-lower', 'volume', 'tmpfs', 'host-packaged', 'host-unpackaged', 'unknown'] as const)
    expect(signalsOf(layer)).toEqual([])
})

test.each<[string, string, number, readonly string[]]>([
  ['0755', '0755', 0, []],
  ['4755', '4755', 0, ['setuid']],
  ['6755', '6755', 0, ['setuid', 'setgid']],
  ['0757', '0757', 0, ['writable-file']],
  ['0775 of root', '0775', 0, []],
  ['0775 of another group', '0775', 1000, ['writable-file']],
])('what mode %s gives away', async (_name, mode, gid, expected) => {
  // Whoever is not root cannot give a file away.
  if (gid !== 0 && !isRoot) return
  const root = makeHost({ files: { '/x': { content: '', mode } } })
  if (isRoot) chownSync(join(root, 'x'), 0, gid)
  chmodSync(join(root, 'x'), Number.parseInt(mode, 8))
  expect(await rightsAt(openRoot(root), '/x')).toEqual(expected)
})

test('a file that cannot be looked at gives nothing away', async () => {
  expect(await rightsAt(openRoot(makeHost({})), '/x')).toEqual([])
})
