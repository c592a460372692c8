import { expect, test } from 'vitest'
import { entryKey, seenProcess } from '../../../collector/allowlist/process.ts'
import { v1 } from '../../../proto/index.ts'

test('a message becomes plain data', () => {
  const message = v1.ProcessSeen.decode(
    v1.ProcessSeen.encode({
      place: { place: 'pod', podUid: 'u', containerId: 'c', namespace: 'shop', pod: 'web-1', container: 'app' },
      identity: {
        ...{ path: Buffer.from('/bin/s\n'), layer: 'image-lower', digest: Buffer.alloc(32, 0xaa), digestState: 'read' },
        ...{
          script: Buffer.from('/run\xff', 'latin1'),
          uid: 0,
          capabilities: 255,
          marks: ['upper', 'made-up', 'memfd'],
        },
      },
      creators: [Buffer.from('/usr/bin/runc')],
      count: 3,
      firstTime: { seconds: 10, nanos: 0 },
      lastTime: { seconds: 11, nanos: 0 },
      evidence: { pid: 7, commandLine: [Buffer.from('sh'), Buffer.from('a\u001b')] },
      source: 'events',
    }).finish(),
  )
  const process = seenProcess(message)
  expect(process).toMatchObject({
    ...{
      entry: 'image-lower:/bin/s%0A:/run%FF',
      path: '/bin/s%0A',
      script: '/run%FF',
      digest: `sha256:${'aa'.repeat(32)}`,
    },
    ...{ uid: 0, capabilities: 'ff', marks: ['memfd', 'upper'], creators: ['/usr/bin/runc'], count: 3 },
    ...{ first: 10_000, last: 11_000, running: false },
  })
  expect(process?.evidence?.commandLine).toEqual(['sh', 'a%1B'])
  expect(JSON.parse(JSON.stringify(process))).toEqual(process)
})

test.each([
  ['nothing', {}],
  ['no path', { identity: { layer: 'upper' } }],
])('%s is no process', (_name, message) => {
  expect(seenProcess(message)).toBeUndefined()
})

test('what is not understood is unknown, not something', () => {
  const process = seenProcess({
    identity: { path: Buffer.from('/a'), layer: 'made-up', digest: Buffer.alloc(3), uid: 4_294_967_295 },
  })
  expect(process).toMatchObject({ layer: 'unknown', digest: '', uid: undefined, place: { place: 'unknown' } })
})

test('a colon in a path does not make it another entry', () => {
  expect(entryKey('volume', '/a:/b', '')).not.toBe(entryKey('volume', '/a', '/b'))
})
