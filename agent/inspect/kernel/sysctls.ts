// Variables of the kernel: what they are, and what the files of the node set them to at a start.
import { sysctlCatalogue } from '../../../proto/catalogue/sysctl.ts'
import type { Gap, KernelFact, Setting, SourcedString } from '../../../proto/index.ts'
import { known, unknown } from '../../../proto/value.ts'
import type { Host } from '../../host/host.ts'
import { failed, type Look, why } from '../../host/look.ts'
import { configuredOf, parseSysctl, plainValue, sysctlPath } from '../../parse/sysctl.ts'
import type { Read } from '../inspector.ts'
import { dropInDirectories, readDropIns } from './read.ts'

/** What it reads. */
export const sysctlReads: readonly Read[] = [
  ...sysctlCatalogue.map(({ path }) => ({ glob: fileOf(path), why: 'the value that it has now' })),
  { glob: '/proc/{self,1}/ns/{net,user}', why: 'whether the kernel tells this process the values of the node' },
  ...dropInDirectories('sysctl.d').map((path) => ({ glob: `${path}/*`, why: 'the values that a start sets' })),
]

/** Every kernel of a node has it: where it is missing, /proc/sys is a copy, and what else is missing says nothing. */
const always = 'kernel.randomize_va_space'

type Sysctls = Required<Pick<KernelFact, 'sysctls' | 'missing' | 'configured'>>

/** All variables of the catalogue. */
export async function readSysctls(host: Host, gaps: Gap[]): Promise<Sysctls> {
  const isWhole = host.proc.read(fileOf(always).slice('/proc/'.length)).status !== 'absent'
  const looks = new Map(sysctlCatalogue.map(({ path }) => [path, look(host, path, isWhole)]))
  const missing = [...looks].filter(([, each]) => each.status === 'absent').map(([name]) => name)
  const sysctls = sysctlCatalogue.map(({ path, type }) => settingOf(path, type, looks.get(path) as Look<string>))
  const files = await readDropIns(host, 'sysctl.d', gaps)
  const parsed = files.map(({ path, text }) => ({ path, lines: parseSysctl(text) }))
  const configured = configuredOf(parsed, [...looks.keys()]).map((each) => ({
    ...each,
    overridden: [...each.overridden],
    running: runningOf(each.name, looks.get(each.name) as Look<string>),
  }))
  return { sysctls, missing, configured }
}

function fileOf(name: string): string {
  return `/proc/sys/${sysctlPath(name)}`
}

/** The kernel answers for the namespaces of whoever asks, and shows some variables in the first one alone. */
const namespaces = [
  { prefix: 'net.', kind: 'net', of: 'network' },
  { prefix: 'user.', kind: 'user', of: 'user' },
] as const

function look(host: Host, name: string, isWhole: boolean): Look<string> {
  const namespace = namespaces.find(({ prefix }) => name.startsWith(prefix))
  const foreign = namespace && whyForeign(host, namespace)
  if (foreign) return foreign
  const read = host.proc.read(fileOf(name).slice('/proc/'.length))
  if (read.status === 'observed') return { ...read, value: plainValue(read.value.toString()) }
  return read.status === 'absent' && !isWhole ? failed('not all of /proc/sys is there') : read
}

/** Why what the kernel answers may not be the node's; undefined where it is. A copy of a node's files has no namespaces. */
function whyForeign(host: Host, { kind, of }: (typeof namespaces)[number]): Look<never> | undefined {
  const [own, nodes] = [host.proc.link(`self/ns/${kind}`), host.proc.link(`1/ns/${kind}`)]
  for (const each of [own, nodes])
    if (each.status === 'denied' || each.status === 'failed')
      return { status: each.status, reason: `whose ${of} namespace the agent is in cannot be told: ${why(each)}` }
  if (own.status !== 'observed' || nodes.status !== 'observed' || own.value === nodes.value) return undefined
  return failed(`the kernel tells the agent only of its own ${of} namespace`)
}

function settingOf(name: string, type: string, read: Look<string>): Setting {
  const source = `file ${fileOf(name)}`
  if (read.status !== 'observed') return unknown(name, missingText(read), source)
  if (type !== 'int') return known(name, read.value, { source })
  const value = /^-?\d{1,19}$/.test(read.value) ? Number(read.value) : Number.NaN
  return Number.isSafeInteger(value) ? known(name, value, { source }) : unknown(name, 'is no whole number', source)
}

function runningOf(name: string, read: Look<string>): SourcedString {
  const source = `file ${fileOf(name)}`
  return read.status === 'observed' ? { value: read.value, source } : { source, unknown: missingText(read) }
}

function missingText(read: Exclude<Look<string>, { status: 'observed' }>): string {
  return read.status === 'absent' ? 'this kernel has no such variable' : why(read)
}
