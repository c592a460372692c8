/** Ends when the process is told to stop: by a signal, or because whoever started it is gone. */
export function untilStopped(): Promise<void> {
  return new Promise((done) => {
    // Not once: the same Ctrl-C may arrive from the terminal and from a parent, and the second must not end it in between.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done())
    // Whoever started it may be gone before anyone listens.
    if (process.connected === false) done()
    process.once('disconnect', () => done())
  })
}
