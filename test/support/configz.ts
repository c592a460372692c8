import { writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { createAuthority, issueClient, issueServer } from '../../collector/identity/authority.ts'
import { temporary } from './collector.ts'

/** A signal that nobody gives. */
export function signalOf(): AbortSignal {
  return new AbortController().signal
}

/** An HTTPS server that takes the place of a kubelet, with what is needed to ask it. Closed when the test ends. */
export async function fakeKubelet(handler: RequestListener, names: readonly string[] = ['127.0.0.1']) {
  const authority = await createAuthority('kubelets')
  const server = await issueServer(authority, names, 1)
  const client = await issueClient(authority, { kind: 'node', clusterId: 'c', nodeId: 'asker' }, 1)
  const directory = temporary()
  const keep = (name: string, text: string) => {
    const path = join(directory, name)
    writeFileSync(path, text)
    return path
  }
  const peers: string[] = []
  const options = { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: false }
  const https = createServer(options, (request, response) => {
    const subject = (request.socket as TLSSocket).getPeerCertificate().subject?.CN
    if (subject) peers.push(String(subject))
    handler(request, response)
  })
  await new Promise<void>((done) => https.listen(0, '127.0.0.1', done))
  const close = () => {
    https.closeAllConnections()
    return new Promise<void>((done) => https.close(() => done()))
  }
  onTestFinished(close)
  const config = {
    ca: keep('ca.crt', authority.cert),
    token: keep('token', 'a-token\n'),
    addresses: {},
    intervalSeconds: 300,
  }
  return {
    address: `127.0.0.1:${(https.address() as AddressInfo).port}`,
    ...{ config, peers, close },
    client: { cert: keep('client.crt', client.cert), key: keep('client.key', client.key) },
  }
}
