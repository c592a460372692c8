import type { ServerDuplexStream } from '@grpc/grpc-js'

/** Why no more is read: no room for what comes (`inflight`), or the other end does not read what it is told (`unread`). */
export type Hindrance = 'inflight' | 'unread'

/** Reading from a stream, and writing to it no more than its other end reads. */
export interface Reading<Message> {
  /** Nothing is read while anything hinders; reading goes on when the last hindrance is over. */
  hinder(why: Hindrance, hinders: boolean): void
  /** Writes; while the stream's buffer is full nothing is read from it. */
  write(message: Message): void
  /** Messages that were written and not taken. */
  unread(): number
}

export function openReading<Message>(stream: ServerDuplexStream<unknown, Message>): Reading<Message> {
  const hindrances = new Set<Hindrance>()

  function hinder(why: Hindrance, hinders: boolean): void {
    const was = hindrances.size > 0
    if (hinders) hindrances.add(why)
    else hindrances.delete(why)
    const is = hindrances.size > 0
    if (is && !was) stream.pause()
    if (!is && was) stream.resume()
  }

  stream.on('drain', () => hinder('unread', false))
  return {
    hinder,
    write: (message) => {
      if (stream.writableEnded || stream.destroyed) return
      stream.write(message)
      if (stream.writableNeedDrain) hinder('unread', true)
    },
    unread: () => stream.writableLength,
  }
}
