// What the agent itself uses, against its ceilings.

/** Ceilings of the agent. */
export interface Ceilings {
  /** Of one CPU, in percent, over a window. */
  readonly cpuPercent: number
  readonly memoryMebibytes: number
}

/** What the agent used until now. */
export interface Usage {
  /** CPU seconds. */
  readonly cpu: number
  /** Bytes of memory. */
  readonly memory: number
  /** Seconds of a clock that is never set. */
  readonly time: number
}

export interface Load {
  /** How many times longer windows are than usual: 1 while the agent keeps to its ceilings. */
  readonly stretch: number
  /** Which ceiling is passed and what is done; empty while none is. */
  readonly reason: string
}

/** Windows are made so many times longer at most. */
const mostStretch = 16

/** Measures at the end of each window: twice as long while a ceiling is passed, back step by step afterwards. */
export function openLoad(ceilings: Ceilings, usage: () => Usage = ownUsage): () => Load {
  let before = usage()
  let stretch = 1
  return () => {
    const now = usage()
    const cpuPercent = (100 * (now.cpu - before.cpu)) / Math.max(0.001, now.time - before.time)
    const mebibytes = now.memory / 1024 / 1024
    before = now
    const passed = [
      ...(cpuPercent > ceilings.cpuPercent
        ? [`${Math.round(cpuPercent)} % of a CPU, more than ${ceilings.cpuPercent} %`]
        : []),
      ...(mebibytes > ceilings.memoryMebibytes
        ? [`${Math.round(mebibytes)} MiB of memory, more than ${ceilings.memoryMebibytes}`]
        : []),
    ]
    stretch = passed.length > 0 ? Math.min(mostStretch, stretch * 2) : Math.max(1, stretch / 2)
    if (stretch === 1) return { stretch, reason: '' }
    const cause = passed.length > 0 ? `the agent uses ${passed.join(' and ')}` : 'the agent used too much'
    return { stretch, reason: `starts are told ${stretch} times less often: ${cause}` }
  }
}

function ownUsage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1e6, memory: process.memoryUsage.rss(), time: performance.now() / 1000 }
}
