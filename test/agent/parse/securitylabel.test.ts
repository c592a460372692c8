import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSecurityLabel } from '../../../agent/parse/securitylabel.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['unconfined\n', 'unconfined'],
  ['cri-containerd.apparmor.d (enforce)\n', 'confined'],
  ['docker-default (kill)', 'confined'],
  ['my profile (complain)\n', 'complain'],
  ['a//&b (mixed)\n', 'complain'],
  ['crun (unconfined)\n', 'unconfined'],
  ['system_u:system_r:container_t:s0:c1,c2\0', 'confined'],
  ['system_u:system_r:spc_t:s0\0', 'unconfined'],
  ['unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023\0', 'unconfined'],
  ['system_u:system_r:unconfined_service_t:s0\0', 'unconfined'],
  ['system_u:system_r:kernel_t', 'unconfined'],
])('%j is %s', (text, confinement) => {
  expect(parseSecurityLabel(text)).toEqual({ label: text.replace(/[\n\0]$/, ''), confinement })
})

test.each(['', '\n', 'profile', 'x (enforcing)', 'a:b', ' (enforced) '])('%j is not understood', (text) => {
  expect(parseSecurityLabel(text)).toBeUndefined()
})

test('any text, no longer than a label is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => {
      expect(parseSecurityLabel(`${text} (enforce)`)?.label.length ?? 0).toBeLessThanOrEqual(200)
    }),
    runs(200),
  )
})
