// Who runs what, where: the programs of all nodes, one line for each place.
import { z } from 'zod'
import type { ContainersFact, ProcessesFact } from '../../proto/index.ts'
import { containersById, factPlace } from '../allowlist/factplace.ts'
import { keyOf, keyText, noResolver, type Place, type Resolver } from '../allowlist/key.ts'
import { escapeName } from '../allowlist/names.ts'
import type { Profile } from '../allowlist/profile.ts'
import { byText, setOf } from '../allowlist/sets.ts'

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

/** A program in its place, as a node told of it: all that is asked of it, and nothing that another node may change. */
export interface PlacedProgram {
  readonly path: string
  /** The same object for all programs of one place. */
  readonly place: ProgramPlace
  readonly user: string
  /** Empty where it is not known. */
  readonly uid: string
  readonly deleted: boolean
}

interface ProgramPlace {
  /** Without what names one container and its image. */
  readonly told: Place
  readonly shown: Pick<RunningView, 'place' | 'unit' | 'namespace' | 'container' | 'pods'>
}

/** What one node said of its processes. */
export interface NodeProcesses {
  readonly nodeId: string
  readonly name: string
  readonly programs: readonly PlacedProgram[]
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

/** The programs of one node. `share` may give a text that is there already in place of one that is the same. Pure. */
export function placedPrograms(
  processes: ProcessesFact,
  containers: ContainersFact | null | undefined,
  share: (text: string) => string = (text) => text,
): PlacedProgram[] {
  const known = containersById(containers)
  const places = new Map<string, ProgramPlace>()
  const placeOf = (program: Program) => {
    const { unit, pod, container } = program
    const key = JSON.stringify([unit, pod, container])
    const found = places.get(key) ?? shownPlace(factPlace(program, known), share)
    places.set(key, found)
    return found
  }
  return (processes.items ?? []).map((program) => {
    const uid = program.uid ?? 0
    return {
      path: share(textOf(program.executable?.value) || 'unknown'),
      place: placeOf(program),
      user: share(uid === nobody ? 'unknown' : textOf(program.user) || `${uid}`),
      uid: uid === nobody ? '' : share(`${uid}`),
      deleted: program.deleted ?? false,
    }
  })
}

/** One line a program and place, sorted by place and program. Pure. */
export function runningPrograms(nodes: readonly NodeProcesses[]): Gathered[] {
  const found = new Map<string, Line>()
  for (const node of nodes) {
    const profiles = new Map<ProgramPlace, string | undefined>()
    for (const program of node.programs) {
      const { place, path } = program
      if (!profiles.has(place)) profiles.set(place, profileOf(place.told, node))
      const profile = profiles.get(place)
      const head = { path, ...place.shown, ...(profile === undefined ? {} : { profile }) }
      const key = nameOf(head)
      const line = found.get(key) ?? newLine(head)
      found.set(key, line)
      add(line, program, node)
    }
  }
  return [...found].sort(([a], [b]) => byText(a, b)).map(([, line]) => gatheredOf(line))
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

type Named = Pick<RunningView, 'place' | 'path'> & Partial<Pick<RunningView, 'profile' | 'unit'>>

/** Names a line, the same on every node: for its order too. */
export function nameOf({ place, profile, path, unit }: Named): string {
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

/** The same string where it is its own text. */
function textOf(value: string | null | undefined): string {
  const given = value ?? ''
  const text = escapeName(Buffer.from(given))
  return text === given ? given : text
}

/** Ids and names of pods are of one node alone: only what others may have too is shared. */
function shownPlace(place: Place, share: (text: string) => string): ProgramPlace {
  const told: Place = {
    ...{ place: place.place, podUid: place.podUid, pod: place.pod, containerId: '', image: '' },
    ...{ unit: share(place.unit), namespace: share(place.namespace), container: share(place.container) },
  }
  const { unit, namespace, container, podUid, pod } = told
  return {
    told,
    shown: {
      place: told.place === 'pod' || told.place === 'host' ? told.place : 'unknown',
      ...(unit && told.place === 'host' ? { unit: share(textOf(unit)) } : {}),
      ...(namespace ? { namespace: share(textOf(namespace)) } : {}),
      ...(container ? { container: share(textOf(container)) } : {}),
      pods: podUid ? [textOf(pod || podUid)] : [],
    },
  }
}

function profileOf(place: Place, { nodeId, name, ownerOf = noResolver.ownerOf }: NodeProcesses): string | undefined {
  const belongs = keyOf(place, nodeId, { ...noResolver, ownerOf, nameOf: () => name })
  return belongs.status === 'known' ? keyText(belongs.key) : undefined
}

/** A line while nodes are added to it. */
interface Line {
  readonly head: Omit<Gathered, 'pods' | 'users' | 'uids' | 'nodes' | 'nodeIds' | 'on' | 'deleted'>
  readonly pods: Set<string>
  readonly users: Set<string>
  readonly uids: Set<string>
  readonly nodes: Set<string>
  readonly nodeIds: Set<string>
  deleted: boolean
}

function newLine({ pods: _, ...head }: Line['head'] & Pick<RunningView, 'pods'>): Line {
  const [pods, users, uids, nodes, nodeIds] = [1, 2, 3, 4, 5].map(() => new Set<string>()) as [
    ...[Set<string>, Set<string>, Set<string>, Set<string>, Set<string>],
  ]
  return { head, pods, users, uids, nodes, nodeIds, deleted: false }
}

function add(line: Line, { place, user, uid, deleted }: PlacedProgram, { nodeId, name }: NodeProcesses): void {
  for (const pod of place.shown.pods) line.pods.add(pod)
  line.users.add(user)
  if (uid !== '') line.uids.add(uid)
  line.nodes.add(name)
  line.nodeIds.add(nodeId)
  line.deleted ||= deleted
}

function gatheredOf({ head, pods, users, uids, nodes, nodeIds, deleted }: Line): Gathered {
  const [pod, user, node] = [pods, users, nodes].map((each) => setOf(each, maxNames)) as [string[], string[], string[]]
  return { ...head, pods: pod, users: user, nodes: node, on: nodeIds.size, deleted, uids, nodeIds }
}
