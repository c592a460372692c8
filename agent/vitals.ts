import { loadavg } from 'node:os'
import { mem, time } from 'systeminformation'
import type { Vitals } from './link/session.ts'

/** How this machine is doing now. Read from /proc: of systeminformation only what starts no program is used. */
export async function readVitals(): Promise<Vitals> {
  const { total, available } = await mem()
  return {
    uptimeSeconds: time().uptime,
    load1: loadavg()[0] ?? 0,
    memoryTotalBytes: total,
    memoryAvailableBytes: available,
  }
}
