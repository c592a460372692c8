// Where engines take commands, and who may give them.
import type { SourcedString } from '../../../proto/index.ts'
import type { Host } from '../../host/host.ts'
import { why } from '../../host/look.ts'
import { bindScope, splitHostPort } from '../../parse/bindaddress.ts'
import type { Endpoint } from './load.ts'

/** A socket, by its path on the host. */
export async function socketEndpoint(host: Host, engine: string, written: string, source: string): Promise<Endpoint> {
  const path = written.replace(/^unix:\/\//, '')
  const state = await host.root.stat(path)
  const place = `state of ${path}`
  const base = { name: `${engine} unix://${path}`, engine, protocol: 'unix', address: path, source }
  if (state.status !== 'observed') {
    const unknown = { source: place, unknown: why(state) }
    return { ...base, mode: unknown, uid: unknown, gid: unknown }
  }
  const { mode, uid, gid } = state.value
  return {
    ...base,
    mode: { value: mode.toString(8).padStart(4, '0'), source: place },
    uid: { value: uid, source: place },
    gid: { value: gid, source: place },
  }
}

/** An address of TCP; `tls` says what clients need. */
export function tcpEndpoint(engine: string, written: string, tls: SourcedString, source: string): Endpoint {
  const address = written.replace(/^(tcp|http|https):\/\//, '')
  const host = splitHostPort(address)?.host ?? address
  const scope = bindScope(host)
  return { name: `${engine} tcp://${address}`, engine, protocol: 'tcp', address, scope, tls, source }
}
