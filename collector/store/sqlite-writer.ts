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
    if (asked.push(request) === 1) process.nextTick(() => worker.postMessage(asked.splice(0)))
    return answer
  }
  try {
    await answered()
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return {
    run: (text, parameters) => ask({ text, parameters: parameters.map(copied) }),
    close: () => {
      closing ??= ask({ parameters: [] })
        .catch(() => undefined)
        .then(() => gone)
      return closing
    },
  }
}

/** A part of a larger buffer would take all of it along. */
function copied(value: unknown): unknown {
  return value instanceof Uint8Array ? new Uint8Array(value) : value
}

function rebuilt({ name, message, code }: NonNullable<WriterReply['failure']>): Error {
  if (name === 'StoreError') return new StoreError(message, { cause: { code } })
  return Object.assign(new Error(message), { name, code })
}
