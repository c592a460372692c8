import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { splitAddress } from './address.ts'

/** How one of Merlon's own addresses is asked. */
export interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  /** Authorities of the server, PEM, and the name that its certificate is held against. Absent: without TLS. */
  readonly tls?: { readonly ca: Buffer; readonly name: string }
}

/** Milliseconds without a word, and most bytes of an answer. */
const limits = { patience: 5000, bytes: 16 * 1024 * 1024 } as const

/** Where a program is reached that listens at `address`: what listens everywhere is asked on this machine. */
export function reachable(address: string): string {
  const { host, port } = splitAddress(address)
  if (host === '0.0.0.0') return `127.0.0.1:${port}`
  return host === '::' ? `[::1]:${port}` : address
}

/** Asks one of Merlon's own addresses. Rejects when nobody answers in time, and for too long an answer. */
export function ask(
  address: string,
  path: string,
  { headers = {}, tls }: Asked = {},
): Promise<{ status: number; body: string }> {
  const { host, port } = splitAddress(address)
  const options = { host, port, path, headers, timeout: limits.patience, agent: false }
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const call = tls ? requestSecure({ ...options, ca: tls.ca, servername: tls.name }) : requestPlain(options)
  call.on('response', (response) => {
    const parts: Buffer[] = []
    let length = 0
    response.on('data', (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (length > limits.bytes) call.destroy(new Error(`an answer of more than ${limits.bytes} bytes`))
    })
    response.on('error', reject)
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
  })
  call.on('timeout', () => call.destroy(new Error(`no answer within ${limits.patience / 1000} seconds`)))
  call.on('error', reject)
  call.end()
  return promise
}
