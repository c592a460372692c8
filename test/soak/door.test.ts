import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openDoor } from './door.ts'

/** A server that says back what it hears, and a door to it. */
async function given() {
  const inside: Socket[] = []
  const server = createServer((socket) => {
    inside.push(socket)
    socket.on('error', () => undefined)
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const door = await openDoor(() => port)
  onTestFinished(() => {
    door.close()
    server.close()
  })
  const enter = () => {
    const socket = connect(Number(door.address.split(':')[1]), '127.0.0.1')
    socket.on('error', () => undefined)
    const heard: Buffer[] = []
    socket.on('data', (bytes) => heard.push(bytes as Buffer))
    const hear = async (length: number) => {
      while (Buffer.concat(heard).length < length) await once(socket, 'data')
      return Buffer.concat(heard)
    }
    return { socket, hear, heard }
  }
  return { door, enter, inside }
}

test('what goes in comes out, in both directions, fast or slow', async () => {
  const { door, enter } = await given()
  const bytes = Buffer.alloc(300_000, 'abc')
  for (const rate of [0, 2_000_000]) {
    door.slow(rate)
    const { socket, hear } = enter()
    socket.write(bytes)
    expect((await hear(bytes.length)).equals(bytes)).toBe(true)
  }
})

test('a byte is changed, once', async () => {
  const { door, enter } = await given()
  const { socket, hear } = enter()
  door.corrupt()
  socket.write('abc')
  expect([...(await hear(3))]).toEqual([97, 98 ^ 0xff, 99])
  socket.write('abc')
  expect([...(await hear(6))].slice(3)).toEqual([97, 98, 99])
})

test('what is held comes when it is set free', async () => {
  const { door, enter } = await given()
  const { socket, hear, heard } = enter()
  socket.write('a')
  await hear(1)
  door.hold(true)
  socket.write('b')
  // Another way to the same place overtakes it, so that there was time for it.
  const other = await given()
  const free = other.enter()
  free.socket.write('c')
  await free.hear(1)
  expect(Buffer.concat(heard).toString()).toBe('a')
  door.hold(false)
  expect((await hear(2)).toString()).toBe('ab')
})

test('who is cut off is so on both sides, and nobody gets into a door that is shut', async () => {
  const { door, enter, inside } = await given()
  const { socket, hear } = enter()
  socket.write('a')
  await hear(1)
  const gone = [once(socket, 'close'), once(inside[0]!, 'close')]
  door.cut()
  await Promise.all(gone)
  door.shut(true)
  await once(enter().socket, 'close')
  expect(inside).toHaveLength(1)
  door.shut(false)
  const again = enter()
  again.socket.write('a')
  await again.hear(1)
})

test('a door without a collector behind it lets nobody in', async () => {
  const door = await openDoor(() => undefined)
  onTestFinished(door.close)
  const socket = connect(Number(door.address.split(':')[1]), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'close')
})
