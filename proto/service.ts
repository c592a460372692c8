import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js'
import { v1 } from './index.ts'
import { methodsOf } from './schema.ts'

interface Codec {
  encode(message: object): { finish(): Uint8Array }
  decode(bytes: Uint8Array): object
}

const codecs = v1 as unknown as Readonly<Record<string, Codec | undefined>>

/** A service of `merlon.v1` as grpc-js wants it, from the static code: nothing is generated at run time. */
export function serviceDefinition(name: string): ServiceDefinition {
  return Object.fromEntries(
    methodsOf(name).map((method) => [method.name, methodDefinition(`/merlon.v1.${name}/${method.name}`, method)]),
  )
}

function methodDefinition(
  path: string,
  method: ReturnType<typeof methodsOf>[number],
): MethodDefinition<object, object> {
  const request = codec(method.requestType)
  const response = codec(method.responseType)
  return {
    path,
    requestStream: method.requestStream,
    responseStream: method.responseStream,
    requestSerialize: (message) => Buffer.from(request.encode(message).finish()),
    requestDeserialize: (bytes) => measured(request.decode(bytes), bytes.length),
    responseSerialize: (message) => Buffer.from(response.encode(message).finish()),
    responseDeserialize: (bytes) => response.decode(bytes),
    originalName: method.name,
  }
}

const sizes = new WeakMap<object, number>()

function measured<T extends object>(message: T, bytes: number): T {
  sizes.set(message, bytes)
  return message
}

/** How many bytes a request had on the wire. 0 for a message that did not come over it. */
export function wireSize(request: object): number {
  return sizes.get(request) ?? 0
}

function codec(type: string): Codec {
  const found = codecs[type]
  if (!found) throw new Error(`the generated code has no message ${type}; run npm run generate`)
  return found
}
