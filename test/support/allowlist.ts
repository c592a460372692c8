// Sightings and profiles for tests of the allowlist.
import fc from 'fast-check'
import type { Outcome } from '../../collector/allowlist/decide.ts'
import type { HostKey, Place, WorkloadKey } from '../../collector/allowlist/key.ts'
import { learn } from '../../collector/allowlist/learn.ts'
import { hardKinds } from '../../collector/allowlist/match.ts'
import { escapeName } from '../../collector/allowlist/names.ts'
import { entryKey, layers, type SeenProcess } from '../../collector/allowlist/process.ts'
import { type Entry, newProfile, type Profile } from '../../collector/allowlist/profile.ts'
import { type ProfileSpec, sorted } from '../../collector/allowlist/spec.ts'

export const hour = 3_600_000
/** The collector's clock at which tests begin. */
export const start = Date.UTC(2026, 0, 1)

export const web: WorkloadKey = {
  ...{ kind: 'workload', namespace: 'shop', ownerKind: 'Deployment', owner: 'web', container: 'app' },
}
export const sshd: HostKey = { kind: 'host', pool: '', unit: 'ssh.service' }
export const login: HostKey = { kind: 'host', pool: '', unit: 'login session' }

/** `sha256:` and the digit 64 times. */
export function sha(digit: string): string {
  return `sha256:${digit.repeat(64)}`
}

export const image = `registry/app@${sha('1')}`

export const podPlace: Place = {
  ...{ place: 'pod', unit: '', podUid: 'pod-a', containerId: 'c1', namespace: 'shop', pod: 'web-1', container: 'app' },
  image,
}
export const hostPlace: Place = {
  ...{ place: 'host', unit: 'ssh.service', podUid: '', containerId: '', namespace: '', pod: '', container: '' },
  image: '',
}

/** A sighting of `/usr/sbin/nginx` from the image, but for what is given. */
export function seen(changes: Partial<SeenProcess> = {}): SeenProcess {
  const all = {
    ...{ place: podPlace, path: '/usr/sbin/nginx', layer: 'image-lower', script: '', digest: sha('a') },
    ...{
      package: '',
      digestState: 'read',
      uid: 101,
      capabilities: '0',
      marks: [],
      late: false,
      creators: ['/usr/bin/runc'],
    },
    ...{ count: 1, first: start, last: start, source: 'events', running: false, evidence: undefined },
    ...changes,
  }
  return { ...all, entry: entryKey(all.layer, all.path, all.script) }
}

/** A profile that learned these. */
export function learned(processes: readonly SeenProcess[], key: Profile['key'] = web, node = 'node-a'): Profile {
  return learn(newProfile(key, start), processes, { node, at: start })
}

/** The same with every entry approved, in force. */
export function guarding(processes: readonly SeenProcess[], key: Profile['key'] = web): Profile {
  const profile = learned(processes, key)
  const approve = (entry: Entry): Entry => ({
    ...entry,
    approved: Object.keys(entry.digests),
    decision: { status: 'approved', at: start, by: 'alice', until: 0 },
  })
  const entries = Object.entries(profile.entries).map(([name, entry]) => [name, approve(entry)])
  return { ...profile, state: 'alerting', entries: Object.fromEntries(entries) }
}

/** The profile of a decision that was taken; fails the test where it was refused. */
export function done(outcome: Outcome): Profile {
  if (!outcome.ok) throw new Error(`${outcome.refusal}: ${outcome.reason}`)
  return outcome.profile
}

/** Any sighting of a small world, so that things happen twice. */
export const anySeen: fc.Arbitrary<SeenProcess> = fc
  .record({
    path: fc.constantFrom('/bin/a', '/bin/b', '/tmp/c', '/opt/%0Ax'),
    layer: fc.constantFrom(...layers),
    script: fc.constantFrom('', '/run.sh'),
    digest: fc.constantFrom('', sha('a'), sha('b')),
    digestState: fc.constantFrom('read', 'late', 'gone'),
    uid: fc.constantFrom(0, 1000, undefined),
    marks: fc.subarray(['exec-session', 'forged-name', 'setuid', 'upper', 'writable-directory']),
    creators: fc.constantFrom([], ['/usr/bin/runc'], ['/bin/sh', '/sbin/init']),
    count: fc.integer({ min: 1, max: 9 }),
    first: fc.integer({ min: start, max: start + hour }),
    last: fc.integer({ min: start, max: start + hour }),
    source: fc.constantFrom('events', 'sampled'),
    container: fc.constantFrom('c1', 'c2', 'c3'),
    pod: fc.constantFrom('pod-a', 'pod-b'),
  })
  .map(({ container, pod, ...rest }) => seen({ ...rest, place: { ...podPlace, containerId: container, podUid: pod } }))

const by = fc.constantFrom('', 'alice', 'bob')
const anyName = fc
  .oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => Buffer.from(text)),
  )
  .map((bytes) => `/${escapeName(bytes)}`)
const anyDigest = fc.constantFrom(...['a', 'b', 'c'].map(sha))
const anyException = fc.record({ kind: fc.constantFrom(...hardKinds), digest: anyDigest, creator: anyName, by })

/** Any spec of one place, sorted, with names of any bytes. */
export function anySpec(key: ProfileSpec['key']): fc.Arbitrary<ProfileSpec> {
  const script = fc.oneof(fc.constant(''), anyName)
  return fc
    .record({
      key: fc.constant(key),
      image: fc.constantFrom('', image, `registry/app@${sha('2')}`),
      state: fc.constantFrom('learning', 'review', 'alerting'),
      entries: fc.array(
        fc.record({
          ...{ path: fc.oneof(anyName, fc.constant('/bin/a')), script, by },
          layer: fc.constantFrom('image-lower', 'volume', 'unknown'),
          digests: fc.array(anyDigest, { maxLength: 3 }),
          uids: fc.array(fc.nat(3), { maxLength: 3 }),
        }),
        { maxLength: 6 },
      ),
      listeners: fc.array(
        fc.record({
          ...{ executable: fc.constantFrom('nginx', 'a b', '- x: y'), protocol: fc.constantFrom('tcp', 'udp'), by },
          ...{ scope: fc.constantFrom('loopback', 'wildcard'), port: fc.nat(65_535) },
        }),
        { maxLength: 3 },
      ),
      denyListeners: fc.array(
        fc.record({
          ...{ executable: fc.constantFrom('nc', 'nginx'), protocol: fc.constantFrom('tcp', 'udp'), by },
          ...{ scope: fc.constantFrom('public', 'private'), port: fc.nat(65_535) },
        }),
        { maxLength: 3 },
      ),
      patterns: fc.array(fc.record({ path: fc.constantFrom('/usr/bin/*', '/opt/a/b*'), by }), { maxLength: 2 }),
      deny: fc.array(fc.record({ path: fc.oneof(anyName, fc.constant('/bin/a')), script, by }), { maxLength: 3 }),
      exceptions: fc.array(anyException, { maxLength: 2 }),
    })
    .map((spec) => sorted(spec as ProfileSpec))
}
