import { expect, onTestFinished, test } from 'vitest'
import { openProfileClient } from '../../collector/cli/profileclient.ts'
import { eventually, startCollector } from '../support/collector.ts'
import { missing, openTracedNode, unit } from '../support/traced.ts'

const id = `host//${unit}`
/** Milliseconds: at first the agent looks at all that runs on the machine. */
const patience = 240_000

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
    const violations = () => client.violations({ profile: id }, 100)
    const violationOf = (program: string) =>
      eventually(
        async () => (await violations()).find(({ path }) => path === program),
        (each) => each !== undefined,
        patience,
      )

    // One that ends before anybody could look at it would be told of without its file.
    const usual = node.program('/bin/sleep')
    const start = (program: string) => node.keep(program, '1000', '1')
    start(usual)
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

    start(usual)
    await counted(usual, 2)
    const strange = node.program('/bin/sleep', 'strange')
    start(strange)
    const violation = await violationOf(strange)
    expect(violation).toMatchObject({
      ...{ kind: 'unexpected-process', severity: 'high', layer: 'host-unpackaged', count: 1, user: 'root' },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      allowed: expect.arrayContaining([usual]),
    })
    expect(violation?.commandLine).toEqual([strange, '1000', '1'])
    expect(violation?.creators[0]).toMatch(/sh$/)
    expect((await violations()).map(({ path }) => path)).toEqual([strange])

    const before = agent.guardHash()
    await decide('deny')
    await eventually(agent.guardHash, (hash) => Buffer.compare(hash, before) !== 0, patience)
    start(usual)
    expect(await violationOf(usual)).toMatchObject({ kind: 'denied', severity: 'high', count: 1 })
    await agent.stop()
  },
  1_200_000,
)
