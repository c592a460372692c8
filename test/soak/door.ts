// The way of one agent to the collectors, on which everything can happen that happens on networks.
import { connect, createServer, type Socket } from 'node:net'

export interface Door {
  /** `host:port`. */
  readonly address: string
  /** Ends what is open. */
  cut(): void
  /** From here on nobody gets in, or everybody again. */
  shut(isShut: boolean): void
  /** What is sent waits, until it is set free. */
  hold(isHeld: boolean): void
  /** At most so many bytes a second in each direction; 0: as fast as it goes. */
  slow(bytesPerSecond: number): void
  /** Inverts a byte of what comes next. */
  corrupt(): void
  close(): void
}

const tick = 50

/** A door to `target`, which is asked at each connection for a port; undefined: there is none. */
export async function openDoor(target: () => number | undefined): Promise<Door> {
  const sockets = new Set<Socket>()
  let [isShut, isHeld, rate, corrupting] = [false, false, 0, 0]

  function join(from: Socket, to: Socket): void {
    const waiting: Buffer[] = []
    let timer: NodeJS.Timeout | undefined
    const send = () => {
      timer = undefined
      let room = rate > 0 ? Math.max(1, (rate * tick) / 1000) : Number.POSITIVE_INFINITY
      while (!isHeld && room > 0) {
        const [first] = waiting
        if (!first) break
        const part = first.subarray(0, Math.min(first.length, room))
        room -= part.length
        if (part.length === first.length) waiting.shift()
        else waiting[0] = first.subarray(part.length)
        to.write(part)
      }
      if (waiting.length > 0) timer = setTimeout(send, tick)
      else if (!to.writableNeedDrain) from.resume()
    }
    from.on('data', (bytes) => {
      waiting.push(spoiled(bytes as Buffer))
      from.pause()
      if (timer === undefined) send()
    })
    to.on('drain', () => waiting.length === 0 && from.resume())
    from.on('close', () => {
      clearTimeout(timer)
      to.destroy()
    })
  }

  function spoiled(bytes: Buffer): Buffer {
    if (corrupting === 0) return bytes
    corrupting -= 1
    const other = Buffer.from(bytes)
    const at = Math.floor(other.length / 2)
    other[at] = (other[at] ?? 0) ^ 0xff
    return other
  }

  const server = createServer((socket) => {
    const port = isShut ? undefined : target()
    socket.on('error', () => socket.destroy())
    if (port === undefined) return void socket.destroy()
    const behind = connect(port, '127.0.0.1')
    behind.on('error', () => behind.destroy())
    for (const each of [socket, behind]) {
      sockets.add(each)
      each.setNoDelay(true)
      each.once('close', () => sockets.delete(each))
    }
    join(socket, behind)
    join(behind, socket)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  const bound = server.address()
  const cut = () => {
    for (const each of sockets) each.destroy()
  }
  return {
    address: `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
    cut,
    shut: (shut) => void (isShut = shut),
    hold: (held) => void (isHeld = held),
    slow: (bytesPerSecond) => void (rate = bytesPerSecond),
    corrupt: () => void (corrupting += 1),
    close: () => {
      server.close()
      cut()
    },
  }
}
