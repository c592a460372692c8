import fc from 'fast-check'
import { expect, test } from 'vitest'
import { learn } from '../../../collector/allowlist/learn.ts'
import { hardKind, hardKinds, type MatchContext, match, rollOut } from '../../../collector/allowlist/match.ts'
import type { SeenProcess } from '../../../collector/allowlist/process.ts'
import type { Entry, Profile } from '../../../collector/allowlist/profile.ts'
import { anySeen, guarding, hostPlace, learned, podPlace, seen, sha, sshd, start } from '../../support/allowlist.ts'
import { runs } from '../../support/property.ts'

const now = { now: start }
const profile = guarding([seen(), seen({ path: '/bin/sh', script: '/run.sh', digest: sha('5') })])
const host = guarding([seen({ place: hostPlace, layer: 'host-packaged' })], sshd)
const newImage = { ...podPlace, image: `registry/app@${sha('2')}` }
const rolledOut = learn(profile, [seen({ place: newImage, path: '/bin/new' })], { node: 'node-a', at: start })
const packaged = (version: string) => ({
  place: hostPlace,
  layer: 'host-packaged',
  package: `dpkg nginx:amd64 ${version}`,
})
const installed = seen(packaged('1.0'))
const onHost = (changes: Partial<SeenProcess>) => seen({ place: hostPlace, layer: 'host-packaged', ...changes })
const entry = 'image-lower:/usr/sbin/nginx'

function decided(status: 'denied' | 'ignored', until = 0): Profile {
  const decision = { status, at: start, by: 'bob', until }
  return { ...profile, entries: { ...profile.entries, [entry]: { ...(profile.entries[entry] as Entry), decision } } }
}

const hand = { by: 'alice', at: start }
const patterned = { ...profile, patterns: [{ path: '/usr/sbin/*', ...hand }] }
const deniedByHand = { ...patterned, deny: [{ path: '/usr/sbin/tcpdump', script: '', ...hand }] }
const evidence = {
  ...{
    pid: 1,
    parentPid: 1,
    commandLine: ['/bin/check', '-q'],
    commandLineCut: false,
    user: '',
    workingDirectory: '/',
  },
  ...{ listeners: [], start },
}
const probe = { path: '/bin/check', digest: sha('9'), marks: ['exec-session'], evidence }
const probes: MatchContext = { ...now, probes: [['/bin/check', '-q']], runtimes: ['/usr/bin/runc'] }

test.each<[string, Profile | undefined, SeenProcess, MatchContext, string, string, string]>([
  // 1: hard rules, in every state
  ['memory', profile, seen({ layer: 'memfd' }), now, 'violation', 'memfd', 'critical'],
  ['a deleted file', profile, seen({ marks: ['deleted'] }), now, 'violation', 'deleted', 'critical'],
  ['a long path', profile, seen({ marks: ['long-path'] }), now, 'violation', 'long-path', 'critical'],
  ['a forged name', profile, seen({ marks: ['forged-name'] }), now, 'violation', 'forged-name', 'critical'],
  ['a modified copy', profile, seen({ layer: 'upper' }), now, 'violation', 'drift', 'high'],
  [
    'a place of everyone',
    profile,
    seen({ marks: ['writable-directory'] }),
    now,
    'violation',
    'writable-directory',
    'high',
  ],
  ['memory while learning', learned([]), seen({ layer: 'memfd' }), now, 'violation', 'memfd', 'critical'],
  ['memory without a profile', undefined, seen({ layer: 'memfd' }), now, 'violation', 'memfd', 'critical'],
  [
    'a change without the package',
    guarding([installed], sshd),
    seen({ ...packaged('1.0'), digest: sha('b') }),
    now,
    'violation',
    'changed-on-host',
    'critical',
  ],
  [
    'the same while learning',
    learned([installed], sshd),
    seen({ ...packaged('1.0'), digest: sha('b') }),
    now,
    'violation',
    'changed-on-host',
    'critical',
  ],
  // 2: denials
  ['a denied entry', decided('denied'), seen(), now, 'violation', 'denied', 'high'],
  ['a denied entry in another layer', decided('denied'), seen({ layer: 'volume' }), now, 'violation', 'denied', 'high'],
  [
    'a denied path that a pattern allows',
    deniedByHand,
    seen({ path: '/usr/sbin/tcpdump', digest: sha('7') }),
    now,
    'violation',
    'denied',
    'high',
  ],
  [
    'a denied path while learning',
    { ...deniedByHand, state: 'learning' },
    seen({ path: '/usr/sbin/tcpdump' }),
    now,
    'violation',
    'denied',
    'high',
  ],
  ['anything else while learning', learned([]), seen(), now, 'learning', 'recorded', 'info'],
  ['anything else in review', { ...profile, state: 'review' }, seen(), now, 'learning', 'recorded', 'info'],
  ['anything else without a profile', undefined, seen(), now, 'unknown', 'no-profile', 'info'],
  // 3: approved
  ['path and digest', profile, seen(), now, 'ok', 'approved', 'info'],
  ['a script', profile, seen({ path: '/bin/sh', script: '/run.sh', digest: sha('5') }), now, 'ok', 'approved', 'info'],
  ['the digest of another layer', profile, seen({ layer: 'unknown' }), now, 'ok', 'approved', 'info'],
  ['no digest', profile, seen({ digest: '', digestState: 'gone' }), now, 'unknown', 'unverified', 'info'],
  ['what is ignored', decided('ignored', start + 1), seen(), now, 'ignored', 'ignored', 'info'],
  ['what was ignored until now', decided('ignored', start), seen(), now, 'violation', 'unexpected-process', 'medium'],
  // 4: changed
  [
    'another file in the same image',
    profile,
    seen({ digest: sha('b') }),
    now,
    'violation',
    'changed-binary',
    'critical',
  ],
  [
    'another file in a new image',
    rolledOut,
    seen({ digest: sha('b'), place: newImage }),
    now,
    'violation',
    'changed-binary',
    'info',
  ],
  [
    'the same after the roll-out',
    rolledOut,
    seen({ digest: sha('b'), place: newImage }),
    { now: start + rollOut + 1 },
    'violation',
    'changed-binary',
    'high',
  ],
  [
    'another file in an unknown image',
    profile,
    seen({ digest: sha('b'), place: { ...podPlace, image: '' } }),
    now,
    'violation',
    'changed-binary',
    'high',
  ],
  [
    'a file of a package that changed',
    guarding([installed], sshd),
    seen({ ...packaged('1.1'), digest: sha('b') }),
    now,
    'violation',
    'changed-binary',
    'info',
  ],
  ['a file of an unknown package', host, onHost({ digest: sha('b') }), now, 'violation', 'changed-binary', 'high'],
  // 5: renamed, copied, linked
  ['another name', profile, seen({ path: '/usr/sbin/x' }), now, 'violation', 'renamed-binary', 'medium'],
  [
    'another name where a pattern is',
    patterned,
    seen({ path: '/usr/sbin/x' }),
    now,
    'violation',
    'renamed-binary',
    'medium',
  ],
  [
    'another script of an interpreter',
    profile,
    seen({ path: '/bin/sh', script: '/x.sh', digest: sha('5') }),
    now,
    'violation',
    'unexpected-process',
    'medium',
  ],
  // 6: patterns
  ['a pattern', patterned, seen({ path: '/usr/sbin/x', digest: sha('7') }), now, 'ok', 'pattern', 'info'],
  [
    'a pattern, a directory below',
    patterned,
    seen({ path: '/usr/sbin/x/y', digest: sha('7') }),
    now,
    'violation',
    'unexpected-process',
    'medium',
  ],
  [
    'a pattern, in a volume',
    patterned,
    seen({ path: '/usr/sbin/x', digest: sha('7'), layer: 'volume' }),
    now,
    'violation',
    'unexpected-process',
    'high',
  ],
  [
    'a pattern, with a script',
    patterned,
    seen({ path: '/usr/sbin/x', digest: sha('7'), script: '/a' }),
    now,
    'violation',
    'unexpected-process',
    'medium',
  ],
  [
    'a pattern, with a script inline',
    patterned,
    seen({ path: '/usr/sbin/x', digest: sha('7'), marks: ['inline-script'] }),
    now,
    'violation',
    'unexpected-process',
    'medium',
  ],
  // 7: probes
  ['a probe', profile, seen(probe), probes, 'ok', 'probe', 'info'],
  [
    'a probe with another word',
    profile,
    seen({ ...probe, evidence: { ...evidence, commandLine: ['/bin/check', '-v'] } }),
    probes,
    'violation',
    'unexpected-process',
    'medium',
  ],
  [
    'a probe that was cut',
    profile,
    seen({ ...probe, evidence: { ...evidence, commandLineCut: true } }),
    probes,
    'violation',
    'unexpected-process',
    'medium',
  ],
  [
    'a probe of another maker',
    profile,
    seen({ ...probe, creators: ['/bin/sh'] }),
    probes,
    'violation',
    'unexpected-process',
    'medium',
  ],
  ['a probe from within', profile, seen({ ...probe, marks: [] }), probes, 'violation', 'unexpected-process', 'medium'],
  // 8: the rest
  [
    'from the image',
    profile,
    seen({ path: '/bin/x', digest: sha('7') }),
    now,
    'violation',
    'unexpected-process',
    'medium',
  ],
  [
    'from a volume',
    profile,
    seen({ path: '/data/x', digest: sha('7'), layer: 'volume' }),
    now,
    'violation',
    'unexpected-process',
    'high',
  ],
  [
    'from memory that is mounted',
    profile,
    seen({ path: '/dev/shm/x', digest: sha('7'), layer: 'tmpfs' }),
    now,
    'violation',
    'unexpected-process',
    'high',
  ],
  [
    'from nobody knows where',
    profile,
    seen({ path: '/x', digest: '', layer: 'unknown' }),
    now,
    'violation',
    'unexpected-process',
    'medium',
  ],
])('%s', (_name, by, process, context, status, kind, severity) => {
  expect(match(by, process, context)).toMatchObject({ status, kind, severity })
})

const runc = { layer: 'memfd', path: '/memfd:runc_cloned', digest: sha('e') }
const excepted = { ...profile, exceptions: [{ kind: 'memfd', digest: sha('e'), creator: '/usr/bin/runc', ...hand }] }

test.each<[string, Partial<SeenProcess>, string]>([
  ['the runtime’s own copy', runc, 'exception'],
  ['by another name', { ...runc, path: '/memfd:x' }, 'exception'],
  ['other bytes', { ...runc, digest: sha('f') }, 'memfd'],
  ['bytes read when it was over', { ...runc, digestState: 'late' }, 'memfd'],
  ['another maker', { ...runc, creators: ['/bin/sh', '/usr/bin/runc'] }, 'memfd'],
  ['another rule', { ...runc, layer: 'deleted' }, 'deleted'],
])('an exception: %s', (_name, changes, kind) => {
  expect(match(excepted, seen(changes), now).kind).toBe(kind)
})

test('what breaks a hard rule is a violation in every state, whatever is approved', () => {
  const everything = fc.array(anySeen, { maxLength: 8 }).chain((sightings) =>
    fc.record({
      profile: fc.constantFrom(learned(sightings), guarding(sightings), undefined),
      process: fc.oneof(anySeen, ...sightings.map((each) => fc.constant(each))),
    }),
  )
  fc.assert(
    fc.property(everything, ({ profile, process }) => {
      const kind = hardKind(profile, process)
      const verdict = match(profile, process, now)
      if (kind) expect(verdict).toMatchObject({ status: 'violation', kind })
      else expect(hardKinds).not.toContain(verdict.kind)
    }),
    runs(400),
  )
})

test('what was learned and approved is matched: both go by the same names', () => {
  fc.assert(
    fc.property(anySeen, (process) => {
      const { status, kind } = match(guarding([process]), process, now)
      if (hardKind(undefined, process)) expect(status).toBe('violation')
      else expect(kind).toBe(process.digest === '' ? 'unverified' : 'approved')
    }),
    runs(200),
  )
})
