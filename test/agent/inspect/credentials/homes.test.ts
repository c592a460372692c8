import { expect, test } from 'vitest'
import { openHost } from '../../../../agent/host/host.ts'
import { denied } from '../../../../agent/host/look.ts'
import { maxHomes, otherHomes } from '../../../../agent/inspect/credentials/homes.ts'
import type { Gap } from '../../../../proto/index.ts'
import { makeHost } from '../../../support/host.ts'

async function homes(passwd: string) {
  const gaps: Gap[] = []
  const paths = await otherHomes(openHost(makeHost({ files: { '/etc/passwd': passwd } })), ['/home', '/root'], gaps)
  return { paths, gaps }
}

const line = (name: string, home: string, shell = '/bin/bash') => `${name}:x:1000:1000::${home}:${shell}\n`

test.each([
  ['a home elsewhere', line('ci', '/var/lib/ci'), ['/var/lib/ci']],
  ['a home where they are', line('a', '/home/a') + line('root', '/root'), []],
  ['the place itself', line('a', '/home'), []],
  ['a name that only begins alike', line('a', '/homes/a'), ['/homes/a']],
  ['the same twice', line('a', '/srv/x/') + line('b', '/srv/x'), ['/srv/x']],
  ['nobody can log in', line('a', '/srv/x', '/usr/sbin/nologin'), []],
  ['no shell named is a shell', line('a', '/srv/x', ''), ['/srv/x']],
  ['the whole node', line('a', '/') + line('b', '/usr/games') + line('c', '/proc') + line('d', '/var'), []],
  ['up and down', line('a', '/srv/../usr/x') + line('b', '/home/../srv/b'), ['/srv/b']],
  ['none', line('a', ''), []],
  ['not absolute', line('a', 'srv'), []],
  ['lines that are none', 'x\n\n#\n', []],
])('%s', async (_, passwd, paths) => {
  expect(await homes(passwd)).toEqual({ paths, gaps: [] })
})

test('more homes than are walked', async () => {
  const many = Array.from({ length: maxHomes + 7 }, (_, at) => line(`u${at}`, `/srv/${at}`)).join('')
  const { paths, gaps } = await homes(many)
  expect(paths).toHaveLength(maxHomes)
  expect(gaps).toEqual([{ path: '/etc/passwd', reason: 'names 7 more homes elsewhere than are walked' }])
})

test('without passwd there are none; one that cannot be read leaves them open', async () => {
  const gaps: Gap[] = []
  const host = openHost(makeHost({}))
  expect(await otherHomes(host, [], gaps)).toEqual([])
  expect(gaps).toEqual([])
  const closed = { ...host, root: { ...host.root, read: async () => denied('permission denied') } }
  expect(await otherHomes(closed, [], gaps)).toEqual([])
  expect(gaps).toEqual([{ path: '/etc/passwd', reason: 'permission denied: homes elsewhere are not known' }])
})
