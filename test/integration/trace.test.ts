import { expect, test } from 'vitest'
import type { ReportClient } from '../../collector/cli/client.ts'
import type { EventView } from '../../collector/report/eventview.ts'
import { eventually, startCollector, temporary } from '../support/collector.ts'
import { missing, openTracedNode, unit } from '../support/traced.ts'

/** Since a time: all programs of the machine are told, and a busy one has many. */
async function startsOf(client: ReportClient, program: string, sinceTime: string): Promise<EventView[]> {
  const all = await client.events({ nodes: ['node-1'], kinds: ['process'], sinceTime }, 100_000)
  return all.filter(({ detail }) => JSON.stringify(detail).includes(`"${program}"`))
}

test.skipIf(missing !== '')(
  'programs that start in a control group are in the store once each, whoever is started again meanwhile',
  async () => {
    const node = openTracedNode()
    const state = temporary()
    let collector = await startCollector(state)
    let client = collector.client()
    const programs: string[] = []
    const begin = new Date(Date.now() - 1000).toISOString()
    let started = begin
    const start = () => {
      const program = node.program()
      programs.push(program)
      started = new Date(Date.now() - 1000).toISOString()
      node.start(program)
      return program
    }
    const arrived = (program: string) =>
      eventually(
        () => startsOf(client, program, started),
        (found) => found.length > 0,
      )

    let agent = await node.run(collector)
    await arrived(start())
    await agent.stop()
    const whileGone = start()
    agent = await node.run(collector)
    await arrived(whileGone)
    await collector.stop()
    const unheard = start()
    collector = await startCollector(state, { listen: collector.address })
    client = collector.client()
    await arrived(unheard)
    await arrived(start())
    await agent.stop()

    for (const program of programs) {
      const found = await startsOf(client, program, begin)
      expect(found.map(({ detail }) => [detail['count'], (detail['place'] as { unit: string }).unit])).toEqual([
        [1, unit],
      ])
    }
    const reports = await client.events({ nodes: ['node-1'], kinds: ['trace'] }, 1000)
    expect(new Set(reports.map(({ detail }) => detail['source']))).toEqual(new Set(['events']))
  },
  300_000,
)
