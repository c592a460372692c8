import { expect, test } from 'vitest'
import {
  type Architecture,
  architectures,
  encodeFilter,
  filterFor,
  operations,
  verdicts,
} from '../../../deploy/image/filter.ts'
import {
  fileSystems,
  kernel,
  looked,
  mounts,
  newest,
  older,
  otherProcesses,
  ways,
} from '../../../deploy/image/syscalls.ts'

const both = ['x64', 'arm64'] as const
const foreign = 0x40000028

/** What the kernel would answer to a call: the bytes of the program run as it runs them. */
function answer(architecture: Architecture, call: number, args: readonly number[] = [], arch?: number): string {
  const data = Buffer.alloc(64)
  data.writeUInt32LE(call, 0)
  data.writeUInt32LE(arch ?? architectures[architecture], 4)
  for (const [at, each] of args.entries()) data.writeBigUInt64LE(BigInt(each), 16 + 8 * at)
  const program = encodeFilter(filterFor(architecture))
  let accumulator = 0
  for (let at = 0; at < program.length / 8; at += 1) {
    const [code, jt, jf] = [program.readUInt16LE(at * 8), program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3)]
    const k = program.readUInt32LE(at * 8 + 4)
    if (code === operations.ret) return Object.entries(verdicts).find(([, verdict]) => verdict === k)?.[0] ?? `${k}`
    if (code === operations.load) accumulator = data.readUInt32LE(k)
    else if (code === operations.equal) at += accumulator === k ? jt : jf
    else if (code === operations.greater) at += accumulator > k ? jt : jf
    else if (code === operations.anyBit) at += (accumulator & k) !== 0 ? jt : jf
    else return `no such operation: ${code}`
  }
  return 'ran off the end'
}

const groups = { otherProcesses, mounts, kernel, ways, fileSystems }
const refused = Object.values(groups).flatMap((group) => Object.entries(group))

test.each(both)('%s: every call of the lists is refused', (architecture) => {
  const column = architecture === 'x64' ? 0 : 1
  const numbered = refused.flatMap(([name, numbers]) =>
    numbers[column] === undefined ? [] : [[name, numbers[column]] as const],
  )
  expect(numbered.length).toBeGreaterThan(70)
  for (const [name, number] of numbered) expect([name, answer(architecture, number)]).toEqual([name, 'refuse'])
  for (const [name, numbers] of Object.entries(older))
    expect([name, answer(architecture, numbers[column])]).toEqual([name, 'missing'])
})

test.each(both)('%s: every other call that is known goes on, what is newer is not there', (architecture) => {
  const column = architecture === 'x64' ? 0 : 1
  const named = [...refused, ...Object.entries({ ...looked, ...older })].map(([, numbers]) => numbers[column])
  for (let number = 0; number <= newest; number += 1)
    if (!named.includes(number)) expect([number, answer(architecture, number)]).toEqual([number, 'allow'])
  for (const number of [newest + 1, 0x40000000 + 1, 0xffffffff])
    expect([number, answer(architecture, number)]).toEqual([number, 'missing'])
})

const flags = { write: 0o1, readWrite: 0o2, create: 0o100, truncate: 0o1000, temporary: 0o20000000 }
const harmless = {
  read: 0,
  close: 0o2000000,
  directory: 0o200000,
  noFollow: 0o400000,
  nonBlocking: 0o4000,
  path: 0o10000000,
}

test.each(both)('%s: files are opened for reading alone', (architecture) => {
  const opens: [number | undefined, (flags: number) => number[]][] = [
    [looked.open[architecture === 'x64' ? 0 : 1], (value) => [0, value]],
    [looked.openat[architecture === 'x64' ? 0 : 1], (value) => [0xffffff9c, 0, value]],
  ]
  for (const [call, args] of opens) {
    if (call === undefined) continue
    for (const [name, value] of Object.entries(flags))
      expect([name, answer(architecture, call, args(value | harmless.close))]).toEqual([name, 'refuse'])
    for (const [name, value] of Object.entries(harmless))
      expect([name, answer(architecture, call, args(value))]).toEqual([name, 'allow'])
  }
})

test.each(both)('%s: threads and processes begin, namespaces do not', (architecture) => {
  const clone = looked.clone[architecture === 'x64' ? 0 : 1]
  expect(answer(architecture, clone, [0x3d0f00])).toBe('allow')
  expect(answer(architecture, clone, [17])).toBe('allow')
  for (const bit of [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000])
    expect([bit, answer(architecture, clone, [bit | 17])]).toEqual([bit, 'refuse'])
})

test.each(both)('%s: sockets are of the network, and ask the kernel for its routes', (architecture) => {
  const socket = looked.socket[architecture === 'x64' ? 0 : 1]
  for (let family = 0; family < 64; family += 1)
    expect([family, answer(architecture, socket, [family, 1])]).toEqual([
      family,
      [2, 10, 16].includes(family) ? 'allow' : 'refuse',
    ])
})

test.each(both)('%s: calls of another architecture are refused, whatever their number', (architecture) => {
  const other = architectures[architecture === 'x64' ? 'arm64' : 'x64']
  for (const arch of [other, foreign, 0])
    for (const number of [0, 1, 2, 56, 257]) expect(answer(architecture, number, [], arch)).toBe('refuse')
})

test('all jumps stay inside the program, and it ends with a return', () => {
  for (const architecture of both) {
    const program = filterFor(architecture)
    for (const [at, { code, jt, jf }] of program.entries())
      if (code !== operations.ret && code !== operations.load)
        expect(at + 1 + Math.max(jt, jf)).toBeLessThan(program.length)
    expect(program.at(-1)?.code).toBe(operations.ret)
  }
})
