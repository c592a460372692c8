import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type HostSpec, writeHost } from './fixture.ts'

export * from './fixture.ts'

/** Makes the node's directory; it is removed when the test ends. */
export function makeHost(spec: HostSpec): string {
  const root = mkdtempSync(join(tmpdir(), 'merlon-host-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  writeHost(root, spec)
  return root
}
