import { within } from '../lib/within.ts'

/** What has to end before the process may. */
export interface Ending {
  /** Parts end one after the other, the newest first. `name`: for people. */
  add(name: string, close: () => unknown): void
  /** Ends all, once, and never fails: gives the names of those that did not end in time. */
  close(): Promise<readonly string[]>
}

export interface EndingOptions {
  readonly log: { error(fields: object, message: string): void }
  /** Milliseconds that all parts have together. */
  readonly patience?: number
  /** Milliseconds that each part has when no time is left. */
  readonly least?: number
}

/**
 * One part that waits for something that never comes must not keep the others, nor the process: what it waits for was not
 * acknowledged to anyone, and who runs the collector kills it in the end. With the defaults all is over within
 * 20 seconds.
 */
export function openEnding({ log, patience = 10_000, least = 500 }: EndingOptions): Ending {
  const parts: { readonly name: string; readonly close: () => unknown }[] = []
  let closed: Promise<readonly string[]> | undefined

  async function closeAll(): Promise<readonly string[]> {
    const end = performance.now() + patience
    const left: string[] = []
    for (const { name, close } of parts.reverse()) {
      const limit = Math.max(least, end - performance.now())
      if (await within(limit, attempt(name, close), () => false)) continue
      left.push(name)
      log.error({ part: name, limitMilliseconds: Math.round(limit) }, 'a part did not end in time: it is left as it is')
    }
    return left
  }

  /** True when it has ended, well or not. */
  async function attempt(name: string, close: () => unknown): Promise<boolean> {
    try {
      await close()
    } catch (error) {
      log.error({ part: name, reason: (error as Error).message }, 'a part failed as it ended')
    }
    return true
  }

  return {
    add: (name, close) => void parts.push({ name, close }),
    close: () => (closed ??= closeAll()),
  }
}

/**
 * Ends the process with a code when it is still there some time after everything has ended, and says what keeps it: a
 * connection or a thread that nobody knows of any more.
 */
export function endAtLast(
  code: number,
  log: EndingOptions['log'],
  { wait = 5000, exit = process.exit as (code: number) => void } = {},
): void {
  const timer = setTimeout(() => {
    const resources = process.getActiveResourcesInfo()
    log.error({ resources }, 'all has ended and something keeps the process: it is ended')
    exit(code)
  }, wait)
  timer.unref()
}
