import type { Domain, Facts, Gap } from '../../proto/index.ts'
import type { Host } from '../host/host.ts'

/** What an inspector saw of its domain. */
export type Observation<Fact> =
  | {
      readonly status: 'observed'
      readonly fact: Fact
      readonly gaps?: readonly Gap[]
      /** Why the fact is only what is written: no process is seen that runs with it. */
      readonly notRunning?: string
    }
  | { readonly status: 'absent' }
  | { readonly status: 'denied'; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string }

/** Something that an inspector reads: a glob on the host, or an origin that leads to paths. */
export type Read =
  | { readonly glob: string; readonly why: string }
  /** Paths that something else names, for example `--config` of the kubelet. */
  | { readonly origin: string; readonly why: string }

/** Looks at one part of the node and returns one typed fact. One file each; the registry lists them all. */
export interface Inspector<D extends Domain = Domain> {
  readonly domain: D
  /** Version of the fact's meaning: raised when a rule could take an older fact for something that it does not say. */
  readonly schema: number
  /** All that it reads, for the reference and for the proof that it reads nothing else. */
  readonly reads: readonly Read[]
  /** Names of the processes whose start or end makes it look again; the kernel keeps 15 characters of each. */
  readonly processes?: readonly string[]
  /**
   * A text that is another one when the fact may have changed, where neither a file nor a process tells: asked every few
   * seconds, so it must cost little. Undefined where it cannot be told.
   */
  readonly stamp?: (host: Host) => string | undefined
  /** True where it looks at too many directories to watch them: then full passes alone see what changed. */
  readonly unwatched?: true
  /** Never throws for what a node may hold: that is `denied`, `failed` or a gap. */
  inspect(host: Host): Promise<Observation<Facts[D]>>
}
