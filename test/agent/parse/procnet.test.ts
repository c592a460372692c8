import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { isPastListening, parseSocketTable } from '../../../agent/parse/procnet.ts'
import { any6, tcpTable, udpTable } from '../../support/nettable.ts'
import { runs } from '../../support/property.ts'

test('what listens is taken from the table of TCP, what is connected is not', () => {
  const states = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '0A', '0B', '0C']
  const table = tcpTable(...states.map((state, at) => ({ state, port: 1000 + at, inode: at + 1, uid: 100 })))
  expect(parseSocketTable(table, 'tcp', 'little')).toEqual({
    sockets: [
      {
        ...{ protocol: 'tcp', address: '0.0.0.0', scope: 'wildcard', wildcard6: false },
        ...{ port: 1009, uid: 100, inode: 10 },
      },
    ],
    broken: 0,
  })
})

test('of UDP what is connected to nobody', () => {
  const table = udpTable(
    { port: 53, inode: 1 },
    { port: 54, inode: 2, state: '01', remote: '0100007F:0035' },
    { port: 55, inode: 3, remote: '0100007F:0035' },
    { port: 56, inode: 4, state: '0A' },
  )
  expect(parseSocketTable(table, 'udp', 'little')?.sockets.map((each) => each.port)).toEqual([53])
})

test.each<[string, 'little' | 'big', string, string, boolean]>([
  ['0100007F', 'little', '127.0.0.1', 'loopback', false],
  ['7F000001', 'big', '127.0.0.1', 'loopback', false],
  ['00000000', 'little', '0.0.0.0', 'wildcard', false],
  ['0500000A', 'little', '10.0.0.5', 'private', false],
  ['0500000A', 'big', '5.0.0.10', 'public', false],
  ['00000000000000000000000001000000', 'little', '::1', 'loopback', false],
  ['00000000000000000000000000000001', 'big', '::1', 'loopback', false],
  ['0000000000000000FFFF00000100007F', 'little', '::ffff:127.0.0.1', 'loopback', false],
  ['00000000000000000000FFFF7F000001', 'big', '::ffff:127.0.0.1', 'loopback', false],
  [any6, 'little', '::', 'wildcard', true],
  ['000080FE000000000000000001000000', 'little', 'fe80::1', 'link-local', false],
  ['B80D0120000000000000000001000000', 'little', '2001:db8::1', 'public', false],
])('address %s of a %s-endian machine', (address, order, text, scope, wildcard6) => {
  const sockets = parseSocketTable(tcpTable({ address, port: 22, inode: 7 }), 'tcp', order)?.sockets
  expect(sockets).toEqual([{ protocol: 'tcp', address: text, scope, wildcard6, port: 22, uid: 0, inode: 7 }])
})

test('a table without sockets, and texts that are no table', () => {
  expect(parseSocketTable(tcpTable(), 'tcp')).toEqual({ sockets: [], broken: 0 })
  for (const text of ['', '\n', 'x', '0: 00000000:0016 00000000:0000 0A', '\0'.repeat(100)])
    expect(parseSocketTable(text, 'tcp')).toBeUndefined()
})

test.each([
  '   0: 00000000:0016',
  '   0: 0000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1',
  '   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000    -1        0 1',
  '   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1x',
  '   x: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1',
])('a broken line is counted: %s', (line) => {
  const table = `${tcpTable({ port: 22, inode: 1 })}${line}\n`
  expect(parseSocketTable(table, 'tcp')).toMatchObject({ sockets: [{ port: 22 }], broken: 1 })
})

test('any socket comes back as it was written', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  const row = fc.record({
    bytes: fc.array(byte, { minLength: 4, maxLength: 4 }),
    port: fc.integer({ min: 0, max: 65535 }),
    uid: fc.integer({ min: 0, max: 0xffffffff }),
    inode: fc.integer({ min: 0, max: 0xffffffff }),
  })
  const hex = (bytes: number[]) => Buffer.from(bytes).toString('hex').toUpperCase()
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      const table = tcpTable(...rows.map((each) => ({ ...each, address: hex(each.bytes.toReversed()) })))
      const sockets = parseSocketTable(table, 'tcp', 'little')?.sockets
      expect(sockets?.map(({ address, port, uid, inode }) => ({ address, port, uid, inode }))).toEqual(
        rows.map(({ bytes, port, uid, inode }) => ({ address: bytes.join('.'), port, uid, inode })),
      )
    }),
    runs(300),
  )
})

test('whatever a table holds, reading it ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const table = parseSocketTable(tcpTable() + text, 'tcp')
      expect(table?.sockets).toEqual([])
    }),
    runs(300),
  )
})

test('connections without a listening socket among them are the rest of the table', () => {
  const connected = tcpTable(
    { port: 22, inode: 1, state: '01', remote: '0100007F:1F90' },
    { port: 22, inode: 0, state: '06' },
  )
  expect(isPastListening(connected)).toBe(true)
  expect(isPastListening(connected.slice(200))).toBe(true)
  expect(isPastListening(connected + tcpTable({ port: 22, inode: 1 }))).toBe(false)
  expect(isPastListening(tcpTable())).toBe(false)
  expect(isPastListening('')).toBe(false)
})

test("this machine's own table", async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as { port: number }
  const table = parseSocketTable(readFileSync('/proc/self/net/tcp', 'latin1'), 'tcp')
  expect(table?.broken).toBe(0)
  expect(table?.sockets.find((each) => each.port === port)).toMatchObject({
    ...{ address: '127.0.0.1', scope: 'loopback', uid: process.getuid?.() },
  })
})
