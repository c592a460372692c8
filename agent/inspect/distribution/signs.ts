// What is looked at to tell a node's distribution, before anything is concluded from it.
import type { Gap } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { nameOf, type Process } from '../../host/proc.ts'
import { textFlags } from '../components.ts'
import { kubeletProcesses } from '../kubelet/process.ts'
import { type OsRelease, readOsRelease } from '../node/osrelease.ts'

/** One thing that was seen, and where. Nothing of it changes with a restart. */
export interface Sign {
  readonly seen: string
  readonly where: string
}

export interface Signs {
  /** The node's own programs with their first arguments, as `k3s server`. */
  readonly programs: readonly string[]
  readonly kubelet: {
    /** Empty where no kubelet runs, or where that cannot be read. */
    readonly executable: string
    readonly flags: ReadonlyMap<string, string>
  }
  readonly release: OsRelease
  /** Those of the asked files that are there. */
  readonly files: ReadonlySet<string>
  /** What could not be looked at. */
  readonly gaps: readonly Gap[]
}

/** Programs that take what they do as their first argument, and kubelite, which holds all of microk8s. */
export const tellingPrograms = ['k3s', 'k3s-server', 'k3s-agent', 'rke2', 'k0s', 'kubelite'] as const

/** Looks for flags of the kubelet of these names, and for these files. */
export async function readSigns(host: Host, flags: readonly string[], files: readonly string[]): Promise<Signs> {
  const gaps: Gap[] = []
  const there = new Set<string>()
  for (const path of files) {
    const look = await host.root.stat(path)
    if (look.status === 'observed') there.add(path)
    else if (look.status !== 'absent') gaps.push({ path, reason: look.reason })
  }
  const programs = host.proc.named(...tellingPrograms).map((each) => `${nameOf(each)} ${firstArgument(each)}`)
  return { programs, kubelet: ofKubelet(host, flags, gaps), release: await readOsRelease(host), files: there, gaps }
}

/** The first argument. k3s and RKE2 write themselves as one text, `/usr/local/bin/k3s server`. */
export function firstArgument(process: Process): string {
  const argv = process.argv()
  return argv.status === 'observed' ? (argv.value.join(' ').trim().split(/\s+/)[1] ?? '') : ''
}

function ofKubelet(host: Host, names: readonly string[], gaps: Gap[]): Signs['kubelet'] {
  const [process] = kubeletProcesses(host)
  if (!process) return { executable: '', flags: new Map() }
  const [exe, flags] = [process.exe(), textFlags(process, names)]
  if (flags.status !== 'observed') gaps.push({ path: `/proc/${process.pid}/cmdline`, reason: why(flags) })
  return {
    executable: exe.status === 'observed' ? exe.value : '',
    flags: flags.status === 'observed' ? flags.value : new Map(),
  }
}
