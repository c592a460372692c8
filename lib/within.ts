/**
 * What work gives, or what `late` gives (or throws) when that takes longer than so many milliseconds; rejects as the work does. The
 * work itself goes on.
 */
export async function within<T, Late>(limit: number, work: Promise<T>, late: () => Late): Promise<T | Late> {
  const over = Symbol('over')
  let timer: NodeJS.Timeout | undefined
  const limited = new Promise<typeof over>((done) => {
    timer = setTimeout(() => done(over), limit)
  })
  try {
    const first = await Promise.race([work, limited])
    return first === over ? late() : first
  } finally {
    clearTimeout(timer)
  }
}
