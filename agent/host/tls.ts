// The agent's only calls besides its stream: TLS handshakes with the node's own addresses, and only when the operator asks.
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { connect as connectTls, type SecureVersion, type TLSSocket } from 'node:tls'
import { addressBytes, addressScope, addressText } from '../parse/ipaddress.ts'
import { absent, denied, failed, type Look, seen } from './look.ts'
import type { OwnNetwork } from './ownnetwork.ts'

/** What came of a connection. */
export interface Call {
  /** Whether it was accepted (true) or refused (false). */
  readonly connected: Look<boolean>
  /** What the other side sent, as it came, at most 64 KiB. */
  readonly said: Buffer
}

/** What came of a handshake in which no certificate was shown, ended at once by the agent. */
export interface Handshake extends Call {
  /** Set when it was completed. In TLS 1.3 the server may yet refuse a client. */
  readonly completed?: {
    /** The chosen one of `h2` and `http/1.1`; empty for none. */
    readonly applicationProtocol: string
    /** DER, the server's own first. */
    readonly certificates: readonly Buffer[]
  }
  /** `closed` without complaint, `late` when the time was over, else the code of the error. */
  readonly end: string
  /** True when the server sent a ticket for another session: it takes this client. */
  readonly ticket: boolean
}

/** Handshakes with the node itself. */
export interface Tls {
  network(): OwnNetwork
  /** With one version alone, whatever its ciphers: weak ones are what is looked for. No certificate is verified. */
  handshake(address: string, port: number, version: SecureVersion): Promise<Handshake>
  /** Asks in plain text, `HEAD /`: for who does not answer a handshake. */
  ask(address: string, port: number): Promise<Call>
}

/** Milliseconds that one connection may take. */
const patience = 2000
/** Most bytes that are kept of what the other side sends. */
const keepLimit = 64 * 1024

const switchedOff = failed('live TLS is not switched on')

/** For who did not ask for it: nothing is called. */
export const noTls: Tls = {
  network: () => ({ shared: absent, addresses: absent }),
  handshake: async () => uncalledHandshake(switchedOff),
  ask: async () => uncalled(switchedOff),
}

/** @param limit milliseconds that one connection may take */
export function openTls(network: () => OwnNetwork, limit = patience): Tls {
  return {
    network,
    handshake: async (address, port, version) =>
      isOwn(address, network()) ? handshake(address, port, version, limit) : uncalledHandshake(notOwn(address)),
    ask: async (address, port) => (isOwn(address, network()) ? ask(address, port, limit) : uncalled(notOwn(address))),
  }
}

/** Whether it is an address of the node, and no name. */
export function isOwn(address: string, { shared, addresses }: OwnNetwork): boolean {
  const bytes = isIP(address) === 0 ? undefined : addressBytes(address)
  if (!bytes) return false
  if (addressScope(bytes) === 'loopback') return shared.status === 'observed' && shared.value
  return addresses.status === 'observed' && addresses.value.includes(addressText(bytes))
}

function notOwn(address: string): Look<never> {
  return denied(`${address} is not called: it is no address of this node that the agent reaches`)
}

function uncalled(connected: Look<boolean>): Call {
  return { connected, said: Buffer.alloc(0) }
}

function uncalledHandshake(connected: Look<boolean>): Handshake {
  return { ...uncalled(connected), end: 'closed', ticket: false }
}

function ask(address: string, port: number, limit: number): Promise<Call> {
  const line = listen(address, port)
  line.socket.on('connect', () => line.socket.write('HEAD / HTTP/1.0\r\n\r\n'))
  line.socket.on('data', () => line.socket.destroy())
  return new Promise((done) => {
    const timer = setTimeout(() => line.socket.destroy(), limit)
    line.socket.on('close', () => {
      clearTimeout(timer)
      done(line.call())
    })
  })
}

function handshake(address: string, port: number, version: SecureVersion, limit: number): Promise<Handshake> {
  const line = listen(address, port)
  const secure = connectTls({
    socket: throughOf(line.socket),
    minVersion: version,
    maxVersion: version,
    // OpenSSL's own list is for who wants to be safe.
    ...(version === 'TLSv1.3' ? {} : { ciphers: 'ALL:@SECLEVEL=0' }),
    rejectUnauthorized: false,
    ca: [],
    ALPNProtocols: ['h2', 'http/1.1'],
  })
  let completed: Handshake['completed']
  let end: string | undefined
  let ticket = false
  secure.on('secureConnect', () => {
    completed = { applicationProtocol: secure.alpnProtocol || '', certificates: chainOf(secure) }
    // The other side answers with its own end, or with why it refuses: there is nothing to wait for.
    secure.end()
  })
  secure.on('session', () => (ticket = true))
  secure.on('data', () => undefined)
  return new Promise((done) => {
    const finish = (word: string) => {
      if (end !== undefined) return
      end = word
      clearTimeout(timer)
      done({ ...line.call(), end, ticket, ...(completed && { completed }) })
      secure.destroy()
      line.socket.destroy()
    }
    const timer = setTimeout(() => finish('late'), limit)
    secure.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? 'failed'))
    secure.on('end', () => setImmediate(finish, 'closed'))
    secure.on('close', () => finish('closed'))
  })
}

/** A connection that remembers what the other side sent. */
function listen(address: string, port: number): { readonly socket: Socket; call(): Call } {
  const socket = connectTcp({ host: address, port })
  const parts: Buffer[] = []
  let kept = 0
  let connected: Look<boolean> = failed('no answer in time')
  socket.on('connect', () => (connected = seen(true)))
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (connected.status === 'observed') return
    connected = error.code === 'ECONNREFUSED' ? seen(false) : failed(error.code ?? 'cannot be reached')
  })
  socket.on('data', (part: Buffer) => {
    if (kept < keepLimit) parts.push(part.subarray(0, keepLimit - kept))
    kept += part.length
  })
  return { socket, call: () => ({ connected, said: Buffer.concat(parts) }) }
}

/** The connection as a stream between: of a socket itself TLS takes all that comes. */
function throughOf(socket: Socket): Duplex {
  const through = new Duplex({
    read: () => socket.resume(),
    write: (part, _, done) => void socket.write(part, () => done()),
    final: (done) => void socket.end(() => done()),
    destroy: (error, done) => {
      socket.destroy()
      done(error)
    },
  })
  socket.on('data', (part) => {
    if (!through.push(part)) socket.pause()
  })
  socket.on('end', () => through.push(null))
  socket.on('error', (error) => through.destroy(error))
  through.on('error', () => undefined)
  return through
}

/** Most certificates of a chain that are taken. */
const maxCertificates = 20

function chainOf(secure: TLSSocket): Buffer[] {
  const chain: Buffer[] = []
  let each = secure.getPeerCertificate(true)
  while (each?.raw && chain.length < maxCertificates && !chain.some((before) => before.equals(each.raw))) {
    chain.push(each.raw)
    each = each.issuerCertificate
  }
  return chain
}
