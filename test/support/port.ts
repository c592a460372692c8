import { createServer } from 'node:net'

/** Ports that no system gives by itself, neither to who asks for any nor to who connects. */
const [first, count] = [12_000, 16_000]
/** Processes of one run take theirs from parts of their own. */
const parts = 8
const size = count / parts
const start = first + (Number(process.env['VITEST_POOL_ID'] ?? 0) % parts) * size
let next = Math.floor(Math.random() * size)

/** A port of loopback on which nobody listens, nor will when it was left: a server may come back to it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = start + (next++ % size)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((done) => {
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}
