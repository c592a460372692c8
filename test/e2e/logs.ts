import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { namespace } from './product.ts'
import type { Stage } from './scenario.ts'

/** Keeps what helps to understand a failure: pods, events, logs, the report. What cannot be had says why in its file. */
export async function keepLogs({ cluster, product }: Stage, directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true })
  const keep = async (name: string, text: Promise<string>) =>
    writeFileSync(join(directory, name), await text.catch((error: Error) => `${error.message}\n`))
  await keep('pods', cluster.kubectl(['get', 'pods', '-A', '-o', 'wide']))
  await keep('described', cluster.kubectl(['-n', namespace, 'describe', 'pods']))
  await keep('events', cluster.kubectl(['get', 'events', '-A', '--sort-by=.lastTimestamp']))
  await keep('collector', product.logs(product.collector()))
  await keep(
    'report.json',
    product.merlon('report', '--format', 'json').then(({ stdout }) => stdout),
  )
  for (const [node, pod] of await product.agents()) await keep(`agent-${node}`, product.logs(`pod/${pod}`))
}
