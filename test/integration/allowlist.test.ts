import { expect, onTestFinished, test } from 'vitest'
import { openProfileClient } from '../../collector/cli/profileclient.ts'
import { eventually, startCollector } from '../support/collector.ts'
import { missing, openTracedNode, unit } from '../support/traced.ts'

const id = `host//${unit}`
/** Milliseconds: at first the agent looks at all that runs on the machine. */
const patience = 90_000

test.skipIf(missing !== '')(
  'what was learned and approved is only counted; anything else is a violation with its evidence',
  async () => {
    const node = openTracedNode()
    const collector = await startCollector()
    const client = openProfileClient({ collector: collector.address, state: collector.state })
    onTestFinished(() => client.close())
    const agent = await node.run(collector)
    const countOf = async (path: string) =>
      (await client.profile(id)).items.find((each) => each.path === path)?.seen ?? 0
    const counted = (path: string, count: number) =>
      eventually(
        () => countOf(path).catch(() => 0),
        (seen) => seen >= count,
        patience,
      )
    const violationOf = (path: string) =>
      eventually(
        async () => (await client.violations({ profile: id }, 100)).find((each) => each.path === path),
        (each) => each !== undefined,
        patience,
      )

    const usual = node.program('/bin/true')
    node.start(usual)
    await counted(usual, 1)
    expect(agent.guardHash()).toHaveLength(0)
    const decide = async (action: 'approve' | 'deny') => {
      const { version, learned, items } = await client.profile(id)
      await client.decide(id, {
        action,
        version,
        seen: learned,
        keys: items.filter(({ path }) => path === usual).map(({ key }) => key),
      })
    }
    await decide('approve')
    const yaml = await client.export(id)
    await client.import(yaml.replace('state: learning', 'state: alerting'), true)
    await eventually(agent.guardHash, (hash) => hash.length === 32, patience)

    // One that ends before anybody could look at it is told of without its file: it is started until one was seen whole.
    await eventually(
      async () => {
        node.start(usual)
        return countOf(usual).catch(() => 0)
      },
      (seen) => seen >= 2,
      patience,
    )
    const strange = node.program('/bin/sleep', 'strange')
    node.keep(strange, '1000', '1')
    const violation = await violationOf(strange)
    expect(violation).toMatchObject({
      ...{ kind: 'unexpected-process', severity: 'high', layer: 'host-unpackaged', count: 1, user: 'root' },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      allowed: expect.arrayContaining([usual]),
    })
    expect(violation?.commandLine).toEqual([strange, '1000', '1'])
    expect(violation?.creators[0]).toMatch(/sh$/)
    expect((await client.violations({ profile: id }, 100)).map(({ path }) => path)).toEqual([strange])

    const before = agent.guardHash()
    await decide('deny')
    await eventually(agent.guardHash, (hash) => Buffer.compare(hash, before) !== 0, patience)
    node.start(usual)
    expect(await violationOf(usual)).toMatchObject({ kind: 'denied', severity: 'high', count: 1 })
    await agent.stop()
  },
  300_000,
)
