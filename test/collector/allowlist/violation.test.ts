import { expect, test } from 'vitest'
import { match } from '../../../collector/allowlist/match.ts'
import type { SeenProcess } from '../../../collector/allowlist/process.ts'
import { maxViolations, noViolations, record, type Violations } from '../../../collector/allowlist/violation.ts'
import { guarding, seen, sha, start } from '../../support/allowlist.ts'

const profile = guarding([
  ...[seen(), seen({ path: '/usr/sbin/other', digest: sha('b') }), seen({ path: '/opt/sh', digest: sha('c') })],
  seen({ path: '/bin/ls', digest: sha('d') }),
])
const shell = seen({ path: '/usr/sbin/sh', digest: sha('7') })
const detail = {
  ...{ pid: 9, parentPid: 1, commandLine: ['sh'], commandLineCut: false, user: 'root', workingDirectory: '/' },
  ...{ listeners: ['tcp/0.0.0.0:4444'], start },
}

function after(before: Violations, process: SeenProcess, node = 'node-a', at = start): Violations {
  return record(before, profile, process, match(profile, process, { now: at }), { node, at })
}

test('a violation says what, where, when and what would have been allowed', () => {
  const { items } = after(noViolations, { ...shell, evidence: detail })
  expect(Object.values(items)).toEqual([
    {
      ...{
        profile: profile.id,
        kind: 'unexpected-process',
        severity: 'medium',
        reason: 'the profile does not have it',
      },
      ...{ first: start, last: start, lastAt: start, count: 1, nodes: ['node-a'] },
      ...{ process: { ...shell, evidence: detail }, allowed: ['/opt/sh', '/usr/sbin/nginx', '/usr/sbin/other'] },
    },
  ])
})

test('what is allowed, recorded or unknown is no violation', () => {
  expect(after(noViolations, seen())).toBe(noViolations)
  expect(after(noViolations, seen({ digest: '' }))).toBe(noViolations)
})

test('a million of the same are one with a count', () => {
  let all = noViolations
  for (let batch = 0; batch < 1000; batch += 1) all = after(all, { ...shell, count: 1000, last: start + batch })
  expect(Object.values(all.items)).toMatchObject([{ count: 1_000_000, first: start, last: start + 999 }])
  expect(all.suppressed).toBe(0)
})

test('10,000 different ones are capped, and the rest counted', () => {
  let all = noViolations
  for (let at = 0; at < 10_000; at += 1) all = after(all, seen({ path: `/tmp/${at}`, digest: sha('7'), count: 2 }))
  expect(Object.keys(all.items).length).toBe(maxViolations)
  expect(all.suppressed).toBe(2 * (10_000 - maxViolations))
  const again = after(all, seen({ path: '/tmp/0', digest: sha('7'), count: 5 }))
  expect([again.suppressed, Object.values(again.items)[0]?.count]).toEqual([all.suppressed, 7])
})

test.each<[string, Partial<SeenProcess>]>([
  ['digest', { digest: sha('8') }],
  ['path', { path: '/usr/sbin/bash' }],
  ['kind', { layer: 'upper' }],
  ['script', { script: '/x' }],
])('another %s is another violation', (_name, changes) => {
  const process = { ...shell, ...changes, entry: 'not looked at' }
  expect(Object.keys(after(after(noViolations, shell), process).items).length).toBe(2)
})

test('the same on two nodes is one, with the newest evidence and both nodes', () => {
  const first = after(noViolations, { ...shell, evidence: detail }, 'node-b')
  const both = after(first, { ...shell, first: start - 5 }, 'node-a', start + 9)
  expect(Object.values(both.items)).toMatchObject([
    { nodes: ['node-a', 'node-b'], first: start - 5, lastAt: start + 9, process: { evidence: detail } },
  ])
})

test('the severity is the worst of all times', () => {
  const volume = { ...shell, layer: 'volume' }
  const worst = (a: SeenProcess, b: SeenProcess) => Object.values(after(after(noViolations, a), b).items)[0]?.severity
  expect([worst(shell, volume), worst(volume, shell)]).toEqual(['high', 'high'])
})

test('a place without a profile has violations of hard rules', () => {
  const process = seen({ layer: 'memfd' })
  const { items } = record(noViolations, undefined, process, match(undefined, process, { now: start }), {
    ...{ node: 'node-a', at: start },
  })
  expect(Object.values(items)).toMatchObject([{ profile: '', kind: 'memfd', allowed: [] }])
})
