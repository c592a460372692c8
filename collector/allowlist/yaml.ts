// Profiles as people keep them in Git: written so that a diff shows one program, read so that nothing is overlooked.
import { Document } from 'yaml'
import { z } from 'zod'
import { printable } from '../../lib/printable.ts'
import type { Problem } from '../judge/problem.ts'
import { issueText, type Located, locate } from '../rulebook/locate.ts'
import { listenerKey } from './ephemeral.ts'
import { hardKinds } from './match.ts'
import { isName } from './names.ts'
import { patternProblem } from './pattern.ts'
import { layers } from './process.ts'
import { flagsOf, limits, lossesOf, type Profile } from './profile.ts'
import { nameOfEntry, type ProfileSpec, sorted } from './spec.ts'

/** Largest file in bytes. */
export const maxProfileBytes = 4 * 1024 * 1024
/** What a profile's file is of. */
const header = { apiVersion: 'merlon.dev/v1', kind: 'ProcessProfile' } as const

const text = z.string().max(253).refine(isName, 'has a character that cannot be seen; write it as %XX')
const path = z
  .string()
  .max(3 * 4096)
  .refine((name) => name.startsWith('/'), 'not an absolute path')
  .refine(isName, 'not as Merlon writes names: only %, what cannot be seen and what is no UTF-8 stand as %XX')
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'not sha256: and 64 hexadecimal digits')
const by = z
  .string()
  .max(253)
  .refine((name) => printable(name) === name, 'has a character that cannot be seen')
  .optional()
/** Layers that may be approved: the others take an exception. */
const approvable = layers.filter((layer) => !['upper', 'memfd', 'deleted'].includes(layer))

const metadata = z.union(
  [
    z.strictObject({ pool: text, unit: text }),
    z.strictObject({
      namespace: text.min(1),
      workload: z.string().regex(/^[A-Za-z]{1,63}\/[^/\s]{1,253}$/, 'written KIND/NAME'),
      container: text.min(1),
    }),
  ],
  { error: 'either pool and unit, or namespace, workload (KIND/NAME) and container' },
)
const listener = {
  executable: text.min(1),
  protocol: z.enum(['tcp', 'udp']),
  address: z.enum(['loopback', 'wildcard', 'link-local', 'private', 'public']),
  port: z.int().min(0).max(65_535),
}
const schema = z.strictObject({
  apiVersion: z.literal(header.apiVersion),
  kind: z.literal(header.kind),
  metadata,
  spec: z.strictObject({
    revision: z.strictObject({ image: z.string().max(1024).refine(isName, 'not printable') }).optional(),
    state: z.enum(['learning', 'review', 'alerting']),
    entries: z
      .array(
        z.strictObject({
          path,
          layer: z.enum(approvable, `a layer that may be approved: ${approvable.join(', ')}; others take an exception`),
          digests: z.array(digest).max(limits.digests),
          uids: z.array(z.int().min(0).max(4_294_967_294)).max(limits.values).optional(),
          script: path.or(z.string().max(4096).refine(isName)).nullish(),
          approvedBy: by,
        }),
      )
      .max(limits.entries),
    listeners: z
      .array(z.strictObject({ ...listener, approvedBy: by }))
      .max(limits.listeners)
      .optional(),
    denyListeners: z
      .array(z.strictObject({ ...listener, deniedBy: by }))
      .max(limits.listeners)
      .optional(),
    patterns: z
      .array(
        z.strictObject({
          path: path.superRefine((pattern, context) => {
            const message = patternProblem(pattern)
            if (message) context.addIssue({ code: 'custom', message })
          }),
          approvedBy: by,
        }),
      )
      .max(limits.hand)
      .optional(),
    deny: z
      .array(z.strictObject({ path, script: z.string().max(12_288).refine(isName).nullish(), deniedBy: by }))
      .max(limits.hand)
      .optional(),
    exceptions: z
      .array(
        z.strictObject({
          rule: z.enum(hardKinds, `a hard rule: ${hardKinds.join(', ')}`),
          digest,
          creator: path,
          approvedBy: by,
        }),
      )
      .max(limits.hand)
      .optional(),
  }),
  // Written for people, and no part of what is decided.
  status: z.unknown().optional(),
})
type File = z.infer<typeof schema>

export type Imported = { readonly spec: ProfileSpec } | { readonly problems: readonly Problem[] }

/** Reads a file. Every problem with `file:line`; unknown keys and programs that stand twice are problems. Never throws. */
export function importYaml(source: string, name: string): Imported {
  if (Buffer.byteLength(source) > maxProfileBytes)
    return { problems: [{ place: name, message: `larger than ${maxProfileBytes} bytes` }] }
  const problems: Problem[] = []
  const located = locate(source, name, problems)
  if (!located) return { problems }
  const parsed = schema.safeParse(located.data)
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, located)) }
  const spec = specOfFile(parsed.data)
  const first = new Set<string>()
  for (const [at, entry] of spec.entries.entries()) {
    const id = nameOfEntry(entry)
    if (first.has(id))
      problems.push({ place: located.place(['spec', 'entries', at]), message: `${entry.path} stands there already` })
    first.add(id)
  }
  const allowed = new Set(spec.listeners.map(listenerKey))
  for (const [at, each] of spec.denyListeners.entries())
    if (allowed.has(listenerKey(each)))
      problems.push({ place: located.place(['spec', 'denyListeners', at]), message: 'is approved above' })
  return problems.length > 0 ? { problems } : { spec: sorted(spec) }
}

/** Writes a file: sorted, the same for the same decisions. With the profile it says how it was learned too. */
export function exportYaml(spec: ProfileSpec, profile?: Profile, now = 0): string {
  const document = new Document(
    { ...fileOf(sorted(spec)), ...(profile ? { status: statusOf(profile, now) } : {}) },
    {
      aliasDuplicateObjects: false,
    },
  )
  return document.toString({ lineWidth: 0 })
}

/** A key that is not known has a line of its own. */
function problemsOf(issue: z.core.$ZodIssue, { place }: Located): Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ place: place(issue.path), message: issueText(issue) }]
  return issue.keys.map((key) => ({ place: place([...issue.path, key]), message: `unknown key: ${printable(key)}` }))
}

function specOfFile({ metadata: place, spec }: File): ProfileSpec {
  const [ownerKind = '', owner = ''] = 'workload' in place ? place.workload.split('/') : []
  return {
    key:
      'workload' in place
        ? { kind: 'workload', namespace: place.namespace, ownerKind, owner, container: place.container }
        : { kind: 'host', ...place },
    image: spec.revision?.image ?? '',
    state: spec.state,
    entries: spec.entries.map(({ approvedBy = '', script, uids = [], ...each }) => ({
      ...{ ...each, script: script ?? '', uids, by: approvedBy },
    })),
    listeners: (spec.listeners ?? []).map(({ approvedBy = '', address, ...each }) => ({
      ...{ ...each, scope: address, by: approvedBy },
    })),
    denyListeners: (spec.denyListeners ?? []).map(({ deniedBy = '', address, ...each }) => ({
      ...{ ...each, scope: address, by: deniedBy },
    })),
    patterns: (spec.patterns ?? []).map(({ path, approvedBy = '' }) => ({ path, by: approvedBy })),
    deny: (spec.deny ?? []).map(({ path, script, deniedBy = '' }) => ({ path, script: script ?? '', by: deniedBy })),
    exceptions: (spec.exceptions ?? []).map(({ rule, digest, creator, approvedBy = '' }) => ({
      ...{ kind: rule, digest, creator, by: approvedBy },
    })),
  }
}

function fileOf(spec: ProfileSpec): File {
  const { key, image, state, entries, listeners, denyListeners, patterns, deny, exceptions } = spec
  const person = (by: string) => (by === '' ? {} : { approvedBy: printable(by) })
  const denier = (by: string) => (by === '' ? {} : { deniedBy: printable(by) })
  return {
    ...header,
    metadata:
      key.kind === 'host'
        ? { pool: key.pool, unit: key.unit }
        : { namespace: key.namespace, workload: `${key.ownerKind}/${key.owner}`, container: key.container },
    spec: {
      ...(image === '' ? {} : { revision: { image } }),
      state,
      entries: entries.map(({ path, script, layer, digests, uids, by }) => ({
        path,
        ...(script === '' ? {} : { script }),
        layer: layer as File['spec']['entries'][number]['layer'],
        digests: [...digests],
        ...(uids.length === 0 ? {} : { uids: [...uids] }),
        ...person(by),
      })),
      listeners: listeners.map((each) => ({ ...listenerOf(each), ...person(each.by) })),
      denyListeners: denyListeners.map((each) => ({ ...listenerOf(each), ...denier(each.by) })),
      patterns: patterns.map(({ path, by }) => ({ path, ...person(by) })),
      deny: deny.map(({ path, script, by }) => ({
        path,
        ...(script === '' ? {} : { script }),
        ...denier(by),
      })),
      exceptions: exceptions.map(({ kind, digest, creator, by }) => ({
        ...{ rule: kind as (typeof hardKinds)[number], digest, creator },
        ...person(by),
      })),
    },
  } as File
}

function listenerOf({ executable, protocol, scope, port }: ProfileSpec['listeners'][number]) {
  return { executable, protocol: protocol as 'tcp', address: scope as 'loopback', port }
}

function statusOf(profile: Profile, now: number): object {
  const { evidence, entries } = profile
  const time = (at: number) => (at > 0 ? new Date(at).toISOString() : null)
  const newest = Object.values(entries).reduce((last, { addedAt }) => Math.max(last, addedAt), 0)
  return {
    evidence: {
      ...{ starts: evidence.starts.length, nodes: evidence.nodes.length, pods: evidence.pods.length },
      ...{ learningSince: time(profile.learningAt), lastNew: time(newest) },
    },
    flags: flagsOf(profile, now).map(({ name }) => name),
    loss: Object.fromEntries(lossesOf(evidence)),
  }
}
