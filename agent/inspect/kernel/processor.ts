// What the kernel says of itself in short lists: flaws of the processor, areas of swap, what tainted it.
import type { Gap, KernelFact, SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { type Look, why } from '../../host/look.ts'
import type { Read } from '../inspector.ts'
import { readText, sourced } from './read.ts'

const flawsDirectory = '/sys/devices/system/cpu/vulnerabilities'
const swapsFile = '/proc/swaps'
const taintFile = '/proc/sys/kernel/tainted'
const maxText = 500
const maxSwaps = 100

/** What it reads. */
export const listReads: readonly Read[] = [
  { glob: `${flawsDirectory}/*`, why: 'flaws of the processor' },
  { glob: swapsFile, why: 'where memory is swapped to' },
  { glob: taintFile, why: 'what made the kernel less trustworthy' },
]

type Vulnerability = NonNullable<KernelFact['vulnerabilities']>[number]
type Swap = NonNullable<KernelFact['swaps']>[number]

/** Flaws of the processor, by name. */
export async function readVulnerabilities(host: Host, gaps: Gap[]): Promise<Vulnerability[]> {
  const list = await host.root.list(flawsDirectory, 200)
  if (list.status !== 'observed') {
    gaps.push({ path: flawsDirectory, reason: why(list) })
    return []
  }
  return Promise.all(list.value.map((each) => vulnerabilityOf(host, each.name)))
}

async function vulnerabilityOf(host: Host, name: string): Promise<Vulnerability> {
  const path = `${flawsDirectory}/${name}`
  const text = await readText(host, path)
  const shown = text.status === 'observed' ? text.value.trim().slice(0, maxText) : ''
  return { name, state: stateOf(`file ${path}`, text), text: shown }
}

/** Documentation/ABI/testing/sysfs-devices-system-cpu: the first words tell; KVM may have its own. */
function stateOf(source: string, look: Look<string>): SourcedString {
  if (look.status !== 'observed') return { source, unknown: why(look) }
  const text = look.value.trim().replace(/^KVM: /, '')
  if (/^Not affected/.test(text)) return { value: 'not-affected', source }
  if (/^Vulnerable|^Processor vulnerable/.test(text)) return { value: 'vulnerable', source }
  if (/^Mitigation/.test(text)) return { value: /; KVM: Vulnerable/.test(text) ? 'vulnerable' : 'mitigated', source }
  return { source, unknown: `the kernel says: ${text.slice(0, 100)}` }
}

/** Areas of swap: proc_swaps(5). A kernel without swap has no such file. */
export async function readSwaps(host: Host, gaps: Gap[]): Promise<Swap[]> {
  const text = await readText(host, swapsFile)
  if (text.status === 'denied' || text.status === 'failed') gaps.push({ path: swapsFile, reason: text.reason })
  if (text.status !== 'observed') return []
  return text.value.split('\n').slice(1, maxSwaps).flatMap(swapOf)
}

function swapOf(line: string): Swap[] {
  const [path, kind, kibibytes = ''] = line.split(/\s+/)
  if (path === undefined || kind === undefined || !/^\d{1,15}$/.test(kibibytes)) return []
  const plain = path.replaceAll('\\040', ' ')
  return [{ path: plain, kind, kibibytes: Number(kibibytes), memory: /^\/dev\/zram\d+$/.test(plain) }]
}

/** Bits of Documentation/admin-guide/tainted-kernels that tell of what was loaded or went wrong. */
const taints: readonly (readonly [bit: number, name: string])[] = [
  [0, 'proprietary-module'],
  [1, 'forced-module'],
  [3, 'forced-unloading'],
  [4, 'machine-check'],
  [5, 'bad-page'],
  [6, 'by-user'],
  [7, 'died'],
  [9, 'warning'],
  [12, 'module-from-elsewhere'],
  [13, 'unsigned-module'],
  [14, 'soft-lockup'],
  [15, 'live-patched'],
]

/** What made the kernel less trustworthy, sorted, between commas. */
export async function readTaints(host: Host): Promise<SourcedString> {
  return sourced(taintFile, await readText(host, taintFile), (text) => {
    if (!/^\d{1,15}$/.test(text.trim())) return undefined
    const mask = BigInt(text.trim())
    const found = taints.filter(([bit]) => (mask >> BigInt(bit)) & 1n).map(([, name]) => name)
    return found.sort().join(',')
  })
}
