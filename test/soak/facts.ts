// What simulated nodes look like: a fixture node as the inspectors see it, each node a little different.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHost } from '../../agent/host/host.ts'
import { type Look, observe } from '../../agent/inspect/observe.ts'
import { inspectors } from '../../agent/inspect/registry.ts'
import { type Domain, v1 } from '../../proto/index.ts'
import { loadSpec, writeHost } from '../support/fixture.ts'

/** What every inspector sees on a node of `test/hosts`. */
export async function looksOf(fixture: string): Promise<Look[]> {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-soak-host-'))
  try {
    writeHost(directory, loadSpec(fixture))
    const host = openHost(directory)
    const looks: Look[] = []
    for (const inspector of inspectors) looks.push(await observe(inspector, host))
    return looks
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const noRecording: Look['recording'] = { files: new Set(), directories: new Set(), linked: new Set() }

/** The same look as another node, or later: `variant` stands in its bytes, and decides whether sshd's file may be written by all. */
export function varied(base: Look, variant: string, isOpen: boolean, time: number): Look {
  const observation = v1.Observation.decode(base.bytes)
  const gaps = [...(observation.gaps ?? []), { path: '/soak', reason: variant }]
  const files = observation.files?.items?.map((each) =>
    each.path === '/etc/ssh/sshd_config' ? { ...each, mode: { ...each.mode, value: isOpen ? '0666' : '0600' } } : each,
  )
  const bytes = v1.Observation.encode({ ...observation, gaps, ...(files && { files: { items: files } }) }).finish()
  return lookOf(base.domain, bytes, base.status, time)
}

function lookOf(domain: Domain, bytes: Uint8Array, status: Look['status'], time: number): Look {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { domain, bytes, hash, recording: noRecording, status, time }
}
