import { createHash } from 'node:crypto'
import { within } from '../../lib/within.ts'
import { type Domain, type ObservationMessage, v1 } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import { type Recording, recordingHost } from '../host/recording.ts'
import type { Inspector, Observation } from './inspector.ts'

/** Longest time that one inspector may take, in milliseconds. */
export const inspectLimit = 30_000
/** Largest encoded observation, in bytes: the collector refuses more. */
export const observationLimit = 8 * 1024 * 1024

/** What came of one look at one domain. */
export interface Look {
  readonly domain: Domain
  /** The encoded Observation. */
  readonly bytes: Uint8Array
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly hash: string
  readonly recording: Recording
  readonly status: Observation<unknown>['status']
  /** When the look ended, milliseconds since 1970. */
  readonly time: number
}

/** Runs one inspector. Whatever goes wrong, a time limit or a bug, becomes `failed` with the reason. */
export async function observe(inspector: Inspector, host: Host, limit = inspectLimit): Promise<Look> {
  const { host: recorded, recording } = recordingHost(host)
  // It looks all the same: what it looked at is watched until it is there.
  const inspected = await inspectWithin(inspector, recorded, limit)
  const seen = (await unmounted(host)) ?? inspected
  const { bytes, status } = encode(inspector, seen)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain: inspector.domain, bytes, hash, recording, status, time: Date.now() }
}

/** An empty root is no node without components: then nothing is known of it. Worked out once for the pass. */
function unmounted(host: Host): Promise<Observation<never> | undefined> {
  return host.shared('unmounted', async ({ root, proc }) => {
    const [entries, processes] = [await root.list('/'), proc.processes()]
    const isThere = processes.status !== 'absent' && (processes.status !== 'observed' || processes.value.length > 0)
    const isEmpty = entries.status === 'observed' && entries.value.every(({ name }) => name === 'proc')
    if (isThere || !isEmpty) return undefined
    return { status: 'failed', reason: "the host's root is not mounted here: it is empty" }
  })
}

function encode(
  inspector: Inspector,
  observation: Observation<unknown>,
): { bytes: Uint8Array; status: Observation<unknown>['status'] } {
  const failed = (reason: string) => encode(inspector, { status: 'failed', reason })
  try {
    const bytes = v1.Observation.encode(toMessage(inspector, observation)).finish()
    if (bytes.length <= observationLimit) return { bytes, status: observation.status }
    return failed(`the fact has ${bytes.length} bytes, more than ${observationLimit}`)
  } catch (error) {
    // What a node configures may nest deeper than the encoding does.
    return failed(`the fact cannot be encoded: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function inspectWithin(inspector: Inspector, host: Host, limit: number): Promise<Observation<unknown>> {
  try {
    const reason = `took longer than ${limit / 1000} seconds`
    return await within(limit, inspector.inspect(host), () => ({ status: 'failed' as const, reason }))
  } catch (error) {
    return {
      status: 'failed',
      reason: `the inspector has a bug: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}

const statuses = v1.Observation.Status

function toMessage(inspector: Inspector, observation: Observation<unknown>): ObservationMessage {
  const base = { domain: inspector.domain, schema: inspector.schema }
  if (observation.status === 'absent') return { ...base, status: statuses.STATUS_ABSENT }
  if (observation.status === 'denied') return { ...base, status: statuses.STATUS_DENIED, reason: observation.reason }
  if (observation.status === 'failed') return { ...base, status: statuses.STATUS_FAILED, reason: observation.reason }
  const gaps = [...(observation.gaps ?? [])].sort((a, b) => compare(a.path ?? '', b.path ?? ''))
  const { notRunning = '' } = observation
  return { ...base, status: statuses.STATUS_OBSERVED, gaps, notRunning, [inspector.domain]: observation.fact }
}
