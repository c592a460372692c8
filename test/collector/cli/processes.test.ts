import { expect, test } from 'vitest'
import { type ProcessesOptions, processTable, runProcesses } from '../../../collector/cli/processes.ts'
import { lookOf, startAgent } from '../../support/agent.ts'
import { eventually, startCollector } from '../../support/collector.ts'
import { printed } from '../../support/stream.ts'

const program = (path: string, unit = 'ssh.service') => ({
  ...{ executable: { value: path }, uid: 0, user: 'root', place: 'host', unit },
})
const processes = (...items: ReturnType<typeof program>[]) =>
  lookOf({ domain: 'processes', schema: 1, status: 1, processes: { items } })

test('what runs on all nodes is one table; which nodes it does not speak of is said', async () => {
  const collector = await startCollector()
  await startAgent(collector, 'node-1', [processes(program('/usr/sbin/sshd'), program('/bin/\u001b[2Jx'))])
  await startAgent(collector, 'node-2', [processes(program('/usr/sbin/sshd'))])
  await startAgent(collector, 'node-3', [])
  const run = async (over: Partial<ProcessesOptions> = {}) => {
    const { out, text } = printed()
    const where = { collector: collector.address, state: collector.state }
    expect(await runProcesses({ ...where, format: 'json', nodes: [], ...over }, out)).toBe(0)
    return text()
  }
  const all = JSON.parse(
    await eventually(run, (text) => {
      const { nodes, unseen } = JSON.parse(text)
      return nodes === 2 && unseen.length === 1
    }),
  )
  expect(all.unseen).toEqual(['node-3'])
  expect(all.processes.map((each: { path: string; nodes: string[] }) => [each.path, each.nodes])).toEqual([
    ['/bin/%1B[2Jx', ['node-1']],
    ['/usr/sbin/sshd', ['node-1', 'node-2']],
  ])
  const table = await run({ format: 'table' })
  expect(table).toContain('2 programs on 2 nodes; not known of node-3')
  expect(table).not.toContain('\u001b')
  expect(JSON.parse(await run({ outliers: true })).processes).toHaveLength(1)
  expect(JSON.parse(await run({ nodes: ['node-2'], unit: 'ssh.service' })).processes).toHaveLength(1)
  await expect(run({ nodes: ['node-9'] })).rejects.toThrow('no node node-9')
})

test('a line says where and how many', () => {
  const line = { path: '/a', users: ['root'], layers: ['upper'], deleted: true, status: 'observed', on: 3 }
  const nodes = ['a', 'b', 'c']
  const rows = processTable(
    {
      processes: [
        { ...line, place: 'pod', namespace: 'shop', pods: ['web-0'], container: 'app', nodes },
        { ...line, place: 'pod', pods: ['u1', 'u2'], nodes: ['a'], on: 1, deleted: false },
        { ...line, place: 'host', unit: 'a.service', pods: [], nodes },
        { ...line, place: 'unknown', pods: [], nodes },
      ],
      nodes: 3,
      unseen: [],
    },
    { width: 200, colour: false, interactive: false } as never,
  )
  expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
    ['NODES', 'USER', 'WHERE', 'LAYER', 'STATUS', 'PROGRAM'],
    ['3 nodes', 'root', 'shop/web-0 app', 'upper', 'observed', '/a (deleted)'],
    ['a', 'root', '2 pods', 'upper', 'observed', '/a'],
    ['3 nodes', 'root', 'a.service', 'upper', 'observed', '/a (deleted)'],
    ['3 nodes', 'root', 'not known', 'upper', 'observed', '/a (deleted)'],
    [''],
    ['4 programs on 3 nodes'],
  ])
})
