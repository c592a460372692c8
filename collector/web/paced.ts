/**
 * Does the work at once, then again at most every `pause` milliseconds however often it is asked for, and never twice at a
 * time: what is asked for meanwhile is done once, after it.
 */
export function paced(work: () => Promise<unknown>, pause: number): () => void {
  let busy = false
  let wanted = false
  async function run(): Promise<void> {
    busy = true
    while (wanted) {
      wanted = false
      await work().catch(() => undefined)
      await new Promise((done) => setTimeout(done, pause))
    }
    busy = false
  }
  return () => {
    wanted = true
    if (!busy) void run()
  }
}
