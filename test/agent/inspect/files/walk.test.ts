import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostOf, openHost } from '../../../../agent/host/host.ts'
import { denied } from '../../../../agent/host/look.ts'
import type { FileStat, HostRoot } from '../../../../agent/host/root.ts'
import { listed, observeFiles } from '../../../support/files.ts'
import { type HostSpec, makeHost } from '../../../support/host.ts'

test('the tree of certificates: odd names, links, what is left out, what is too deep', async () => {
  const deep = `/etc/kubernetes/pki${'/d'.repeat(9)}`
  const spec: HostSpec = {
    files: {
      '/etc/kubernetes/pki/a b.key': { content: '', mode: '0640' },
      '/etc/kubernetes/pki/a\nb.crt': '',
      '/etc/kubernetes/pki/current.pem': { link: '/srv/real.pem' },
      '/etc/kubernetes/pki/dangling.crt': { link: 'none.crt' },
      '/etc/kubernetes/pki/loop.key': { link: 'loop.key' },
      '/etc/kubernetes/pki/linked': { link: '/srv/tree' },
      '/etc/kubernetes/pki/expired/old.key': '',
      '/etc/kubernetes/pki/sub/expired/not-left-out.key': { content: '', mode: '0600' },
      '/srv/real.pem': { content: '', mode: '0644' },
      '/srv/tree/inner.key': '',
      [`${deep}/too-deep.key`]: '',
    },
  }
  const { fact, gaps } = await observeFiles(openHost(makeHost(spec)))
  const items = (fact.items ?? []).filter((each) => !each.path?.startsWith('/etc/kubernetes/pki/d/'))
  expect(listed(items)).toEqual([
    '/etc/kubernetes/pki pki-directory 0755',
    '/etc/kubernetes/pki/a\nb.crt pki-certificate 0644',
    '/etc/kubernetes/pki/a b.key pki-key 0640',
    '/etc/kubernetes/pki/current.pem pki-file 0644',
    '/etc/kubernetes/pki/d pki-directory 0755',
    '/etc/kubernetes/pki/dangling.crt pki-certificate absent',
    '/etc/kubernetes/pki/linked pki-file 0755',
    '/etc/kubernetes/pki/loop.key pki-key unknown',
    '/etc/kubernetes/pki/sub pki-directory 0755',
    '/etc/kubernetes/pki/sub/expired pki-directory 0755',
    '/etc/kubernetes/pki/sub/expired/not-left-out.key pki-key 0600',
  ])
  expect(items.map((each) => each.reason).filter(Boolean)).toEqual([
    'link to /etc/kubernetes/pki/none.crt, which does not exist',
    'a loop of links, or more than 40',
  ])
  expect(items.find((each) => each.path?.endsWith('current.pem'))).toMatchObject({
    target: '/srv/real.pem',
    mode: { source: 'state of /srv/real.pem' },
  })
  expect(gaps).toEqual([{ path: deep, reason: 'is more than 8 directories deep' }])
})

test('a tree with too many entries is told as far as it goes', async () => {
  const prefix = makeHost({ files: { '/etc/kubernetes/pki': { directory: true } } })
  for (let at = 0; at < 2005; at += 1) writeFileSync(join(prefix, `etc/kubernetes/pki/${at}.crt`), '')
  const { fact, gaps } = await observeFiles(openHost(prefix))
  expect(fact.items).toHaveLength(2000)
  expect(gaps).toEqual([{ path: '/etc/kubernetes/pki', reason: 'has more than 2000 entries' }])
})

test('a tree that cannot be looked at is a gap', async () => {
  const host = openHost(makeHost({ files: { '/etc/hostname': 'n1\n' } }))
  const stat: HostRoot['stat'] = async (path) =>
    path === '/etc/kubernetes/pki' ? denied('permission denied') : host.root.stat(path)
  const { gaps } = await observeFiles({ ...host, root: { ...host.root, stat } })
  expect(gaps).toEqual([{ path: '/etc/kubernetes/pki', reason: 'permission denied' }])
})

test('another file system is not entered', async () => {
  const host = openHost(makeHost({ files: { '/etc/kubernetes/pki/mnt/a.key': '', '/etc/kubernetes/pki/b.key': '' } }))
  const lstat: HostRoot['lstat'] = async (path) => {
    const look = await host.root.lstat(path)
    if (look.status !== 'observed' || !path.endsWith('/mnt')) return look
    const value: FileStat = { ...look.value, device: look.value.device + 1 }
    return { status: 'observed', value }
  }
  const { fact, gaps } = await observeFiles(hostOf({ ...host.root, lstat }, host.proc))
  expect(listed(fact.items ?? [])).toEqual([
    '/etc/kubernetes/pki pki-directory 0755',
    '/etc/kubernetes/pki/b.key pki-key 0644',
    '/etc/kubernetes/pki/mnt pki-directory 0755',
  ])
  expect(gaps).toEqual([{ path: '/etc/kubernetes/pki/mnt', reason: 'is on another file system, which is not entered' }])
})

test('a name that is not UTF-8 hides no static pod', async () => {
  const prefix = makeHost({ files: { '/etc/kubernetes/manifests': { directory: true } } })
  writeFileSync(Buffer.concat([Buffer.from(`${prefix}/etc/kubernetes/manifests/`), Buffer.from([0xff])]), '')
  const { fact } = await observeFiles(openHost(prefix))
  expect(listed(fact.items ?? [])).toEqual([
    '/etc/kubernetes/manifests static-pod-directory 0755',
    '/etc/kubernetes/manifests/\uEFFF static-pod-manifest 0644',
  ])
})
