import { expect, test } from 'vitest'
import { applyDelta, openAssembly } from '../../../collector/ingest/assembly.ts'
import { lookOf, sshdConfig } from '../../support/agent.ts'

const at = (seconds: number) => ({ seconds, nanos: 0 })

/** Later, and earlier, than any date. */
const noTimes = [9e12, -9e12, 2 ** 53, 2 ** 63].map(at)

function chunkOf(observedTime = at(0), { domain, hash, bytes } = sshdConfig('no')) {
  return { domain, hash: Buffer.from(hash, 'hex'), totalBytes: bytes.length, offset: 0, data: bytes, observedTime }
}

test.each(noTimes)('a fact of a time that no report could show is refused: %o', (observedTime) => {
  const assembly = openAssembly(1e6)
  expect(() => assembly.chunk(chunkOf(observedTime))).toThrow(' was observed at no time')
  expect(assembly.chunk(chunkOf(at(1)))).toMatchObject({ observedTime: 1000 })
})

test.each(noTimes)('and so is the change of one: %o', (observedTime) => {
  const { domain, hash, data } = chunkOf()
  const base = { hash: hash.toString('hex'), bytes: data }
  const same = {
    domain,
    fromHash: hash,
    toHash: hash,
    prefixBytes: data.length,
    suffixBytes: 0,
    middle: new Uint8Array(),
  }
  expect(() => applyDelta(base, { ...same, observedTime }, 1e6)).toThrow(' was observed at no time')
  expect(applyDelta(base, { ...same, observedTime: at(1) }, 1e6)).toMatchObject({ observedTime: 1000 })
})

test('a reason is no longer than people would read: every report has those of all nodes', () => {
  const look = lookOf({ domain: 'ssh', schema: 1, status: 3, reason: 'r'.repeat(100_000) })
  expect(openAssembly(1e6).chunk(chunkOf(at(0), look))?.reason).toBe('r'.repeat(500))
})
