import { expect, test } from 'vitest'
import { absent, denied, seen } from '../../../../agent/host/look.ts'
import { nothingSeen } from '../../../../agent/inspect/controlplane/nothingseen.ts'

const path = '/etc/kubernetes/manifests/a.yaml'

test.each([
  ['no process and no manifest', seen([]), [], absent],
  ['no /proc', absent, [], { status: 'failed', reason: 'there is no /proc: whether etcd runs cannot be told' }],
  ['a manifest that may not be read', seen([]), ['permission denied'], denied(`${path}: permission denied`)],
  ['one that cannot be read', absent, ['EIO', 'later'], { status: 'failed', reason: `${path}: EIO` }],
])('%s', (_, processes, reasons, expected) => {
  const gaps = reasons.map((reason) => ({ path, reason }))
  expect(nothingSeen('etcd', processes, gaps)).toEqual(expected)
})
