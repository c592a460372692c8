import type { ApiServerFact } from '../../../proto/index.ts'
import { addressBytes, addressScope } from '../../parse/ipaddress.ts'
import type { Fields, Sourced } from '../kubelet/sourced.ts'

type Endpoint = NonNullable<ApiServerFact['endpoints']>[number]

/** Where a component serves, by `--bind-address` and `--secure-port`: nothing where it does not, or where that cannot be told. */
export function secureEndpoints(fields: Fields): Endpoint[] {
  const [address, port] = [fields.get('bind-address'), fields.get('secure-port')]
  const scope = bindScope(fields)
  if (typeof address?.value !== 'string' || typeof port?.value !== 'number' || scope.value === 'none') return []
  const shown = address.value.includes(':') ? `[${address.value}]` : address.value
  const sources = [...new Set([address.source, port.source])].join(', ')
  return [{ name: 'secure', address: `${shown}:${port.value}`, scope: String(scope.value), tls: true, source: sources }]
}

/** How far that address reaches; `none` where port 0 switches it off. */
export function bindScope(fields: Fields): Sourced {
  const [address, port] = [fields.get('bind-address') as Sourced, fields.get('secure-port') as Sourced]
  if (port.value === 0) return { ...port, value: 'none' }
  if (port.value === undefined || typeof address.value !== 'string')
    return { ...(port.unknown ? port : address), overridden: [] }
  const bytes = addressBytes(address.value)
  if (!bytes) return { ...address, value: undefined, unknown: `${address.value} is no address`, overridden: [] }
  return { ...address, value: addressScope(bytes), overridden: [] }
}
