import { openLog } from '../../lib/log.ts'
import { untilStopped } from '../../lib/process.ts'
import type { AgentConfig } from '../config.ts'
import { runAgent } from '../main.ts'

/** Runs the agent until it is told to stop: by a signal, or because whoever started it is gone. */
export async function runAgentCommand(config: AgentConfig): Promise<number> {
  // First of all: without a handler a signal in the first second would be lost.
  const stopped = untilStopped()
  const log = openLog('agent', config.logLevel)
  const traced = ({ source, reason }: { source: string; reason: string }) => {
    log.info({ source, reason }, 'how starting programs are seen')
    process.send?.({ processes: { source, reason } })
  }
  const running = await runAgent(config, log, { traced })
  await stopped
  log.info({}, 'the agent stops')
  await running.stop()
  return 0
}
