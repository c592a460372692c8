// What people ask of profiles and decide about them, and what time alone decides.
import { printable } from '../lib/printable.ts'
import {
  type Act,
  addException,
  addPattern,
  approveBulk,
  approveChanged,
  approveEntry,
  approveProfile,
  autoApprove,
  denyEntry,
  extend,
  ignoreEntry,
  no,
  type Outcome,
  type Refusal,
  reset,
  setAutoApprove,
  waive,
  yes,
} from './allowlist/decide.ts'
import { listenerKey } from './allowlist/ephemeral.ts'
import { keyText } from './allowlist/key.ts'
import { decideListener } from './allowlist/listeners.ts'
import { newProfile, type Profile } from './allowlist/profile.ts'
import { advance, type Surroundings } from './allowlist/readiness.ts'
import { type NodeJobs, scheduledIn } from './allowlist/scheduled.ts'
import { applySpec, type ProfileSpec, specOf } from './allowlist/spec.ts'
import { diffSpecs, type ListDiff, type SpecDiff } from './allowlist/specdiff.ts'
import { exportYaml, importYaml } from './allowlist/yaml.ts'
import { openNodePrograms } from './nodeprograms.ts'
import { type ProcessQuery, type RunningPrograms, runningOn } from './processes.ts'
import {
  type ProfileView,
  profileView,
  type SummaryView,
  summaryView,
  type ViolationView,
  violationView,
} from './report/profileview.ts'
import { NotFoundError } from './report/source.ts'
import { readNodeJobs } from './scheduledjobs.ts'
import type { ReadStore, Store, ViolationCounts, ViolationQuery } from './store/store.ts'

/** What may be decided. With keys it is about these entries, else about the profile. */
export const actions = [
  ...(['approve', 'approve-changed', 'deny', 'ignore', 'enforce', 'extend', 'reset', 'waive', 'allow'] as const),
  ...(['except', 'auto-approve', 'approve-by-hand'] as const),
] as const

export interface Decision {
  readonly action: (typeof actions)[number]
  /** The version of the profile that it was made upon. */
  readonly version: number
  /**
   * What was looked at: `learned` of the profile. What came since is refused by name. `approve`, `approve-changed` and
   * `enforce` need it, or the wish `allNow`.
   */
  readonly seen?: number
  /** Approves whatever there is by now, looked at or not. */
  readonly allNow?: boolean
  /** Of entries and listeners: of `approve`, `deny` and `ignore`. */
  readonly keys: readonly string[]
  /** End of `ignore`, milliseconds since 1970. */
  readonly until?: number
  /** The criterion of `waive`, the path of `allow`. */
  readonly value?: string
  /** Of `except`: these bytes, made by this program, from this hard rule. */
  readonly exception?: { readonly kind: string; readonly digest: string; readonly creator: string }
  /** Why, for the history. */
  readonly reason?: string
}

/** What stands for what a person has looked at. */
const approvals: ReadonlySet<string> = new Set(['approve', 'approve-changed', 'enforce'])

/** After these a profile may be ready at once. */
const mayMakeReady: ReadonlySet<string> = new Set(['waive', 'auto-approve'])

/** Most characters of a reason. */
export const maxReason = 500

/** What an import changes, or would. */
export interface Imported {
  readonly id: string
  readonly applied: boolean
  /** One line each; none where nothing would. */
  readonly changes: readonly string[]
  /** The version that it was compared with: to be named where it is applied, so that nothing else is replaced. */
  readonly version: number
}

/** A decision that was not taken; the message says why. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly refusal: Refusal

  constructor(refusal: Refusal, reason: string) {
    super(reason)
    this.refusal = refusal
  }
}

/** What others know, whatever the profile is by now. */
interface Known {
  readonly poolNodes: number
  readonly jobs: NodeJobs
}

function surroundingsOf(profile: Profile, { poolNodes, jobs }: Known): Surroundings {
  return { poolNodes, scheduled: scheduledIn(profile, jobs) }
}

function movedOn(profile: Profile, told: Known, at: number): Profile {
  return autoApprove(advance(profile, surroundingsOf(profile, told), at), at)
}

/** The profiles of one cluster. */
export interface Profiles {
  /** Sorted by id. */
  list(): Promise<SummaryView[]>
  /** Throws a NotFoundError. */
  get(id: string): Promise<ProfileView>
  /** Throws a NotFoundError and a RefusedError. */
  decide(id: string, decision: Decision, by: string): Promise<ProfileView>
  export(id: string): Promise<string>
  /** Without a version it is made upon what is there. Throws a RefusedError. */
  import(yaml: string, options: { readonly dryRun: boolean; readonly version?: number }, by: string): Promise<Imported>
  /** Throws a NotFoundError. */
  processes(query: ProcessQuery): Promise<RunningPrograms>
  violations(query: ViolationQuery): Promise<{ violations: ViolationView[]; nextPageToken?: string }>
  /** Throws a NotFoundError. */
  violation(id: string): Promise<ViolationView>
  /** Throws a NotFoundError. */
  acknowledge(id: string, note: string, by: string): Promise<void>
  counts(): Promise<ViolationCounts>
  /** Moves on what is ready by now. */
  advance(): Promise<void>
  stop(): Promise<void>
}

export interface ProfilesOptions {
  readonly store: Store
  /** What may be late is read from here. Absent: from the store. */
  readonly reads?: ReadStore
  readonly clusterId: string
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void }
  /** Called after a change: of a profile with its id, else of violations. */
  readonly changed: (profileId?: string) => void
  readonly now?: () => number
  /** False where another collector moves profiles on. Absent: this one does. */
  readonly holds?: () => boolean
}

/** Milliseconds between looks at what is ready: what it takes is counted in hours. */
const interval = 600_000

export function openProfiles(options: ProfilesOptions): Profiles {
  const { store, reads = store, clusterId, log, changed, holds, now = Date.now } = options
  const programs = openNodePrograms(reads, clusterId)
  let working: Promise<void> = Promise.resolve()

  /** What `surroundingsOf` takes: of the nodes of one profile, or of all. Jobs of the host are none of a workload's. */
  async function known(profile?: Profile): Promise<Known> {
    const poolNodes = (await store.nodes(clusterId, [])).length
    if (profile && profile.key.kind !== 'host') return { poolNodes, jobs: new Map() }
    const nodes = profile?.evidence.nodes
    return { poolNodes, jobs: await readNodeJobs(store, clusterId, nodes) }
  }

  async function found(id: string): Promise<Profile> {
    const profile = await store.profile(clusterId, id)
    if (!profile) throw new NotFoundError(`no profile ${id}`)
    return profile
  }

  async function change(id: string, by: string, decide: (before: Profile | undefined, at: number) => Outcome) {
    let done: Profile | undefined
    await store.changeProfile(clusterId, id, (before) => {
      const outcome = decide(before, now())
      if (!outcome.ok) throw new RefusedError(outcome.refusal, outcome.reason)
      if (outcome.profile !== before) done = outcome.profile
      return outcome.profile
    })
    if (!done) return
    log.info({ profile: id, by, version: done.version, state: done.state }, 'a profile was changed')
    changed(id)
  }

  async function advanceAll(): Promise<void> {
    const told = await known()
    const waiting = (await store.profiles(clusterId)).filter(({ state }) => state !== 'alerting')
    const moved = (before: Profile | undefined) => {
      const after = before && movedOn(before, told, now())
      return after?.state === before?.state ? before : after
    }
    for (const { id } of waiting) {
      const before = await store.profile(clusterId, id)
      if (moved(before) === before) continue
      await store.changeProfile(clusterId, id, moved)
      log.info({ profile: id }, 'a profile moved on')
      changed(id)
    }
  }

  function advanceInOrder(): Promise<void> {
    working = working
      .then(advanceAll)
      .catch((error: Error) => log.error({ reason: error.message }, 'profiles could not be moved on'))
    return working
  }

  const timer = setInterval(() => {
    if (holds?.() !== false) void advanceInOrder()
  }, interval)
  return {
    list: async () => (await store.profiles(clusterId)).map((each) => summaryView(each, now())),
    get: async (id) => {
      const profile = await found(id)
      return profileView(profile, surroundingsOf(profile, await known(profile)), now())
    },
    decide: async (id, decision, by) => {
      const told = await known(await found(id))
      await change(id, by, (before, at) => {
        if (!before) throw new NotFoundError(`no profile ${id}`)
        const outcome = decided(before, decision, { ...actOf(decision), by, at })
        // Whoever said that the last criterion need not be met does not wait for the next look.
        const isMoved = outcome.ok && mayMakeReady.has(decision.action)
        return isMoved ? yes(movedOn(outcome.profile, told, at)) : outcome
      })
      const after = await found(id)
      return profileView(after, surroundingsOf(after, told), now())
    },
    export: async (id) => {
      const profile = await found(id)
      return exportYaml(specOf(profile), profile, now())
    },
    import: async (yaml, { dryRun, version }, by) => {
      const spec = specFrom(yaml)
      const id = keyText(spec.key)
      const profile = (await store.profile(clusterId, id)) ?? newProfile(spec.key, now())
      const diff = diffSpecs(specOf(profile), spec)
      const compared = { id, changes: changesOf(diff), version: profile.version }
      if (dryRun || diff.same) return { ...compared, applied: false }
      // What was compared is what is replaced.
      const act = { by, version: version ?? profile.version }
      await change(id, by, (before, at) => applySpec(before ?? newProfile(spec.key, at), spec, { ...act, at }))
      return { ...compared, applied: true }
    },
    processes: (query) => runningOn(reads, programs, clusterId, query),
    violations: async (query) => {
      const { violations, ...more } = await store.violations(clusterId, query)
      return { violations: violations.map(violationView), ...more }
    },
    violation: async (id) => {
      const found = await store.violation(clusterId, id)
      if (!found) throw new NotFoundError(`no violation ${id}`)
      return violationView(found)
    },
    acknowledge: async (id, note, by) => {
      const isThere = await store.acknowledge(clusterId, id, { by, at: now(), note })
      if (!isThere) throw new NotFoundError(`no violation ${id}`)
      log.info({ violation: id, by }, 'a violation was acknowledged')
      changed()
    },
    counts: () => store.violationCounts(clusterId),
    advance: advanceInOrder,
    stop: async () => {
      clearInterval(timer)
      await working
    },
  }
}

function specFrom(yaml: string): ProfileSpec {
  const read = importYaml(yaml, 'profile')
  if ('spec' in read) return read.spec
  throw new RefusedError('invalid', read.problems.map(({ place, message }) => `${place}: ${message}`).join('\n'))
}

function actOf({ version, seen, ...decision }: Decision): Omit<Act, 'by' | 'at'> {
  return { version, reason: reasonOf(decision), ...(seen === undefined ? {} : { seen }) }
}

/** Shown to people later: nothing in it may act. */
function reasonOf({ reason = '' }: Pick<Decision, 'reason'>): string {
  return printable(reason).slice(0, maxReason)
}

function decided(profile: Profile, decision: Decision, act: Act): Outcome {
  const { action, keys, until = 0, value = '', exception } = decision
  const isOfEntries = action === 'approve' || action === 'deny' || action === 'ignore'
  if (isOfEntries !== keys.length > 0) return no('invalid', `${action} ${isOfEntries ? 'needs' : 'takes no'} keys`)
  if (approvals.has(action) && (decision.seen === undefined) !== (decision.allNow === true))
    return no('invalid', `${action} needs what was looked at, or the wish to approve all there is now`)
  switch (action) {
    case 'approve':
      return keys.length === 1 ? approveOne(profile, keys[0] as string, act) : approveBulk(profile, keys, act)
    case 'deny':
      return each(profile, keys, act, denyOne)
    case 'ignore':
      return each(profile, keys, act, (before, key, next) => ignoreOne(before, key, until, next))
    case 'approve-changed':
      return approveChanged(profile, act)
    case 'enforce':
      return approveProfile(profile, act)
    case 'extend':
      return extend(profile, act)
    case 'reset':
      return reset(profile, act)
    case 'waive':
      return waive(profile, value, act)
    case 'allow':
      return addPattern(profile, value, act)
    case 'except':
      return exception ? addException(profile, exception, act) : no('invalid', 'except needs an exception')
    case 'auto-approve':
      return setAutoApprove(profile, true, act)
    case 'approve-by-hand':
      return setAutoApprove(profile, false, act)
  }
}

function approveOne(profile: Profile, key: string, act: Act): Outcome {
  return isListener(profile, key)
    ? decideListener(profile, key, { status: 'approved' }, act)
    : approveEntry(profile, key, act)
}

function denyOne(profile: Profile, key: string, act: Act): Outcome {
  return isListener(profile, key)
    ? decideListener(profile, key, { status: 'denied' }, act)
    : denyEntry(profile, key, act)
}

function ignoreOne(profile: Profile, key: string, until: number, act: Act): Outcome {
  return isListener(profile, key)
    ? decideListener(profile, key, { status: 'ignored', until }, act)
    : ignoreEntry(profile, key, until, act)
}

/** Keys of listeners begin with their protocol, those of entries with a layer. */
function isListener({ listeners }: Profile, key: string): boolean {
  return Object.hasOwn(listeners, key)
}

/** All of them or none. */
function each(
  profile: Profile,
  keys: readonly string[],
  act: Act,
  decide: (profile: Profile, key: string, act: Act) => Outcome,
): Outcome {
  let outcome = yes(profile)
  for (const [at, key] of keys.entries()) {
    if (!outcome.ok) return outcome
    const { version } = at === 0 ? act : outcome.profile
    outcome = decide(outcome.profile, key, { ...act, version })
  }
  return outcome
}

/** `+` for what comes, `-` for what goes, `~` for a program with other digests. */
function changesOf(diff: SpecDiff): string[] {
  const lines = <T>(what: string, { added, removed }: ListDiff<T>, text: (item: T) => string) => [
    ...removed.map((item) => `- ${what} ${text(item)}`),
    ...added.map((item) => `+ ${what} ${text(item)}`),
  ]
  const program = ({ path, script }: { path: string; script: string }) => (script ? `${path} ${script}` : path)
  return [
    ...(diff.state ? [`~ state ${diff.state.from} → ${diff.state.to}`] : []),
    ...lines('entry', diff.entries, (entry) => `${program(entry)} (${entry.layer})`),
    ...diff.changed.flatMap(({ entry, ...digests }) => [
      `~ entry ${program(entry)} (${entry.layer})`,
      ...lines(' ', digests, (digest) => digest),
    ]),
    ...lines('listener', diff.listeners, listenerKey),
    ...lines('denied listener', diff.denyListeners, listenerKey),
    ...lines('pattern', diff.patterns, ({ path }) => path),
    ...lines('denial', diff.deny, program),
    ...lines('exception', diff.exceptions, ({ kind, digest, creator }) => `${kind} ${digest} made by ${creator}`),
  ]
}
