import { pino } from 'pino'

export type Log = ReturnType<typeof openLog>

/** JSON lines on standard error, with levels by name and RFC 3339 times. */
export function openLog(part: string, level: string) {
  return pino(
    {
      level,
      base: { part },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}
