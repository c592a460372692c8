import { PassThrough } from 'node:stream'

/** What a command prints on in this process, and what it printed so far. No terminal: without styles, 100 columns. */
export function printed(): { out: NodeJS.WriteStream; text: () => string } {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { out: stream as unknown as NodeJS.WriteStream, text: () => Buffer.concat(chunks).toString() }
}
