import type { SourcedString } from '../../proto/index.ts'
import type { Host } from '../host/host.ts'
import { why } from '../host/look.ts'

/** The one line of a file below /proc. */
export function procText(host: Host, path: string): SourcedString {
  const look = host.proc.read(path)
  const source = `file /proc/${path}`
  if (look.status !== 'observed') return { source, unknown: why(look) }
  const value = look.value.toString().trim()
  return value === '' ? { source, unknown: 'is empty' } : { value, source }
}
