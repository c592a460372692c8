// Makes the agent's seccomp filter: what it may not do whatever its capabilities are. A classic BPF program, for
// `setpriv --seccomp-filter`. Node.js runs under it; what it takes away is listed in docs/images.md.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fileSystems, kernel, looked, mounts, type Numbers, newest, older, otherProcesses, ways } from './syscalls.ts'

/** Architectures by Node.js's name for them, with the kernel's (AUDIT_ARCH_…). */
export const architectures = { x64: 0xc000003e, arm64: 0xc00000b7 } as const
export type Architecture = keyof typeof architectures

/** A `struct sock_filter`. */
export interface Instruction {
  readonly code: number
  /** Instructions that are left out where a comparison holds, and where it does not. */
  readonly jt: number
  readonly jf: number
  readonly k: number
}

/** Operations (linux/bpf_common.h): load a word of the call, compare with a constant, return. */
export const operations = { load: 0x20, equal: 0x15, greater: 0x25, anyBit: 0x45, ret: 0x06 } as const

/** What a program returns (linux/seccomp.h): the call goes on, or ends with EPERM or ENOSYS and does nothing. */
export const verdicts = { allow: 0x7fff0000, refuse: 0x00050001, missing: 0x00050026 } as const

/** Offsets in `struct seccomp_data`; arguments by their lower half, which holds all that flags and families use. */
const [numberAt, architectureAt] = [0, 4]
const argumentAt = (index: number) => 16 + 8 * index

/** O_WRONLY, O_RDWR, O_CREAT, O_TRUNC and O_TMPFILE without O_DIRECTORY: the same on both architectures. */
const writingFlags = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. CLONE_NEWTIME is none of `clone`'s. */
const namespaceFlags = 0x7e020000
/** AF_INET, AF_INET6, AF_NETLINK. */
const families = [2, 10, 16]

type Label = keyof typeof verdicts | 'next' | `open${number}` | 'namespaces' | 'family'
type Line =
  | { readonly label: Label }
  | (Pick<Instruction, 'code' | 'k'> & { readonly yes?: Label; readonly no?: Label })

const load = (offset: number): Line => ({ code: operations.load, k: offset })
const when = (operation: 'equal' | 'greater' | 'anyBit', k: number, yes: Label, no: Label = 'next'): Line => ({
  code: operations[operation],
  ...{ k, yes, no },
})

/** The filter of an architecture. Calls of any other are refused: they have other numbers. */
export function filterFor(architecture: Architecture): Instruction[] {
  const column = architecture === 'x64' ? 0 : 1
  const calls = (table: Readonly<Record<string, Numbers>>, to: Label) =>
    Object.values(table).flatMap((numbers) =>
      numbers[column] === undefined ? [] : [when('equal', numbers[column], to)],
    )
  const refused = [otherProcesses, mounts, kernel, ways, fileSystems]
  return assemble([
    load(architectureAt),
    when('equal', architectures[architecture], 'next', 'refuse'),
    load(numberAt),
    // Also the calls of x32, which have a bit of their own.
    when('greater', newest, 'missing'),
    ...calls(older, 'missing'),
    ...calls({ open: looked.open }, 'open1'),
    ...calls({ openat: looked.openat }, 'open2'),
    ...calls({ clone: looked.clone }, 'namespaces'),
    ...calls({ socket: looked.socket }, 'family'),
    ...refused.flatMap((table) => calls(table, 'refuse')),
    { code: operations.ret, k: verdicts.allow },
    ...[1, 2].flatMap((index) => [
      { label: `open${index}` as const },
      load(argumentAt(index)),
      when('anyBit', writingFlags, 'refuse', 'allow'),
    ]),
    ...[{ label: 'namespaces' } as const, load(argumentAt(0)), when('anyBit', namespaceFlags, 'refuse', 'allow')],
    ...[{ label: 'family' } as const, load(argumentAt(0))],
    ...families.map((family, at) => when('equal', family, 'allow', at < families.length - 1 ? 'next' : 'refuse')),
    // Jumps go forward only: what all of them lead to stands at the end.
    ...(['allow', 'refuse', 'missing'] as const).flatMap((label) => [
      { label },
      { code: operations.ret, k: verdicts[label] },
    ]),
  ])
}

function assemble(lines: readonly Line[]): Instruction[] {
  const places = new Map<Label, number>()
  const instructions: Exclude<Line, { label: Label }>[] = []
  for (const line of lines) {
    if ('label' in line) places.set(line.label, instructions.length)
    else instructions.push(line)
  }
  return instructions.map(({ code, k, yes, no }, at) => {
    const distance = (label: Label | undefined) => {
      if (label === undefined || label === 'next') return 0
      const jump = (places.get(label) ?? Number.NaN) - at - 1
      if (!(jump >= 0 && jump <= 255)) throw new Error(`${label} is out of reach of instruction ${at}`)
      return jump
    }
    return { code, jt: distance(yes), jf: distance(no), k }
  })
}

/** The program as the kernel reads it; both architectures are little-endian. */
export function encodeFilter(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8)
  for (const [at, { code, jt, jf, k }] of program.entries()) {
    bytes.writeUInt16LE(code, at * 8)
    bytes.writeUInt8(jt, at * 8 + 2)
    bytes.writeUInt8(jf, at * 8 + 3)
    bytes.writeUInt32LE(k, at * 8 + 4)
  }
  return bytes
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out, architecture = process.arch] = process.argv.slice(2)
  if (out === undefined || !Object.hasOwn(architectures, architecture)) {
    process.stderr.write('Usage: filter.ts FILE [x64|arm64]\n')
    process.exitCode = 2
  } else writeFileSync(out, encodeFilter(filterFor(architecture as Architecture)))
}
