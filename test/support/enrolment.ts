// A collector that enrols nodes: strict about what it is shown, and told by the test what to answer.
import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import {
  Server,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
} from '@grpc/grpc-js'
import * as x509 from '@peculiar/x509'
import { onTestFinished } from 'vitest'
import { createAuthority, issueServer, type Pair } from '../../collector/identity/authority.ts'
import { openCredentials } from '../../collector/identity/credentials.ts'
import { speakerOf } from '../../collector/identity/peer.ts'
import type { v1 } from '../../proto/index.ts'
import { serviceDefinition } from '../../proto/service.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export type Attested = ReturnType<typeof v1.AttestRequest.decode>
export type Renewed = ReturnType<typeof v1.RenewCertificateRequest.decode>
type Agent = ServerDuplexStream<
  ReturnType<typeof v1.ConnectRequest.decode>,
  Parameters<typeof v1.ConnectResponse.encode>[0]
>

/** An error, or a certificate that holds so many milliseconds; or what a function says that is called then. */
type Answer = Partial<ServiceError> | number | (() => number)

export interface EnrolmentServer {
  readonly address: string
  /** The authority that the server's certificate is of. */
  readonly authority: Pair
  readonly attested: Attested[]
  readonly renewed: Renewed[]
  /** Streams that were opened, with the serial number of the certificate and the frames that came, by their names; `beside`: so many were open then. */
  readonly sessions: {
    readonly stream: Agent
    readonly serial: string
    readonly frames: string[]
    readonly beside: number
    isOver: boolean
  }[]
  /** What follows is answered so, one after the other, and from then on as the last. */
  answer(...next: Answer[]): void
  /** Streams are refused from here on. */
  refuse(error: Partial<ServiceError> | undefined): void
  stop(): void
}

/** `authorities`: what is told beside its own. `nodeId`: whom it issues certificates for. */
export async function startEnrolment(nodeId = 'node-1', authorities: readonly string[] = []): Promise<EnrolmentServer> {
  const authority = await createAuthority('c')
  const { cert, key } = await issueServer(authority, ['127.0.0.1'], 1)
  const server = new Server()
  const attested: Attested[] = []
  const renewed: Renewed[] = []
  const sessions: EnrolmentServer['sessions'] = []
  let answers: Answer[] = [3_600_000]
  let refusal: Partial<ServiceError> | undefined

  async function issue(request: Uint8Array | null | undefined) {
    const [next] = answers.length > 1 ? answers.splice(0, 1) : answers
    const life = typeof next === 'function' ? next() : next
    if (typeof life !== 'number') throw life
    const chainPem = await certificateFor(authority, request ?? new Uint8Array(), nodeId, life)
    return { certificate: { chainPem, authoritiesPem: [authority.cert, ...authorities].join('') } }
  }

  const unary =
    <Request extends { certificateRequest?: Uint8Array | null }>(asked: Request[], needsCertificate: boolean) =>
    (call: ServerUnaryCall<Request, object>, done: sendUnaryData<object>) => {
      asked.push(call.request)
      if (needsCertificate && !isNode(call.getAuthContext().sslPeerCertificate?.raw))
        return done({ code: 16, details: 'CERT_INVALID: there is no certificate of a node' })
      issue(call.request.certificateRequest).then(
        (answer) => done(null, answer),
        (error) => done(error),
      )
    }
  server.addService(serviceDefinition('EnrollmentService'), {
    Attest: unary(attested, false),
    RenewCertificate: unary(renewed, true),
  })
  function serve(stream: Agent): void {
    stream.on('error', () => undefined)
    if (refusal) return void stream.emit('error', refusal)
    const raw = stream.getAuthContext().sslPeerCertificate?.raw
    const serial = raw ? new x509.X509Certificate(raw).serialNumber : ''
    const beside = sessions.filter((each) => !each.isOver).length
    const session = { stream, serial, frames: [] as string[], beside, isOver: false }
    sessions.push(session)
    stream.on('data', (frame) => {
      session.frames.push(frame.frame ?? '')
      if (frame.hello) stream.write({ welcome: { protocol: 1, limits: {} } })
    })
    stream.on('end', () => {
      session.isOver = true
      stream.end()
    })
    stream.on('cancelled', () => {
      session.isOver = true
    })
  }
  server.addService(serviceDefinition('AgentService'), { Connect: serve })
  const { credentials } = openCredentials({ cert, key, authorities: authority.cert })
  const port = await new Promise<number>((done, fail) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? fail(error) : done(bound)))
  })
  onTestFinished(() => server.forceShutdown())
  return {
    ...{ address: `127.0.0.1:${port}`, authority, attested, renewed, sessions },
    answer: (...given) => {
      answers = given
    },
    refuse: (error) => {
      refusal = error
    },
    stop: () => server.forceShutdown(),
  }
}

/** Whenever it ends: a slow machine is no other answer. */
function isNode(raw: Buffer | undefined): boolean {
  return raw !== undefined && speakerOf(raw, new x509.X509Certificate(raw).notBefore)?.kind === 'node'
}

/** Throws for a request that does not prove that its sender has the key. */
async function certificateFor(authority: Pair, request: Uint8Array, nodeId: string, milliseconds: number) {
  const asked = new x509.Pkcs10CertificateRequest(request)
  if (!(await asked.verify())) throw { code: 3, details: 'MALFORMED_FRAME: the request is not signed by its key' }
  const [der] = x509.PemConverter.decode(authority.key)
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der as ArrayBuffer, algorithm, false, ['sign'])
  const now = Date.now()
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `0${randomBytes(8).toString('hex').slice(1)}`,
    subject: 'CN=node',
    issuer: new x509.X509Certificate(authority.cert).subject,
    // Certificates know whole seconds.
    notBefore: new Date(now - (now % 1000)),
    notAfter: new Date(now - (now % 1000) + milliseconds),
    signingAlgorithm: algorithm,
    publicKey: asked.publicKey,
    signingKey: signingKey as CryptoKey,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'url', value: `spiffe://merlon/c/node/${nodeId}` }]),
    ],
  })
  return `${certificate.toString('pem')}\n`
}
