import { Worker } from 'node:worker_threads'
import type { Answer } from './sqlite-statements.ts'
import { StoreError } from './store.ts'

export interface WriterStart {
  readonly file: string
  readonly busyTimeout: number
}

/** A statement; without text: the end. */
export interface WriterRequest {
  readonly text?: string
  readonly parameters: readonly unknown[]
}

/** Statements as they go over: their bytes lie one after the other in `bytes`, which is not copied. */
export interface WriterMessage {
  readonly requests: readonly (WriterRequest & { readonly places: readonly number[] })[]
  readonly bytes: Uint8Array
}

export interface WriterReply extends Answer {
  readonly failure?: { readonly name: string; readonly message: string; readonly code: string | undefined }
}

/** The one connection that writes, in a thread of its own. Answers come in the order of the questions. */
export interface Writer {
  run(text: string, parameters: readonly unknown[]): Promise<Answer>
  close(): Promise<void>
}

/** Opens the file in its thread. Throws the StoreError with which that ended. */
export async function openWriter(start: WriterStart): Promise<Writer> {
  // Beside this file, as which it is bundled or not.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./sqlite-worker.${ending}`, import.meta.url), { workerData: start })
  const waiting: { resolve(reply: WriterReply): void; reject(error: Error): void }[] = []
  let ended: Error | undefined
  let closing: Promise<void> | undefined
  worker.on('message', (replies: readonly WriterReply[]) => {
    for (const reply of replies) {
      const first = waiting.shift()
      if (reply.failure) first?.reject(rebuilt(reply.failure))
      else first?.resolve(reply)
    }
    // A process with nothing else to do may end, also where nobody closes the store.
    if (waiting.length === 0 && !closing) worker.unref()
  })
  const end = (error: Error) => {
    ended ??= error
    for (const each of waiting.splice(0)) each.reject(ended)
  }
  worker.on('error', (error) => end(new StoreError(`the thread of the database ended: ${String(error)}`)))
  const gone = new Promise<void>((done) => worker.on('exit', () => done()))
  void gone.then(() => end(new StoreError('the database is closed')))

  const answered = () =>
    new Promise<WriterReply>((resolve, reject) => {
      if (ended) reject(ended)
      else waiting.push({ resolve, reject })
    })
  const asked: WriterRequest[] = []
  const ask = (request: WriterRequest) => {
    const answer = answered()
    worker.ref()
    // What is asked for in one turn goes over in one message: a message costs more than most statements.
    if (asked.push(request) === 1) process.nextTick(() => post(worker, asked.splice(0)))
    return answer
  }
  try {
    await answered()
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return {
    run: (text, parameters) => ask({ text, parameters }),
    close: () => {
      closing ??= ask({ parameters: [] })
        .catch(() => undefined)
        .then(() => gone)
      return closing
    },
  }
}

/** An array of bytes for each value would cost more than all the rest of a message. */
function post(worker: Worker, asked: readonly WriterRequest[]): void {
  const parts: Uint8Array[] = []
  let end = 0
  const requests = asked.map(({ parameters, ...request }) => {
    const places: number[] = []
    const plain = parameters.map((value, at) => {
      if (!(value instanceof Uint8Array)) return value
      places.push(at, end, value.length)
      parts.push(value)
      end += value.length
      return null
    })
    return { ...request, parameters: plain, places }
  })
  const bytes = new Uint8Array(end)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  worker.postMessage({ requests, bytes } satisfies WriterMessage, [bytes.buffer])
}

/** The parameters of a request as they were given. */
export function parametersOf(
  { parameters, places }: WriterMessage['requests'][number],
  bytes: Uint8Array,
): readonly unknown[] {
  const all = [...parameters]
  for (let at = 0; at < places.length; at += 3) {
    const start = places[at + 1] ?? 0
    all[places[at] ?? 0] = bytes.subarray(start, start + (places[at + 2] ?? 0))
  }
  return all
}

function rebuilt({ name, message, code }: NonNullable<WriterReply['failure']>): Error {
  if (name === 'StoreError') return new StoreError(message, { cause: { code } })
  return Object.assign(new Error(message), { name, code })
}
