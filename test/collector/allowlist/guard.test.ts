import { expect, test } from 'vitest'
import { denyEntry } from '../../../collector/allowlist/decide.ts'
import { guardSet } from '../../../collector/allowlist/guard.ts'
import { v1 } from '../../../proto/index.ts'
import { done, guarding, hostPlace, learned, seen, sha, sshd, start } from '../../support/allowlist.ts'

const pod = guarding([seen({ path: '/bin/a%FF' }), seen({ path: '/bin/sh', script: '/run.sh', digest: sha('b') })])
const host = guarding([seen({ place: hostPlace, layer: 'host-packaged' })], sshd)

test('approved files of profiles in force, as bytes', () => {
  const { entries } = guardSet([host, pod, learned([seen({ path: '/bin/learning' })])])
  expect(entries).toEqual([
    {
      ...{ place: 'shop/Deployment/web/app', path: Buffer.from('/bin/a\xff', 'latin1'), script: Buffer.alloc(0) },
      digest: Buffer.alloc(32, 0xaa),
    },
    {
      ...{ place: 'shop/Deployment/web/app', path: Buffer.from('/bin/sh'), script: Buffer.from('/run.sh') },
      digest: Buffer.alloc(32, 0xbb),
    },
    {
      ...{ place: 'ssh.service', path: Buffer.from('/usr/sbin/nginx'), script: Buffer.alloc(0) },
      digest: Buffer.alloc(32, 0xaa),
    },
  ])
})

test('the hash names the set, whatever the order, and changes with it', () => {
  const { hash, entries } = guardSet([pod, host])
  expect(guardSet([host, pod])).toEqual({ hash, entries })
  expect(guardSet([pod, pod, host]).hash).toEqual(hash)
  const key = Object.keys(pod.entries)[0] as string
  const less = done(denyEntry(pod, key, { by: 'bob', at: start, version: pod.version }))
  expect(guardSet([less, host]).hash).not.toEqual(hash)
  expect(guardSet([less, host]).entries.length).toBe(2)
})

test('it is what the protocol sends', () => {
  const set = guardSet([pod])
  const sent = v1.GuardSet.decode(v1.GuardSet.encode(set).finish())
  expect([Buffer.from(sent.hash), sent.entries.length]).toEqual([set.hash, 2])
})
