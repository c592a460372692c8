import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHost } from '../agent/host/host.ts'
import { listeners } from '../agent/inspect/listeners.ts'
import { observe } from '../agent/inspect/observe.ts'
import { type ProcessSpec, writeHost } from '../test/support/fixture.ts'
import { tcpTable, udpTable } from '../test/support/nettable.ts'
import { type Bench, measure } from './measure.ts'

const network = 4026531840

/** The cost of a listener: nodes with 20 and with 2,000, each held by a process of its own. */
export async function benchListeners({ directory, print }: Bench): Promise<void> {
  const [few, many] = [
    await costOf(join(directory, 'listeners-20'), 20),
    await costOf(join(directory, 'listeners-2000'), 2000),
  ]
  const each = ((many - few) / 1980) * 1000
  print(
    `listeners: ${few.toFixed(1)} ms CPU for 20, ${many.toFixed(0)} ms for 2,000: ${each.toFixed(0)} µs each, with its process`,
  )
}

async function costOf(root: string, count: number): Promise<number> {
  const rows = Array.from({ length: count }, (_, at) => ({ port: 1024 + at, inode: 10_000 + at }))
  const tables = { tcp: tcpTable(...rows), tcp6: tcpTable(), udp: udpTable(), udp6: udpTable() }
  const init: ProcessSpec = { pid: 1, ppid: 0, argv: ['/sbin/init'], cgroup: '0::/init.scope', network, net: tables }
  const holders = rows.map(({ inode }, at) => ({ pid: 100 + at, argv: ['/usr/bin/server'], network, sockets: [inode] }))
  mkdirSync(root)
  writeHost(root, { processes: [init, ...holders] })
  const look = () => observe(listeners, openHost(root))
  const { status } = await look()
  if (status !== 'observed') throw new Error(`the listeners of ${root} were ${status}`)
  return (await measure(5, look)).cpu
}
