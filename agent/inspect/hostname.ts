import type { SourcedString } from '../../proto/index.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'
import { procText } from './proctext.ts'

/** Holds the host's name where the kernel tells another one. */
export const hostNameFile = '/etc/hostname'

/** The host's name as the process `pid` knows it, process 1 without one. */
export async function hostName(host: Host, pid = 1): Promise<SourcedString> {
  const own = host.proc.link('self/ns/uts')
  // The kernel tells every process the name in its own namespace: a pod reads the pod's, a nested node's kubelet another.
  const asked = [pid, 1].map((each) => host.proc.link(`${each}/ns/uts`)).find((link) => link.status === 'observed')
  const foreign = own.status === 'observed' && asked?.status === 'observed' && own.value !== asked.value
  const told = procText(host, 'sys/kernel/hostname')
  if (told.value && !foreign) return told
  const file = await host.root.read(hostNameFile)
  const source = `file ${hostNameFile}`
  if (file.status !== 'observed') return { source, unknown: why(file) }
  // hostname(5): one name; lines that begin with # are comments.
  const name = file.value.bytes
    .toString()
    .split('\n')
    .find((line) => /^\s*[^#\s]/.test(line))
  return name ? { value: name.trim(), source } : { source, unknown: 'holds no name' }
}
