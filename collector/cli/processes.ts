import { printable, printableJson } from '../../lib/printable.ts'
import { type Column, type Terminal, table, terminalOf } from '../../lib/terminal.ts'
import type { ProcessQuery, RunningPrograms } from '../processes.ts'
import type { RunningView } from '../report/processview.ts'
import type { ClientOptions } from './client.ts'
import { exitCodes } from './failure.ts'
import { openProfileClient } from './profileclient.ts'

export interface ProcessesOptions extends ClientOptions, ProcessQuery {
  readonly format: 'table' | 'json'
}

/** Most nodes that a line names. */
const maxNamed = 2

/** Prints who runs what, where, over all nodes. */
export async function runProcesses(options: ProcessesOptions, out: NodeJS.WriteStream): Promise<number> {
  const client = openProfileClient(options)
  try {
    const running = await client.processes(queryOf(options))
    if (options.format === 'json') out.write(`${printableJson(running)}\n`)
    else out.write(`${processTable(running, terminalOf(out)).join('\n')}\n`)
    return exitCodes.clean
  } finally {
    client.close()
  }
}

function queryOf({ nodes, namespace, path, unit, user, layer, outliers }: ProcessesOptions): ProcessQuery {
  const filter = Object.entries({ namespace, path, unit, user, layer }).filter(([, value]) => value !== undefined)
  return { nodes, outliers: outliers ?? false, ...Object.fromEntries(filter) }
}

/** One line a program and place; which nodes are not spoken of is said below. */
export function processTable({ processes, nodes, unseen }: RunningPrograms, terminal: Terminal): string[] {
  const columns: Column[] = [
    ...[{ title: 'NODES' }, { title: 'USER' }, { title: 'WHERE', flexible: true }, { title: 'LAYER' }],
    ...[{ title: 'STATUS' }, { title: 'PROGRAM', flexible: true }],
  ]
  const rows = processes.map((each) => [
    ...[nodesOf(each), each.users.join(' '), placeOf(each), each.layers.join(' ') || '–', each.status ?? '–'],
    each.deleted ? `${each.path} (deleted)` : each.path,
  ])
  const missing = unseen.length === 0 ? '' : `; not known of ${unseen.join(', ')}`
  return [
    ...table(columns, rows, terminal.width),
    '',
    printable(`${processes.length} programs on ${nodes} nodes${missing}`),
  ]
}

function nodesOf({ nodes, on }: RunningView): string {
  return on <= maxNamed ? nodes.join(' ') : `${on} nodes`
}

function placeOf({ place, unit, namespace, pods, container }: RunningView): string {
  if (place === 'host') return unit ?? 'the host'
  if (place === 'unknown') return 'not known'
  const pod = pods.length === 1 ? `${pods[0]}` : `${pods.length} pods`
  return `${[namespace, pod].filter(Boolean).join('/')}${container ? ` ${container}` : ''}`
}
