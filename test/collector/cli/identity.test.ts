import { expect, test } from 'vitest'
import * as commands from '../../../collector/cli/identity.ts'
import { startCollector } from '../../support/collector.ts'
import { printed } from '../../support/stream.ts'

test('tokens are made, listed without themselves, and revoked; nodes are banned and let in again', async () => {
  const collector = await startCollector()
  await collector.node('node-1')
  const options = { collector: collector.address, state: collector.state }
  const run = async (command: (out: NodeJS.WriteStream) => Promise<number>) => {
    const { out, text } = printed()
    expect(await command(out)).toBe(0)
    return text()
  }
  const token = await run((out) => commands.createJoinToken({ ...options, name: 'worker-7', hold: '2h' }, out))
  expect(token).toMatch(/^merlon-join-[A-Za-z0-9_-]{43}\n$/)
  const listed = await run((out) => commands.listJoinTokens(options, out))
  expect(listed).toMatch(/^[0-9a-f]{12} {2}holds until \S+Z {2}worker-7 {2}by local\n$/)
  expect(listed).not.toContain(token.trim())
  const id = listed.slice(0, 12)
  expect(await run((out) => commands.revokeJoinToken({ ...options, id }, out))).toBe(`${id} is revoked.\n`)
  expect(await run((out) => commands.listJoinTokens(options, out))).toContain('  revoked 20')
  await expect(commands.revokeJoinToken({ ...options, id }, printed().out)).rejects.toThrow(`no join token ${id}`)

  await expect(commands.banNode({ ...options, node: 'worker-9', reason: '' }, printed().out)).rejects.toThrow(
    'no node worker-9',
  )
  await expect(commands.unbanNode({ ...options, node: 'worker-9' }, printed().out)).rejects.toThrow('no node worker-9')
  expect(await run((out) => commands.listBans(options, out))).toBe('')
})

test('what is decided about a cluster concerns no other', async () => {
  const west = { id: 'west-0000', name: 'West' }
  const collector = await startCollector(undefined, { clusters: [west] })
  const own = { collector: collector.address, state: collector.state }
  const there = { ...own, cluster: west.name }
  const { out } = printed()
  await commands.createJoinToken({ ...there, name: 'worker-7', hold: '2h' }, out)
  const listed = async (options: typeof own) => {
    const { out, text } = printed()
    await commands.listJoinTokens(options, out)
    return text()
  }
  expect(await listed(own)).toBe('')
  const tokens = await listed(there)
  expect(tokens).toContain('worker-7')
  const id = tokens.slice(0, 12)
  await expect(commands.revokeJoinToken({ ...own, id }, printed().out)).rejects.toThrow(`no join token ${id}`)
  await commands.revokeJoinToken({ ...there, id }, printed().out)
  await expect(commands.listBans({ ...own, cluster: 'east' }, printed().out)).rejects.toThrow('no cluster east')
})

test.each<[string, number]>([
  ['60s', 60],
  ['30m', 1800],
  ['24h', 86_400],
  ['30d', 2_592_000],
])('%s', (text, seconds) => expect(commands.holdSeconds(text)).toBe(seconds))

test.each(['59s', '31d', '24', 'h', '', '1.5h', '-1h', '1w'])('%j is no time to hold', (text) =>
  expect(() => commands.holdSeconds(text)).toThrow(/^--for /),
)
