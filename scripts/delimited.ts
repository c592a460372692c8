// Messages one behind the other, each with its length before it, as protobuf's tools read and write them.
import protobuf from 'protobufjs/minimal.js'

export function writeDelimited(messages: readonly Uint8Array[]): Uint8Array {
  const writer = protobuf.Writer.create()
  for (const each of messages) writer.bytes(each)
  return writer.finish()
}

/** Throws for a length that goes beyond the end. */
export function readDelimited(bytes: Uint8Array): Uint8Array[] {
  const reader = protobuf.Reader.create(bytes)
  const messages: Uint8Array[] = []
  while (reader.pos < reader.len) messages.push(reader.bytes())
  return messages
}
