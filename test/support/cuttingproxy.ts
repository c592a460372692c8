import { createConnection, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporary } from './collector.ts'

/** Where a conversation about a commit ends: before the server hears of it, or before the client hears what became of it. */
export type Cut = 'question' | 'answer'

export interface CuttingProxy {
  /** Of its socket. */
  readonly directory: string
  /** Cuts the connection over which the next commit goes, once. */
  cutNext(where: Cut): void
  /** How often it cut. */
  readonly cuts: number
}

const socketName = '.s.PGSQL.5432'
/** As it stands in a message of the simple query protocol. */
const commit = Buffer.from('commit\0')

/** Stands between clients and the PostgreSQL whose socket is in a directory, until the test ends. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const directory = temporary()
  const open = new Set<Socket>()
  let next: Cut | undefined
  let cuts = 0
  const server = createServer((client) => {
    const upstream = createConnection(join(target, socketName))
    let cutting = false
    const cut = () => {
      cuts += 1
      client.destroy()
      upstream.destroy()
    }
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from)
      from.on('error', () => undefined)
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
    client.on('data', (part: Buffer) => {
      if (next !== undefined && part.includes(commit)) {
        cutting = next === 'answer'
        next = undefined
        if (!cutting) return cut()
      }
      upstream.write(part)
    })
    upstream.on('data', (part: Buffer) => (cutting ? cut() : void client.write(part)))
  })
  await new Promise<void>((done) => server.listen(join(directory, socketName), done))
  onTestFinished(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  return {
    directory,
    cutNext: (where) => {
      next = where
    },
    get cuts() {
      return cuts
    },
  }
}
