import { chmodSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPackages } from '../../../agent/processes/packages.ts'
import { isRoot, makeHost } from '../../support/host.ts'
import { asNobody } from '../../support/user.ts'

const lists = '/var/lib/dpkg/info'
const files = {
  [`${lists}/coreutils.list`]: '/.\n/bin\n/bin/ls\n/usr/share/doc/x\n/usr/lib/python3/run.py\n',
  [`${lists}/tool:amd64.list`]: '/.\n/usr/libexec/tool/run\n/opt/vendor/bin/tool\n',
  [`${lists}/coreutils.md5sums`]: '/usr/bin/evil\n',
}

test('files of packages, under their old names too', async () => {
  const packages = openPackages(makeHost({ files }))
  for (const [path, expected] of [
    ['/usr/bin/ls', 'packaged'],
    ['/bin/ls', 'packaged'],
    ['/usr/libexec/tool/run', 'packaged'],
    ['/opt/vendor/bin/tool', 'packaged'],
    ['/usr/lib/python3/run.py', 'packaged'],
    ['/usr/lib/python3/other.py', 'unpackaged'],
    ['/usr/bin/evil', 'unpackaged'],
    ['/usr/bin/l', 'unpackaged'],
    ['/tmp/x', 'unpackaged'],
  ])
    expect([path, await packages.owner(path as string)]).toEqual([path, expected])
})

test('without a database that is understood nobody knows', async () => {
  expect(await openPackages(makeHost({})).owner('/usr/bin/ls')).toBe('unknown')
})

test('a package that is installed or removed meanwhile', async () => {
  const root = makeHost({ files })
  const packages = openPackages(root)
  expect(await packages.owner('/usr/bin/new')).toBe('unpackaged')
  writeFileSync(join(root, lists, 'new.list'), '/.\n/usr/bin/new\n')
  utimesSync(join(root, lists), 1, 1)
  expect(await packages.owner('/usr/bin/new')).toBe('packaged')
  rmSync(join(root, lists), { recursive: true })
  expect(await packages.owner('/usr/bin/new')).toBe('unknown')
})

test.skipIf(!isRoot)('a list that may not be read may name any file', async () => {
  const root = makeHost({ files })
  chmodSync(join(root, lists, 'coreutils.list'), 0o600)
  chmodSync(root, 0o755)
  expect(await asNobody(() => openPackages(root).owner('/usr/bin/evil'))).toBe('unknown')
})
