import { arch, availableParallelism, release, totalmem } from 'node:os'
import { version } from './version.ts'

/** What runs here, on what, as JSON. */
export function aboutMachine(now = new Date()): string {
  return `${JSON.stringify(
    {
      ...{
        merlon: version,
        node: process.version,
        platform: process.platform,
        architecture: arch(),
        kernel: release(),
      },
      ...{
        processors: availableParallelism(),
        memoryBytes: totalmem(),
        time: now.toISOString(),
        user: process.getuid?.(),
      },
    },
    null,
    2,
  )}\n`
}
