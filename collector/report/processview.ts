// Who runs what, where: the programs of all nodes, one line for each place.
import { z } from 'zod'
import type { ContainersFact, ProcessesFact } from '../../proto/index.ts'
import { containersById, factPlace } from '../allowlist/factplace.ts'
import { keyOf, keyText, noResolver, type Place, type Resolver } from '../allowlist/key.ts'
import { escapeName } from '../allowlist/names.ts'
import type { Profile } from '../allowlist/profile.ts'
import { byText, union } from '../allowlist/sets.ts'

export const runningSchema = z.object({
  path: z.string(),
  place: z.enum(['host', 'pod', 'unknown']),
  profile: z.string().optional().describe('Id of the profile of its place; absent where nobody knows the place.'),
  unit: z.string().optional(),
  namespace: z.string().optional(),
  pods: z.array(z.string()).describe('Names of its pods, at most 64.'),
  container: z.string().optional(),
  users: z.array(z.string()),
  nodes: z.array(z.string()).describe('Names of nodes, at most 64.'),
  on: z.number().int().describe('How many nodes.'),
  deleted: z.boolean().describe('True where the file was deleted or replaced after the start on some node.'),
  layers: z.array(z.string()).describe('Where its file is from, as its profile knows.'),
  status: z
    .string()
    .optional()
    .describe('What people decided of it: observed, candidate, ignored, approved or denied; absent where not known.'),
})
export type RunningView = z.infer<typeof runningSchema>

/** What one node said of its processes. */
export interface NodeProcesses {
  readonly nodeId: string
  readonly name: string
  /** Undefined: not observed. */
  readonly processes: ProcessesFact | undefined
  readonly containers: ContainersFact | undefined
  /** Whose its pods are; absent where nobody knows. */
  readonly ownerOf?: Resolver['ownerOf']
}

/** Which of them are asked for; all where nothing is said. */
export interface ProcessFilter {
  readonly namespace?: string
  readonly path?: string
  readonly unit?: string
  readonly user?: string
  readonly layer?: string
  /** Only what runs on one node. With one node there are none. */
  readonly outliers?: boolean
}

const maxNames = 64
const nobody = 4_294_967_295

interface Gathered extends Omit<RunningView, 'layers' | 'status'> {
  readonly nodeIds: ReadonlySet<string>
  readonly uids: ReadonlySet<string>
}

/** One line a program and place, sorted by place and program. Pure. */
export function runningPrograms(nodes: readonly NodeProcesses[]): Gathered[] {
  const found = new Map<string, Gathered>()
  for (const node of nodes) {
    const containers = containersById(node.containers)
    for (const program of node.processes?.items ?? []) {
      const fresh = lineOf(program, factPlace(program, containers), node)
      const key = nameOf(fresh)
      const known = found.get(key)
      found.set(key, known ? joined(known, fresh) : fresh)
    }
  }
  return [...found].sort(([a], [b]) => byText(a, b)).map(([, line]) => line)
}

/** The lines with what their profiles know, as far as they are asked for. Pure. */
export function runningViews(
  lines: readonly Gathered[],
  profiles: ReadonlyMap<string, Profile>,
  filter: ProcessFilter,
  seenNodes: number,
): RunningView[] {
  const known = new Map([...profiles].map(([id, profile]) => [id, Map.groupBy(Object.values(profile.entries), byPath)]))
  return lines
    .filter(({ users, uids }) => !filter.user || users.includes(filter.user) || uids.has(filter.user))
    .map(({ nodeIds, uids, ...line }) => {
      const entries = known.get(line.profile ?? '')?.get(line.path) ?? []
      const layers = [...new Set(entries.map(({ layer }) => layer))].sort(byText)
      const statuses = entries.map(({ decision }) => decision.status)
      // A program is as good as the worst of what is known of it.
      const status = worstFirst.find((each) => statuses.includes(each))
      return { ...line, layers, ...(status ? { status } : {}) }
    })
    .filter((line) => isWanted(line, filter) && (!filter.outliers || (line.on === 1 && seenNodes > 1)))
}

/** Names a line, the same on every node: for its order too. */
export function nameOf({
  place,
  profile,
  path,
  unit,
}: Pick<RunningView, 'place' | 'profile' | 'path' | 'unit'>): string {
  return JSON.stringify([place, profile ?? '', unit ?? '', path])
}

const worstFirst = ['denied', 'observed', 'candidate', 'ignored', 'approved'] as const

function byPath({ path }: { readonly path: string }): string {
  return path
}

function isWanted(line: RunningView, { namespace, path, unit, layer }: ProcessFilter): boolean {
  return (
    (!namespace || line.namespace === namespace) &&
    (!path || line.path.includes(path)) &&
    (!unit || line.unit === unit) &&
    (!layer || line.layers.includes(layer))
  )
}

type Program = NonNullable<ProcessesFact['items']>[number]

function lineOf(
  program: Program,
  place: Place,
  { nodeId, name, ownerOf = noResolver.ownerOf }: NodeProcesses,
): Gathered {
  const text = (value: string | null | undefined) => escapeName(Buffer.from(value ?? ''))
  const belongs = keyOf(place, nodeId, { ...noResolver, ownerOf, nameOf: () => name })
  const uid = program.uid ?? 0
  return {
    path: text(program.executable?.value) || 'unknown',
    place: place.place === 'pod' || place.place === 'host' ? place.place : 'unknown',
    ...(belongs.status === 'known' ? { profile: keyText(belongs.key) } : {}),
    ...(place.unit && place.place === 'host' ? { unit: text(place.unit) } : {}),
    ...(place.namespace ? { namespace: text(place.namespace) } : {}),
    pods: place.podUid ? [text(place.pod || place.podUid)] : [],
    ...(place.container ? { container: text(place.container) } : {}),
    users: [uid === nobody ? 'unknown' : text(program.user) || `${uid}`],
    uids: new Set(uid === nobody ? [] : [`${uid}`]),
    ...{ nodes: [name], on: 1, nodeIds: new Set([nodeId]), deleted: program.deleted ?? false },
  }
}

function joined(a: Gathered, b: Gathered): Gathered {
  const nodeIds = new Set([...a.nodeIds, ...b.nodeIds])
  return {
    ...a,
    ...{ nodeIds, uids: new Set([...a.uids, ...b.uids]), on: nodeIds.size, deleted: a.deleted || b.deleted },
    pods: [...union(a.pods, b.pods, maxNames)],
    users: [...union(a.users, b.users, maxNames)],
    nodes: [...union(a.nodes, b.nodes, maxNames)],
  }
}
