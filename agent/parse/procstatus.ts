// What /proc/PID/status says of a process's rights (proc_pid_status(5)).
import { capabilityNames } from './capabilities.ts'

/** What is `undefined` this kernel does not tell. */
export interface Rights {
  /** Effective user id, as whoever reads it counts. */
  readonly uid: number | undefined
  /** Effective capabilities. */
  readonly capabilities: bigint | undefined
  /** Capabilities that it can ever have. */
  readonly bounding: bigint | undefined
  readonly noNewPrivileges: boolean | undefined
  readonly seccomp: 'disabled' | 'strict' | 'filter' | undefined
}

const seccompModes = ['disabled', 'strict', 'filter'] as const

/** Never throws, whatever the text is. */
export function parseRights(text: string): Rights {
  const field = (name: string) => new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(text)?.[1]
  const set = (name: string) => {
    const written = field(name)
    return written !== undefined && /^[0-9a-f]{1,16}$/.test(written) ? BigInt(`0x${written}`) : undefined
  }
  const uid = /^\d+\s+(\d{1,10})\b/.exec(field('Uid') ?? '')?.[1]
  const noNewPrivileges = field('NoNewPrivs')
  return {
    uid: uid === undefined ? undefined : Number(uid),
    capabilities: set('CapEff'),
    bounding: set('CapBnd'),
    noNewPrivileges: noNewPrivileges === undefined ? undefined : noNewPrivileges === '1',
    seccomp: seccompModes[Number(field('Seccomp') ?? -1)],
  }
}

/** Names of a set of capabilities as one text. */
export function capabilityText(set: bigint): string {
  return capabilityNames(set).join(' ')
}
