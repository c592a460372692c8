// The calls by which an agent becomes a node that the collector knows. Tokens stay out of every error.
import { type KeyObject, X509Certificate } from 'node:crypto'
import { Client, type ServiceDefinition, type ServiceError } from '@grpc/grpc-js'
import { type ClientPem, type ServerPem, secureChannel } from '../../lib/grpc.ts'
import type { v1 } from '../../proto/index.ts'
import { parseSpeaker } from '../../proto/protocol.ts'
import { serviceDefinition } from '../../proto/service.ts'
import { certificateRequest, keyPem, newKey } from './certificaterequest.ts'
import { CredentialError, periodOf } from './credentials.ts'

/** A certificate that a collector issued, with its key and with every authority that the collector may be of. */
export interface Issued extends Omit<ClientPem, 'ca'> {
  readonly authorities: Buffer
  readonly notBefore: number
  readonly notAfter: number
}

export type Evidence = Omit<Parameters<typeof v1.AttestRequest.encode>[0], 'certificateRequest'>

/** Longest that the collector may take, in milliseconds: it may have to ask the Kubernetes API. */
const deadline = 30_000
/** Most bytes of PEM that are taken. */
const maxPemBytes = 256 * 1024

/**
 * Evidence for a certificate of `given`, else of a new key, until `signal` ends it. Rejects with the collector's
 * ServiceError, and with a CredentialError for what it should not have issued.
 */
export async function attest(
  collector: string,
  trusted: ServerPem,
  evidence: Evidence,
  signal: AbortSignal,
  given?: KeyObject,
): Promise<Issued> {
  const key = given ?? (await newKey())
  const request = { ...evidence, certificateRequest: certificateRequest(key) }
  return issuedOf(await call(collector, trusted, 'Attest', request, signal), key)
}

/** The next certificate for the node that `own` names. Rejects as `attest` does. */
export async function renew(
  collector: string,
  own: ClientPem,
  serviceAccountToken: string,
  signal: AbortSignal,
): Promise<Issued> {
  const key = await newKey()
  const request = { serviceAccountToken, certificateRequest: certificateRequest(key) }
  return issuedOf(await call(collector, own, 'RenewCertificate', request, signal), key)
}

type Answer = ReturnType<typeof v1.AttestResponse.decode>

function issuedOf({ certificate }: Answer, key: KeyObject): Issued {
  const cert = Buffer.from(certificate?.chainPem ?? '')
  const authorities = Buffer.from(certificate?.authoritiesPem ?? '')
  const name = 'the certificate that the collector issued'
  if (cert.length + authorities.length > maxPemBytes) throw new CredentialError(`${name}: too long`)
  const period = periodOf(cert, name)
  const leaf = new X509Certificate(cert)
  if (!leaf.checkPrivateKey(key)) throw new CredentialError(`${name}: is for another key`)
  const uri = /(?:^|, )URI:([^,]+)/.exec(leaf.subjectAltName ?? '')?.[1]
  if (parseSpeaker(uri ?? '')?.kind !== 'node') throw new CredentialError(`${name}: names no node`)
  return { cert, key: keyPem(key), authorities, ...period }
}

function call(
  collector: string,
  pem: ClientPem | ServerPem,
  name: string,
  request: object,
  signal: AbortSignal,
): Promise<Answer> {
  const method = (serviceDefinition('EnrollmentService') as ServiceDefinition)[name]
  if (!method) throw new Error(`the contract has no ${name}`)
  const secure = secureChannel(collector, pem)
  const client = new Client(collector, secure.credentials, {
    ...secure.options,
    'grpc.enable_retries': 0,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.max_receive_message_length': 2 * maxPemBytes,
  })
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const running = client.makeUnaryRequest<object, object>(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    request,
    { deadline: Date.now() + deadline },
    (error: ServiceError | null, answer) => (error ? reject(error) : resolve(answer as Answer)),
  )
  const cancel = () => running.cancel()
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  return promise.finally(() => {
    signal.removeEventListener('abort', cancel)
    client.close()
  })
}
