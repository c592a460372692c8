import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Host } from '../../agent/host/host.ts'
import type { Process } from '../../agent/host/proc.ts'
import { type HostSpec, writeHost } from './fixture.ts'

export * from './fixture.ts'

/** Makes the node's directory; it is removed when the test ends. */
export function makeHost(spec: HostSpec): string {
  const root = mkdtempSync(join(tmpdir(), 'merlon-host-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  writeHost(root, spec)
  return root
}

/** The host, where its processes look otherwise. */
export function withProcesses(host: Host, change: (process: Process) => Partial<Process>): Host {
  const processes = () => {
    const all = host.proc.processes()
    return all.status === 'observed' ? { ...all, value: all.value.map((each) => ({ ...each, ...change(each) })) } : all
  }
  return { ...host, proc: { ...host.proc, processes } }
}
