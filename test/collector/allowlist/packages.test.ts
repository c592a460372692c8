import { expect, test } from 'vitest'
import { subjectOf } from '../../../agent/processes/seen.ts'
import { learn } from '../../../collector/allowlist/learn.ts'
import { match } from '../../../collector/allowlist/match.ts'
import { packageChanged } from '../../../collector/allowlist/packages.ts'
import { seenProcess } from '../../../collector/allowlist/process.ts'
import type { Entry } from '../../../collector/allowlist/profile.ts'
import { v1 } from '../../../proto/index.ts'
import { guarding, hostPlace, learned, seen, sha, sshd, start } from '../../support/allowlist.ts'
import { observation } from '../../support/observation.ts'

const nginx = (version: string) => `dpkg nginx:amd64 ${version}`
const on = (from: string, digest = sha('a')) =>
  seen({ place: hostPlace, layer: 'host-packaged', package: from, digest })

test.each<[string, string[], string, boolean | undefined]>([
  ['the same version', [nginx('1')], nginx('1'), false],
  ['another version', [nginx('1')], nginx('2'), true],
  ['a version that one of the nodes has had before', [nginx('1'), nginx('2')], nginx('1'), false],
  ['a package where there was none', ['none'], nginx('1'), true],
  ['no package, as before', ['none'], 'none', false],
  ['no package where there was one', [nginx('1')], 'none', undefined],
  ['the same database', ['rpm 01'], 'rpm 01', false],
  ['a database that was written since: by some package', ['rpm 01'], 'rpm 02', undefined],
  ['another kind of database', ['rpm 01'], nginx('1'), undefined],
  ['nothing is known now', [nginx('1')], '', undefined],
  ['nothing was known before', [''], nginx('1'), undefined],
  ['something was known of some of them', ['', nginx('1')], nginx('2'), true],
])('%s', (_, before, now, changed) => {
  const profile = learned(
    before.map((each) => on(each)),
    sshd,
  )
  const entry = profile.entries[on('').entry] as Entry
  expect(packageChanged(entry, [sha('a')], on(now, sha('b')))).toBe(changed)
})

/** As an agent says it, over the wire. */
function told(from: string, digest: string) {
  const said = observation({
    ...{ path: '/usr/sbin/nginx', digest, package: from, place: { ...observation().place, unit: 'ssh.service' } },
  })
  const bytes = v1.ProcessSeen.encode({ ...subjectOf(said), count: 1, source: 'events' }).finish()
  const process = seenProcess(v1.ProcessSeen.decode(bytes))
  if (!process) throw new Error('it names no executable')
  return process
}

test.each([
  ['learning', 'the same version', nginx('1'), 'changed-on-host'],
  ['learning', 'another version', nginx('2'), 'recorded'],
  ['alerting', 'the same version', nginx('1'), 'changed-on-host'],
  ['alerting', 'another version', nginx('2'), 'changed-binary'],
] as const)('while %s, another file with %s of its package', (state, _, now, kind) => {
  const before = [told(nginx('1'), sha('a'))]
  const profile = state === 'learning' ? learned(before, sshd) : guarding(before, sshd)
  expect(match(profile, told(now, sha('b')), { now: start }).kind).toBe(kind)
})

test('what a package is brought up to date to is known from then on', () => {
  const profile = learn(learned([on(nginx('1'))], sshd), [on(nginx('2'), sha('b'))], { node: 'node-b', at: start })
  expect(match(profile, on(nginx('2'), sha('c')), { now: start })).toMatchObject({ kind: 'changed-on-host' })
  expect(match(profile, on(nginx('3'), sha('c')), { now: start })).toMatchObject({ kind: 'recorded' })
})

test.each(['x'.repeat(301), 'a\nb', 'dpkg naïve:amd64 1'])('%j is no package', (text) => {
  expect(told(text, sha('a')).package).toBe('')
})
