import { type AddressScope, addressScope, addressText } from './ipaddress.ts'

export type Protocol = 'tcp' | 'udp'

/** A socket that waits for whoever comes. */
export interface ListeningSocket {
  readonly protocol: Protocol
  readonly address: string
  readonly scope: AddressScope
  /** True for the wildcard address of IPv6. */
  readonly wildcard6: boolean
  readonly port: number
  readonly uid: number
  /** 0 for one that no process ever held: a socket of the kernel itself. */
  readonly inode: number
}

export interface SocketTable {
  readonly sockets: readonly ListeningSocket[]
  /** Lines that are not as they should be. */
  readonly broken: number
}

/** Order of the bytes in a word of the machine's memory. */
export type ByteOrder = 'little' | 'big'

export const ownOrder: ByteOrder = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'little' : 'big'
const tcpListen = '0A'
/** TCP_CLOSE, which for UDP says that it is not connected to anyone. */
const udpUnconnected = '07'

/**
 * The sockets of `/proc/PID/net/{tcp,tcp6,udp,udp6}` that wait: of TCP the listening ones, of UDP those that are connected
 * to nobody. Undefined where the text is no such table. Addresses are 32-bit words as the machine that wrote them has
 * them in memory, ports are plain numbers (proc_pid_net(5)).
 */
export function parseSocketTable(text: string, protocol: Protocol, order = ownOrder): SocketTable | undefined {
  const [head = '', ...lines] = text.split('\n')
  if (!/^\s*sl\s+local_address\s/.test(head)) return undefined
  const sockets: ListeningSocket[] = []
  let broken = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    const row = parseRow(line)
    if (row === undefined) broken += 1
    else if (waits(row, protocol)) sockets.push(toSocket(row, protocol, order))
  }
  return { sockets, broken }
}

/** True when a part of a TCP table has connections and no listening socket: the kernel writes all of these first. */
export function isPastListening(part: string): boolean {
  const states = part.match(/:[0-9A-F]{4} [0-9A-F]{2} (?=[0-9A-F]{8}:)/g) ?? []
  return states.length > 0 && !states.some((each) => each.endsWith(` ${tcpListen} `))
}

interface Row {
  readonly address: string
  readonly port: number
  readonly remotePort: number
  readonly state: string
  readonly uid: number
  readonly inode: number
}

const rowFormat =
  /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) (?:[0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+ +(\d{1,10}) +\d+ +(\d{1,15})(?: |$)/

function parseRow(line: string): Row | undefined {
  const match = rowFormat.exec(line)
  if (match === null) return undefined
  const [, address = '', port = '', remotePort = '', state = '', uid = '', inode = ''] = match
  return {
    address,
    port: Number.parseInt(port, 16),
    remotePort: Number.parseInt(remotePort, 16),
    state,
    uid: Number(uid),
    inode: Number(inode),
  }
}

function waits(row: Row, protocol: Protocol): boolean {
  if (protocol === 'tcp') return row.state === tcpListen
  return row.state === udpUnconnected && row.remotePort === 0
}

function toSocket(row: Row, protocol: Protocol, order: ByteOrder): ListeningSocket {
  const bytes = wordBytes(row.address, order)
  const scope = addressScope(bytes)
  const { port, uid, inode } = row
  const address = addressText(bytes)
  return { protocol, address, scope, wildcard6: address === '::', port, uid, inode }
}

/** The bytes of an address that is written as words of the machine's memory, in network order. */
export function wordBytes(words: string, order: ByteOrder): number[] {
  const word = (text: string) => [0, 2, 4, 6].map((at) => Number.parseInt(text.slice(at, at + 2), 16))
  const all = words.match(/.{8}/g) ?? []
  return all.flatMap((each) => (order === 'little' ? word(each).reverse() : word(each)))
}
