import { expect, onTestFinished, test } from 'vitest'
import { openSpool } from '../../agent/link/spool.ts'
import { openClient } from '../../collector/cli/client.ts'
import { openProfileClient } from '../../collector/cli/profileclient.ts'
import { started } from '../collector/store/contract/profiles.ts'
import { startAgent } from '../support/agent.ts'
import { start } from '../support/cli.ts'
import { eventually, startCollector, temporary } from '../support/collector.ts'

const rounds = 2
const each = 1000

test('a collector that is killed amid events, time and again, has each of them counted exactly once', async () => {
  const state = temporary()
  const first = await startCollector(state)
  const credentials = await first.node('node-1')
  await first.stop()
  const spool = openSpool({ ring: '', state: '' })
  onTestFinished(() => spool.close())
  const where = { collector: first.address, state }
  const committed = async () => {
    const client = openClient(where)
    try {
      return (await client.events({ kinds: ['process'] }, 100_000)).length
    } catch {
      return 0
    } finally {
      client.close()
    }
  }

  await startAgent({ ...first, node: async () => credentials }, 'node-1', [], { spool })
  for (let round = 0; round < rounds; round += 1) {
    const before = round * each * 2
    const running = start(['collector', '--state', state, '--listen', first.address, '--http', '127.0.0.1:0'])
    for (let at = 0; at < each; at += 1) {
      spool.append(started('/usr/sbin/sshd'))
      spool.append(started('/memory', { layer: 'memfd', digest: 'b' }))
    }
    await eventually(committed, (count) => count > before, 150_000)
    running.child.kill('SIGKILL')
    expect((await running.ended).code).toBe('SIGKILL')
  }

  const collector = await startCollector(state, { listen: first.address })
  const all = rounds * each * 2
  await eventually(committed, (count) => count >= all, 150_000)
  const events = await collector.client().events({ kinds: ['process'] }, 100_000)
  expect(events.map(({ seq }) => seq).reverse()).toEqual(Array.from({ length: all }, (_, at) => at + 1))
  const client = openProfileClient(where)
  onTestFinished(() => client.close())
  const { items } = await client.profile('host//ssh.service')
  expect(items.map(({ path, seen }) => [path, seen]).sort()).toEqual([
    ['/memory', rounds * each],
    ['/usr/sbin/sshd', rounds * each],
  ])
  expect((await client.violations({}, 10)).map(({ kind, count }) => [kind, count])).toEqual([['memfd', rounds * each]])
}, 600_000)
