import { expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import type { Inspector } from '../../../agent/inspect/inspector.ts'
import { observe } from '../../../agent/inspect/observe.ts'
import { decodeObservation } from '../../../proto/view.ts'
import { type HostSpec, makeHost } from '../../support/host.ts'

const ssh: Inspector<'ssh'> = {
  ...{ domain: 'ssh', schema: 1, reads: [] },
  inspect: async (host) => {
    await host.root.stat('/etc/ssh/sshd_config')
    return { status: 'absent' }
  },
}

test.each<readonly [string, HostSpec, string]>([
  ['an empty root', {}, 'failed'],
  ['a root with files', { files: { '/etc/hostname': 'n1\n' } }, 'absent'],
  ['a root with processes', { processes: [{ pid: 1, argv: ['/sbin/init'] }] }, 'absent'],
])('%s', async (_name, spec, status) => {
  const look = await observe(ssh, openHost(makeHost(spec)))
  expect(look.status).toBe(status)
  if (status === 'failed') expect(decodeObservation(look.bytes).reason).toMatch(/^the host's root is not mounted here/)
  expect([...look.recording.files]).toContain('/etc/ssh/sshd_config')
})
