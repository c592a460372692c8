// Collectors as processes, and certificates for nodes, in a directory of the benchmark.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueClient } from '../../collector/identity/authority.ts'
import { openMaterial } from '../../collector/identity/material.ts'
import type { ClientPem } from '../../lib/grpc.ts'
import { type Collectors, startCollectors } from '../../test/soak/collectors.ts'

export interface Place {
  readonly collectors: Collectors
  pem(nodeId: string): Promise<ClientPem>
}

/** Starts so many in a directory, which must be there; several need a database. `listen`: where one of them does. */
export async function startPlace(directory: string, count = 1, database = '', listen?: string): Promise<Place> {
  const state = join(directory, 'state')
  const material = await openMaterial(state, undefined, ['127.0.0.1'])
  const settings = { connections: 100_000, connectionsPerAddress: 100_000, eventsKept: 100_000_000 }
  const where = listen === undefined ? {} : { listen }
  const collectors = await startCollectors({ count, state, directory, database, settings, ...where })
  const { clusterId } = material
  return {
    collectors,
    pem: async (nodeId) => {
      const { cert, key } = await issueClient(material.authority, { kind: 'node', clusterId, nodeId }, 30)
      return { ca: Buffer.from(material.trusted), cert: Buffer.from(cert), key: Buffer.from(key) }
    },
  }
}

const ticksPerSecond = 100

/** Seconds of the processor that a process has used. */
export function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
