// Authorities of other tools: those that Helm and cert-manager make have keys and identifiers of other forms than the
// collector's own.
import 'reflect-metadata'
import { KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { connect, createServer, type TLSSocket } from 'node:tls'
import * as x509 from '@peculiar/x509'
import { expect, test } from 'vitest'
import { issueClient, issueServer, type Pair } from '../../../collector/identity/authority.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** As Go makes them: the identifier is not SHA-1 of the key, and usages are named. */
async function foreignAuthority(form: 'sec1' | 'pkcs8'): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: '01', name: 'CN=Merlon authority', signingAlgorithm: algorithm, keys },
    ...{ notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_600_000) },
    extensions: [
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment | x509.KeyUsageFlags.keyCertSign,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.SubjectKeyIdentifierExtension(randomBytes(20).toString('hex')),
    ],
  })
  const key = KeyObject.from(keys.privateKey).export({ type: form, format: 'pem' })
  return { cert: cert.toString('pem'), key: key.toString() }
}

test.each(['sec1', 'pkcs8'] as const)('what an authority with a key as %s signs is believed', async (form) => {
  const authority = await foreignAuthority(form)
  const server = await issueServer(authority, ['localhost'], 1)
  const client = await issueClient(authority, { kind: 'node', clusterId: 'c', nodeId: 'n' }, 1)
  expect(new X509Certificate(server.cert).checkIssued(new X509Certificate(authority.cert))).toBe(true)
  expect(await handshake(authority.cert, server, client)).toEqual([true, true])
})

/** Whether the server believes the client, and the client the server. */
async function handshake(ca: string, server: Pair, client: Pair): Promise<[boolean, boolean]> {
  const accepted = Promise.withResolvers<boolean>()
  const listening = createServer(
    { ca, ...server, requestCert: true, rejectUnauthorized: false },
    (socket: TLSSocket) => {
      accepted.resolve(socket.authorized)
      socket.end()
    },
  )
  await new Promise<void>((done) => void listening.listen(0, '127.0.0.1', done))
  try {
    const { port } = listening.address() as { port: number }
    const believed = Promise.withResolvers<boolean>()
    const socket = connect({
      ...{ port, host: '127.0.0.1', servername: 'localhost', ca, ...client },
      rejectUnauthorized: false,
    })
    socket.once('secureConnect', () => believed.resolve(socket.authorized))
    socket.once('error', believed.reject)
    const both: [boolean, boolean] = [await accepted.promise, await believed.promise]
    socket.destroy()
    return both
  } finally {
    listening.close()
  }
}
