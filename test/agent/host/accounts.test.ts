import { expect, test } from 'vitest'
import { readAccounts } from '../../../agent/host/accounts.ts'
import { openRoot } from '../../../agent/host/root.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'

const accountsOf = (files: HostSpec['files']) => readAccounts(openRoot(makeHost({ files: files ?? {} })))

const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'toor:x:0:0:second name of root:/root:/bin/sh',
  '# a comment:x:7:7::/:',
  '+nis',
  '+::::::',
  ':x:8:8::/:',
  'no-number:x:eight:8::/:',
  'negative:x:-1:8::/:',
  'etcd:x:995:990::/var/lib/etcd:/sbin/nologin',
  'no end of line:x:996:1::/:',
].join('\n')

test('names come from the files of the host; of two names the first counts', async () => {
  const accounts = await accountsOf({ '/etc/passwd': passwd, '/etc/group': 'root:x:0:\netcd:x:990:a,b\n' })
  expect([0, 995, 996, 8, 1000, 4294967295].map(accounts.user)).toEqual([
    'root',
    'etcd',
    'no end of line',
    '8',
    '1000',
    '4294967295',
  ])
  expect([0, 990, 995].map(accounts.group)).toEqual(['root', 'etcd', '995'])
})

test.each<[string, HostSpec['files']]>([
  ['are missing', {}],
  ['are no files', { '/etc/passwd': { directory: true }, '/etc/group': { fifo: true } }],
  ['hold no accounts', { '/etc/passwd': '\0\xff::::\n\n', '/etc/group': 'x' }],
])('numbers stand for themselves where the files %s', async (_, files) => {
  const accounts = await accountsOf(files)
  expect([accounts.user(0), accounts.group(0)]).toEqual(['0', '0'])
})
