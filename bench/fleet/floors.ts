// The least that it could cost, measured in the same run. Processor time, not time: other programs may be at work.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import BetterSqlite from 'better-sqlite3'
import type { ClientPem } from '../../lib/grpc.ts'
import { v1 } from '../../proto/index.ts'

const handshakes = 300

/** Milliseconds of the processor since. */
function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** What a mutual TLS 1.3 handshake costs, client and server together, in milliseconds of the processor. `pem` serves as both. */
export async function handshakeCost({ ca, cert, key }: ClientPem): Promise<number> {
  const server = createServer({ ca, cert, key, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const one = async () => {
    const socket = connect({ port, host: '127.0.0.1', ca, cert, key, rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    socket.destroy()
  }
  const start = process.cpuUsage()
  for (let at = 0; at < handshakes; at += 8) await Promise.all(Array.from({ length: 8 }, one))
  const cost = since(start) / handshakes
  server.close()
  return cost
}

/** What it costs to decode the frames and observations of a whole node, and nothing else, in milliseconds of the processor. */
export function decodeCost(frames: readonly Uint8Array[]): number {
  const rounds = 50
  const start = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1)
    for (const each of frames)
      v1.Observation.decode(v1.ConnectRequest.decode(each).domainChunk?.data ?? new Uint8Array())
  return since(start) / rounds
}

/** What a row costs in a file of SQLite, made sure of as often as given, in milliseconds of the processor. */
export function insertCost(file: string, rows: readonly Uint8Array[], together: number): number {
  const database = new BetterSqlite(file)
  try {
    database.pragma('journal_mode = wal')
    database.pragma('synchronous = full')
    database.exec('create table events (seq integer primary key, bytes blob) strict')
    const insert = database.prepare('insert into events values (null, ?)')
    const all = database.transaction((some: readonly Uint8Array[]) => {
      for (const each of some) insert.run(each)
    })
    const start = process.cpuUsage()
    for (let at = 0; at < rows.length; at += together) all(rows.slice(at, at + together))
    return since(start) / rows.length
  } finally {
    database.close()
  }
}
