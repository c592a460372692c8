import { expect, test } from 'vitest'
import { denyEntry } from '../../../collector/allowlist/decide.ts'
import { guardRows, guardSet, maxGuardBytes } from '../../../collector/allowlist/guard.ts'
import type { Profile } from '../../../collector/allowlist/profile.ts'
import { v1 } from '../../../proto/index.ts'
import { maxMessageBytes } from '../../../proto/protocol.ts'
import { done, guarding, hostPlace, learned, seen, sha, sshd, start } from '../../support/allowlist.ts'

const pod = guarding([seen({ path: '/bin/a%FF' }), seen({ path: '/bin/sh', script: '/run.sh', digest: sha('b') })])
const host = guarding([seen({ place: hostPlace, layer: 'host-packaged' })], sshd)

const setOf = (...profiles: Profile[]) => guardSet(profiles.flatMap(guardRows))

test('approved files of profiles in force, as bytes', () => {
  const { entries, omitted } = setOf(host, pod, learned([seen({ path: '/bin/learning' })]))
  expect(omitted).toBe(0)
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
  const { hash, entries } = setOf(pod, host)
  expect(setOf(host, pod)).toEqual({ hash, entries, omitted: 0 })
  expect(setOf(pod, pod, host).hash).toEqual(hash)
  const key = Object.keys(pod.entries)[0] as string
  const less = done(denyEntry(pod, key, { by: 'bob', at: start, version: pod.version }))
  expect(setOf(less, host).hash).not.toEqual(hash)
  expect(setOf(less, host).entries.length).toBe(2)
})

test('it is what the protocol sends', () => {
  const set = setOf(pod)
  const sent = v1.GuardSet.decode(v1.GuardSet.encode({ ...set, entries: [...set.entries] }).finish())
  expect([Buffer.from(sent.hash), sent.entries.length, sent.omitted]).toEqual([set.hash, 2, 0])
})

test('what finds no room is counted, and the frame stays within the bounds of the stream', () => {
  const path = `/${'x'.repeat(4000)}`
  const rows = Array.from({ length: 400 }, (_, at) => JSON.stringify(['a.service', `${path}${at}`, '', sha('a')]))
  const set = guardSet(rows)
  expect(set.entries.length + set.omitted).toBe(400)
  expect(set.omitted).toBeGreaterThan(0)
  const frame = v1.ConnectResponse.encode({ guard: { ...set, entries: [...set.entries] } }).finish()
  expect(frame.length).toBeGreaterThan(0.9 * maxGuardBytes)
  expect(frame.length).toBeLessThan(maxMessageBytes)
  expect(frame.length - maxGuardBytes).toBeLessThan(200)
  expect(guardSet(rows.slice(0, 300)).hash).not.toEqual(set.hash)
})
