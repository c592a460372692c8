import { expect, test } from 'vitest'
import { capabilityNames } from '../../../agent/parse/capabilities.ts'

test.each([
  [0x0n, []],
  [0x1n, ['CAP_CHOWN']],
  [0x200000n, ['CAP_SYS_ADMIN']],
  [0x8000000000n, ['CAP_BPF']],
  [0x10000000000n, ['CAP_CHECKPOINT_RESTORE']],
  [0x20000000000n, ['CAP_41']],
  // What runtimes give by default.
  [
    0xa80425fbn,
    [
      ...['CAP_AUDIT_WRITE', 'CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_FSETID', 'CAP_KILL', 'CAP_MKNOD'],
      ...['CAP_NET_BIND_SERVICE', 'CAP_NET_RAW', 'CAP_SETFCAP', 'CAP_SETGID', 'CAP_SETPCAP', 'CAP_SETUID'],
      'CAP_SYS_CHROOT',
    ],
  ],
])('%x', (set, names) => {
  expect(capabilityNames(set)).toEqual(names)
})
