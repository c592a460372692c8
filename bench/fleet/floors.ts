// The least that it could cost, measured in the same run, warm. Processor time, not time: other programs may be at work.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import type { ClientPem } from '../../lib/grpc.ts'
import { v1 } from '../../proto/index.ts'
import { spent } from '../measure.ts'

const handshakes = 300

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
  const many = async () => {
    for (let at = 0; at < handshakes; at += 8) await Promise.all(Array.from({ length: 8 }, one))
  }
  await many()
  const { cpu } = await spent(many)
  server.close()
  return cpu / handshakes
}

/** What it costs to decode the frames and observations of a whole node, and nothing else, in milliseconds of the processor. */
export async function decodeCost(frames: readonly Uint8Array[]): Promise<number> {
  const rounds = 50
  const many = async () => {
    for (let round = 0; round < rounds; round += 1)
      for (const each of frames)
        v1.Observation.decode(v1.ConnectRequest.decode(each).domainChunk?.data ?? new Uint8Array())
  }
  await many()
  const { cpu } = await spent(many)
  return cpu / rounds
}
