import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prepareFile } from '../../../agent/host/preparefile.ts'
import { stateBytes } from '../../../agent/link/spool/state.ts'
import { minRingBytes, openSpool, type Spool } from '../../../agent/link/spool.ts'
import type { EventMessage } from '../../../proto/index.ts'
import { temporary } from '../../support/collector.ts'

function files(ringBytes = minRingBytes) {
  const directory = temporary()
  const paths = { ring: join(directory, 'ring'), state: join(directory, 'state') }
  prepareFile(paths.ring, ringBytes)
  prepareFile(paths.state, stateBytes)
  return paths
}

function open(paths: { ring: string; state: string }): Spool {
  const spool = openSpool(paths)
  onTestFinished(() => spool.close().catch(() => undefined))
  return spool
}

/** The same files, one of them with a single byte. */
function cutShort(paths: { ring: string; state: string }, which: 'ring' | 'state') {
  writeFileSync(paths[which], 'x')
  return paths
}

const flap = (domain: string) => ({ flap: { domain } })
const text = ({ seq, flap: own, gap }: EventMessage) => `${seq} ${own?.domain ?? gap?.reason}`

test('what was appended may be sent once the disk has it, and is there after a restart', async () => {
  const paths = files()
  const first = openSpool(paths)
  for (const domain of ['a', 'b', 'c']) first.append(flap(domain))
  expect([first.ready(), first.batch(0, 1000)]).toEqual([0, []])
  await first.flush()
  expect(first.batch(0, 1000).map(text)).toEqual(['1 a', '2 b', '3 c'])
  first.acked(2)
  await first.close()

  const second = open(paths)
  expect([second.id(), second.degraded()]).toEqual([first.id(), []])
  expect(second.batch(2, 1000).map(text)).toEqual(['3 c'])
  second.append(flap('d'))
  await second.flush()
  expect(second.batch(2, 1000).map(text)).toEqual(['3 c', '4 d'])
})

test('listeners hear when there is more to send, until they leave', async () => {
  const spool = open(files())
  let heard = 0
  const leave = spool.subscribe(() => void (heard += 1))
  spool.append(flap('a'))
  await spool.flush()
  expect(heard).toBe(1)
  leave()
  spool.append(flap('b'))
  await spool.flush()
  expect(heard).toBe(1)
})

test('without a file asked for, events wait in memory, and that is no trouble', async () => {
  const spool = open({ ring: '', state: '' })
  spool.append(flap('a'))
  await spool.flush()
  expect([spool.batch(0, 1000).map(text), spool.degraded()]).toEqual([['1 a'], []])
})

test('memory is bounded: the oldest are dropped and counted', async () => {
  const spool = openSpool({ ring: '', state: '', memoryBytes: 64 * 1024 })
  for (let seq = 1; seq <= 5000; seq += 1) spool.append(flap('x'.repeat(100)))
  await spool.flush()
  const [gap, ...rest] = spool.batch(0, 10_000_000)
  expect(gap?.gap).toMatchObject({ fromSeq: 1, reason: 'the spool was full' })
  expect(Number(gap?.gap?.count) + rest.length).toBe(5000)
  await spool.close()
})

test.each<[string, (paths: { ring: string; state: string }) => { ring: string; state: string }, RegExp]>([
  ['there is no file', ({ state }) => ({ ring: '/no/such/ring', state }), /ENOENT/],
  ['the ring is too small', (paths) => cutShort(paths, 'ring'), /1 bytes and needs 2097152/],
  ['the state is too small', (paths) => cutShort(paths, 'state'), /1 bytes and needs 8192/],
  ['the descriptor is closed', ({ state }) => ({ ring: 'fd:9999', state }), /EBADF/],
])('where %s, events wait in memory and it says so', async (_name, change, reason) => {
  const spool = open(change(files()))
  expect(spool.degraded()).toEqual([expect.stringMatching(/^events: kept in memory only \(/)])
  expect(spool.degraded()[0]).toMatch(reason)
  spool.append(flap('a'))
  await spool.flush()
  expect(spool.batch(0, 1000).map(text)).toEqual(['1 a'])
})

test('descriptors that are open already serve as files', async () => {
  const paths = files()
  const [ring, state] = [openSync(paths.ring, 'r+'), openSync(paths.state, 'r+')]
  const spool = openSpool({ ring: `fd:${ring}`, state: `fd:${state}` })
  spool.append(flap('a'))
  await spool.close()
  expect(open(paths).batch(0, 1000).map(text)).toEqual(['1 a'])
})

test('random bytes in both files make a new spool', async () => {
  const paths = files()
  for (const [path, bytes] of [
    [paths.ring, minRingBytes],
    [paths.state, stateBytes],
  ] as const)
    writeFileSync(path, Buffer.alloc(bytes, 'MRLNSEG1MRLNSTA1 and more'))
  const spool = open(paths)
  spool.append(flap('a'))
  await spool.flush()
  expect([spool.batch(0, 1000).map(text), spool.degraded()]).toEqual([['1 a'], []])
})

test('a file that cannot be written any more is drained, and what follows is another spool in memory', async () => {
  const paths = files()
  const ring = openSync(paths.ring, 'r+')
  const spool = openSpool({ ring: `fd:${ring}`, state: paths.state })
  const id = spool.id()
  spool.append(flap('a'))
  await spool.flush()
  // Read only from here on: writing fails with EBADF, reading does not.
  closeSync(ring)
  expect(openSync(paths.ring, 'r')).toBe(ring)
  spool.append(flap('b'))
  await spool.flush()
  expect(spool.degraded()).toEqual(['events: kept in memory only (EBADF)'])
  expect([spool.id(), spool.batch(0, 1000).map(text)]).toEqual([id, ['1 a']])
  spool.acked(1)
  expect(spool.id()).not.toBe(id)
  expect(spool.batch(0, 1000).map(text)).toEqual(['1 b'])
  await spool.close()
})

test('a file that cannot even be read is left at once', async () => {
  const paths = files()
  const ring = openSync(paths.ring, 'r+')
  const spool = openSpool({ ring: `fd:${ring}`, state: paths.state })
  spool.append(flap('a'))
  await spool.flush()
  const id = spool.id()
  closeSync(ring)
  expect(openSync('/dev', 'r')).toBe(ring)
  expect(spool.batch(0, 1000)).toEqual([])
  expect(spool.id()).not.toBe(id)
  expect(spool.degraded()).toEqual(['events: kept in memory only (EISDIR)'])
  await spool.close()
})

test('a ring that was cut off loses what is behind the cut, and says how much', async () => {
  const paths = files()
  const first = openSpool(paths)
  for (let seq = 1; seq <= 4000; seq += 1) first.append(flap('x'.repeat(100)))
  await first.close()
  const ring = openSync(paths.ring, 'r+')
  ftruncateSync(ring, minRingBytes / 8)
  ftruncateSync(ring, minRingBytes)
  closeSync(ring)
  const second = open(paths)
  second.append(flap('new'))
  await second.flush()
  let [told, newest] = [0, '']
  for (let after = 0; after < second.ready(); ) {
    for (const each of second.batch(after, 100_000)) {
      after = Number(each.seq)
      told += Number(each.gap?.count ?? 1)
      newest = text(each)
    }
  }
  expect([told, newest]).toEqual([4001, '4001 new'])
})
