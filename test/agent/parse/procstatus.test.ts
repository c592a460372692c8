import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capabilityText, parseRights } from '../../../agent/parse/procstatus.ts'
import { runs } from '../../support/property.ts'

const text = `Name:\tserver
Uid:\t1001\t0\t0\t0
CapInh:\t0000000000000000
CapEff:\t0000000000002400
CapBnd:\t00000000a80425fb
NoNewPrivs:\t1
Seccomp:\t2
Seccomp_filters:\t1
`

test('the rights of a process', () => {
  expect(parseRights(text)).toEqual({
    ...{ uid: 0, capabilities: 0x2400n, bounding: 0xa80425fbn, noNewPrivileges: true, seccomp: 'filter' },
  })
  expect(capabilityText(0x2400n)).toBe('CAP_NET_BIND_SERVICE CAP_NET_RAW')
})

test.each([
  ['0', 'disabled'],
  ['1', 'strict'],
  ['2', 'filter'],
  ['3', undefined],
  ['x', undefined],
])('seccomp %s is %s', (mode, expected) => {
  expect(parseRights(`Seccomp:\t${mode}\n`).seccomp).toBe(expected)
})

test('what is not there, or not understood, is not known', () => {
  const nothing = {
    uid: undefined,
    capabilities: undefined,
    bounding: undefined,
    noNewPrivileges: undefined,
    seccomp: undefined,
  }
  expect(parseRights('')).toEqual(nothing)
  expect(parseRights('Uid:\tx\nCapEff:\tzz\nCapBnd:\t-1\n')).toEqual(nothing)
  fc.assert(
    fc.property(fc.string(), (any) => void parseRights(`CapEff:\t${any}\nUid:\t${any}`)),
    runs(200),
  )
})

test('a name cannot pass for a line: the kernel escapes its line ends', () => {
  expect(parseRights('Name:\tx\\nUid:\t7 7 7 7\nUid:\t1 2 3 4\n').uid).toBe(2)
})
