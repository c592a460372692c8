import { chmodSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPackages, packageAt } from '../../../agent/processes/packages.ts'
import { type FileSpec, isRoot, makeHost } from '../../support/host.ts'
import { asNobody } from '../../support/user.ts'

const lists = '/var/lib/dpkg/info'
const status = '/var/lib/dpkg/status'

function paragraph(name: string, version: string, state = 'installed', architecture = 'amd64'): string {
  return `Package: ${name}\nStatus: install ok ${state}\nArchitecture: ${architecture}\nVersion: ${version}\n`
}

const database = [
  paragraph('coreutils', '9.1-1'),
  paragraph('tool', '2:1.0', 'half-configured'),
  paragraph('gone', '3', 'config-files'),
].join('\n')
const files: Record<string, string | FileSpec> = {
  [`${lists}/coreutils.list`]: '/.\n/bin\n/bin/ls\n/usr/share/doc/x\n/usr/lib/python3/run.py\n/usr/bin/shared\n',
  [`${lists}/tool:amd64.list`]: '/.\n/usr/libexec/tool/run\n/opt/vendor/bin/tool\n/usr/bin/shared\n',
  [`${lists}/gone.list`]: '/.\n/usr/bin/left\n',
  [`${lists}/coreutils.md5sums`]: '/usr/bin/evil\n',
  [status]: { content: database, mtime: 1_700_000_000 },
  '/var/lib/dpkg/updates': { directory: true },
}

test('files of packages, under their old names too, with the version that they came with', async () => {
  const packages = openPackages(makeHost({ files }))
  for (const [path, packaged, name] of [
    ['/usr/bin/ls', 'packaged', 'dpkg coreutils:amd64 9.1-1'],
    ['/bin/ls', 'packaged', 'dpkg coreutils:amd64 9.1-1'],
    ['/usr/libexec/tool/run', 'packaged', 'dpkg tool:amd64 2:1.0'],
    ['/opt/vendor/bin/tool', 'packaged', 'dpkg tool:amd64 2:1.0'],
    ['/usr/lib/python3/run.py', 'packaged', 'dpkg coreutils:amd64 9.1-1'],
    // Moved out of the way of another package, or not: nobody says.
    ['/usr/bin/shared', 'packaged', ''],
    ['/usr/bin/left', 'packaged', ''],
    ['/usr/lib/python3/other.py', 'unpackaged', 'none'],
    ['/usr/bin/evil', 'unpackaged', 'none'],
    ['/usr/bin/l', 'unpackaged', 'none'],
    ['/tmp/x', 'unpackaged', 'none'],
  ])
    expect([path, await packages.owner(path as string)]).toMatchObject([path, { packaged, package: name }])
})

const unknown = { packaged: 'unknown', package: '', written: 0 }

test('without a database that is understood nobody knows', async () => {
  expect(await openPackages(makeHost({})).owner('/usr/bin/ls')).toEqual(unknown)
  const empty = { [lists]: { directory: true }, [status]: '' } as const
  expect(await openPackages(makeHost({ files: empty })).owner('/usr/bin/ls')).toEqual(unknown)
})

test('a package that is installed, brought up to date or removed meanwhile', async () => {
  const root = makeHost({ files })
  const packages = openPackages(root)
  const now = (path: string) => {
    packages.renew()
    return packages.owner(path)
  }
  expect(await now('/usr/bin/new')).toMatchObject({ packaged: 'unpackaged', package: 'none' })
  writeFileSync(join(root, lists, 'new.list'), '/.\n/usr/bin/new\n')
  utimesSync(join(root, lists), 1, 1)
  expect(await now('/usr/bin/new')).toMatchObject({ packaged: 'packaged', package: '', written: 1_700_000_000_000 })
  const written = 1_800_000_000
  writeFileSync(join(root, `${status}-new`), `${database}\n${paragraph('new', '1')}`)
  renameSync(join(root, `${status}-new`), join(root, status))
  utimesSync(join(root, status), written, written)
  expect(await now('/usr/bin/new')).toEqual({
    ...{ packaged: 'packaged', package: 'dpkg new:amd64 1', written: written * 1000 },
  })
  rmSync(join(root, lists), { recursive: true })
  expect(await now('/usr/bin/new')).toEqual(unknown)
})

test('while packages are being installed nobody says which version a file is of', async () => {
  const root = makeHost({ files })
  const packages = openPackages(root)
  writeFileSync(join(root, '/var/lib/dpkg/updates/0000'), paragraph('coreutils', '9.2-1', 'half-installed'))
  expect(await packages.owner('/usr/bin/ls')).toMatchObject({ packaged: 'packaged', package: '' })
  expect(await packages.owner('/usr/bin/evil')).toMatchObject({ packaged: 'unpackaged', package: '' })
  rmSync(join(root, '/var/lib/dpkg/updates/0000'))
  packages.renew()
  expect(await packages.owner('/usr/bin/ls')).toMatchObject({ package: 'dpkg coreutils:amd64 9.1-1' })
})

test.skipIf(!isRoot)('a list that may not be read may name any file', async () => {
  const root = makeHost({ files })
  chmodSync(join(root, lists, 'coreutils.list'), 0o600)
  chmodSync(root, 0o755)
  expect(await asNobody(() => openPackages(root).owner('/usr/bin/evil'))).toEqual(unknown)
})

test('the packages of Alpine', async () => {
  const installed = 'C:Q1x=\nP:busybox\nV:1.36.1-r2\nA:x86_64\nF:bin\nR:busybox\na:0:0:755\nF:etc\nR:securetty\n\n'
  const packages = openPackages(makeHost({ files: { '/lib/apk/db/installed': installed } }))
  expect(await packages.owner('/bin/busybox')).toMatchObject({
    ...{ packaged: 'packaged', package: 'apk busybox:x86_64 1.36.1-r2' },
  })
  expect(await packages.owner('/usr/bin/busybox')).toMatchObject({ packaged: 'packaged' })
  expect(await packages.owner('/bin/other')).toMatchObject({ packaged: 'unpackaged', package: 'none' })
})

test.each(['/usr/lib/sysimage/rpm/rpmdb.sqlite', '/var/lib/rpm/Packages'])('the state of %s', async (path) => {
  const root = makeHost({ files: { [path]: { content: 'x', mtime: 1_700_000_000 } } })
  const packages = openPackages(root)
  const first = await packages.owner('/usr/bin/ls')
  expect(first).toEqual({
    ...{ packaged: 'unknown', package: expect.stringMatching(/^rpm [0-9a-f]{16}$/), written: 1_700_000_000_000 },
  })
  expect(await packages.owner('/usr/bin/other')).toEqual(first)
  writeFileSync(join(root, `${path}-wal`), 'installs something')
  packages.renew()
  const second = await packages.owner('/usr/bin/ls')
  expect(second.package).not.toBe(first.package)
  expect(second.written).toBeGreaterThan(first.written)
})

test('of a program that began before the database was written last nothing is said', () => {
  const owner = { packaged: 'packaged', package: 'dpkg a:amd64 1', written: 1000 } as const
  expect([999, 1000, 1001].map((began) => packageAt(owner, began))).toEqual(['', '', 'dpkg a:amd64 1'])
  expect(packageAt(undefined, 1001)).toBe('')
})
