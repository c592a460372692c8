import { expect, onTestFinished, test } from 'vitest'
import { agentSchema } from '../../agent/config.ts'
import { openSpool } from '../../agent/link/spool.ts'
import { type LiveOptions, startLive } from '../../agent/live.ts'
import { v1 } from '../../proto/index.ts'
import { makeHost } from '../support/host.ts'

function live(settings: Record<string, unknown> = {}) {
  const spool = openSpool({ ring: '', state: '' })
  const traced: string[] = []
  const options: LiveOptions = {
    config: agentSchema.parse({ root: makeHost({}), ...settings }),
    observer: { looks: () => new Map(), rescan: async () => undefined },
    spool,
    traced: ({ source }) => void traced.push(source),
  }
  const started = startLive(options)
  onTestFinished(async () => {
    await started.stop()
    await spool.close()
  })
  const kinds = async () => {
    await spool.flush()
    return spool.batch(0, 1_000_000).map((each) => (each.trace ? `trace ${each.trace.source}` : 'other'))
  }
  return { live: started, spool, traced, kinds }
}

test('what cannot be seen is said, in events too', async () => {
  const { live: started, traced, kinds, spool } = live()
  expect(traced).toEqual(['unavailable'])
  expect(started.degraded()).toEqual([
    expect.stringMatching(/^processes: unavailable \(.* is not that of a running machine\)$/),
  ])
  await started.stop()
  expect(new Set(await kinds())).toEqual(new Set(['trace unavailable']))
  expect(spool.lookedAt()).toBeGreaterThan(0)
})

test('what is switched off is not looked at, and the trace says so', async () => {
  const { live: started, traced, kinds } = live({ trace: 'off', auditBurst: 0 })
  started.looked('apiServer')
  await started.stop()
  expect([started.tracing, traced, await kinds()]).toEqual([undefined, [], []])
  expect(started.degraded()).toEqual(['processes: unavailable (`trace` is off in the configuration of the agent)'])
})

test('the set that the collector guards by is remembered by its hash, and one that is none changes nothing', () => {
  const { live: started } = live()
  const guard = (hash: Uint8Array) => started.guard(v1.GuardSet.decode(v1.GuardSet.encode({ hash }).finish()))
  expect(started.guardHash()).toHaveLength(0)
  guard(Buffer.alloc(32, 1))
  expect(() => guard(Buffer.alloc(31, 2))).toThrow('a guard set whose hash has 31 bytes')
  expect(Buffer.from(started.guardHash())).toEqual(Buffer.alloc(32, 1))
})
