import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseKernelCommandLine } from '../../../agent/parse/kernelcmdline.ts'
import { runs } from '../../support/property.ts'

test.each([
  ['BOOT_IMAGE=/vmlinuz root=UUID=1 ro quiet mitigations=off nokaslr\n', 'mitigations=off nokaslr'],
  ['slab-nomerge page_alloc.shuffle=1', 'slab_nomerge page_alloc.shuffle=1'],
  ['lsm="lockdown,yama" secret=geheim', 'lsm=lockdown,yama'],
  ['audit=1 -- nokaslr', 'audit=1'],
  ['audit="a b"', 'audit=a'],
  ['mitigations=off mitigations=auto', 'mitigations=off mitigations=auto'],
  ['', ''],
])('%j', (text, expected) => expect(parseKernelCommandLine(text)).toBe(expected))

test('whatever it is given, only known names come out', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100, unit: 'binary-ascii' }), (text) => {
      expect(parseKernelCommandLine(`x${text.replace(/[\s"]/g, '')}`)).toBe('')
    }),
    runs(100),
  )
})
