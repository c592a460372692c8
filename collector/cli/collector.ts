import { openLog } from '../../lib/log.ts'
import { untilStopped } from '../../lib/process.ts'
import type { CollectorConfig } from '../config.ts'
import { runCollector } from '../main.ts'

/** Runs the collector until it is told to stop. */
export async function runCollectorCommand(config: CollectorConfig): Promise<number> {
  const stopped = untilStopped()
  const log = openLog('collector', config.logLevel)
  const running = await runCollector(config, log)
  const link = (await running.createLoginLink()).url
  process.send?.({ ready: { port: running.port, link } })
  if (!process.send) log.info({ next: 'merlon login' }, 'a link that opens the page is made by the command in `next`')
  await stopped
  log.info({}, 'the collector stops')
  await running.stop()
  return 0
}
