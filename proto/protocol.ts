/** Versions of the protocol that this Merlon speaks. */
export const protocolMin = 1
export const protocolMax = 1

/** Limits that the collector announces and the agent assumes until it hears of others. Bytes, seconds. */
export const limits = {
  maxFrameBytes: 1024 * 1024,
  maxChunkBytes: 256 * 1024,
  maxInflightBytes: 4 * 1024 * 1024,
  maxDomainBytes: 8 * 1024 * 1024,
  heartbeatSeconds: 30,
} as const

/** Largest message of either side, after decompression, in bytes. */
export const maxMessageBytes = 4 * 1024 * 1024

/** Who a certificate speaks for, as a URI in its subject alternative names. */
export type Speaker =
  | { readonly kind: 'node'; readonly clusterId: string; readonly nodeId: string }
  | { readonly kind: 'operator'; readonly clusterId: string; readonly name: string }

const id = /^[A-Za-z0-9._-]{1,128}$/

/** `spiffe://merlon/CLUSTER/node/ID` or `spiffe://merlon/CLUSTER/operator/NAME`. */
export function speakerUri(speaker: Speaker): string {
  const own = speaker.kind === 'node' ? speaker.nodeId : speaker.name
  if (!id.test(speaker.clusterId) || !id.test(own)) throw new Error(`not an id: ${speaker.clusterId} ${own}`)
  return `spiffe://merlon/${speaker.clusterId}/${speaker.kind}/${own}`
}

/** Reads such a URI; undefined for any other. */
export function parseSpeaker(uri: string): Speaker | undefined {
  const [, clusterId = '', kind, own = ''] = /^spiffe:\/\/merlon\/([^/]+)\/(node|operator)\/([^/]+)$/.exec(uri) ?? []
  if (!id.test(clusterId) || !id.test(own)) return undefined
  return kind === 'node' ? { kind, clusterId, nodeId: own } : { kind: 'operator', clusterId, name: own }
}
