// Which distribution of Kubernetes a node belongs to. What runs decides; where nothing runs, what lies on the node.
import type { Gap, NodeFact } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { variantOf, versionOf } from './distribution/details.ts'
import { readSigns, type Sign, type Signs, tellingPrograms } from './distribution/signs.ts'
import { type Distribution, madeOf, type Tell, tellingFiles, tellingFlags, tells } from './distribution/tells.ts'
import type { Read } from './inspector.ts'
import { kubeletWrappers } from './kubelet/process.ts'
import { releaseFiles } from './node/osrelease.ts'

/** What is seen of the distribution, and what could not be looked at for it. */
export interface SeenDistribution {
  /** Undefined where nothing tells it, or where two say different things. */
  readonly name: Distribution | undefined
  readonly fact: NonNullable<NodeFact['distribution']>
  /** What could not be looked at, where that could have told it. */
  readonly gaps: readonly Gap[]
}

/** All that is read for it. */
export const distributionReads: readonly Read[] = [
  ...tellingFiles.map((glob) => ({ glob, why: 'a sign of a distribution (state only)' })),
  ...releaseFiles.map((glob) => ({ glob, why: 'the operating system' })),
]

/** Processes whose start or end may change it. */
export const distributionProcesses: readonly string[] = ['kubelet', ...kubeletWrappers, ...tellingPrograms]

/** Looks once for the pass. */
export function seeDistribution(host: Host): Promise<SeenDistribution> {
  return host.shared('distribution', async (base) => {
    const signs = await readSigns(base, tellingFlags, tellingFiles)
    return concludeFrom(signs)
  })
}

type Evidence = Sign & Pick<Tell, 'distribution' | 'by'>

/**
 * Concludes. Signs of what runs come before those of files; of distributions that are made of one another the outer one
 * is meant; two others contradict, and then it is unknown, with the evidence for both.
 */
export function concludeFrom(signs: Signs): SeenDistribution {
  const found = tells.flatMap((each): Evidence[] => {
    const sign = each.see(signs)
    return sign ? [{ ...sign, distribution: each.distribution, by: each.by }] : []
  })
  found.sort((a, b) => compare(a.distribution, b.distribution) || compare(a.seen, b.seen))
  const evidence = found.map(({ distribution, seen, where }) => ({ distribution, seen, where }))
  const running = found.filter((each) => each.by === 'process')
  const deciding = running.length > 0 ? running : found
  const [name, ...others] = outermost(deciding)
  const gaps = running.length > 0 ? [] : signs.gaps
  if (name === undefined || others.length > 0) {
    const unknown = name ? `signs of ${[name, ...others].join(' and ')} contradict` : 'nothing on the node tells it'
    return { name: undefined, fact: { evidence, name: { source: placesOf(deciding), unknown } }, gaps }
  }
  const version = versionOf(name, signs)
  const source = placesOf(deciding.filter((each) => each.distribution === name))
  const fact = { evidence, name: { value: name, source }, variant: variantOf(name, signs), ...(version && { version }) }
  return { name, fact, gaps }
}

function outermost(evidence: readonly Evidence[]): Distribution[] {
  const names = new Set(evidence.map((each) => each.distribution))
  const inner = new Set([...names].map((each) => madeOf[each]))
  return [...names].filter((each) => !inner.has(each)).sort(compare)
}

function placesOf(evidence: readonly Evidence[]): string {
  return [...new Set(evidence.map((each) => each.where))].sort(compare).join(', ')
}
